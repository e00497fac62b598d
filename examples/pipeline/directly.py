"""The tutorial's pipeline without CSV files of the database: its sources are tables of PostgreSQL, and
its target is a table of a PostgreSQL warehouse. Only the countries of the users still come from S3.

What differs from pipeline.py is a connection to each database, tables of the Data Catalog that lie
there, and three nodes of the job. The rest is the job that the tutorial draws.

    python3 examples/pipeline/directly.py [--incremental]

prints the job, for `aws glue create-job --cli-input-json`.
"""

import argparse
import json

import pipeline

CONNECTION = "signup"
WAREHOUSE = "warehouse"
DATABASE = "signup_db"
WAREHOUSE_DATABASE = "warehouse_db"
TARGET = "leads_with_hits"
JOB = "CCBDA-ETL-directly"

USERS_NODE = "node-1732000000001"
HITS_NODE = "node-1732000000002"
LEADS_NODE = "node-1732000000003"
JOIN_NODE = "node-1732000000005"

# The tables of the sign-up site, with Glue's types for PostgreSQL's.
COLUMNS = {
    "form_articlehits": {
        "id": "bigint",
        "timestamp": "timestamp",
        "feed_id": "bigint",
        "lead_id": "bigint",
    },
    "form_leads": {"id": "bigint", "name": "string", "email": "string", "preview": "boolean"},
}


def create_connection(glue, name, settings, **properties):
    """A connection of the Data Catalog. `settings` are those of psycopg.connect; `properties` add to
    the connection's or, if None, leave one out.
    """
    known = {
        "JDBC_CONNECTION_URL": "jdbc:postgresql://{host}:{port}/{dbname}".format(**settings),
        "USERNAME": settings["user"],
        "PASSWORD": settings["password"],
        **properties,
    }
    glue.create_connection(
        ConnectionInput={
            "Name": name,
            "ConnectionType": "JDBC",
            "ConnectionProperties": {
                key: value for key, value in known.items() if value is not None
            },
        }
    )


def table_in_database(name, columns, connection, location, **parameters):
    """A table of the Data Catalog over a table in a database, as a crawler over the connection writes
    it: `location` is "database.schema.table".
    """
    return {
        "Name": name,
        "TableType": "EXTERNAL_TABLE",
        "Parameters": {
            "classification": "postgresql",
            "connectionName": connection,
            **parameters,
        },
        "StorageDescriptor": {
            "Columns": [{"Name": column, "Type": kind} for column, kind in columns.items()],
            "Location": location,
        },
    }


def create_catalog(glue, dbname, warehouse_dbname, **target_parameters):
    """The tables of both databases. Hits are read on from where the last run ended, by their id, if
    the job has bookmarks enabled. `target_parameters` say how the warehouse's table is written:
    writeMode, mergeKeys, createTable.
    """
    glue.create_database(DatabaseInput={"Name": DATABASE})
    glue.create_database(DatabaseInput={"Name": WAREHOUSE_DATABASE})
    bookmark = {"form_articlehits": {"jobBookmarkKeys": "id"}}
    for name, columns in COLUMNS.items():
        glue.create_table(
            DatabaseName=DATABASE,
            TableInput=table_in_database(
                name, columns, CONNECTION, f"{dbname}.public.{name}", **bookmark.get(name, {})
            ),
        )
    glue.create_table(
        DatabaseName=WAREHOUSE_DATABASE,
        TableInput=table_in_database(
            TARGET,
            {},
            WAREHOUSE,
            f"{warehouse_dbname}.public.{TARGET}",
            **{"createTable": "true", **target_parameters},
        ),
    )


def job_definition(incremental=False):
    """The tutorial's job over these tables. Incremental, it reads the hits that no run has read, and
    joins only what a hit belongs to: of the outer join, a run would bring the leads without a new
    hit once more.
    """
    job = pipeline.job_definition()
    job["Name"] = JOB
    nodes = job["CodeGenConfigurationNodes"]
    for node, name, table in (
        (HITS_NODE, "Article Hits", "form_articlehits"),
        (LEADS_NODE, "Form Leads", "form_leads"),
    ):
        nodes[node] = {
            "PostgreSQLCatalogSource": {"Name": name, "Database": DATABASE, "Table": table}
        }
    inputs = next(iter(nodes[pipeline.TARGET_NODE].values()))["Inputs"]
    nodes[pipeline.TARGET_NODE] = {
        "PostgreSQLCatalogTarget": {
            "Name": "Warehouse",
            "Inputs": inputs,
            "Database": WAREHOUSE_DATABASE,
            "Table": TARGET,
        }
    }
    if incremental:
        nodes[JOIN_NODE]["Join"]["JoinType"] = "right"
        job["DefaultArguments"] = {"--job-bookmark-option": "job-bookmark-enable"}
    return job


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--incremental", action="store_true", help="the job that reads new hits only"
    )
    print(json.dumps(job_definition(parser.parse_args().incremental), indent=1))


if __name__ == "__main__":
    main()
