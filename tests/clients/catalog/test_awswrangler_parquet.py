"""awswrangler.s3.to_parquet as a dataset with a table: append, overwrite, overwrite_partitions."""

import awswrangler as wr
import pandas
import pytest

pytestmark = pytest.mark.usefixtures("wrangler")


def rows(*values):
    return pandas.DataFrame(values, columns=["id", "name", "year", "region"])


FIRST = rows((1, "ann", 2023, "eu"), (2, "bob", 2024, "eu"), (3, "cid", 2024, "us"))


class Dataset:
    """A table over a folder of Parquet files, partitioned by year and region."""

    def __init__(self, bucket, database):
        self.path = f"s3://{bucket}/people/"
        self.database = database

    def write(self, frame, mode, **options):
        return wr.s3.to_parquet(
            df=frame,
            path=self.path,
            dataset=True,
            database=self.database,
            table="people",
            mode=mode,
            partition_cols=["year", "region"],
            **options,
        )

    def read(self, **options):
        frame = wr.s3.read_parquet_table(database=self.database, table="people", **options)
        columns = ["id", "name", "year", "region"]
        frame = frame[columns].sort_values("id")
        frame["year"] = frame["year"].astype(int)
        return [tuple(row) for row in frame.itertuples(index=False)]

    def partitions(self):
        return sorted(wr.catalog.get_partitions(self.database, "people").values())


@pytest.fixture
def dataset(bucket, database):
    return Dataset(bucket, database)


def tuples(frame):
    return [tuple(row) for row in frame.itertuples(index=False)]


def test_first_write_makes_table_and_partitions(glue, dataset):
    written = dataset.write(FIRST, "overwrite", compression="snappy")
    assert len(written["paths"]) == 3
    assert dataset.partitions() == [["2023", "eu"], ["2024", "eu"], ["2024", "us"]]
    assert dataset.read() == tuples(FIRST)
    stored = glue.get_table(DatabaseName=dataset.database, Name="people")["Table"]
    assert [(key["Name"], key["Type"]) for key in stored["PartitionKeys"]] == [
        ("year", "bigint"),
        ("region", "string"),
    ]
    assert stored["Parameters"]["compressionType"] == "snappy"


def test_append_keeps_what_is_there(dataset):
    dataset.write(FIRST, "append")
    more = rows((4, "dan", 2024, "us"), (5, "eve", 2025, "eu"))
    dataset.write(more, "append")
    assert dataset.read() == tuples(pandas.concat([FIRST, more]))
    assert dataset.partitions() == [["2023", "eu"], ["2024", "eu"], ["2024", "us"], ["2025", "eu"]]


def test_overwrite_leaves_only_what_it_wrote(s3, dataset):
    dataset.write(FIRST, "overwrite")
    again = rows((9, "zoe", 2025, "us"))
    dataset.write(again, "overwrite")
    assert dataset.read() == tuples(again)
    assert dataset.partitions() == [["2025", "us"]]
    assert len(wr.s3.list_objects(dataset.path)) == 1


def test_overwrite_partitions_leaves_the_others(dataset):
    dataset.write(FIRST, "overwrite")
    again = rows((7, "gus", 2024, "us"), (8, "hal", 2026, "eu"))
    dataset.write(again, "overwrite_partitions")
    assert dataset.read() == [*tuples(FIRST)[:2], *tuples(again)]
    assert dataset.partitions() == [["2023", "eu"], ["2024", "eu"], ["2024", "us"], ["2026", "eu"]]


def test_partitions_are_chosen_by_their_values(dataset):
    dataset.write(FIRST, "overwrite")
    chosen = dataset.read(partition_filter=lambda values: values["region"] == "us")
    assert chosen == tuples(FIRST)[2:]


def test_a_new_column_becomes_one_of_the_table(dataset):
    dataset.write(FIRST, "append")
    wider = rows((6, "fay", 2024, "eu"))
    wider["note"] = "new"
    dataset.write(wider, "append")
    assert wr.catalog.get_table_types(dataset.database, "people")["note"] == "string"
    assert len(dataset.read(validate_schema=False)) == 4


def test_a_new_column_is_refused_without_schema_evolution(dataset):
    dataset.write(FIRST, "append")
    with pytest.raises(wr.exceptions.InvalidArgumentValue):
        dataset.write(FIRST.assign(note="new"), "append", schema_evolution=False)
    assert dataset.read() == tuples(FIRST)
    assert "note" not in wr.catalog.get_table_types(dataset.database, "people")


def test_append_writes_the_types_of_the_table(dataset):
    dataset.write(FIRST, "append")
    more = rows((4.0, "dan", 2024, "us"))
    dataset.write(more, "append")
    assert dataset.read()[-1] == (4, "dan", 2024, "us")


def test_each_overwrite_is_a_version_when_asked_for(dataset):
    for _ in range(3):
        dataset.write(FIRST, "overwrite", glue_table_settings={"parameters": {"made": "here"}})
    assert wr.catalog.get_table_number_of_versions(dataset.database, "people") == 1
    dataset.write(FIRST, "overwrite", catalog_versioning=True)
    assert wr.catalog.get_table_number_of_versions(dataset.database, "people") == 2


def test_projection_instead_of_partitions(glue, dataset):
    dataset.write(
        FIRST,
        "overwrite",
        glue_table_settings={"regular_partitions": False},
        athena_partition_projection_settings={
            "projection_types": {"year": "integer", "region": "enum"},
            "projection_ranges": {"year": "2020,2030"},
            "projection_values": {"region": "eu,us"},
        },
    )
    assert dataset.partitions() == []
    parameters = wr.catalog.get_table_parameters(dataset.database, "people")
    assert parameters["projection.enabled"] == "true"
    assert parameters["projection.region.values"] == "eu,us"


def test_metadata_of_files_that_are_there_becomes_a_table(dataset):
    wr.s3.to_parquet(df=FIRST, path=dataset.path, dataset=True, partition_cols=["year", "region"])
    columns, partitions, _ = wr.s3.store_parquet_metadata(
        path=dataset.path, database=dataset.database, table="people", dataset=True
    )
    assert columns == {"id": "bigint", "name": "string"}
    assert partitions == {"year": "string", "region": "string"}
    assert dataset.partitions() == [["2023", "eu"], ["2024", "eu"], ["2024", "us"]]
    assert dataset.read() == tuples(FIRST)
