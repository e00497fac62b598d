"""Paths to fields, and edits of what they lead to.

A path is written as AWS's documentation of DynamicFrame has it: names with dots between them, backquotes
around a name that has dots itself ("`this.old.name`"), and empty square brackets after the name of an array
whose elements are meant ("myList[].price").
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pyspark.sql import Column, DataFrame
from pyspark.sql import functions as F
from pyspark.sql import types as T

from awsglue.choice import PREFIX, is_choice, struct_of

ELEMENT = "[]"

Path = tuple[str, ...]
Fields = list[tuple[str, Column, T.DataType]]
# What a field becomes: none when it is dropped, several when it is taken apart.
Change = Callable[[str, Column, T.DataType], Fields]


def parse(text: str) -> Path:
    """ "a.`b.c`[].d" -> ("a", "b.c", "[]", "d"). Raises ValueError for a path with an open backquote."""
    path: list[str] = []
    name, quoted, was_quoted = "", False, False
    at = 0

    def end() -> None:
        nonlocal name, was_quoted
        if name or was_quoted or not path or path[-1] != ELEMENT:
            path.append(name)
        name, was_quoted = "", False

    while at < len(text):
        char = text[at]
        if char == "`" and quoted and text[at + 1 : at + 2] == "`":
            name += char
            at += 1
        elif char == "`":
            quoted = not quoted
            was_quoted = True
        elif quoted:
            name += char
        elif char == ".":
            end()
        elif text.startswith(ELEMENT, at):
            end()
            path.append(ELEMENT)
            at += 1
        else:
            name += char
        at += 1
    if quoted:
        raise ValueError(f"a backquote is not closed in the path: {text}")
    end()
    return tuple(path)


def quote(name: str) -> str:
    """A name for Spark, in backquotes."""
    return "`" + name.replace("`", "``") + "`"


def fields_of(frame: DataFrame) -> Fields:
    """The columns of a DataFrame."""
    return [(field.name, F.col(quote(field.name)), field.dataType) for field in frame.schema.fields]


def select(frame: DataFrame, fields: Fields) -> DataFrame:
    """The DataFrame with these columns."""
    return frame.select(*[column.alias(name) for name, column, _ in fields])


def resolve(frame: DataFrame, text: str) -> Path | None:
    """The path of a field that is there, its names as the data spells them; None when it is not there.

    Upper and lower case are told apart where there is a field for each, and else are not. A name with
    dots is found without backquotes, too, when nothing else has that path.
    """
    for path in (parse(text), (text,)):
        found = _resolve(frame.schema, path)
        if found is not None:
            return found
    return None


def require(frame: DataFrame, text: str) -> Path:
    """As resolve. Raises ValueError when the field is not there, naming those that are."""
    path = resolve(frame, text)
    if path is None:
        raise ValueError(f"no such field: {text}; there are: {', '.join(frame.columns)}")
    return path


def lookup(frame: DataFrame, path: Path) -> tuple[Column, T.DataType]:
    """The value at a resolved path, and its type."""
    data_type = _field(frame.schema, path[0])
    column = F.col(quote(path[0]))
    for name in path[1:]:
        if is_choice(data_type):
            wanted = "array" if name == ELEMENT else "struct"
            column = column.getField(PREFIX + wanted)
            data_type = _field(data_type, PREFIX + wanted)
        if name == ELEMENT:
            raise ValueError("the elements of an array are no single value")
        column, data_type = column.getField(name), _field(data_type, name)
    return column, data_type


def edit(fields: Fields, path: Path, change: Change) -> Fields:
    """The fields, with the one at a resolved path changed.

    Structs, arrays and the structs of choices around it are made anew with what it becomes. A struct that
    has lost its last field is gone, too.
    """
    edited: Fields = []
    for name, column, data_type in fields:
        if name != path[0]:
            edited.append((name, column, data_type))
        elif len(path) == 1:
            edited.extend(change(name, column, data_type))
        else:
            made = _edit_value(column, data_type, path[1:], change)
            if made is not None:
                edited.append((name, *made))
    return edited


def _edit_value(
    column: Column, data_type: T.DataType, path: Path, change: Change
) -> tuple[Column, T.DataType] | None:
    if is_choice(data_type):
        # The path goes on in that member of the choice which has parts.
        path = (PREFIX + ("array" if path[0] == ELEMENT else "struct"), *path)
    if path[0] == ELEMENT:
        assert isinstance(data_type, T.ArrayType)
        return _edit_elements(column, data_type, path[1:], change)
    assert isinstance(data_type, T.StructType)
    inner: Fields = [(f.name, column.getField(f.name), f.dataType) for f in data_type.fields]
    edited = edit(inner, path, change)
    return make_struct(edited, column.isNotNull()) if edited else None


def _edit_elements(
    column: Column, array: T.ArrayType, path: Path, change: Change
) -> tuple[Column, T.DataType] | None:
    def edit_one(element: Column) -> tuple[Column, T.DataType] | None:
        if path:
            return _edit_value(element, array.elementType, path, change)
        made = change("", element, array.elementType)
        if len(made) > 1:
            raise ValueError("an element of an array cannot become several fields")
        return (made[0][1], made[0][2]) if made else None

    # Once for the type, which does not depend on the column.
    kept = edit_one(F.col("element"))
    if kept is None:
        return None

    def change_one(element: Column) -> Column:
        made = edit_one(element)
        assert made is not None
        return made[0]

    return F.transform(column, change_one), T.ArrayType(kept[1])


def make_struct(fields: Fields, where: Column) -> tuple[Column, T.DataType]:
    """A struct of the fields where the condition holds, else null."""
    column = F.struct(*[part.alias(name) for name, part, _ in fields])
    return F.when(where, column), struct_of((name, data_type) for name, _, data_type in fields)


def prune(fields: Fields, paths: Sequence[Path]) -> Fields:
    """What the resolved paths lead to, in the order in which they name fields first; parts of a struct are
    in the struct's order, with the struct around them."""
    chosen: dict[str, list[Path]] = {}
    for path in paths:
        chosen.setdefault(path[0], []).append(path[1:])
    by_name = {name: (column, data_type) for name, column, data_type in fields}
    return [(name, *_prune_value(*by_name[name], rest)) for name, rest in chosen.items()]


def _prune_value(
    column: Column, data_type: T.DataType, paths: list[Path]
) -> tuple[Column, T.DataType]:
    if () in paths:
        return column, data_type
    if isinstance(data_type, T.ArrayType):
        inner = [path[1:] for path in paths]
        made = F.transform(column, lambda e: _prune_value(e, data_type.elementType, inner)[0])
        return made, T.ArrayType(_prune_value(F.col("e"), data_type.elementType, inner)[1])
    assert isinstance(data_type, T.StructType)
    if is_choice(data_type):
        # The path goes on in that member of the choice which has parts; the others stay.
        part = PREFIX + ("array" if paths[0][0] == ELEMENT else "struct")
        paths = [(part, *path) for path in paths]
        paths += [(field.name,) for field in data_type.fields if field.name != part]
    wanted = {path[0] for path in paths}
    inner_fields = [
        (field.name, column.getField(field.name), field.dataType) for field in data_type.fields
    ]
    pruned = {name: (c, t) for name, c, t in prune(inner_fields, paths)}
    ordered = [(name, *pruned[name]) for name, _, _ in inner_fields if name in wanted]
    return make_struct(ordered, column.isNotNull())


def nest(fields: Sequence[tuple[Path, Column, T.DataType]]) -> Fields:
    """Fields under paths of several names as structs, each where its first field stands."""
    grouped: dict[str, list[tuple[Path, Column, T.DataType]]] = {}
    for path, column, data_type in fields:
        grouped.setdefault(path[0], []).append((path[1:], column, data_type))
    made: Fields = []
    for name, parts in grouped.items():
        leaves = [(column, data_type) for path, column, data_type in parts if not path]
        inner = [part for part in parts if part[0]]
        if inner:
            made.append((name, *make_struct(nest(inner), F.lit(True))))
        else:
            # Of two that have the same path, the last counts.
            made.append((name, *leaves[-1]))
    return made


def _resolve(data_type: T.DataType, path: Path) -> Path | None:
    if not path:
        return ()
    if is_choice(data_type):
        wanted = PREFIX + ("array" if path[0] == ELEMENT else "struct")
        member = _field(data_type, wanted)
        return None if isinstance(member, T.NullType) else _resolve(member, path)
    if path[0] == ELEMENT:
        if not isinstance(data_type, T.ArrayType):
            return None
        rest = _resolve(data_type.elementType, path[1:])
        return None if rest is None else (ELEMENT, *rest)
    if not isinstance(data_type, T.StructType):
        return None
    names = [field.name for field in data_type.fields]
    same = [name for name in names if name == path[0]] or [
        name for name in names if name.lower() == path[0].lower()
    ]
    if not same:
        return None
    rest = _resolve(_field(data_type, same[0]), path[1:])
    return None if rest is None else (same[0], *rest)


def _field(data_type: T.DataType, name: str) -> T.DataType:
    assert isinstance(data_type, T.StructType)
    found = next((field for field in data_type.fields if field.name == name), None)
    return found.dataType if found else T.NullType()
