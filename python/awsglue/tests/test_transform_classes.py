"""The classes of awsglue.transforms do what the methods do, with the arguments that scripts give them."""

import pytest

from awsglue import transforms
from awsglue.transforms import *


@pytest.fixture
def frame(frame_of):
    return frame_of({"a": 1, "s": {"b": "x"}, "l": [1, 2]}, {"a": 2, "s": {"b": "y"}, "l": []})


def rows(frame):
    return [row.asDict(recursive=True) for row in frame.toDF().collect()]


@pytest.mark.parametrize(
    ("name", "arguments", "expected"),
    [
        ("ApplyMapping", {"mappings": [("a", "int", "b", "string")]}, [{"b": "1"}, {"b": "2"}]),
        ("SelectFields", {"paths": ["a"]}, [{"a": 1}, {"a": 2}]),
        ("DropFields", {"paths": ["s", "l"]}, [{"a": 1}, {"a": 2}]),
        ("Filter", {"f": lambda row: row["a"] == 2}, [{"a": 2, "s": {"b": "y"}, "l": []}]),
        ("Map", {"f": lambda row: {"c": row["a"] * 2}}, [{"c": 2}, {"c": 4}]),
        (
            "UnnestFrame",
            {},
            [{"a": 1, "s.b": "x", "l": [1, 2]}, {"a": 2, "s.b": "y", "l": []}],
        ),
    ],
)
def test_a_transform_of_one_frame(frame, name, arguments, expected):
    made = getattr(transforms, name).apply(frame=frame, transformation_ctx=name, **arguments)
    assert rows(made) == expected
    assert made.transformation_ctx == name


def test_the_transforms_that_take_and_give_several(frame):
    only = SelectFields.apply(frame, ["a"])
    renamed = RenameField.apply(frame=only, old_name="a", new_name="k")
    joined = Join.apply(
        frame1=only, frame2=renamed, keys1=["a"], keys2=["k"], transformation_ctx="j"
    )
    assert sorted(rows(joined), key=str) == [{"a": 1, "k": 1}, {"a": 2, "k": 2}]
    nested = Join.apply(only, Join.apply(only, renamed, "a", "k"), "a", "a")
    assert sorted(nested.toDF().columns) == [".a", "a", "k"]
    parts = SplitFields.apply(frame=frame, paths=["a"], name1="one", name2="two")
    assert rows(SelectFromCollection.apply(dfc=parts, key="one")) == rows(only)
    halves = SplitRows.apply(only, {"a": {"=": 1}}, "ones", "rest")
    mapped = MapToCollection.apply(
        dfc=halves, BaseTransform=RenameField, frame_name="frame", old_name="a", new_name="z"
    )
    assert {key: rows(part) for key, part in mapped.items()} == {
        "ones": [{"z": 1}],
        "rest": [{"z": 2}],
    }
    flat = FlatMap.apply(halves, Relationalize, "frame", name="root")
    assert list(flat.keys()) == ["ones_root", "rest_root"]
    tables = Relationalize.apply(frame=frame, staging_path="s3://t/", name="r")
    assert list(tables.keys()) == ["r", "r_l"]
    assert rows(Union.apply(only, only)) == [{"a": 1}, {"a": 2}] * 2
    merged = MergeDynamicFrame.apply(only, only, ["a"])
    assert rows(merged) == [{"a": 1}, {"a": 2}]


def test_the_rest(frame_of, tmp_path):
    mixed = frame_of({"x": 1, "t": "[1]", "z": None}, {"x": "a", "t": "[2]", "z": None})
    resolved = ResolveChoice.apply(frame=mixed, choice="cast:string", transformation_ctx="r")
    assert [row["x"] for row in rows(DropNullFields.apply(frame=resolved))] == ["1", "a"]
    assert "z" not in DropNullFields.apply(resolved).toDF().columns
    assert rows(Unbox.apply(frame=resolved, path="t", format="json"))[0]["t"] == [1]
    assert Spigot.apply(resolved, str(tmp_path / "s"), {"topk": 1}).count() == 2
    broken = Map.apply(frame=mixed, f=lambda row: row["none"])
    assert ErrorsAsDynamicFrame.apply(broken).count() == 2


@pytest.mark.parametrize("name", transforms.__all__)
def test_every_transform_describes_itself(name):
    transform = getattr(transforms, name)
    assert transform.name() == name
    described = transform.describe()
    assert described["transform"]["description"]
    assert all(argument["name"] for argument in described["args"])


@pytest.mark.parametrize("name", ["FindMatches", "FindIncrementalMatches", "FillMissingValues"])
def test_a_transform_that_learns_is_refused_by_name(frame, name):
    import awsglueml.transforms

    with pytest.raises(NotImplementedError, match=f"{name} is not supported: it runs a model"):
        getattr(awsglueml.transforms, name).apply(frame=frame, transformId="tfm")


def test_a_frame_of_java_is_a_frame(glue, frame):
    from awsglue import DynamicFrame

    assert DynamicFrame(frame.toDF()._jdf, glue, "name").count() == 2
