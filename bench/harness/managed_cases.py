"""A case of each managed transform (gs_...), which Glue Studio stores as a DynamicTransform."""

from harness.transform_case import dynamic, managed

SPLIT = {"colName": "note", "pattern": "-", "newColName": "parts"}
PARSE = {"colName": "body", "schema": "kind STRING, size BIGINT", "newColName": "parsed"}

MANAGED = [
    managed(
        "gs_concat",
        "SELECT *, concat_ws('/', city, note) AS both FROM orders",
        "orders.with_columns(pl.concat_str('city', 'note', separator='/').alias('both'))",
        colName="both",
        colList="city,note",
        spacer="/",
    ),
    managed(
        "gs_split",
        "SELECT *, string_split(note, '-') AS parts FROM orders",
        "orders.with_columns(col('note').str.split('-').alias('parts'))",
        **SPLIT,
    ),
    managed(
        "gs_array_to_cols",
        "SELECT *, parts[1] AS x, parts[2] AS y "
        "FROM (SELECT *, string_split(note, '-') AS parts FROM orders)",
        "orders.with_columns(col('note').str.split('-').alias('parts')).with_columns("
        "col('parts').list.get(0, null_on_oob=True).alias('x'), "
        "col('parts').list.get(1, null_on_oob=True).alias('y'))",
        after=[dynamic("gs_split", **SPLIT)],
        colName="parts",
        colList="x,y",
    ),
    managed(
        "gs_explode",
        "SELECT *, unnest(parts) AS part "
        "FROM (SELECT *, string_split(note, '-') AS parts FROM orders)",
        "orders.with_columns(col('note').str.split('-').alias('parts'))"
        ".with_columns(col('parts').alias('part')).explode('part')",
        after=[dynamic("gs_split", **SPLIT)],
        colName="parts",
        newCol="part",
    ),
    managed(
        "gs_now",
        "SELECT *, now() AS read_at FROM orders",
        "orders.with_columns(pl.lit(__import__('datetime').datetime.now()).alias('read_at'))",
        # One moment for all rows, whichever.
        same="SELECT * REPLACE (read_at = (SELECT max(read_at) FROM rows) AS read_at) FROM rows",
        colName="read_at",
    ),
    managed(
        "gs_uuid",
        "SELECT *, uuid()::VARCHAR AS uuid FROM orders",
        "",
        # All are of that length, and no two of them are the same.
        same="SELECT * REPLACE (length(uuid) = 36 AS uuid) FROM rows "
        "UNION ALL BY NAME SELECT count(DISTINCT uuid) AS id FROM rows",
    ),
    managed(
        "gs_sequence_id",
        "SELECT *, row_number() OVER () - 1 AS number FROM orders",
        "orders.with_row_index('number')",
        # Which row gets which number is not promised.
        same="SELECT * EXCLUDE (number) FROM rows UNION ALL BY NAME SELECT number FROM rows",
        colName="number",
    ),
    managed(
        "gs_to_timestamp",
        "SELECT * REPLACE (try_cast(made AS TIMESTAMP) AS made) FROM orders",
        "orders.with_columns(col('made').str.to_datetime('%Y-%m-%d %H:%M:%S', strict=False))",
        colName="made",
        colType="iso",
    ),
    managed(
        "gs_format_timestamp",
        "SELECT *, strftime(try_cast(made AS TIMESTAMP), '%d.%m.%Y') AS day FROM orders",
        "orders.with_columns(col('made').str.to_datetime('%Y-%m-%d %H:%M:%S', strict=False)"
        ".dt.strftime('%d.%m.%Y').alias('day'))",
        colName="made",
        dateFormat="dd.MM.yyyy",
        newColName="day",
    ),
    managed(
        "gs_null_rows",
        "FROM orders WHERE coalesce(id::VARCHAR, customer::VARCHAR, cents::VARCHAR, city, note, "
        "made, status) IS NOT NULL",
        "orders.filter(pl.any_horizontal(pl.all().is_not_null()))",
    ),
    managed(
        "gs_derived",
        "SELECT *, cents * 2 + id AS twice FROM orders",
        "orders.with_columns((col('cents').cast(pl.Int64) * 2 + col('id')).alias('twice'))",
        colName="twice",
        expr="cents * 2 + id",
    ),
    managed(
        "gs_regex_extract",
        "SELECT *, CASE WHEN regexp_matches(note, '([a-z]+)-([0-9]+)') THEN "
        "regexp_extract(note, '([a-z]+)-([0-9]+)', 1) END AS word, "
        "CASE WHEN regexp_matches(note, '([a-z]+)-([0-9]+)') THEN "
        "regexp_extract(note, '([a-z]+)-([0-9]+)', 2) END AS number FROM orders",
        "orders.with_columns(col('note').str.extract('([a-z]+)-([0-9]+)', 1).alias('word'), "
        "col('note').str.extract('([a-z]+)-([0-9]+)', 2).alias('number'))",
        colName="note",
        regex="([a-z]+)-([0-9]+)",
        newCols="word,number",
    ),
    managed(
        "gs_unpivot",
        "SELECT id, city, note, made, status, unnest(['customer', 'cents']) AS field, "
        "unnest([customer, cents]) AS value FROM orders",
        "orders.unpivot(['customer', 'cents'], index=['id', 'city', 'note', 'made', "
        "'status'], "
        "variable_name='field', value_name='value')",
        namesCol="field",
        valuesCol="value",
        colList="customer,cents",
    ),
    managed(
        "gs_pivot",
        "SELECT city, "
        + ", ".join(
            f"(sum(cents) FILTER (status = '{name}'))::BIGINT AS {name}"
            for name in ("back", "open", "paid", "sent")
        )
        + " FROM orders GROUP BY city",
        "orders.group_by('city').agg(*(col('cents').cast(pl.Int64).filter(col('status') == name)"
        ".sum().alias(name) for name in ('back', 'open', 'paid', 'sent')))",
        after=[{"SelectFields": {"Paths": [["city"], ["cents"], ["status"]]}}],
        aggCol="cents",
        aggFunction="sum",
        colList="status",
    ),
    managed(
        "gs_lookup",
        "SELECT orders.*, name FROM orders LEFT JOIN customers ON customer = customer_id",
        "orders.join(customers, left_on='customer', right_on='customer_id', how='left')",
        tableName="bench.customers",
        matchCols="customer=customer_id",
        colList="name",
    ),
    managed(
        "gs_extract_json",
        "SELECT *, body ->> '$.kind' AS kind, body ->> '$.size' AS size FROM events",
        "events.with_columns(col('body').str.json_path_match('$.kind').alias('kind'), "
        "col('body').str.json_path_match('$.size').alias('size'))",
        tables=("events",),
        colName="body",
        jsonPaths="$.kind,$.size",
        colList="kind,size",
    ),
    managed(
        "gs_parse_json",
        "SELECT *, from_json(body, "
        """'{"kind": "VARCHAR", "size": "BIGINT"}') AS parsed FROM events""",
        "events.with_columns(col('body').str.json_decode("
        "pl.Struct({'kind': pl.String, 'size': pl.Int64})).alias('parsed'))",
        tables=("events",),
        **PARSE,
    ),
    managed(
        "gs_flatten",
        "SELECT id, body, parsed.kind, parsed.size FROM (SELECT *, from_json(body, "
        """'{"kind": "VARCHAR", "size": "BIGINT"}') AS parsed FROM events)""",
        "events.with_columns(col('body').str.json_decode("
        "pl.Struct({'kind': pl.String, 'size': pl.Int64})).alias('parsed')).unnest('parsed')",
        after=[dynamic("gs_parse_json", **PARSE)],
        tables=("events",),
    ),
    managed(
        "gs_repartition",
        "FROM orders",
        "orders",
        numPartitionsStr="4",
    ),
]
