"""What was written to a folder of the lake, as tests compare it."""

import io

import pyarrow
import pyarrow.parquet
from lake import BUCKET, sorted_rows


def read(lake, folder):
    """All that lies below a folder, timestamps in microseconds: Spark's files have nanoseconds."""
    found = [
        pyarrow.parquet.read_table(
            io.BytesIO(lake.s3.get_object(Bucket=BUCKET, Key=key)["Body"].read())
        )
        for key in lake.keys(folder)
        if key.endswith(".parquet")
    ]
    rows = pyarrow.concat_tables(found)
    fields = [
        field.with_type(pyarrow.timestamp("us")) if "timestamp" in str(field.type) else field
        for field in rows.schema
    ]
    return rows.cast(pyarrow.schema(fields))


def columns_of(rows):
    # Whether an element may be NULL is no part of a type of Glue's.
    return [(field.name, str(field.type).replace(" not null", "")) for field in rows.schema]


def values_of(rows):
    return sorted_rows(tuple(map(repr, row.values())) for row in rows.to_pylist())
