"""Nested records as flat ones, and texts that become what they say."""

import json

import pytest

from awsglue import gluetypes as G


@pytest.fixture
def people(frame_of):
    return frame_of(
        {
            "id": "p1",
            "name": {"first": "A", "alias": None},
            "contacts": [{"type": "fax", "value": "1"}, {"type": "phone", "value": "2"}],
            "tags": ["x"],
            "x": 1,
        },
        {
            "id": "p2",
            "name": {"first": "B", "alias": {"old": "C"}},
            "contacts": [{"type": "mail", "value": "3"}],
            "tags": None,
            "x": "one",
        },
        {"id": "p3", "name": None, "contacts": [], "tags": ["y", "z"], "x": None},
    )


def test_unnest_makes_fields_of_members(people, tree_of):
    assert tree_of(people.unnest()) == [
        "|-- id: string",
        "|-- name.first: string",
        "|-- name.alias.old: string",
        "|-- contacts: array",
        "|    |-- element: struct",
        "|    |    |-- type: string",
        "|    |    |-- value: string",
        "|-- tags: array",
        "|    |-- element: string",
        "|-- x: choice",
        "|    |-- int",
        "|    |-- string",
    ]


def test_relationalize_makes_a_table_of_each_array(people):
    tables = people.relationalize("root", "s3://nowhere/")
    assert list(tables.keys()) == ["root", "root_contacts", "root_tags"]
    root = tables.select("root").toDF()
    assert root.columns == [
        "id",
        "name.first",
        "name.alias.old",
        "contacts",
        "tags",
        "x.int",
        "x.string",
    ]
    keys = {row["id"]: row for row in root.collect()}
    assert keys["p2"]["name.alias.old"] == "C" and keys["p2"]["tags"] is None
    assert (keys["p1"]["x.int"], keys["p2"]["x.string"]) == (1, "one")
    contacts = tables.select("root_contacts").toDF()
    assert contacts.columns == ["id", "index", "contacts.val.type", "contacts.val.value"]
    rows = {tuple(row) for row in contacts.collect()}
    assert rows == {
        (keys["p1"]["contacts"], 0, "fax", "1"),
        (keys["p1"]["contacts"], 1, "phone", "2"),
        (keys["p2"]["contacts"], 0, "mail", "3"),
    }
    tags = tables.select("root_tags").toDF()
    joined = root.join(tags, root["tags"] == tags["id"])
    assert sorted((row[0], row["tags.val"]) for row in joined.collect()) == [
        ("p1", "x"),
        ("p3", "y"),
        ("p3", "z"),
    ]


def test_relationalize_follows_arrays_and_maps_within(glue):
    from awsglue.dynamicframe import DynamicFrame

    data = glue.spark_session.sql(
        "SELECT 1 AS n, named_struct('items', array(named_struct('codes', array('a', 'b')))) AS o, "
        "map('k', 5) AS m"
    )
    tables = DynamicFrame.fromDF(data, glue, "t").relationalize("r")
    assert list(tables.keys()) == ["r", "r_o.items", "r_o.items.val.codes", "r_m"]
    assert tables["r"].toDF().columns == ["n", "o.items", "m"]
    (item,) = tables["r_o.items"].toDF().collect()
    codes = tables["r_o.items.val.codes"].toDF().collect()
    assert [(row["index"], row["o.items.val.codes.val"]) for row in codes] == [(0, "a"), (1, "b")]
    assert {row["id"] for row in codes} == {item["o.items.val.codes"]}
    (entry,) = tables["r_m"].toDF().collect()
    assert (entry["m.val.key"], entry["m.val.value"]) == ("k", 5)


def test_a_flat_frame_is_its_own_root(frame_of, rows_of):
    tables = frame_of({"a": 1}).relationalize("root")
    assert list(tables.keys()) == ["root"]
    assert rows_of(tables["root"]) == [{"a": 1}]


def test_unbox_parses_a_text(frame_of, rows_of, tree_of):
    frame = frame_of(
        {"k": 1, "s": {"text": '{"a": 1, "b": [true]}'}},
        {"k": 2, "s": {"text": '{"a": "x"}'}},
        {"k": 3, "s": {"text": "nonsense"}},
        {"k": 4, "s": None},
    )
    unboxed = frame.unbox("s.text", "json", info="texts")
    assert tree_of(unboxed) == [
        "|-- k: int",
        "|-- s: struct",
        "|    |-- text: struct",
        "|    |    |-- a: choice",
        "|    |    |    |-- int",
        "|    |    |    |-- string",
        "|    |    |-- b: array",
        "|    |    |    |-- element: boolean",
    ]
    assert rows_of(unboxed.resolveChoice(specs=[("s.text.a", "cast:string")])) == [
        {"k": 1, "s": {"text": {"a": "1", "b": [True]}}},
        {"k": 2, "s": {"text": {"a": "x", "b": None}}},
        {"k": 4, "s": None},
    ]
    (error,) = unboxed.errorsAsDynamicFrame().toDF().select("error.*").collect()
    assert error["msg"].startswith("JSONDecodeError") and error["info"] == "texts"
    assert json.loads(error["dynamicRecord"]) == {"k": 3, "s": {"text": "nonsense"}}


@pytest.mark.parametrize(
    ("text", "options", "value"),
    [
        ("1|b", {"separator": "|"}, {"col0": "1", "col1": "b"}),
        ("n,c\n1,b", {"withHeader": True}, {"n": "1", "c": "b"}),
        (
            "1,b",
            {
                "withSchema": G.StructType(
                    [G.Field("n", G.IntegerType()), G.Field("c", G.StringType())]
                ).json()
            },
            {"n": 1, "c": "b"},
        ),
        ("'a,b',c", {"quoteChar": "'"}, {"col0": "a,b", "col1": "c"}),
    ],
)
def test_unbox_parses_a_line_of_csv(frame_of, rows_of, text, options, value):
    assert rows_of(frame_of({"x": text}).unbox("x", "csv", **options)) == [{"x": value}]


def test_unbox_says_what_it_cannot(frame_of):
    with pytest.raises(ValueError, match="unbox cannot read this format: avro"):
        frame_of({"x": "1"}).unbox("x", "avro")
    with pytest.raises(TypeError, match="only a text can be unboxed: x"):
        frame_of({"x": 1}).unbox("x", "json")


def test_marks_of_dynamodb_are_taken_off(frame_of, rows_of, tree_of):
    frame = frame_of(
        {
            "Item": {
                "id": {"S": "a"},
                "n": {"N": "5"},
                "flag": {"BOOL": True},
                "none": {"NULL": True},
                "list": {"L": [{"S": "x"}, {"N": "1"}]},
                "map": {"M": {"inner": {"S": "y"}}},
                "set": {"SS": ["p", "q"]},
            }
        },
        {"Item": {"id": {"S": "b"}, "n": {"BOOL": False}}},
    )
    plain = frame.unnest_ddb_json()
    assert tree_of(plain.select_fields("n")) == [
        "|-- n: choice",
        "|    |-- boolean",
        "|    |-- string",
    ]
    first = next(row for row in rows_of(plain) if row["id"] == "a")
    assert first == {
        "id": "a",
        "n": {"boolean": None, "string": "5"},
        "flag": True,
        "none": None,
        "list": ["x", "1"],
        "map": {"inner": "y"},
        "set": ["p", "q"],
    }
