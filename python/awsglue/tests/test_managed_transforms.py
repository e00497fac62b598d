"""Glue Studio's managed transforms give the rows that Tenon's own engine gives: the cases are the engine's
own, `tests/golden/rows/managed.txt`, whose inputs and printed rows are DuckDB's."""

import datetime
import importlib
import pathlib

import pytest

duckdb = pytest.importorskip("duckdb")

GOLDEN = pathlib.Path(__file__).parents[3] / "tests/golden/rows/managed.txt"
# What Spark can do and the engine refuses, or the other way round.
DIFFERENT = {
    "gs_now dateFormat=QQ": "Spark writes quarters",
    "gs_pivot aggCol=k; aggFunction=sum; colList=n": "Spark refuses the sum of a text",
    "gs_pivot aggCol=s; aggFunction=collect_set; colList=k": (
        "Spark has an empty array, and the engine NULL, where a group has no row of a value"
    ),
    "gs_parse_json colName=j; schema=a STRING, b ARRAY<INT>, c: MAP<STRING,INT>; newColName=s": (
        "Spark has no array, and the engine one with NULL, where an element does not fit"
    ),
    "gs_parse_json colName=j; schema=ARRAY<STRING>": "Spark reads no further than the array",
    "gs_extract_json colName=j; jsonPaths=$[*]; colList=x": "Spark takes all elements",
    "gs_regex_extract colName=s; regex=(?<!a)b; newCols=x": "Java's patterns can look behind",
}


def cases():
    text = GOLDEN.read_text()
    found = [part.split("\n") for part in text.strip().split("\n\n")]
    lines = {case[0] for case in found}
    assert set(DIFFERENT) <= lines, "the engine's cases have changed"
    # gs_lookup reads a table; it has a case of its own here.
    return [
        case for case in found if not case[0].startswith("gs_lookup") and case[0] not in DIFFERENT
    ]


def arguments_of(line):
    name, _, rest = line.partition(" ")
    pairs = [pair.partition("=") for pair in rest.split("; ")] if rest else []
    return name, {key: value for key, _, value in pairs}


def frame_of_query(glue, query):
    from awsglue.dynamicframe import DynamicFrame

    connection = duckdb.connect()
    connection.execute("SET TimeZone = 'UTC'")
    table = connection.execute(query).to_arrow_table()
    return DynamicFrame.fromDF(glue.spark_session.createDataFrame(table), glue, "golden")


def printed(frame):
    """The rows as the engine prints them."""
    from awsglue.hive_types import to_hive

    data = frame.toDF()
    connection = duckdb.connect()
    connection.execute("SET TimeZone = 'UTC'")
    made = data.toArrow()
    connection.register("made", made)
    values = []
    for field in data.schema.fields:
        name = '"' + field.name.replace('"', '""') + '"'
        if to_hive(field.dataType) == "timestamp":
            name = f"({name} AT TIME ZONE 'UTC')::TIMESTAMP"
        values.append(f"coalesce({name}::VARCHAR, 'NULL')")
    head = ", ".join(f"{field.name} {to_hive(field.dataType)}" for field in data.schema.fields)
    rows = connection.execute(f"SELECT {', '.join(values)} FROM made").fetchall()
    return [head, *sorted("".join(value + "|" for value in row) for row in rows)]


@pytest.mark.parametrize("case", cases(), ids=lambda case: case[0])
def test_the_rows_are_the_engines(glue, case):
    line, query, *expected = case
    name, arguments = arguments_of(line)
    importlib.import_module(name)
    frame = frame_of_query(glue, query)
    if all(line.split(" ")[0].endswith(":") for line in expected):
        with pytest.raises(Exception):  # noqa: B017  (each of its own kind)
            getattr(frame, name)(**arguments).toDF()
        return
    made = getattr(frame, name)(**arguments)
    assert printed(made) == [expected[0], *sorted(expected[1:])]


def test_a_choice_is_refused_and_nothing_passes(frame_of, glue):
    importlib.import_module("gs_uuid")
    with pytest.raises(ValueError, match="gs_uuid: resolve the choices first: x"):
        frame_of({"x": 1}, {"x": "a"}).gs_uuid()
    from awsglue.dynamicframe import DynamicFrame

    empty = DynamicFrame.fromDF(glue.spark_session.createDataFrame([], "struct<>"), glue)
    assert empty.gs_uuid() is empty


def test_arguments_may_be_lists_and_texts(frame_of, rows_of):
    importlib.import_module("gs_concat")
    frame = frame_of({"a": 1, "b": "x"})
    for columns in (["a", "b"], "a, b", ["a,b"]):
        made = frame.gs_concat(colName="c", colList=columns, spacer="-", transformation_ctx="t")
        assert rows_of(made) == [{"a": 1, "b": "x", "c": "1-x"}]
        assert made.transformation_ctx == "t"


def test_the_time_and_the_identifiers(frame_of):
    for name in ("gs_now", "gs_uuid", "gs_sequence_id"):
        importlib.import_module(name)
    frame = frame_of(*[{"x": number} for number in range(5)])
    before = datetime.datetime.now(datetime.timezone.utc).replace(tzinfo=None)
    (moment,) = {row["at"] for row in frame.gs_now(colName="at").toDF().collect()}
    assert abs(moment - before) < datetime.timedelta(minutes=2)
    (day,) = {row["day"] for row in frame.gs_now("day", "%Y").toDF().collect()}
    assert day in (str(before.year), str(before.year + 1))
    identifiers = [row["uuid"] for row in frame.gs_uuid().toDF().collect()]
    assert len(set(identifiers)) == 5 and {len(text) for text in identifiers} == {36}
    numbers = [row["id"] for row in frame.repartition(3).gs_sequence_id().toDF().collect()]
    assert sorted(numbers) == [0, 1, 2, 3, 4]
    unique = frame.gs_sequence_id("id", unique=True).toDF().collect()
    assert len({row["id"] for row in unique}) == 5 and min(row["id"] for row in unique) > 10**25


def test_lookup_takes_columns_of_a_table(glue, catalog, frame_of, rows_of, tmp_path):
    importlib.import_module("gs_lookup")
    (tmp_path / "a.csv").write_text("1,x,5\n1,y,6\n2,z,7\n")
    catalog.create_database(DatabaseInput={"Name": "d"})
    catalog.create_table(
        DatabaseName="d",
        TableInput={
            "Name": "t",
            "Parameters": {"classification": "csv"},
            "StorageDescriptor": {
                "Location": f"file://{tmp_path}",
                "Columns": [
                    {"Name": "id", "Type": "int"},
                    {"Name": "name", "Type": "string"},
                    {"Name": "n", "Type": "int"},
                ],
            },
        },
    )
    frame = frame_of({"user": 1, "k": "a"}, {"user": 3, "k": "b"})
    assert rows_of(frame.gs_lookup("d.t", "user=id", "name,n")) == [
        {"k": "a", "n": 5, "name": "x", "user": 1},
        {"k": "a", "n": 6, "name": "y", "user": 1},
        {"k": "b", "n": None, "name": None, "user": 3},
    ]
    both = frame_of({"id": 2, "name": "z"}, {"id": 2, "name": "y"})
    assert rows_of(both.gs_lookup("d.t", ["id", "name"], ["n", "name"])) == [
        {"id": 2, "name": "z", "n": 7},
        {"id": 2, "name": None, "n": None},
    ]
    with pytest.raises(ValueError, match="a table is named with its database"):
        frame.gs_lookup("t", "user=id", "name")
