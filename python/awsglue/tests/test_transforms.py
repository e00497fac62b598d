"""What a DynamicFrame's methods make of rows and types."""

import datetime
import decimal
import json

import pytest


def test_apply_mapping_renames_casts_and_nests(frame_of, rows_of, tree_of):
    frame = frame_of(
        {"provider id": 7, "name": "n", "charge": "1.5", "s": {"a": 1}, "unused": True}
    )
    mapped = frame.apply_mapping(
        [
            ("provider id", "int", "provider.id", "long"),
            ("name", "string", "provider.name", "string"),
            ("charge", "string", "charge", "double"),
            ("s.a", "int", "`s.a`", "string"),
            ("missing", "string", "missing", "string"),
            ("s", "struct", "s", "struct"),
        ]
    )
    assert tree_of(mapped) == [
        "|-- provider: struct",
        "|    |-- id: long",
        "|    |-- name: string",
        "|-- charge: double",
        "|-- s.a: string",
        "|-- s: struct",
        "|    |-- a: int",
    ]
    assert rows_of(mapped) == [
        {"provider": {"id": 7, "name": "n"}, "charge": 1.5, "s.a": "1", "s": {"a": 1}}
    ]


@pytest.mark.parametrize(
    ("value", "target", "expected"),
    [
        ("12", "int", 12),
        ("x", "int", None),
        ("3000000000", "int", None),
        ("3000000000", "bigint", 3000000000),
        ("1", "short", 1),
        ("1", "tinyint", 1),
        ("2020-01-02", "date", datetime.date(2020, 1, 2)),
        ("2020-01-02 03:04:05", "timestamp", datetime.datetime(2020, 1, 2, 3, 4, 5)),
        ("1.239", "decimal(6,2)", decimal.Decimal("1.24")),
        ("1.5", "decimal", decimal.Decimal("1.50")),
        ("true", "boolean", True),
        (1.9, "int", 1),
        (True, "string", "true"),
        (True, "date", None),
        ([1, 2], "array<string>", ["1", "2"]),
        ([1, 2], "string", "[1,2]"),
        ([1, 2], "int", None),
        ("a", "varchar(3)", "a"),
    ],
)
def test_apply_mapping_casts(frame_of, rows_of, value, target, expected):
    frame = frame_of({"x": value})
    assert rows_of(frame.apply_mapping([("x", "string", "y", target)])) == [{"y": expected}]


def test_apply_mapping_casts_each_value_of_a_choice(frame_of, rows_of):
    frame = frame_of({"x": 1}, {"x": "2"}, {"x": "z"})
    assert rows_of(frame.apply_mapping([("x", "choice", "x", "long")])) == [
        {"x": 1},
        {"x": 2},
        {"x": None},
    ]


def test_apply_mapping_takes_pairs_and_says_what_is_wrong(frame_of, rows_of):
    frame = frame_of({"a": 1})
    assert rows_of(frame.apply_mapping([("a", "b")])) == [{"b": 1}]
    assert rows_of(frame.apply_mapping([("A", "int", "b", "int")])) == [{"b": 1}]
    with pytest.raises(ValueError, match="a mapping has a source path"):
        frame.apply_mapping([("a", "int", "b")])
    with pytest.raises(ValueError, match="no such type: whole"):
        frame.apply_mapping([("a", "int", "b", "whole")])


@pytest.fixture
def nested(frame_of):
    return frame_of(
        {"a": 1, "s": {"b": 2, "c": {"d": 3}}, "l": [{"e": 4, "f": 5}], "this.name": 6},
        {"a": 7, "s": None, "l": [], "this.name": 8},
    )


@pytest.mark.parametrize(
    ("paths", "first", "second"),
    [
        (["a"], {"a": 1}, {"a": 7}),
        ("a", {"a": 1}, {"a": 7}),
        (["s.c.d", "a"], {"s": {"c": {"d": 3}}, "a": 1}, {"s": None, "a": 7}),
        (["s.c", "s.b"], {"s": {"b": 2, "c": {"d": 3}}}, {"s": None}),
        (["l[].f"], {"l": [{"f": 5}]}, {"l": []}),
        (["`this.name`"], {"this.name": 6}, {"this.name": 8}),
        (["a", "not.there"], {"a": 1}, {"a": 7}),
        (["s", "s.b"], {"s": {"b": 2, "c": {"d": 3}}}, {"s": None}),
    ],
)
def test_select_fields(nested, paths, first, second):
    rows = [row.asDict(recursive=True) for row in nested.select_fields(paths).toDF().collect()]
    assert rows == [first, second]


@pytest.mark.parametrize(
    ("paths", "first"),
    [
        (["a", "l", "s"], {"this.name": 6}),
        (["s.c", "l", "a"], {"s": {"b": 2}, "this.name": 6}),
        (["s.c.d", "l", "a"], {"s": {"b": 2}, "this.name": 6}),
        (["l[].e", "s", "a"], {"l": [{"f": 5}], "this.name": 6}),
        (["`this.name`", "s", "l", "none"], {"a": 1}),
    ],
)
def test_drop_fields(nested, paths, first):
    assert nested.drop_fields(paths).toDF().collect()[0].asDict(recursive=True) == first


@pytest.mark.parametrize(
    ("old", "new", "first"),
    [
        ("a", "z", {"z": 1, "s": {"b": 2}, "this.name": 6}),
        ("`this.name`", "z", {"a": 1, "s": {"b": 2}, "z": 6}),
        ("s.b", "s.z", {"a": 1, "s": {"z": 2}, "this.name": 6}),
        ("a", "s.z", {"s": {"b": 2, "z": 1}, "this.name": 6}),
        ("s.b", "z", {"a": 1, "this.name": 6, "z": 2}),
        ("none", "z", {"a": 1, "s": {"b": 2}, "this.name": 6}),
    ],
)
def test_rename_field(frame_of, rows_of, old, new, first):
    frame = frame_of({"a": 1, "s": {"b": 2}, "this.name": 6})
    assert rows_of(frame.rename_field(old, new)) == [first]


def test_filter_asks_a_function_of_each_record(frame_of, rows_of):
    frame = frame_of({"x": 1, "s": {"a": "p"}}, {"x": "b", "s": {"a": "q"}}, {"x": 3, "s": None})
    kept = frame.filter(f=lambda record: record["x"] in (1, "b") and record["s"]["a"] == "q")
    assert rows_of(kept.resolveChoice(choice="project:string")) == [{"x": "b", "s": {"a": "q"}}]
    assert kept.errorsCount() == 0
    by_attribute = frame.filter(lambda record: record.s.a == "p", info="by s")
    assert by_attribute.count() == 1
    assert by_attribute.stageErrorsCount() == 1
    (error,) = by_attribute.errorsAsDynamicFrame().toDF().collect()
    assert error["error"]["msg"].startswith("AttributeError: 'NoneType'")
    assert "Traceback" in error["error"]["stackTrace"]
    assert error["error"]["info"] == "by s"
    assert json.loads(error["error"]["dynamicRecord"]) == {"x": 3}


def test_map_makes_records_of_records(frame_of, rows_of, tree_of):
    def nest(record):
        record["address"] = {"city": record["city"], "zip": record["zip"]}
        del record["city"]
        del record["zip"]
        return record

    frame = frame_of({"n": 2**40, "city": "x", "zip": 5}, {"n": 1 << 41, "city": "y", "zip": "6a"})
    mapped = frame.map(f=nest)
    assert tree_of(mapped) == [
        "|-- n: long",
        "|-- address: struct",
        "|    |-- city: string",
        "|    |-- zip: choice",
        "|    |    |-- int",
        "|    |    |-- string",
    ]
    assert rows_of(mapped.resolveChoice(choice="cast:string")) == [
        {"n": 2**40, "address": {"city": "x", "zip": "5"}},
        {"n": 2**41, "address": {"city": "y", "zip": "6a"}},
    ]


def test_map_keeps_the_types_of_what_it_leaves_alone(glue, tree_of):
    from awsglue.dynamicframe import DynamicFrame

    data = glue.spark_session.sql(
        "SELECT 1L AS l, 2S AS s, 1.5F AS f, DATE'2020-01-01' AS d, CAST(1 AS DECIMAL(9,3)) AS n, "
        "map('k', 1L) AS m, CAST(NULL AS BIGINT) AS z"
    )
    frame = DynamicFrame.fromDF(data, glue, "t").map(lambda record: {**record, "new": 5})
    assert tree_of(frame) == [
        "|-- l: long",
        "|-- s: short",
        "|-- f: float",
        "|-- d: date",
        "|-- n: decimal",
        "|-- m: map",
        "|    |-- keyType: string",
        "|    |-- valueType: long",
        "|-- z: long",
        "|-- new: int",
    ]
    (row,) = frame.toDF().collect()
    assert row["n"] == decimal.Decimal("1.000") and row["m"] == {"k": 1} and row["new"] == 5


def test_records_for_which_map_fails_are_error_records(frame_of, rows_of):
    frame = frame_of({"x": 0}, {"x": 2}, {"x": 4})
    mapped = frame.map(lambda record: {"y": 8 // record["x"]}, info="halves")
    assert rows_of(mapped) == [{"y": 2}, {"y": 4}]
    later = mapped.filter(lambda record: record["y"] > 2)
    assert (mapped.stageErrorsCount(), later.stageErrorsCount(), later.errorsCount()) == (1, 0, 1)
    (error,) = later.errorsAsDynamicFrame().toDF().select("error.*").collect()
    assert error["msg"] == "ZeroDivisionError: integer division or modulo by zero"
    assert (error["info"], error["dynamicRecord"]) == ("halves", '{"x":0}')


def test_thresholds_end_the_job(frame_of):
    from awsglue.errors import ErrorThresholdExceeded

    frame = frame_of({"x": 0}, {"x": 0}, {"x": 4})
    mapped = frame.map(lambda record: {"y": 8 // record["x"]}, stageThreshold=2)
    for use in (mapped.count, mapped.toDF, mapped.show, mapped.filter(bool).toDF):
        with pytest.raises(ErrorThresholdExceeded, match="has 2 error records, and 2 end the job"):
            use()
    allowed = frame.map(lambda record: {"y": 8 // record["x"]}, stageThreshold=3)
    assert allowed.count() == 1
    allowed.assertErrorThreshold()
    with pytest.raises(ErrorThresholdExceeded, match="there are error records: 2"):
        frame.map(lambda record: {"y": 8 // record["x"]}).assertErrorThreshold()


def test_join_keeps_both_fields_of_a_name(frame_of, rows_of):
    people = frame_of({"id": 1, "name": "a"}, {"id": 2, "name": "b"}, {"id": None, "name": "c"})
    orders = frame_of({"id": 10, "person": {"id": 1}}, {"id": 11, "person": {"id": 3}})
    joined = people.join(["id"], ["person.id"], orders)
    assert rows_of(joined) == [{"id": 1, "name": "a", ".id": 10, "person": {"id": 1}}]
    assert rows_of(joined.drop_fields(["`.id`", "person"])) == [{"id": 1, "name": "a"}]
    assert rows_of(people.join("id", "id", people)) == [
        {"id": 1, "name": "a", ".id": 1, ".name": "a"},
        {"id": 2, "name": "b", ".id": 2, ".name": "b"},
    ]
    with pytest.raises(ValueError, match="no such field: nothing"):
        people.join(["nothing"], ["id"], orders)
    with pytest.raises(ValueError, match="as many keys on either side"):
        people.join(["id", "name"], ["id"], orders)


def test_a_choice_joins_a_plain_value(frame_of, rows_of):
    left = frame_of({"k": 1, "n": "x"}, {"k": "b", "n": "y"})
    right = frame_of({"id": "1"}, {"id": "b"})
    joined = left.join(["k"], ["id"], right).drop_fields(["k"])
    assert rows_of(joined) == [{"n": "x", "id": "1"}, {"n": "y", "id": "b"}]


def test_union_merges_types(frame_of, tree_of):
    union = frame_of({"a": 1, "b": 2}).union(frame_of({"a": "x", "c": [1]}))
    assert tree_of(union) == [
        "|-- a: choice",
        "|    |-- int",
        "|    |-- string",
        "|-- b: int",
        "|-- c: array",
        "|    |-- element: int",
    ]
    rows = [row.asDict(recursive=True) for row in union.toDF().collect()]
    assert rows == [
        {"a": {"int": 1, "string": None}, "b": 2, "c": None},
        {"a": {"int": None, "string": "x"}, "b": None, "c": [1]},
    ]


def test_merge_dynamic_frame_takes_the_stage_over_the_source(frame_of, rows_of):
    source = frame_of({"id": 1, "v": "a"}, {"id": 2, "v": "b"}, {"id": 2, "v": "c"})
    stage = frame_of({"id": 1, "v": "new"}, {"id": 3, "v": "more", "w": 1})
    merged = source.mergeDynamicFrame(stage, ["id"])
    assert rows_of(merged) == [
        {"id": 1, "v": "new", "w": None},
        {"id": 2, "v": "b", "w": None},
        {"id": 2, "v": "c", "w": None},
        {"id": 3, "v": "more", "w": 1},
    ]


def test_split_fields_and_rows(frame_of, rows_of):
    frame = frame_of({"a": 5, "s": {"b": 1, "c": 2}}, {"a": 15, "s": None}, {"a": None, "s": None})
    parts = frame.split_fields(["s.b"], "left", "right")
    assert list(parts.keys()) == ["left", "right"]
    assert parts.select("left").toDF().first().asDict(recursive=True) == {"s": {"b": 1}}
    assert parts["right"].toDF().first().asDict(recursive=True) == {"a": 5, "s": {"c": 2}}
    rows = frame.select_fields("a").split_rows({"a": {">": 10, "<": 20}}, "in", "out")
    assert rows_of(rows["in"]) == [{"a": 15}]
    assert rows_of(rows["out"]) == [{"a": 5}, {"a": None}]
    with pytest.raises(ValueError, match="no such comparator: ~"):
        frame.split_rows({"a": {"~": 10}}, "in", "out")
    with pytest.raises(KeyError, match="no such frame in the collection: middle"):
        parts.select("middle")


def test_drop_null_fields_drops_what_no_record_has(frame_of, rows_of):
    frame = frame_of({"a": 1, "b": None, "s": {"c": None, "d": 1}}, {"a": None, "t": {"e": None}})
    # Of a struct that has lost its last field nothing is left.
    assert rows_of(frame.drop_null_fields()) == [
        {"a": 1, "s": {"d": 1}},
        {"a": None, "s": None},
    ]


@pytest.mark.parametrize(
    ("options", "count"),
    [(None, 4), ({"topk": 2}, 2), ({"prob": 0.0}, 0), ({"prob": 1.0, "topk": 3}, 3)],
)
def test_spigot_writes_a_sample(frame_of, glue, tmp_path, options, count):
    frame = frame_of(*[{"x": n} for n in range(4)])
    assert frame.spigot(str(tmp_path / "sample"), options).count() == 4
    files = list((tmp_path / "sample").glob("*.json"))
    assert sum(len(file.read_text().splitlines()) for file in files) == count


def test_partitions_are_counted_and_changed(frame_of):
    frame = frame_of({"x": 1}, {"x": 2})
    assert frame.repartition(3).getNumPartitions() == 3
    assert frame.repartition(3).coalesce(1).getNumPartitions() == 1
    assert frame.coalesce(4, shuffle=True).getNumPartitions() == 4
