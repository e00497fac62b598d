"""The types of AWS Glue's records.

The names are those of "PySpark extension types" in the AWS Glue Developer Guide. They are Spark's types
with one more: a ChoiceType is a value that is of one type in one record and of another in the next.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any


class DataType:
    """Base of all types. `properties` are free and compare with the type."""

    type_name = "unknown"

    def __init__(self, properties: dict[str, Any] | None = None) -> None:
        self.properties: dict[str, Any] = dict(properties or {})

    @classmethod
    def typeName(cls) -> str:
        """The type's name as printSchema() writes it."""
        return cls.type_name

    def jsonValue(self) -> dict[str, Any]:
        """The type as values that `json` can write; `from_json_value` reads it."""
        return {"dataType": self.typeName(), "properties": self.properties}

    def json(self) -> str:
        """The type as a text of JSON."""
        return json.dumps(self.jsonValue())

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and self.__dict__ == other.__dict__

    def __hash__(self) -> int:
        return hash(repr(self))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.properties})"


class AtomicType(DataType):
    """A type without parts."""

    @classmethod
    def fromJsonValue(cls, json_value: dict[str, Any]) -> DataType:
        """The type that jsonValue() wrote."""
        return cls(json_value.get("properties"))


class BinaryType(AtomicType):
    """Bytes."""

    type_name = "binary"


class BooleanType(AtomicType):
    """True or false."""

    type_name = "boolean"


class ByteType(AtomicType):
    """A whole number of 8 bits."""

    type_name = "byte"


class DateType(AtomicType):
    """A day."""

    type_name = "date"


class DecimalType(AtomicType):
    """A decimal number of `precision` digits, `scale` of them after the point."""

    type_name = "decimal"

    def __init__(
        self, precision: int = 10, scale: int = 2, properties: dict[str, Any] | None = None
    ) -> None:
        super().__init__(properties)
        self.precision = precision
        self.scale = scale

    def jsonValue(self) -> dict[str, Any]:
        return {**super().jsonValue(), "precision": self.precision, "scale": self.scale}

    @classmethod
    def fromJsonValue(cls, json_value: dict[str, Any]) -> DecimalType:
        return cls(
            json_value.get("precision", 10),
            json_value.get("scale", 2),
            json_value.get("properties"),
        )

    def __repr__(self) -> str:
        return f"DecimalType({self.precision},{self.scale},{self.properties})"


class DoubleType(AtomicType):
    """A floating-point number of 64 bits."""

    type_name = "double"


class EnumType(AtomicType):
    """One of some texts."""

    type_name = "enum"

    def __init__(self, options: Iterable[str], properties: dict[str, Any] | None = None) -> None:
        super().__init__(properties)
        self.options = list(options)

    def jsonValue(self) -> dict[str, Any]:
        return {**super().jsonValue(), "options": self.options}

    @classmethod
    def fromJsonValue(cls, json_value: dict[str, Any]) -> EnumType:
        return cls(json_value["options"], json_value.get("properties"))


class FloatType(AtomicType):
    """A floating-point number of 32 bits."""

    type_name = "float"


class IntegerType(AtomicType):
    """A whole number of 32 bits."""

    type_name = "int"


class LongType(AtomicType):
    """A whole number of 64 bits."""

    type_name = "long"


class NullType(AtomicType):
    """The type of a field that is null in every record."""

    type_name = "null"


class ShortType(AtomicType):
    """A whole number of 16 bits."""

    type_name = "short"


class StringType(AtomicType):
    """A text."""

    type_name = "string"


class TimestampType(AtomicType):
    """A moment."""

    type_name = "timestamp"


class UnknownType(AtomicType):
    """A type that Glue has no name for."""

    type_name = "unknown"


class ArrayType(DataType):
    """A list of elements of one type."""

    type_name = "array"

    def __init__(
        self, elementType: DataType | None = None, properties: dict[str, Any] | None = None
    ) -> None:
        super().__init__(properties)
        self.elementType = elementType or UnknownType()

    def jsonValue(self) -> dict[str, Any]:
        return {**super().jsonValue(), "elementType": self.elementType.jsonValue()}

    def __repr__(self) -> str:
        return f"ArrayType({self.elementType!r},{self.properties})"


class SetType(DataType):
    """A set of items of one type."""

    type_name = "set"

    def __init__(
        self, itemType: DataType | None = None, properties: dict[str, Any] | None = None
    ) -> None:
        super().__init__(properties)
        self.itemType = itemType or UnknownType()

    def jsonValue(self) -> dict[str, Any]:
        return {**super().jsonValue(), "itemType": self.itemType.jsonValue()}

    def __repr__(self) -> str:
        return f"SetType({self.itemType!r},{self.properties})"


class MapType(DataType):
    """Values of one type by their keys, which are texts."""

    type_name = "map"

    def __init__(
        self, valueType: DataType | None = None, properties: dict[str, Any] | None = None
    ) -> None:
        super().__init__(properties)
        self.valueType = valueType or UnknownType()

    def jsonValue(self) -> dict[str, Any]:
        return {**super().jsonValue(), "valueType": self.valueType.jsonValue()}

    def __repr__(self) -> str:
        return f"MapType({self.valueType!r},{self.properties})"


class ChoiceType(DataType):
    """A value of any one of several types, no two of which have the same name."""

    type_name = "choice"

    def __init__(
        self, choices: Iterable[DataType] = (), properties: dict[str, Any] | None = None
    ) -> None:
        super().__init__(properties)
        self.choices: list[DataType] = []
        self.merge(choices)

    def add(self, new_choice: DataType) -> None:
        """One more possible type. Raises ValueError when one of its name is there already."""
        if any(choice.typeName() == new_choice.typeName() for choice in self.choices):
            raise ValueError(f"the choice has such a type already: {new_choice.typeName()}")
        self.choices.append(new_choice)

    def merge(self, new_choices: Iterable[DataType] | DataType) -> None:
        """More possible types, those of another choice among them."""
        if isinstance(new_choices, ChoiceType):
            new_choices = new_choices.choices
        elif isinstance(new_choices, DataType):
            new_choices = [new_choices]
        for choice in new_choices:
            self.add(choice)

    def jsonValue(self) -> dict[str, Any]:
        return {**super().jsonValue(), "choices": [choice.jsonValue() for choice in self.choices]}

    def __repr__(self) -> str:
        return f"ChoiceType([{','.join(map(repr, self.choices))}],{self.properties})"


class Field:
    """A named part of a StructType."""

    def __init__(
        self, name: str, dataType: DataType, properties: dict[str, Any] | None = None
    ) -> None:
        self.name = name
        self.dataType = dataType
        self.properties: dict[str, Any] = dict(properties or {})

    def jsonValue(self) -> dict[str, Any]:
        """The field as values that `json` can write."""
        return {
            "name": self.name,
            "container": self.dataType.jsonValue(),
            "properties": self.properties,
        }

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Field) and self.__dict__ == other.__dict__

    def __hash__(self) -> int:
        return hash(repr(self))

    def __repr__(self) -> str:
        return f"Field({self.name},{self.dataType!r},{self.properties})"


class StructType(DataType):
    """Fields, in order. The type of a record."""

    type_name = "struct"

    def __init__(
        self, fields: Iterable[Field] = (), properties: dict[str, Any] | None = None
    ) -> None:
        super().__init__(properties)
        self.fields: list[Field] = list(fields)

    @property
    def field_map(self) -> dict[str, Field]:
        """The fields by name."""
        return {field.name: field for field in self.fields}

    def add(self, field: Field) -> None:
        """One more field."""
        self.fields.append(field)

    def hasField(self, field: str | Field) -> bool:
        """Whether there is a field of that name."""
        return _name(field) in self.field_map

    def getField(self, field: str | Field) -> Field:
        """The field of that name. Raises KeyError when there is none."""
        return self.field_map[_name(field)]

    def __iter__(self) -> Iterator[Field]:
        return iter(self.fields)

    def jsonValue(self) -> dict[str, Any]:
        return {**super().jsonValue(), "fields": [field.jsonValue() for field in self.fields]}

    def treeString(self) -> str:
        """The text that printSchema() prints."""
        lines = ["root"]
        for field in self.fields:
            _add_lines(lines, f"|-- {field.name}: ", field.dataType, 1)
        return "\n".join(lines) + "\n"

    def __repr__(self) -> str:
        return f"StructType([{','.join(map(repr, self.fields))}],{self.properties})"


def _name(field: str | Field) -> str:
    return field.name if isinstance(field, Field) else field


def _add_lines(lines: list[str], head: str, data_type: DataType, depth: int) -> None:
    lines.append(head + data_type.typeName())
    indent = "|    " * depth
    if isinstance(data_type, StructType):
        for field in data_type:
            _add_lines(lines, f"{indent}|-- {field.name}: ", field.dataType, depth + 1)
    elif isinstance(data_type, ArrayType):
        _add_lines(lines, f"{indent}|-- element: ", data_type.elementType, depth + 1)
    elif isinstance(data_type, SetType):
        _add_lines(lines, f"{indent}|-- item: ", data_type.itemType, depth + 1)
    elif isinstance(data_type, MapType):
        lines.append(f"{indent}|-- keyType: string")
        _add_lines(lines, f"{indent}|-- valueType: ", data_type.valueType, depth + 1)
    elif isinstance(data_type, ChoiceType):
        for choice in data_type.choices:
            _add_lines(lines, f"{indent}|-- ", choice, depth + 1)


_ATOMIC = {
    cls.type_name: cls
    for cls in (
        BinaryType,
        BooleanType,
        ByteType,
        DateType,
        DecimalType,
        DoubleType,
        EnumType,
        FloatType,
        IntegerType,
        LongType,
        NullType,
        ShortType,
        StringType,
        TimestampType,
        UnknownType,
    )
}


def from_json_value(value: dict[str, Any]) -> DataType:
    """The type that jsonValue() wrote. Raises ValueError for a name that is no type's."""
    name, properties = value["dataType"], value.get("properties")
    if name in _ATOMIC:
        return _ATOMIC[name].fromJsonValue(value)
    if name == "array":
        return ArrayType(from_json_value(value["elementType"]), properties)
    if name == "set":
        return SetType(from_json_value(value["itemType"]), properties)
    if name == "map":
        return MapType(from_json_value(value["valueType"]), properties)
    if name == "choice":
        return ChoiceType(map(from_json_value, value["choices"]), properties)
    if name == "struct":
        fields = [
            Field(field["name"], from_json_value(field["container"]), field.get("properties"))
            for field in value["fields"]
        ]
        return StructType(fields, properties)
    raise ValueError(f"no such type: {name}")
