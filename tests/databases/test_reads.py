"""What of a database is read, and as what: by tables, by queries, and no more than is needed."""

import pytest

VALUES = {
    "postgresql": {
        "smallint": ("7::smallint", 7),
        "integer": ("-1", -1),
        "bigint": ("9007199254740993", 9007199254740993),
        "numeric": ("12.50::numeric(10,2)", "12.50"),
        "double": ("0.1::float8", 0.1),
        "boolean": ("true", True),
        "text": ("'é\"\\n'::text", 'é"\\n'),
        "date": ("date '2026-02-28'", "2026-02-28"),
        "timestamp": ("timestamp '2026-02-28 23:59:59.123456'", "2026-02-28 23:59:59.123456"),
        "timestamptz": (
            "timestamptz '2026-02-28 23:59:59.123456+05:30'",
            "2026-02-28 18:29:59.123456",
        ),
        "uuid": (
            "'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid",
            "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11",
        ),
        "jsonb": ("""'{"a": 1}'::jsonb""", '{"a": 1}'),
        "interval": ("interval '2 hours'", "02:00:00"),
        "null": ("NULL::int", None),
    },
    "mysql": {
        "smallint": ("CAST(7 AS SIGNED)", 7),
        "bigint": ("9007199254740993", 9007199254740993),
        "decimal": ("CAST(12.50 AS DECIMAL(10,2))", "12.50"),
        "double": ("CAST(0.1 AS DOUBLE)", 0.1),
        "text": ("'é\"'", 'é"'),
        "date": ("DATE '2026-02-28'", "2026-02-28"),
        "datetime": ("TIMESTAMP '2026-02-28 23:59:59.123456'", "2026-02-28 23:59:59.123456"),
        "null": ("CAST(NULL AS SIGNED)", None),
    },
}


@pytest.fixture
def values(place):
    """A table with a column of each type."""
    selected = ", ".join(
        f"{expression} AS c_{name}" for name, (expression, _) in VALUES[place.kind].items()
    )
    place.sql("DROP TABLE IF EXISTS kinds", f"CREATE TABLE kinds AS SELECT {selected}")
    yield place
    place.sql("DROP TABLE kinds")


def by_query(place, query, **options):
    return {
        "JDBCConnectorSource": {
            "Name": "Query",
            "ConnectionName": place.connection,
            "ConnectorName": "jdbc",
            "ConnectionType": "custom.jdbc",
            "Query": query,
            **options,
        }
    }


def by_table(place, table, **options):
    source = by_query(place, "", **options)
    source["JDBCConnectorSource"]["ConnectionTable"] = table
    del source["JDBCConnectorSource"]["Query"]
    return source


def check(place, rows):
    [row] = rows
    for name, (_, expected) in VALUES[place.kind].items():
        found = row.get(f"c_{name}")
        if isinstance(expected, str) and not isinstance(found, str):
            assert float(found) == float(expected), name
        elif isinstance(expected, str) and expected.startswith("2026") and "T" in found:
            assert found.replace("T", " ").rstrip("Z") == expected, name
        elif name == "jsonb":
            assert found.replace(" ", "") == expected.replace(" ", ""), name
        else:
            assert found == expected, name


def test_a_table_whose_columns_nobody_declares_has_those_of_the_database(values):
    check(values, values.rows_of({"node-1": by_table(values, "kinds")}))


def test_a_query_has_the_columns_that_it_selects(values):
    check(values, values.rows_of({"node-1": by_query(values, "SELECT * FROM kinds")}))


def test_declared_columns_are_what_comes_out(values):
    columns = {"c_bigint": "string", "c_smallint": "bigint"}
    nodes = {"node-1": values.source(values.table("kinds", columns))}
    assert values.rows_of(nodes) == [{"c_bigint": "9007199254740993", "c_smallint": 7}]


def test_a_predicate_is_the_databases_own(place):
    numbers = "SELECT 1 AS id UNION ALL SELECT 2 UNION ALL SELECT 3"
    place.sql("DROP TABLE IF EXISTS few", f"CREATE TABLE few AS {numbers}")
    options = {"AdditionalOptions": {"FilterPredicate": "mod(id, 2) = 1"}}
    rows = place.rows_of({"node-1": by_table(place, "few", **options)})
    assert sorted(row["id"] for row in rows) == [1, 3]
    place.sql("DROP TABLE few")


def test_columns_and_filters_are_left_to_postgresql(postgresql):
    """By the statements in PostgreSQL's log."""
    postgresql.sql(
        "DROP TABLE IF EXISTS wide",
        "CREATE TABLE wide AS SELECT i AS id, i AS a, i AS b FROM generate_series(1::bigint, 1000) AS i",
        "ALTER SYSTEM SET log_statement = 'all'",
        "SELECT pg_reload_conf()",
    )
    nodes = {
        "node-1": postgresql.source(
            postgresql.table("wide", {"id": "bigint", "a": "bigint", "b": "bigint"})
        ),
        "node-2": {
            "Filter": {
                "Name": "Few",
                "Inputs": ["node-1"],
                "LogicalOperator": "AND",
                "Filters": [
                    {
                        "Operation": "GT",
                        "Negated": False,
                        "Values": [
                            {"Type": "COLUMNEXTRACTED", "Value": ["id"]},
                            {"Type": "CONSTANT", "Value": ["990"]},
                        ],
                    }
                ],
            }
        },
        "node-3": {"SelectFields": {"Name": "A", "Inputs": ["node-2"], "Paths": [["a"]]}},
    }
    assert len(postgresql.rows_of(nodes)) == 10
    postgresql.sql("ALTER SYSTEM RESET log_statement", "SELECT pg_reload_conf()", "DROP TABLE wide")
    log = postgresql.cluster.log.read_text()
    [copy] = [line for line in log.splitlines() if "COPY (" in line and '"wide"' in line]
    assert '"a"' in copy and '"b"' not in copy and '"id"' in copy.split(" WHERE ")[1]


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM postgres_query('x', 'SELECT 1')",
        "SELECT * FROM postgres_scan('host=127.0.0.1', 'public', 'numbers')",
        "SELECT * FROM mysql_query('x', 'SELECT 1')",
        "SELECT * FROM tenon_source_0.public.secret",
        "SELECT * FROM duckdb_databases()",
        "SELECT * FROM duckdb_secrets()",
    ],
)
def test_the_sql_of_a_job_reaches_its_inputs_only(place, sql):
    place.sql("DROP TABLE IF EXISTS numbers", "CREATE TABLE numbers (id int)")
    nodes = {
        "node-1": place.source(place.table("numbers", {"id": "int"}), "Numbers"),
        "node-2": {
            "SparkSQL": {
                "Name": "Curious",
                "Inputs": ["node-1"],
                "SqlQuery": sql,
                "SqlAliases": [{"From": "node-1", "Alias": "numbers"}],
            }
        },
        "node-3": {
            "S3DirectTarget": {
                "Name": "Zone",
                "Inputs": ["node-2"],
                "Path": "s3://ccbda-data/curious/",
                "Format": "json",
            }
        },
    }
    assert "Curious" in place.must_fail(nodes)
    place.sql("DROP TABLE numbers")
