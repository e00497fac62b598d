"""A case of each transform that is a member of Glue's CodeGenConfigurationNode.

A sum has the type that Parquet can hold: DuckDB's own is written as a double.
"""

from harness.transform_case import case


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
        same="SELECT customer FROM rows",  # any row of a customer may stay
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
        # The outcomes of the rules are columns of their own.
        same="SELECT id, customer, cents, city, note, made, status FROM rows",
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
