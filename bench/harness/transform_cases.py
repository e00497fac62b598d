"""Every transform as a job's nodes, as DuckDB SQL written by hand, and as Polars.

A sum has the type that Parquet can hold: DuckDB's own is written as a double.

Tables: orders(id, customer, cents, city, note, made, status), customers(customer_id, name), changes
(like orders, a tenth of them), events(id, body), as many as orders. `cents` is NULL in one of 50
rows, `note` is like "ax-17-end", `made` is ISO text, `status` one of four, `body` JSON.
"""

import dataclasses


@dataclasses.dataclass
class Case:
    name: str
    nodes: list  # one after another; the first one's inputs are the tables
    sql: list  # statements; the last one yields the rows
    polars: str  # an expression over lazy frames; "" where Polars has nothing like it
    tables: tuple = ("orders",)
    compare: bool = True  # whether every engine must yield the same rows


def case(name, node, sql, polars, *more, tables=("orders",), compare=True):
    """A case of a node and those that follow it."""
    sql = [sql] if isinstance(sql, str) else sql
    return Case(name, [node, *more], sql, polars, tables, compare)


def dynamic(name, **arguments):
    """A DynamicTransform of Glue's own."""
    parameters = [
        {"Name": key, "Type": "str", "Value": [value]} for key, value in arguments.items()
    ]
    return {
        "DynamicTransform": {
            "TransformName": name,
            "FunctionName": name,
            "Path": f"s3://aws-glue-studio-transforms/{name}.py",
            "Parameters": parameters,
        }
    }


def managed(name, sql, polars, *, after=(), tables=("orders",), compare=True, **arguments):
    """A case of a DynamicTransform, after other nodes where it needs what they make."""
    return Case(name, [*after, dynamic(name, **arguments)], [sql], polars, tables, compare)


def mapping(column, source_type, to, target_type):
    return {"FromPath": [column], "FromType": source_type, "ToKey": to, "ToType": target_type}


def constant(operation, column, value):
    return {
        "Operation": operation,
        "Values": [
            {"Type": "COLUMNEXTRACTED", "Value": [column]},
            {"Type": "CONSTANT", "Value": [value]},
        ],
    }


def aggregation(column, function):
    return {"Column": [column], "AggFunc": function}


def join(kind):
    keys = [("orders", "customer"), ("customers", "customer_id")]
    columns = [{"From": table, "Keys": [[key]]} for table, key in keys]
    return {"Join": {"JoinType": kind, "Columns": columns}}


def first_of_collection(index=0):
    return {"SelectFromCollection": {"Index": index}}


MEMBERS = [
    case(
        "ApplyMapping",
        {
            "ApplyMapping": {
                "Mapping": [
                    mapping("id", "bigint", "key", "string"),
                    mapping("cents", "int", "amount", "double"),
                    mapping("city", "string", "town", "string"),
                ]
            }
        },
        "SELECT id::VARCHAR AS key, cents::DOUBLE AS amount, city AS town FROM orders",
        "orders.select(col('id').cast(pl.String).alias('key'), "
        "col('cents').cast(pl.Float64).alias('amount'), col('city').alias('town'))",
    ),
    case(
        "RenameField",
        {"RenameField": {"SourcePath": ["city"], "TargetPath": ["town"]}},
        "SELECT * RENAME (city AS town) FROM orders",
        "orders.rename({'city': 'town'})",
    ),
    case(
        "SelectFields",
        {"SelectFields": {"Paths": [["id"], ["city"]]}},
        "SELECT id, city FROM orders",
        "orders.select('id', 'city')",
    ),
    case(
        "DropFields",
        {"DropFields": {"Paths": [["note"], ["made"]]}},
        "SELECT * EXCLUDE (note, made) FROM orders",
        "orders.drop('note', 'made')",
    ),
    case(
        "Filter",
        {
            "Filter": {
                "LogicalOperator": "AND",
                "Filters": [constant("GT", "cents", "50000"), constant("REGEX", "city", "city 1")],
            }
        },
        "FROM orders WHERE cents > 50000 AND regexp_matches(city, '^city 1')",
        "orders.filter((col('cents') > 50000) & col('city').str.contains('^city 1'))",
    ),
    case(
        "SparkSQL",
        {
            "SparkSQL": {
                "SqlQuery": "SELECT id, upper(city) AS city, coalesce(cents, 0) AS cents FROM t "
                "WHERE id % 3 = 0 OR cents IS NULL",
                "SqlAliases": [{"From": "orders", "Alias": "t"}],
            }
        },
        "SELECT id, upper(city) AS city, coalesce(cents, 0) AS cents FROM orders "
        "WHERE id % 3 = 0 OR cents IS NULL",
        "orders.filter((col('id') % 3 == 0) | col('cents').is_null()).select('id', "
        "col('city').str.to_uppercase(), col('cents').fill_null(0))",
    ),
    case(
        "Join equijoin",
        join("equijoin"),
        "FROM orders JOIN customers ON customer = customer_id",
        "orders.join(customers, left_on='customer', right_on='customer_id', coalesce=False)",
        tables=("orders", "customers"),
    ),
    case(
        "Join left",
        join("left"),
        "FROM orders LEFT JOIN customers ON customer = customer_id",
        "orders.join(customers, left_on='customer', right_on='customer_id', how='left', "
        "coalesce=False)",
        tables=("orders", "customers"),
    ),
    case(
        "Join outer",
        join("outer"),
        "FROM orders FULL JOIN customers ON customer = customer_id",
        "orders.join(customers, left_on='customer', right_on='customer_id', how='full', "
        "coalesce=False)",
        tables=("orders", "customers"),
    ),
    case(
        "Join leftanti",
        join("leftanti"),
        "FROM orders ANTI JOIN customers ON customer = customer_id",
        "orders.join(customers, left_on='customer', right_on='customer_id', how='anti')",
        tables=("orders", "customers"),
    ),
    case(
        "Union ALL",
        {"Union": {"UnionType": "ALL"}},
        "FROM orders UNION ALL FROM changes",
        "pl.concat([orders, changes])",
        tables=("orders", "changes"),
    ),
    case(
        "Union DISTINCT",
        {"Union": {"UnionType": "DISTINCT"}},
        "FROM orders UNION FROM changes",
        "pl.concat([orders, changes]).unique()",
        tables=("orders", "changes"),
    ),
    case(
        "Merge",
        {"Merge": {"Source": "changes", "PrimaryKeys": [["id"]]}},
        "FROM changes UNION ALL FROM orders ANTI JOIN changes USING (id)",
        "pl.concat([changes, orders.join(changes, on='id', how='anti')])",
        tables=("orders", "changes"),
    ),
    case(
        "Route",
        {
            "Route": {
                "GroupFiltersList": [
                    {
                        "GroupName": "large",
                        "LogicalOperator": "AND",
                        "Filters": [constant("GT", "cents", "50000")],
                    }
                ]
            }
        },
        "FROM orders WHERE (cents > 50000) IS NOT TRUE",
        "orders.filter((col('cents') > 50000).fill_null(False).not_())",
        first_of_collection(1),
    ),
    case(
        "SplitFields",
        {"SplitFields": {"Paths": [["id"], ["note"]]}},
        "SELECT id, note FROM orders",
        "orders.select('id', 'note')",
        first_of_collection(),
    ),
    case(
        "Aggregate",
        {
            "Aggregate": {
                "Groups": [["city"]],
                "Aggs": [
                    aggregation("cents", "sum"),
                    aggregation("cents", "avg"),
                    aggregation("id", "count"),
                    aggregation("id", "max"),
                ],
            }
        },
        "SELECT city, sum(cents)::BIGINT, avg(cents), count(id), max(id) FROM orders GROUP BY city",
        "orders.group_by('city').agg(col('cents').cast(pl.Int64).sum().alias('s'), "
        "col('cents').mean().alias('a'), col('id').count().alias('c'), col('id').max().alias('m'))",
    ),
    case(
        "Aggregate countDistinct",
        {"Aggregate": {"Groups": [["city"]], "Aggs": [aggregation("customer", "countDistinct")]}},
        "SELECT city, count(DISTINCT customer) FROM orders GROUP BY city",
        "orders.group_by('city').agg(col('customer').n_unique())",
    ),
    case(
        "DropDuplicates",
        {"SelectFields": {"Paths": [["city"], ["note"]]}},
        "SELECT DISTINCT city, note FROM orders",
        "orders.select('city', 'note').unique()",
        {"DropDuplicates": {}},
    ),
    case(
        "DropDuplicates by columns",
        {"DropDuplicates": {"Columns": [["customer"]]}},
        "SELECT DISTINCT ON (customer) * FROM orders",
        "orders.unique(subset=['customer'])",
        compare=False,  # any row of a customer may stay
    ),
    case(
        "DropNullFields",
        {
            "DropNullFields": {
                "NullCheckBoxList": {"IsEmpty": False, "IsNullString": False, "IsNegOne": False}
            }
        },
        ["SELECT " + ", ".join(f"bool_or({name} IS NOT NULL)" for name in
                               ("id", "customer", "cents", "city", "note", "made", "status"))
         + " FROM orders", "FROM orders"],
        "(lambda kept: orders.select([name for name in kept.columns if kept[name][0] > 0]))"
        "(orders.select(pl.all().count()).collect(engine='streaming'))",
    ),
    case(
        "FillMissingValues",
        {"FillMissingValues": {"ImputedPath": "cents"}},
        "SELECT *, coalesce(cents, (SELECT round(avg(cents)) FROM orders)::INTEGER) AS filled "
        "FROM orders",
        "orders.with_columns(col('cents').fill_null(col('cents').mean().round().cast(pl.Int32))"
        ".alias('filled'))",
    ),
    case(
        "Spigot",
        {"Spigot": {"Path": "s3://bench/sample/", "Topk": 100}},
        ["SELECT count(*) FROM (FROM orders LIMIT 100)", "FROM orders"],
        "orders",
    ),
    case(
        "EvaluateDataQuality",
        {"EvaluateDataQuality": {"Ruleset": "Rules = [ IsComplete \"id\" ]"}},
        "FROM orders",
        "orders",
    ),
    case(
        "EvaluateDataQualityMultiFrame",
        {"EvaluateDataQualityMultiFrame": {"Ruleset": "Rules = [ IsComplete \"id\" ]"}},
        "FROM orders",
        "orders",
        first_of_collection(),
        compare=False,  # the outcomes of the rules are columns of their own
    ),
    case(
        "PIIDetection",
        {
            "PIIDetection": {
                "PiiType": "RowMasking",
                "EntityTypesToDetect": ["EMAIL"],
                "MaskValue": "***",
            }
        },
        "SELECT * REPLACE (" + ", ".join(
            rf"regexp_replace({name}, '[\w.+-]+@[\w-]+(\.[\w-]+)+', '***', 'g') AS {name}"
            for name in ("city", "note", "made", "status")) + ") FROM orders",
        "orders.with_columns(col('city', 'note', 'made', 'status')"
        r".str.replace_all(r'[\w.+-]+@[\w-]+(\.[\w-]+)+', '***'))",
    ),
    case(
        "Recipe",
        {
            "Recipe": {
                "RecipeSteps": [
                    {"Action": {"Operation": "UPPER_CASE", "Parameters": {"sourceColumn": "city"}}}
                ]
            }
        },
        "SELECT * REPLACE (upper(city) AS city) FROM orders",
        "orders.with_columns(col('city').str.to_uppercase())",
    ),
]

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
        compare=False,
        colName="read_at",
    ),
    managed(
        "gs_uuid",
        "SELECT *, uuid()::VARCHAR AS uuid FROM orders",
        "",
        compare=False,
    ),
    managed(
        "gs_sequence_id",
        "SELECT *, row_number() OVER () - 1 AS number FROM orders",
        "orders.with_row_index('number')",
        compare=False,  # which row gets which number is not promised
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

COPY = Case("copy, no transform", [], ["FROM orders"], "orders")
CASES = [COPY, *MEMBERS, *MANAGED]
