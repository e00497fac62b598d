"""Values as JSON: for people, and where a text of a value with parts is wanted."""

from __future__ import annotations

import base64
import datetime
import decimal
import json
from typing import Any

from pyspark.sql import Column
from pyspark.sql import functions as F
from pyspark.sql import types as T

from awsglue.choice import has_choice
from awsglue.records import to_python


def json_column(column: Column, data_type: T.DataType) -> Column:
    """Values with parts as JSON, each value of a choice as what it is; without what is null."""
    if not has_choice(data_type):
        return F.to_json(column)

    def text(value: Any) -> str | None:
        if value is None:
            return None
        return json_text(to_python(value, data_type))

    return F.udf(text, T.StringType(), useArrow=False)(column)


def json_text(value: Any) -> str:
    """A record's value as JSON, without what is null."""
    return json.dumps(
        _without_nulls(value), default=shown_json, ensure_ascii=False, separators=(",", ":")
    )


def _without_nulls(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_nulls(part) for key, part in value.items() if part is not None}
    return [_without_nulls(part) for part in value] if isinstance(value, list) else value


def shown_json(value: Any) -> Any:
    """For `json.dumps(default=...)`: days and moments in ISO's form, decimals as texts of their digits,
    bytes in base64."""
    if isinstance(value, (datetime.date, datetime.datetime)):
        return value.isoformat()
    if isinstance(value, decimal.Decimal):
        return str(value)
    if isinstance(value, (bytes, bytearray)):
        return base64.b64encode(bytes(value)).decode()
    return str(value)
