"""A column of several types is a choice, each of whose values keeps its own type; and every way to resolve
one. A plain DataFrame has read such a column as text, so it can give none of these rows."""

import pytest

from awsglue import gluetypes as G
from awsglue.dynamicframe import ResolveOption


@pytest.fixture
def mixed(frame_of):
    return frame_of({"k": 1, "x": 1}, {"k": 2, "x": "a"}, {"k": 3, "x": "7"}, {"k": 4, "x": None})


def xs(rows, name="x"):
    return [row[name] for row in sorted(rows, key=lambda row: row["k"])]


def test_the_schema_says_choice(mixed, tree_of):
    assert tree_of(mixed) == ["|-- k: int", "|-- x: choice", "|    |-- int", "|    |-- string"]
    field = mixed.schema().getField("x")
    assert field.dataType == G.ChoiceType([G.IntegerType(), G.StringType()])
    assert field.dataType.typeName() == "choice"
    assert repr(mixed.schema()) == (
        "StructType([Field(k,IntegerType({}),{}),"
        "Field(x,ChoiceType([IntegerType({}),StringType({})],{}),{})],{})"
    )


def test_each_record_keeps_its_own_type(mixed, capsys):
    capsys.readouterr()
    mixed.show()
    assert sorted(capsys.readouterr().out.split("\n")[:-1]) == [
        '{"k": 1, "x": 1}',
        '{"k": 2, "x": "a"}',
        '{"k": 3, "x": "7"}',
        '{"k": 4, "x": null}',
    ]


def test_to_df_keeps_both_types_in_a_struct(mixed, rows_of):
    assert mixed.toDF().schema["x"].dataType.simpleString() == "struct<int:int,string:string>"
    assert xs(rows_of(mixed)) == [
        {"int": 1, "string": None},
        {"int": None, "string": "a"},
        {"int": None, "string": "7"},
        None,
    ]


@pytest.mark.parametrize(
    ("action", "type_name", "values"),
    [
        ("cast:int", "int", [1, None, 7, None]),
        ("cast:long", "bigint", [1, None, 7, None]),
        ("cast:double", "double", [1.0, None, 7.0, None]),
        ("cast:string", "string", ["1", "a", "7", None]),
        ("project:int", "int", [1, None, None, None]),
        ("project:string", "string", [None, "a", "7", None]),
        (
            "make_struct",
            "struct<int:int,string:string>",
            [
                {"int": 1, "string": None},
                {"int": None, "string": "a"},
                {"int": None, "string": "7"},
                None,
            ],
        ),
    ],
)
@pytest.mark.parametrize("by_specs", [True, False])
def test_an_action_resolves_it(mixed, rows_of, action, type_name, values, by_specs):
    arguments = {"specs": [("x", action)]} if by_specs else {"choice": action}
    resolved = mixed.resolveChoice(**arguments)
    assert resolved.toDF().schema["x"].dataType.simpleString() == type_name
    assert xs(rows_of(resolved)) == values


@pytest.mark.parametrize("arguments", [{"specs": [("x", "make_cols")]}, {"option": "make_cols"}])
def test_make_cols_makes_a_column_of_each_type(mixed, rows_of, tree_of, arguments):
    resolved = mixed.resolveChoice(**arguments)
    assert tree_of(resolved) == ["|-- k: int", "|-- x_int: int", "|-- x_string: string"]
    assert xs(rows_of(resolved), "x_int") == [1, None, None, None]
    assert xs(rows_of(resolved), "x_string") == [None, "a", "7", None]


def test_match_catalog_casts_to_the_type_of_the_table(mixed, rows_of, glue, monkeypatch, catalog):
    catalog.create_database(DatabaseInput={"Name": "d"})
    catalog.create_table(
        DatabaseName="d",
        TableInput={
            "Name": "t",
            "StorageDescriptor": {
                "Columns": [{"Name": "k", "Type": "int"}, {"Name": "X", "Type": "bigint"}]
            },
        },
    )
    for resolved in (
        mixed.resolveChoice(choice="match_catalog", database="d", table_name="t"),
        mixed.resolveChoice(specs=[("x", "match_catalog")], database="d", table_name="t"),
    ):
        assert resolved.toDF().schema["x"].dataType.simpleString() == "bigint"
        assert xs(rows_of(resolved)) == [1, None, 7, None]
    with pytest.raises(ValueError, match="match_catalog needs database and table_name"):
        mixed.resolveChoice(choice="match_catalog")


@pytest.mark.parametrize(
    ("option", "values"),
    [
        (ResolveOption("x", "Project", G.StringType()), [None, "a", "7", None]),
        (ResolveOption("x", "Cast", G.LongType()), [1, None, 7, None]),
        (
            ResolveOption("x", "KeepAsStruct"),
            [
                {"int": 1, "string": None},
                {"int": None, "string": "a"},
                {"int": None, "string": "7"},
                None,
            ],
        ),
    ],
)
def test_to_df_takes_options(mixed, option, values):
    rows = [row.asDict(recursive=True) for row in mixed.toDF([option]).collect()]
    assert xs(rows) == values


def test_choices_within_structs_and_arrays_are_resolved_by_their_paths(frame_of, rows_of, tree_of):
    frame = frame_of(
        {"k": 1, "s": {"a": 1}, "list": [{"price": 100.0}, {"price": "$100.00"}]},
        {"k": 2, "s": {"a": "b"}, "list": []},
    )
    assert tree_of(frame) == [
        "|-- k: int",
        "|-- s: struct",
        "|    |-- a: choice",
        "|    |    |-- int",
        "|    |    |-- string",
        "|-- list: array",
        "|    |-- element: struct",
        "|    |    |-- price: choice",
        "|    |    |    |-- double",
        "|    |    |    |-- string",
    ]
    resolved = frame.resolveChoice(specs=[("list[].price", "cast:double"), ("s.a", "make_cols")])
    assert rows_of(resolved) == [
        {"k": 1, "s": {"a_int": 1, "a_string": None}, "list": [{"price": 100.0}, {"price": None}]},
        {"k": 2, "s": {"a_int": None, "a_string": "b"}, "list": []},
    ]
    everywhere = frame.resolveChoice(choice="cast:string")
    assert rows_of(everywhere) == [
        {"k": 1, "s": {"a": "1"}, "list": [{"price": "100.0"}, {"price": "$100.00"}]},
        {"k": 2, "s": {"a": "b"}, "list": []},
    ]


def test_a_choice_may_be_of_a_struct_and_an_array(frame_of, rows_of, tree_of):
    frame = frame_of(
        {"k": 1, "x": {"a": 1}}, {"k": 2, "x": [1, "b"]}, {"k": 3, "x": {"a": 2, "c": True}}
    )
    assert tree_of(frame) == [
        "|-- k: int",
        "|-- x: choice",
        "|    |-- array",
        "|    |    |-- element: choice",
        "|    |    |    |-- int",
        "|    |    |    |-- string",
        "|    |-- struct",
        "|    |    |-- a: int",
        "|    |    |-- c: boolean",
    ]
    made = frame.resolveChoice(specs=[("x[]", "cast:string"), ("x.a", "cast:long")])
    assert xs(rows_of(made.resolveChoice(choice="make_struct"))) == [
        {"array": None, "struct": {"a": 1, "c": None}},
        {"array": ["1", "b"], "struct": None},
        {"array": None, "struct": {"a": 2, "c": True}},
    ]
    assert xs(rows_of(frame.resolveChoice(choice="cast:string"))) == [
        '{"a":1}',
        '[1,"b"]',
        '{"a":2,"c":true}',
    ]


def test_a_field_that_is_no_choice_can_be_cast(frame_of, rows_of):
    frame = frame_of({"x": "1"}, {"x": "b"})
    assert rows_of(frame.resolveChoice(specs=[("x", "cast:int")])) == [{"x": 1}, {"x": None}]
    for action in ("make_cols", "make_struct", "project:string"):
        assert rows_of(frame.resolveChoice(specs=[("x", action)])) == [{"x": "1"}, {"x": "b"}]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({}, "none is given"),
        ({"specs": [("x", "make_cols")], "choice": "make_cols"}, "both are given"),
        ({"specs": [("y", "make_cols")]}, "no such field: y; there are: k, x"),
        ({"choice": "drop"}, "no such action: drop"),
        ({"choice": "cast:thing"}, "no such type: thing"),
        ({"choice": "cast:struct"}, "needs a type whose parts are known"),
        ({"choice": "project:double"}, "no value of the field x is of type double"),
    ],
)
def test_what_cannot_be_resolved_is_said(mixed, arguments, message):
    with pytest.raises(ValueError, match=message):
        mixed.resolveChoice(**arguments)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([1, 2**40], ["|-- x: choice", "|    |-- int", "|    |-- long"]),
        ([1, 1.5], ["|-- x: choice", "|    |-- double", "|    |-- int"]),
        ([None, None], ["|-- x: null"]),
        ([None, True], ["|-- x: boolean"]),
        ([[], ["a"]], ["|-- x: array", "|    |-- element: string"]),
        ([{"a": 1}, {"b": "c"}], ["|-- x: struct", "|    |-- a: int", "|    |-- b: string"]),
    ],
)
def test_types_are_merged_as_records_have_them(frame_of, tree_of, values, expected):
    assert tree_of(frame_of(*[{"x": value} for value in values])) == expected
