"""What is run on both engines: a name and the nodes of a graph, of which the last one's rows are
compared. The sources are orders, cities and changes.
"""

ORDERS = {
    "id": "bigint",
    "name": "string",
    "qty": "int",
    "price": "decimal(10,2)",
    "ratio": "double",
    "paid": "boolean",
    "day": "date",
    "at": "timestamp",
}
BERTA = (2, "berta", 150, "10.00", 1e-4, "false", "2026-02-28", "2026-01-31 08:15:31")
ORDER_ROWS = [
    (1, "anna", 5, "9.90", 0.5, "true", "2026-01-31", "2026-01-31 08:15:30.5"),
    BERTA,
    BERTA,
    (3, None, None, None, None, None, None, None),
    (4, "", -1, "0.10", 2.5, "true", "2026-03-01", "2025-01-01 00:00:00"),
    (5, "null", 7, "1.05", -3.5, "true", "2026-01-01", "2026-05-05 12:00:00"),
]
CITIES = {"customer": "bigint", "city": "string"}
CITY_ROWS = [(1, "Aarhus"), (1, "Bonn"), (2, "Como"), (9, "Oslo"), (None, "Nowhere")]
CHANGE_ROWS = [BERTA, BERTA, (8, "new", 5, "9.90", 0.5, "true", "2026-01-31", None)]


def column(*path):
    return {"Type": "COLUMNEXTRACTED", "Value": list(path)}


def constant(text):
    return {"Type": "CONSTANT", "Value": [text]}


def condition(operation, *values, negated=False):
    return {"Operation": operation, "Values": list(values), "Negated": negated}


def node(kind, *inputs, **parameters):
    return {kind: {"Name": "Node", "Inputs": list(inputs) or ["orders"], **parameters}}


def filtered(*conditions, operator="AND"):
    return node("Filter", LogicalOperator=operator, Filters=list(conditions))


def joined(kind):
    keys = [{"From": "orders", "Keys": [["id"]]}, {"From": "cities", "Keys": [["customer"]]}]
    return node("Join", "orders", "cities", JoinType=kind, Columns=keys)


def managed(function, *inputs, **arguments):
    parameters = []
    for name, value in arguments.items():
        kind = {list: "list", bool: "bool"}.get(type(value), "str")
        texts = value if kind == "list" else [str(value).lower() if kind == "bool" else value]
        parameters.append({"Name": name, "Type": kind, "Value": texts})
    return node(
        "DynamicTransform",
        *inputs,
        TransformName=function,
        FunctionName=function,
        Path=f"s3://aws-glue-studio-transforms/{function}.py",
        Parameters=parameters,
    )


def mapping(source, source_type, target, target_type):
    return {
        "FromPath": source.split("."),
        "FromType": source_type,
        "ToKey": target,
        "ToType": target_type,
    }


def aggregated(groups, *functions):
    calls = [{"Column": [name], "AggFunc": function} for name, function in functions]
    return node("Aggregate", Groups=[[group] for group in groups], Aggs=calls)


def comparison(operation, name, text, **more):
    return filtered(condition(operation, column(name), constant(text), **more))


QTY, ID, NAME = column("qty"), column("id"), column("name")

FILTERS = {
    "greater": comparison("GT", "qty", "5"),
    "not greater": comparison("GT", "qty", "5", negated=True),
    "empty text": comparison("EQ", "name", ""),
    "another text": comparison("EQ", "name", "anna", negated=True),
    "null": filtered(condition("ISNULL", NAME)),
    "not null": filtered(condition("ISNULL", NAME, negated=True)),
    "pattern": comparison("REGEX", "name", "b.*"),
    "not the pattern": comparison("REGEX", "name", "b.*", negated=True),
    "decimal": comparison("EQ", "price", "0.1"),
    "boolean": comparison("EQ", "paid", "true"),
    "date": comparison("GT", "day", "2026-01-31"),
    "timestamp": comparison("LTE", "at", "2026-01-31 08:15:30.5"),
    "double": comparison("LT", "ratio", "1e-3"),
    "equal columns": filtered(condition("EQ", ID, QTY)),
    "unequal columns": filtered(condition("LT", ID, QTY)),
    "one of two": filtered(
        condition("GT", QTY, constant("100")),
        condition("EQ", ID, constant("3")),
        operator="OR",
    ),
}

ROUTE = node(
    "Route",
    GroupFiltersList=[
        {
            "GroupName": "many",
            "LogicalOperator": "AND",
            "Filters": [condition("GTE", QTY, constant("100"))],
        },
        {
            "GroupName": "unnamed",
            "LogicalOperator": "OR",
            "Filters": [condition("ISNULL", NAME), condition("EQ", NAME, constant(""))],
        },
    ],
)
SPLIT = node("SplitFields", Paths=[["id"], ["name"]])
CUSTOM = "return DynamicFrameCollection({'only': dfc.select(list(dfc.keys())[0])}, glueContext)"


def taken(index):
    return node("SelectFromCollection", "before", Index=index)


def after(before, last):
    """A node whose input is `before`, which is a node itself."""
    return {"before": before, "last": last}


MEMBERS = {
    "select": node("SelectFields", Paths=[["name"], ["id"]]),
    "drop": node("DropFields", Paths=[["name"], ["id"]]),
    "rename": node("RenameField", SourcePath=["name"], TargetPath=["who"]),
    "change schema": node(
        "ApplyMapping",
        Mapping=[
            mapping("id", "bigint", "key", "string"),
            mapping("qty", "int", "number", "double"),
            mapping("price", "decimal(10,2)", "price", "double"),
            mapping("name", "string", "place.name", "string"),
            mapping("day", "date", "place.day", "string"),
            mapping("name", "string", "none", "int"),
        ],
    ),
    "rename inside a struct": after(
        node("ApplyMapping", Mapping=[mapping("name", "string", "place.name", "string")]),
        node("RenameField", "before", SourcePath=["place", "name"], TargetPath=["place", "who"]),
    ),
    "filter inside a struct": after(
        node("ApplyMapping", Mapping=[mapping("name", "string", "place.name", "string")]),
        node(
            "Filter",
            "before",
            LogicalOperator="AND",
            Filters=[condition("EQ", column("place", "name"), constant("anna"), negated=True)],
        ),
    ),
    **{
        f"join {kind}": joined(kind)
        for kind in ("equijoin", "left", "right", "outer", "leftsemi", "leftanti")
    },
    "join with itself": after(
        node("RenameField", SourcePath=["id"], TargetPath=["other"]),
        node(
            "Join",
            "orders",
            "before",
            JoinType="leftsemi",
            Columns=[
                {"From": "orders", "Keys": [["qty"]]},
                {"From": "before", "Keys": [["qty"]]},
            ],
        ),
    ),
    "distinct rows": node("DropDuplicates"),
    "distinct keys": node("DropDuplicates", Columns=[["id"], ["name"]]),
    "drop null fields": after(
        node(
            "SparkSQL",
            SqlQuery="SELECT id, -1 AS one, ' ' AS blank, CAST(NULL AS INT) AS none, "
            "named_struct('a', CAST(NULL AS STRING), 'b', id) AS pair FROM o",
            SqlAliases=[{"From": "orders", "Alias": "o"}],
        ),
        node("DropNullFields", "before", NullCheckBoxList={"IsEmpty": True, "IsNegOne": True}),
    ),
    "drop null fields of no rows": after(
        comparison("EQ", "id", "99"), node("DropNullFields", "before")
    ),
    **{
        f"fill {name}": node("FillMissingValues", ImputedPath=name, FilledPath="filled")
        for name in ("qty", "name", "price", "ratio", "day")
    },
    "query": node(
        "SparkSQL",
        "orders",
        "cities",
        SqlQuery='SELECT o.id, upper(c.city) AS city, "it\'s" AS text\n'
        "FROM `my-orders` o JOIN c ON o.id = c.customer",
        SqlAliases=[
            {"From": "orders", "Alias": "my-orders"},
            {"From": "cities", "Alias": "c"},
        ],
    ),
    "aggregate": aggregated(
        ["name"],
        *(
            ("qty", function)
            for function in (
                "sum",
                "avg",
                "count",
                "countDistinct",
                "min",
                "max",
                "sumDistinct",
                "stddev_samp",
                "stddev_pop",
                "var_samp",
                "var_pop",
                "kurtosis",
                "skewness",
                "first",
                "last",
            )
        ),
        ("price", "avg"),
        ("price", "sum"),
    ),
    "aggregate all": aggregated([], ("qty", "sum"), ("price", "avg")),
    "union all": node("Union", "orders", "changes", UnionType="ALL"),
    "union distinct": node("Union", "orders", "changes", UnionType="DISTINCT"),
    "merge": node("Merge", "orders", "changes", Source="changes", PrimaryKeys=[["id"]]),
    "spigot": node("Spigot", Path="s3://lake/spigot/", Topk=2),
    **{f"route {index}": after(ROUTE, taken(index)) for index in range(3)},
    **{f"split {index}": after(SPLIT, taken(index)) for index in range(2)},
}

PARTS = managed("gs_split", colName="name", pattern="n", newColName="parts")
JSON_TEXT = node(
    "SparkSQL",
    SqlQuery="SELECT id, concat('{\"kind\": \"', name, '\", \"size\": ', id, '}') AS body FROM o",
    SqlAliases=[{"From": "orders", "Alias": "o"}],
)

MANAGED = {
    "gs_concat": managed("gs_concat", colName="key", colList=["id", "name"], spacer="-"),
    "gs_split": PARTS,
    "gs_array_to_cols": after(
        PARTS, managed("gs_array_to_cols", "before", colName="parts", colList="x,y")
    ),
    "gs_explode": after(PARTS, managed("gs_explode", "before", colName="parts", newCol="part")),
    "gs_derived": managed("gs_derived", colName="twice", expr="qty * 2"),
    "gs_null_rows": managed("gs_null_rows"),
    "gs_flatten": after(
        node("ApplyMapping", Mapping=[mapping("name", "string", "a.b.c", "string")]),
        managed("gs_flatten", "before"),
    ),
    "gs_pivot": managed("gs_pivot", aggCol="qty", aggFunction="sum", colList=["paid"]),
    "gs_unpivot": managed("gs_unpivot", namesCol="n", valuesCol="v", colList=["id", "qty"]),
    "gs_lookup": managed(
        "gs_lookup", tableName="lake_db.cities", matchCols="id=customer", colList="city"
    ),
    "gs_to_timestamp": managed(
        "gs_to_timestamp", colName="id", colType="seconds", newColName="then"
    ),
    "gs_format_timestamp": managed(
        "gs_format_timestamp", colName="at", dateFormat="yyyy-MM-dd", newColName="text"
    ),
    "gs_regex_extract": managed(
        "gs_regex_extract", colName="name", regex="(.)(.)", newCols="first,second"
    ),
    "gs_parse_json": after(
        JSON_TEXT,
        managed("gs_parse_json", "before", colName="body", schema="kind STRING, size BIGINT"),
    ),
    "gs_extract_json": after(
        JSON_TEXT,
        managed("gs_extract_json", "before", colName="body", jsonPaths="kind", colList="kind"),
    ),
    "gs_repartition": managed("gs_repartition", numPartitionsStr="2"),
}

# Of these only the columns are compared: the values are made up anew each time.
COLUMNS_ONLY = {
    "gs_uuid": managed("gs_uuid"),
    "gs_now": managed("gs_now", colName="now"),
    "gs_sequence_id": managed("gs_sequence_id", colName="number"),
}
