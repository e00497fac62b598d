"""Files in each format become records, and records files."""

import bz2
import gzip
import json

import pytest
from pyspark.sql import types as T


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def read(glue, path, format, format_options=None, connection_type="s3", **options):
    return glue.create_dynamic_frame.from_options(
        connection_type=connection_type,
        connection_options={"paths": [f"file://{path}"], **options},
        format=format,
        format_options=format_options or {},
    )


CSV = 'id,name\n1,"a, ""b"""\n2,\n3,""\n'


@pytest.mark.parametrize(
    ("text", "options", "rows"),
    [
        (CSV, {"withHeader": True}, [("1", 'a, "b"'), ("2", None), ("3", "")]),
        (
            CSV,
            {},
            [("id", "name"), ("1", 'a, "b"'), ("2", None), ("3", "")],
        ),
        (CSV, {"withHeader": True, "skipFirst": True}, [("2", None), ("3", "")]),
        (CSV, {"skipFirst": "true"}, [("1", 'a, "b"'), ("2", None), ("3", "")]),
        ("1|'x|y'\n", {"separator": "|", "quoteChar": "'"}, [("1", "x|y")]),
        ('1,"x\n', {"quoteChar": -1}, [("1", '"x')]),
        ('1,"x\ny"\n', {"multiLine": True}, [("1", "x\ny")]),
        ('1,"x\\"y"\n', {"escaper": "\\"}, [("1", 'x"y')]),
        ("1\tx\n", {"separator": "\t", "optimizePerformance": True}, [("1", "x")]),
    ],
)
def test_csv(glue, tmp_path, text, options, rows):
    write(tmp_path / "in" / "a.csv", text)
    frame = read(glue, tmp_path / "in", "csv", options)
    names = ["id", "name"] if options.get("withHeader") else ["col0", "col1"]
    assert frame.toDF().columns == names
    assert [tuple(row) for row in frame.toDF().collect()] == rows


def test_packed_csv_with_excluded_and_deeper_files(glue, tmp_path):
    write(tmp_path / "a.csv", "1\n")
    (tmp_path / "b.csv.gz").write_bytes(gzip.compress(b"2\n"))
    (tmp_path / "c.csv.bz2").write_bytes(bz2.compress(b"3\n"))
    write(tmp_path / "d.tmp", "4\n")
    write(tmp_path / "f [1]*.csv", "7\n")
    write(tmp_path / "_hidden.csv", "5\n")
    write(tmp_path / "deep" / "k=1" / "e.csv", "6\n")

    def values(**options):
        rows = read(glue, tmp_path, "csv", **options).toDF().collect()
        return sorted(value for row in rows for value in row)

    assert values() == ["1", "2", "3", "4", "7"]
    assert values(recurse=True) == ["1", "2", "3", "4", "6", "7"]
    without = json.dumps(["**.tmp", "deep/**"])
    assert values(recurse="true", exclusions=without) == ["1", "2", "3", "7"]
    assert values(boundedFiles="2") == ["1", "2"]
    assert values(boundedSize="1") == ["1"]
    assert read(glue, tmp_path / "nothing", "csv").toDF().columns == []


@pytest.mark.parametrize(
    ("text", "options", "rows"),
    [
        ('{"x":1}\n{"x":"a"}\n', {}, [{"x": 1}, {"x": "a"}]),
        ('[{"x":1},{"x":2}]', {}, [{"x": 1}, {"x": 2}]),
        ('{\n"x":1}\n{"x":\n2}', {"multiLine": True}, [{"x": 1}, {"x": 2}]),
        ('{"a":{"b":[{"x":1},{"x":true}]}}', {"jsonPath": "$.a.b[*]"}, [{"x": 1}, {"x": True}]),
        ('{"a b":[{"x":1},{"x":2}]}', {"jsonPath": "$['a b'][1]"}, [{"x": 2}]),
        ('{"x":null}\n{"x":1.5}\n', {}, [{"x": None}, {"x": 1.5}]),
    ],
)
def test_json(glue, tmp_path, text, options, rows, capsys):
    write(tmp_path / "a.json", text)
    frame = read(glue, tmp_path, "json", options, "file")
    capsys.readouterr()
    frame.show()
    assert [json.loads(line) for line in capsys.readouterr().out.splitlines()] == rows


@pytest.mark.parametrize(
    ("format", "text", "options"),
    [
        ("csv", "n,c\n1,2\n", {"withHeader": True}),
        ("json", '{"n":1,"c":"2"}\n', {}),
        ("xml", "<r><o><n>1</n><c>2</c></o></r>", {"rowTag": "o"}),
    ],
)
def test_a_schema_is_taken_from_the_options(glue, tmp_path, rows_of, format, text, options):
    from awsglue import gluetypes as G

    write(tmp_path / "a", text)
    schema = G.StructType([G.Field("n", G.LongType()), G.Field("c", G.StringType())])
    frame = read(glue, tmp_path, format, {**options, "withSchema": schema.json()})
    assert frame.schema() == schema
    assert rows_of(frame) == [{"n": 1, "c": "2"}]


def test_text_that_is_no_json_is_an_error_record(glue, tmp_path, rows_of):
    write(tmp_path / "a.json", '{"x":1}\nnonsense\n{"x":2}\n5\n')
    frame = read(glue, tmp_path, "json")
    assert rows_of(frame) == [{"x": 1}, {"x": 2}]
    errors = frame.errorsAsDynamicFrame().toDF().select("error.msg", "error.dynamicRecord")
    assert sorted(row["dynamicRecord"] for row in errors.collect()) == ["5", "nonsense"]
    with pytest.raises(ValueError, match="only names, places and"):
        read(glue, tmp_path, "json", {"jsonPath": "$..x"})


def test_xml(glue, tmp_path, rows_of):
    write(tmp_path / "a.xml", '<rows><row id="1"><n>a</n></row><row id="2"><n>b</n></row></rows>')
    frame = read(glue, tmp_path, "xml", {"rowTag": "row", "attributePrefix": "@"})
    assert rows_of(frame) == [{"@id": 1, "n": "a"}, {"@id": 2, "n": "b"}]
    with pytest.raises(ValueError, match="xml needs rowTag"):
        read(glue, tmp_path, "xml")


@pytest.mark.parametrize(
    ("format", "message"),
    [
        ("ion", "this format cannot be read: ion"),
        ("grokLog", "this format cannot be read: grokLog"),
        ("tables", "there is no such format: tables"),
        ("avro", "org.apache.spark:spark-avro"),
    ],
)
def test_a_format_that_cannot_be_read_is_named(glue, tmp_path, format, message):
    write(tmp_path / "a", "x")
    with pytest.raises(NotImplementedError, match=message):
        read(glue, tmp_path, format)


def test_a_connection_that_there_is_not_is_named(glue, frame_of):
    with pytest.raises(NotImplementedError, match="no such connection type: dynamodb"):
        glue.create_dynamic_frame.from_options("dynamodb", {})
    with pytest.raises(NotImplementedError, match="no such connection type: kafka"):
        glue.write_dynamic_frame.from_options(frame_of({"x": 1}), "kafka", {})
    with pytest.raises(NotImplementedError, match="GlueContext.purge_s3_path is not supported"):
        glue.purge_s3_path("s3://b/", {})


@pytest.mark.parametrize(
    ("format", "format_options", "suffix"),
    [
        ("parquet", {"compression": "gzip"}, ".gz.parquet"),
        ("glueparquet", {}, ".snappy.parquet"),
        ("orc", {}, ".orc"),
        ("json", {}, ".json"),
        ("csv", {"separator": "|"}, ".csv"),
    ],
)
def test_what_is_written_is_read_again(
    glue, frame_of, rows_of, tmp_path, format, format_options, suffix
):
    frame = frame_of({"k": "p q", "n": "a|b", "z": None}, {"k": "r", "n": 'say "x"', "z": None})
    options = {"path": str(tmp_path / "out"), "partitionKeys": ["k"]}
    written = glue.write_dynamic_frame.from_options(
        frame, "s3", options, format=format, format_options=format_options
    )
    assert written is frame
    files = [file for file in (tmp_path / "out").rglob("part-*")]
    assert {file.parent.name for file in files} == {"k=p q", "k=r"}
    assert all(file.name.endswith(suffix) for file in files)
    again = read(
        glue, tmp_path / "out", format, {**format_options, "withHeader": True}, recurse=True
    )
    assert rows_of(again) == [{"n": "a|b"}, {"n": 'say "x"'}]
    glue.write_dynamic_frame.from_options(frame, "s3", options, format, format_options)
    assert len(list((tmp_path / "out").rglob("part-*"))) == 2 * len(files)


def test_a_choice_is_written_to_json_as_what_it_is_in_each_record(glue, frame_of, tmp_path):
    frame = frame_of({"k": 1, "x": 1}, {"k": 1, "x": {"a": "ü"}}, {"k": 2, "x": [1, "b"]})
    frame.write("s3", {"path": str(tmp_path / "out"), "partitionKeys": ["k"]}, "json")
    lines = [
        (file.parent.name, line)
        for file in (tmp_path / "out").rglob("part-*")
        for line in file.read_text().splitlines()
    ]
    assert sorted(lines) == [
        ("k=1", '{"x":1}'),
        ("k=1", '{"x":{"a":"ü"}}'),
        ("k=2", '{"x":[1,"b"]}'),
    ]
    with pytest.raises(TypeError, match="a file of CSV cannot hold the field x"):
        frame.write("s3", {"path": str(tmp_path / "csv")}, "csv")


def test_a_collection_is_written_to_folders_of_its_names(glue, frame_of, tmp_path):
    parts = frame_of({"a": 1, "b": 2}).split_fields(["a"], "first", "second")
    glue.write_dynamic_frame.from_options(parts, "s3", {"path": str(tmp_path)}, "json")
    assert {file.parent.name for file in tmp_path.rglob("*.json")} == {"first", "second"}


def test_get_source_and_data_frames(glue, tmp_path, frame_of):
    write(tmp_path / "a.csv", "x\n1\n")
    source = glue.getSource("file", paths=[str(tmp_path)], transformation_ctx="s")
    source.setFormat("csv", withHeader=True)
    assert source.getFrame().toDF().collect()[0]["x"] == "1"
    data = glue.create_data_frame.from_options(
        connection_type="s3",
        connection_options={"paths": [str(tmp_path)]},
        format="csv",
        format_options={"withHeader": True},
    )
    assert [tuple(row) for row in data.collect()] == [("1",)]
    glue.write_data_frame.from_options(
        frame=data,
        connection_type="s3",
        connection_options={"path": str(tmp_path / "out")},
        format="parquet",
    )
    assert glue.read.parquet(str(tmp_path / "out")).count() == 1


def test_records_of_an_rdd(glue, spark, rows_of):
    tuples = spark.sparkContext.parallelize([(1, "a"), (2, "b")])
    assert rows_of(glue.create_dynamic_frame.from_rdd(tuples, "t", ["n", "c"])) == [
        {"n": 1, "c": "a"},
        {"n": 2, "c": "b"},
    ]
    schema = T.StructType([T.StructField("n", T.LongType()), T.StructField("c", T.StringType())])
    typed = glue.create_dynamic_frame_from_rdd(tuples, "t", schema)
    assert typed.toDF().schema == schema
    with pytest.raises(
        Exception, match="a record is a dictionary of its fields, a row or a tuple, not 5"
    ):
        glue.create_dynamic_frame.from_rdd(spark.sparkContext.parallelize([5]), "t")
