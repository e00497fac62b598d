"""What every kind of node makes of a million rows is what plain SQL in DuckDB makes of them. The
transforms are the cases that benchmarks time (bench/harness/transform_cases.py).
"""

import json
import pathlib
import sys

import pipeline
import pyarrow.parquet
import pytest
from plain_duckdb import PlainDuckdb
from pyiceberg.catalog import load_catalog

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "bench"))

from harness.transform_case import graph_of  # noqa: E402
from harness.transform_cases import CASES  # noqa: E402
from harness.transform_tables import CUSTOMER_COLUMNS, fingerprint_sql, queries_of  # noqa: E402

ROWS = 1_000_000
BUCKET = DATABASE = "bench"  # as the cases call it
COLUMNS = {
    "id": "bigint",
    "customer": "int",
    "cents": "int",
    "city": "string",
    "note": "string",
    "made": "string",
    "status": "string",
}
DECLARED = [{"Name": name, "Type": kind} for name, kind in COLUMNS.items()]
TYPED = ", ".join(
    f"{name}: '{'VARCHAR' if kind == 'string' else kind}'" for name, kind in COLUMNS.items()
)


def files(folder):
    return {"Paths": [f"s3://{BUCKET}/{folder}/"]}


def table(name):
    return {"Database": DATABASE, "Table": name}


# Of each kind of source, the parameters with which it yields the orders; of a workbook, a few of
# their columns, since it takes long to write.
EXCEL = [column for column in DECLARED if column["Name"] in ("id", "cents", "city")]
EXCEL_ORDERS = "SELECT id, cents, city FROM orders"
SOURCES = {
    "S3ParquetSource": files("orders"),
    "S3CsvSource": {
        **files("csv"), "Separator": "comma", "QuoteChar": "quote", "WithHeader": True
    },
    "S3JsonSource": files("json"),
    "S3ExcelSource": {**files("excel"), "OutputSchemas": [{"Columns": EXCEL}]},
    "S3CatalogSource": table("orders_csv"),
    "CatalogSource": table("orders"),
    "GovernedCatalogSource": table("orders"),
    "S3CatalogIcebergSource": table("iceberg"),
    "CatalogIcebergSource": table("iceberg"),
    "S3DeltaSource": files("delta"),
    "S3CatalogDeltaSource": table("delta"),
    "CatalogDeltaSource": table("delta"),
    "S3HudiSource": files("hudi"),
    "S3CatalogHudiSource": table("hudi"),
    "CatalogHudiSource": table("hudi"),
}

DIRECT = {"Path": f"s3://{BUCKET}/out/", "Compression": ""}
# Kind, parameters, and how DuckDB reads what was written.
TARGETS = [
    ("S3DirectTarget", {**DIRECT, "Format": "parquet", "Compression": "snappy"}, "parquet('{}')"),
    ("S3DirectTarget", {**DIRECT, "Format": "csv"}, f"csv('{{}}', columns={{{{{TYPED}}}}})"),
    ("S3DirectTarget", {**DIRECT, "Format": "json"}, f"json('{{}}', columns={{{{{TYPED}}}}})"),
    ("S3DirectTarget", {**DIRECT, "Format": "avro"}, "avro('{}')"),
    ("S3GlueParquetTarget", {"Path": DIRECT["Path"]}, "parquet('{}')"),
    ("S3CatalogTarget", table("out"), "parquet('{}')"),
    ("CatalogTarget", table("out"), "parquet('{}')"),
    ("GovernedCatalogTarget", table("out"), "parquet('{}')"),
]

# The kinds over databases, whose cases lie in tests/databases, beside real databases.
IN_DATABASES = {
    "RelationalCatalogSource",
    "PostgreSQLCatalogSource",
    "MySQLCatalogSource",
    "DirectJDBCSource",
    "JDBCConnectorSource",
    "PostgreSQLCatalogTarget",
    "MySQLCatalogTarget",
    "JDBCConnectorTarget",
}


@pytest.fixture(scope="module")
def plain(tmp_path_factory):
    """Plain DuckDB with the tables, each in a Parquet file of `folder`."""
    database = PlainDuckdb()
    database.folder = tmp_path_factory.mktemp("tables")
    for name, query in queries_of(ROWS).items():
        file = database.folder / f"{name}.parquet"
        database(f"COPY ({query}) TO '{file}' (FORMAT parquet)")
        database(f"CREATE VIEW {name} AS FROM read_parquet('{file}')")
    yield database
    database.close()


@pytest.fixture(scope="module")
def bucket(s3, glue, plain):
    """The tables in a bucket, and in the catalog those that are asked for there."""
    s3.create_bucket(Bucket=BUCKET)
    for file in plain.folder.iterdir():
        s3.upload_file(str(file), BUCKET, f"{file.stem}/{file.name}")
    glue.create_database(DatabaseInput={"Name": DATABASE})
    for name, columns in {
        "customers": CUSTOMER_COLUMNS, "orders": DECLARED, "out": DECLARED
    }.items():
        glue.create_table(
            DatabaseName=DATABASE,
            TableInput=pipeline.parquet_table(name, columns, f"s3://{BUCKET}/{name}/"),
        )


@pytest.fixture(scope="module")
def formats(server, s3, glue, plain, bucket, tmp_path_factory):
    """The orders in the other forms that can be read here."""
    folder = tmp_path_factory.mktemp("formats")
    plain.load("excel")
    plain.load("avro")
    for name, query, options in [
        ("csv", "FROM orders", "FORMAT csv, HEADER true"),
        ("json", "FROM orders", "FORMAT json"),
        ("excel", EXCEL_ORDERS, "FORMAT xlsx, HEADER true"),
    ]:
        plain(f"COPY ({query}) TO '{folder / name}' ({options})")
        s3.upload_file(str(folder / name), BUCKET, f"{name}/data.{name}")
        (folder / name).unlink()
    text = pipeline.csv_table("orders_csv", COLUMNS, f"s3://{BUCKET}/csv/")
    text["Parameters"]["skip.header.line.count"] = "1"
    glue.create_table(DatabaseName=DATABASE, TableInput=text)
    make_iceberg(server, plain)
    orders = plain.folder / "orders.parquet"
    s3.upload_file(str(orders), BUCKET, "delta/part-0.parquet")
    put_delta_log(s3, orders.stat().st_size)
    s3.upload_file(str(orders), BUCKET, "hudi/a-0_0-1-1_20260101000000000.parquet")
    s3.put_object(Bucket=BUCKET, Key="hudi/.hoodie/20260101000000000.commit", Body=b"{}")
    for name in ("delta", "hudi"):
        lake = pipeline.parquet_table(name, DECLARED, f"s3://{BUCKET}/{name}/")
        lake["Parameters"] = {"spark.sql.sources.provider": name}
        glue.create_table(DatabaseName=DATABASE, TableInput=lake)


def make_iceberg(server, plain):
    settings = server.settings()
    access = {
        "endpoint": settings["AWS_ENDPOINT_URL"],
        "access-key-id": settings["AWS_ACCESS_KEY_ID"],
        "secret-access-key": settings["AWS_SECRET_ACCESS_KEY"],
        "region": settings["AWS_REGION"],
    }
    options = {
        f"{service}.{name}": value for service in ("glue", "s3") for name, value in access.items()
    }
    catalog = load_catalog("glue", type="glue", **options)
    orders = pyarrow.parquet.read_table(plain.folder / "orders.parquet")
    made = catalog.create_table(
        f"{DATABASE}.iceberg", orders.schema, location=f"s3://{BUCKET}/iceberg"
    )
    made.append(orders)


def put_delta_log(s3, size):
    kinds = {"bigint": "long", "int": "integer", "string": "string"}
    schema = {
        "type": "struct",
        "fields": [
            {"name": name, "type": kinds[kind], "nullable": True, "metadata": {}}
            for name, kind in COLUMNS.items()
        ],
    }
    actions = [
        {"protocol": {"minReaderVersion": 1, "minWriterVersion": 2}},
        {
            "metaData": {
                "id": "1",
                "format": {"provider": "parquet", "options": {}},
                "schemaString": json.dumps(schema),
                "partitionColumns": [],
                "configuration": {},
                "createdTime": 1,
            }
        },
        {
            "add": {
                "path": "part-0.parquet",
                "partitionValues": {},
                "size": size,
                "modificationTime": 1,
                "dataChange": True,
            }
        },
    ]
    log = "\n".join(map(json.dumps, actions))
    s3.put_object(Bucket=BUCKET, Key=f"delta/_delta_log/{0:020}.json", Body=log.encode())


@pytest.fixture
def run(s3, glue, plain, bucket, tmp_path):
    """Runs nodes that write out/ and gives what tells the rows there from others."""

    def start(nodes, reader="parquet('{}')", same="FROM rows"):
        glue.create_job(
            Name="job",
            Role="LabRole",
            Command={"Name": "glueetl"},
            CodeGenConfigurationNodes=nodes,
        )
        ended = pipeline.run_job(glue, "job", timeout=60)
        assert ended["JobRunState"] == "SUCCEEDED", ended.get("ErrorMessage")
        for number, (key, _) in enumerate(pipeline.list_output(s3, BUCKET, "out/")):
            s3.download_file(BUCKET, key, str(tmp_path / f"{number}"))
        plain(f"CREATE OR REPLACE VIEW rows AS FROM read_{reader.format(tmp_path / '*')}")
        return plain(fingerprint_sql(same))

    yield start
    glue.delete_job(JobName="job")
    for key, _ in pipeline.list_output(s3, BUCKET, "out/"):
        s3.delete_object(Bucket=BUCKET, Key=key)


@pytest.fixture(scope="module")
def expected(plain):
    """What tells the rows of a query from others; the same query is asked once."""
    known = {}

    def look(query, same="FROM rows"):
        if (query, same) not in known:
            plain(f"CREATE OR REPLACE VIEW rows AS {query}")
            known[query, same] = plain(fingerprint_sql(same))
        return known[query, same]

    return look


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_transform(run, plain, expected, case):
    ours = run(graph_of(case, BUCKET), same=case.same)
    for statement in case.sql[:-1]:
        plain(statement)
    assert ours == expected(case.sql[-1], case.same)


@pytest.mark.parametrize("kind", SOURCES)
def test_source(run, expected, formats, kind):
    nodes = {
        "source": {kind: {"Name": "Orders", **SOURCES[kind]}},
        "target": {
            "S3DirectTarget": {"Name": "Out", "Inputs": ["source"], "Format": "parquet", **DIRECT}
        },
    }
    assert run(nodes) == expected(EXCEL_ORDERS if kind == "S3ExcelSource" else "FROM orders")


@pytest.mark.parametrize(
    "kind, parameters, reader", TARGETS, ids=[f"{each[0]}-{each[2][:4]}" for each in TARGETS]
)
def test_target(run, expected, formats, kind, parameters, reader):
    nodes = {
        "source": {"S3ParquetSource": {"Name": "Orders", **files("orders")}},
        "target": {kind: {"Name": "Out", "Inputs": ["source"], **parameters}},
    }
    assert run(nodes, reader) == expected("FROM orders")


def test_every_kind_has_a_case(tenon):
    answer = tenon.describe_node_kinds()
    nodes = [node for case in CASES for node in case.nodes]
    tried = {kind for node in nodes for kind in node}
    tried |= {*SOURCES, *(kind for kind, _, _ in TARGETS)}
    functions = {
        node["DynamicTransform"]["FunctionName"] for node in nodes if "DynamicTransform" in node
    }
    built = {kind["Name"] for kind in answer["NodeKinds"] if kind["RunsHere"]}
    assert built - IN_DATABASES == tried
    assert IN_DATABASES <= built
    assert {each["FunctionName"] for each in answer["ManagedTransforms"]} == functions
