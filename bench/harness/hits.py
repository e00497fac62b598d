"""Whether the sign-up site's hits are the same in two places, told by neither the engine that ours
is made of nor by PostgreSQL.

A fingerprint is (rows, sum of the hashes of the rows): the same for the same numbers and instants
in any order, and in whichever time zone they are written.
"""

import pandas
import pyarrow
import pyarrow.csv
import pyarrow.parquet

COLUMNS = {
    "id": pyarrow.int64(),
    "timestamp": pyarrow.timestamp("us", "UTC"),
    "feed_id": pyarrow.int64(),
    "lead_id": pyarrow.int64(),
}


def fingerprint_of_csv(file):
    """That of a CSV file as psql writes it, which tells each timestamp's offset."""
    return _fingerprint(
        pyarrow.csv.read_csv(
            file,
            read_options=pyarrow.csv.ReadOptions(column_names=list(COLUMNS)),
            convert_options=pyarrow.csv.ConvertOptions(column_types=COLUMNS),
        )
    )


def fingerprint_of_parquet(files):
    """That of all files of a folder together. A timestamp that tells no zone is in UTC."""
    tables = [pyarrow.parquet.read_table(file, columns=list(COLUMNS)) for file in files]
    return _fingerprint(pyarrow.concat_tables(tables))


def _fingerprint(table):
    frame = table.cast(pyarrow.schema(COLUMNS.items())).to_pandas()
    return len(frame), int(pandas.util.hash_pandas_object(frame, index=False).sum())
