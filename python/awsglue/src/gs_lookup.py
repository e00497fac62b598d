""" "Lookup": columns of a table of the Data Catalog for the row whose key matches."""

from __future__ import annotations

from awsglue.dynamicframe import DynamicFrame
from awsglue.paths import quote
from gs_common import Texts, column_of, texts_of


def gs_lookup(
    self: DynamicFrame,
    tableName: str,
    matchCols: Texts,
    colList: Texts,
    transformation_ctx: str = "",
) -> DynamicFrame:
    """A left outer join with the table "database.table". `matchCols` are columns of both, or pairs
    ("user_id=id"); without a match the columns of `colList` are null, and several matches repeat the row.
    Null matches nothing."""
    database, dot, table = tableName.partition(".")
    if not dot:
        raise ValueError(f"a table is named with its database, as in mydb.mytable: {tableName}")
    data = self.dataframe
    found = self.glue_ctx.create_data_frame_from_catalog(database, table)
    pairs = [text.partition("=") for text in texts_of(matchCols)]
    names = texts_of(colList)
    # Under other names, so that neither side's names are the other's.
    keys = {f"key {at}": (right or left).strip() for at, (left, _, right) in enumerate(pairs)}
    values = {f"value {at}": name for at, name in enumerate(names)}
    right = found.select(
        *[column_of(found, name)[0].alias(alias) for alias, name in (keys | values).items()]
    )
    on = None
    for alias, (left, _, _) in zip(keys, pairs, strict=True):
        same = column_of(data, left.strip())[0] == right[quote(alias)]
        on = same if on is None else on & same
    if on is None:
        raise ValueError("gs_lookup needs columns in matchCols")
    joined = data.join(right, on, "left")
    for alias, name in values.items():
        joined = joined.withColumn(name, right[quote(alias)])
    return self._next(joined.drop(*keys, *values), transformation_ctx)


DynamicFrame.gs_lookup = gs_lookup  # type: ignore[attr-defined]
