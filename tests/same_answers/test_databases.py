"""What a job's script reads from a database and writes to it is what the job does, on a real PostgreSQL."""

import pytest
from places import CATALOG
from written import columns_of, read, values_of

COLUMNS = {"id": "bigint", "name": "string", "qty": "int", "price": "decimal(10,2)"}
CREATE = "CREATE TABLE {} (id bigint, name text, qty int, price numeric(10,2))"


@pytest.fixture(scope="session")
def users(place):
    place.sql(
        CREATE.format("users"),
        "INSERT INTO users VALUES (1, 'anna', 5, 9.90), (2, 'it''s', NULL, 0.10), (3, NULL, 7, NULL)",
    )
    return place.table("users", COLUMNS)


def connected(kind, place, **parameters):
    return {
        kind: {
            "Name": "Node",
            "ConnectionName": place.connection,
            "ConnectorName": "jdbc",
            "ConnectionType": "custom.jdbc",
            **parameters,
        }
    }


def sources_of(place, users):
    of_catalog = {"Name": "Node", "Database": CATALOG, "Table": users}
    direct = {
        "Name": "Node",
        "Database": "",
        "Table": "public.users",
        "ConnectionName": place.connection,
        "ConnectionType": "postgresql",
    }
    return {
        "PostgreSQLCatalogSource": {"PostgreSQLCatalogSource": of_catalog},
        "RelationalCatalogSource": {"RelationalCatalogSource": of_catalog},
        "CatalogSource": {"CatalogSource": of_catalog},
        "DirectJDBCSource": {"DirectJDBCSource": direct},
        "a table": connected("JDBCConnectorSource", place, ConnectionTable="users"),
        "some of a table": connected(
            "JDBCConnectorSource",
            place,
            ConnectionTable="public.users",
            AdditionalOptions={"FilterPredicate": "qty > 5 OR name = 'it''s'"},
        ),
        "a query": connected(
            "JDBCConnectorSource", place, Query="SELECT id, upper(name) AS name FROM users;"
        ),
        "some of a query": connected(
            "JDBCConnectorSource",
            place,
            Query="SELECT id, upper(name) AS name FROM users",
            AdditionalOptions={"FilterPredicate": "id < 3"},
        ),
    }


SOURCES = (
    "PostgreSQLCatalogSource",
    "RelationalCatalogSource",
    "CatalogSource",
    "DirectJDBCSource",
    "a table",
    "some of a table",
    "a query",
    "some of a query",
)


@pytest.mark.parametrize("case", SOURCES)
def test_a_source_gives_the_same_rows(case, lake, place, users, run_script):
    nodes, folder = {"source": sources_of(place, users)[case]}, lake.name("result")
    place.must_run({**nodes, "target": lake.target("source", folder)})
    there = {**nodes, "target": lake.target("source", f"{folder}_there")}
    script = lake.tenon.generate_script(CodeGenConfigurationNodes=there)["Script"]
    run_script(script, folder)
    ours, theirs = read(lake, folder), read(lake, f"{folder}_there")
    assert columns_of(theirs) == columns_of(ours)
    assert values_of(theirs) == values_of(ours)


@pytest.mark.parametrize("kind", ["PostgreSQLCatalogTarget", "CatalogTarget", "connector"])
def test_a_target_adds_the_same_rows(kind, lake, place, users, run_script):
    graphs, tables = {}, {}
    for side in ("here", "there"):
        tables[side] = lake.name("copy")
        place.sql(
            CREATE.format(tables[side]), f"INSERT INTO {tables[side]} VALUES (0, 'old', 0, 0)"
        )
        if kind == "connector":
            target = connected("JDBCConnectorTarget", place, ConnectionTable=tables[side])
        else:
            known = place.table(tables[side], COLUMNS)
            target = {kind: {"Name": "Node", "Database": CATALOG, "Table": known}}
        next(iter(target.values()))["Inputs"] = ["source"]
        graphs[side] = {"source": place.source(users), "target": target}
    place.must_run(graphs["here"])
    script = lake.tenon.generate_script(CodeGenConfigurationNodes=graphs["there"])["Script"]
    run_script(script, kind)
    here, there = (place.sql(f"SELECT * FROM {table} ORDER BY id") for table in tables.values())
    assert there == here and len(here) == 4
