"""Results of queries as Parquet."""

import datetime
import decimal
import io
import uuid

import pyarrow.parquet
import pytest
from botocore.exceptions import ClientError
from lake import BUCKET
from test_athena import finish, start

COLUMNS = {
    "id": "bigint",
    "name": "string",
    "at": "timestamp",
    "price": "decimal(10,2)",
    "ok": "boolean",
    "day": "date",
}
TEXT = (
    '1,"a ""b"",\nc",2025-03-01 12:34:56.789,1.50,true,2025-03-01\n'
    "2,,,,false,\n"
    '3,"",2024-02-29 00:00:00,-7,,2024-02-29\n'
)


@pytest.fixture(scope="module")
def table(lake):
    return lake.table(COLUMNS, TEXT)


@pytest.fixture
def export(athena, tenon, s3):
    """Runs a query, exports its result, and reads what that is."""

    def run(sql):
        query_id = start(athena, sql)
        status = finish(athena, query_id)["Status"]
        assert status["State"] == "SUCCEEDED", status
        answer = tenon.export_query_results(QueryExecutionId=query_id, Format="PARQUET")
        assert answer["Location"] == f"s3://{BUCKET}/athena/{query_id}.parquet"
        stored = s3.get_object(Bucket=BUCKET, Key=f"athena/{query_id}.parquet")
        assert stored["ContentType"] == "application/vnd.apache.parquet"
        body = stored["Body"].read()
        read = pyarrow.parquet.read_table(io.BytesIO(body))
        assert (answer["Bytes"], answer["Rows"]) == (len(body), read.num_rows)
        return read

    return run


def test_values_and_types_are_those_of_the_query(export, table):
    read = export(f"SELECT * FROM {table} ORDER BY id")
    assert [str(kind) for kind in read.schema.types] == [
        "int64",
        "string",
        "timestamp[us]",
        "decimal128(10, 2)",
        "bool",
        "date32[day]",
    ]
    assert [tuple(row.values()) for row in read.to_pylist()] == [
        (
            1,
            'a "b",\nc',
            datetime.datetime(2025, 3, 1, 12, 34, 56, 789000),
            decimal.Decimal("1.50"),
            True,
            datetime.date(2025, 3, 1),
        ),
        (2, None, None, None, False, None),
        (
            3,
            "",
            datetime.datetime(2024, 2, 29),
            decimal.Decimal("-7.00"),
            None,
            datetime.date(2024, 2, 29),
        ),
    ]


def test_decimals_of_many_digits(export):
    texts = ["-0.05", "0.00", "-7.00", "9" * 36 + ".99", "-" + "9" * 36 + ".99", None]
    values = ", ".join(
        f"({number}, CAST({repr(text) if text else 'NULL'} AS DECIMAL(38,2)))"
        for number, text in enumerate(texts)
    )
    read = export(f"SELECT d FROM (VALUES {values}) AS t(n, d) ORDER BY n")
    assert str(read.schema.types[0]) == "decimal128(38, 2)"
    assert read.column("d").to_pylist() == [text and decimal.Decimal(text) for text in texts]


def test_one_column_of_nulls_keeps_its_rows(export, table):
    read = export(f"SELECT CASE WHEN id = 2 THEN NULL ELSE id END AS n FROM {table} ORDER BY id")
    assert read.to_pydict() == {"n": [1, None, 3]}


def test_order_of_many_rows_is_kept(export, lake):
    table = lake.table({"n": "bigint"}, [[number] for number in range(300_000)])
    read = export(f"SELECT 'row ' || n AS name, n FROM {table} ORDER BY n DESC")
    assert read.column("n").to_pylist() == list(range(300_000))[::-1]
    assert read.column("name")[0].as_py() == "row 299999"


def test_names_that_repeat_get_a_number(export):
    read = export('SELECT 1 AS a, 2 AS a, 3 AS "A", 4 AS a_1')
    assert read.to_pylist() == [{"a": 1, "a_1": 2, "A_2": 3, "a_1_1": 4}]


def test_values_that_only_a_text_can_show_are_texts(export):
    assert export("SELECT [1, 2] AS list, 'x' AS t").to_pylist() == [{"list": "[1, 2]", "t": "x"}]


def test_no_rows(export, table):
    read = export(f"SELECT id, day FROM {table} WHERE id > 100")
    assert read.num_rows == 0 and read.column_names == ["id", "day"]


def test_what_cannot_be_exported(athena, tenon, s3):
    def refusal(query_id):
        with pytest.raises(ClientError) as failed:
            tenon.export_query_results(QueryExecutionId=query_id, Format="PARQUET")
        return failed.value.response["Error"]["Code"]

    assert refusal(str(uuid.uuid4())) == "EntityNotFoundException"
    failed = start(athena, "SELECT * FROM no_such_table")
    finish(athena, failed)
    assert refusal(failed) == "InvalidInputException"
    lines = start(athena, 'SELECT 1 AS "a\nb"')
    finish(athena, lines)
    assert refusal(lines) == "InvalidInputException"
    gone = start(athena, "SELECT 1")
    finish(athena, gone)
    s3.delete_object(Bucket=BUCKET, Key=f"athena/{gone}.csv")
    assert refusal(gone) == "EntityNotFoundException"
    changed = start(athena, "SELECT 1 AS n")
    finish(athena, changed)
    s3.put_object(Bucket=BUCKET, Key=f"athena/{changed}.csv", Body=b'"n"\n"1"\n"2"\n')
    assert refusal(changed) == "InvalidInputException"
