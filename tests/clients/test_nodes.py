"""What each kind of node does to rows, through whole runs."""

import datetime

import pyarrow
import pyarrow.parquet
import pytest
from lake import BUCKET, DATABASE, csv_text, sorted_rows

PEOPLE = {"id": "bigint", "name": "string", "city": "bigint"}
PEOPLE_ROWS = [(1, "Ada", 10), (2, "Björn", 20), (3, "Chloé", None), (4, None, 99), (5, "", 10)]
CITIES = {"city_id": "bigint", "city_name": "string"}
CITY_ROWS = [(10, "Aarhus"), (20, "Berne"), (30, "Cork"), (None, "Nowhere")]


@pytest.fixture(scope="module")
def people(lake):
    return lake.table(PEOPLE, PEOPLE_ROWS)


@pytest.fixture(scope="module")
def cities(lake):
    return lake.table(CITIES, CITY_ROWS)


def values(rows):
    return sorted_rows(row.values() for row in rows)


JOINS = {
    "equijoin": [(1, 10, 10, "Aarhus"), (5, 10, 10, "Aarhus"), (2, 20, 20, "Berne")],
    "left": [
        (1, 10, 10, "Aarhus"),
        (5, 10, 10, "Aarhus"),
        (2, 20, 20, "Berne"),
        (3, None, None, None),
        (4, 99, None, None),
    ],
    "right": [
        (1, 10, 10, "Aarhus"),
        (5, 10, 10, "Aarhus"),
        (2, 20, 20, "Berne"),
        (None, None, 30, "Cork"),
        (None, None, None, "Nowhere"),
    ],
    "outer": [
        (1, 10, 10, "Aarhus"),
        (5, 10, 10, "Aarhus"),
        (2, 20, 20, "Berne"),
        (3, None, None, None),
        (4, 99, None, None),
        (None, None, 30, "Cork"),
        (None, None, None, "Nowhere"),
    ],
    "leftsemi": [(1, 10), (2, 20), (5, 10)],
    "leftanti": [(3, None), (4, 99)],
}


@pytest.mark.parametrize("kind", JOINS)
def test_join(lake, people, cities, kind):
    rows = lake.transform(
        [people, cities],
        {
            "Join": {
                "JoinType": kind,
                "Columns": [
                    {"From": "t1", "Keys": [["city"]]},
                    {"From": "t2", "Keys": [["city_id"]]},
                ],
            }
        },
    )
    picked = [[value for name, value in row.items() if name != "name"] for row in rows]
    assert sorted_rows(picked) == sorted_rows(JOINS[kind])


def test_inner_join_puts_a_dot_before_the_right_sides_names(lake):
    left, right = (
        lake.table(PEOPLE, PEOPLE_ROWS[:2]),
        lake.table({"ID": "bigint", "x": "string"}, [(1, "one")]),
    )
    rows = lake.transform(
        [left, right],
        {
            "Join": {
                "JoinType": "equijoin",
                "Columns": [{"From": "t1", "Keys": [["id"]]}, {"From": "t2", "Keys": [["ID"]]}],
            }
        },
    )
    assert len(rows) == 1 and list(rows[0])[:3] == ["id", "name", "city"]
    assert [name.lower() for name in list(rows[0])[3:]] == [".id", "x"]


def test_join_on_two_keys(lake):
    left = lake.table(
        {"a": "bigint", "b": "string", "l": "string"},
        [(1, "x", "1x"), (1, "y", "1y"), (None, "x", "0x")],
    )
    right = lake.table(
        {"c": "bigint", "d": "string", "r": "string"}, [(1, "x", "one x"), (1, "z", "one z")]
    )
    rows = lake.transform(
        [left, right],
        {
            "Join": {
                "JoinType": "equijoin",
                "Columns": [
                    {"From": "t1", "Keys": [["a"], ["b"]]},
                    {"From": "t2", "Keys": [["c"], ["d"]]},
                ],
            }
        },
    )
    assert values(rows) == [(1, "x", "1x", 1, "x", "one x")]


def mapping(*entries):
    return {
        "ApplyMapping": {
            "Mapping": [
                {
                    "ToKey": to,
                    "FromPath": [name],
                    "FromType": from_type,
                    "ToType": to_type,
                    "Dropped": dropped,
                }
                for to, name, from_type, to_type, dropped in entries
            ]
        }
    }


def test_apply_mapping_renames_casts_orders_and_drops(lake, people):
    rows = lake.transform(
        [people],
        mapping(
            ("town", "city", "bigint", "string", False),
            ("number", "ID", "bigint", "int", False),
            ("gone", "name", "string", "string", True),
        ),
    )
    assert list(rows[0]) == ["town", "number"]
    assert values(rows) == sorted_rows([("10", 1), ("20", 2), (None, 3), ("99", 4), ("10", 5)])


CASTS = [
    (
        "string",
        "int",
        ["12", " 7 ", "3.9", "-5", "x", "", "99999999999"],
        [12, 7, 3, -5, None, None, None],
    ),
    ("string", "double", ["1.5", "1e3", "x"], [1.5, 1000.0, None]),
    ("string", "boolean", ["true", "F", "1", "no", "maybe"], [True, False, True, False, None]),
    ("string", "date", ["2025-03-01", "1.3.2025"], [datetime.date(2025, 3, 1), None]),
    (
        "string",
        "timestamp",
        ["2025-03-01 10:00:00", "2025-03-01T10:00:00+02:00", "x"],
        [datetime.datetime(2025, 3, 1, 10), datetime.datetime(2025, 3, 1, 8), None],
    ),
    ("double", "bigint", ["2.9", "-2.9"], [2, -2]),
    ("bigint", "smallint", ["1", "70000"], [1, None]),
    ("timestamp", "date", ["2025-03-01 23:59:59+00"], [datetime.date(2025, 3, 1)]),
    ("bigint", "decimal(10,2)", ["7"], ["7.00"]),
]


@pytest.mark.parametrize(
    "from_type, to_type, texts, expected",
    CASTS,
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_casts_of_apply_mapping(lake, from_type, to_type, texts, expected):
    table = lake.table({"n": "bigint", "v": from_type}, list(enumerate(texts)))
    rows = lake.transform(
        [table],
        mapping(("n", "n", "bigint", "bigint", False), ("v", "v", from_type, to_type, False)),
    )
    got = [row["v"] for row in sorted(rows, key=lambda row: row["n"])]
    assert [str(value) for value in got] == [str(value) for value in expected]
    assert [value is None for value in got] == [value is None for value in expected]


def test_rename_and_select_fields(lake, people):
    rows = lake.transform(
        [people], {"RenameField": {"SourcePath": ["city"], "TargetPath": ["town"]}}
    )
    assert list(rows[0]) == ["id", "name", "town"] and len(rows) == 5
    rows = lake.transform([people], {"SelectFields": {"Paths": [["city"], ["id"]]}})
    assert list(rows[0]) == ["city", "id"]
    assert values(rows) == sorted_rows([(city, number) for number, _, city in PEOPLE_ROWS])


def condition(operation, *operands, negated=False):
    typed = [
        {"Type": "COLUMNEXTRACTED", "Value": [operand[1:]]}
        if operand.startswith("$")
        else {"Type": "CONSTANT", "Value": [operand]}
        for operand in operands
    ]
    return {"Operation": operation, "Values": typed, "Negated": negated}


FILTERS = {
    "EQ": ([condition("EQ", "$city", "10")], "AND", [1, 5]),
    "EQ text": ([condition("EQ", "$name", "Björn")], "AND", [2]),
    "EQ empty text": ([condition("EQ", "$name", "")], "AND", [5]),
    "not EQ keeps NULL": ([condition("EQ", "$city", "10", negated=True)], "AND", [2, 3, 4]),
    "LT": ([condition("LT", "$id", "3")], "AND", [1, 2]),
    "GTE": ([condition("GTE", "$id", "4")], "AND", [4, 5]),
    "between fields": ([condition("GT", "$city", "$id")], "AND", [1, 2, 4, 5]),
    "REGEX": ([condition("REGEX", "$name", "A.*|.*é")], "AND", [1, 3]),
    "ISNULL": ([condition("ISNULL", "$name")], "AND", [4]),
    "not ISNULL": ([condition("ISNULL", "$city", negated=True)], "AND", [1, 2, 4, 5]),
    "AND": ([condition("EQ", "$city", "10"), condition("GT", "$id", "1")], "AND", [5]),
    "OR": ([condition("EQ", "$city", "20"), condition("ISNULL", "$city")], "OR", [2, 3]),
    "quotes are data": ([condition("EQ", "$name", "x' OR '1'='1")], "AND", []),
}


@pytest.mark.parametrize("case", FILTERS)
def test_filter(lake, people, case):
    filters, operator, expected = FILTERS[case]
    rows = lake.transform([people], {"Filter": {"LogicalOperator": operator, "Filters": filters}})
    assert sorted(row["id"] for row in rows) == expected


def sql(query, *aliases):
    return {
        "SparkSQL": {
            "SqlQuery": query,
            "SqlAliases": [
                {"From": f"t{index}", "Alias": alias} for index, alias in enumerate(aliases, 1)
            ],
        }
    }


def test_sql_over_two_inputs(lake, people, cities):
    query = (
        "SELECT c.`city_name` AS town, count(*) AS people FROM p JOIN c ON p.city = c.city_id "
        "GROUP BY c.city_name HAVING count(*) > 1"
    )
    assert values(lake.transform([people, cities], sql(query, "p", "c"))) == [("Aarhus", 2)]


def test_sql_takes_texts_in_double_quotes_as_spark_does(lake, people):
    assert values(
        lake.transform(
            [people], sql('SELECT id FROM myDataSource WHERE name = "Ada"', "myDataSource")
        )
    ) == [(1,)]


# Each tries to get at something that the task was not given. %s is the server's data folder.
INTRUSIONS = {
    "the server's root key": "SELECT * FROM read_text('%s/keys/root.json')",
    "the root key as CSV": "SELECT * FROM read_csv('%s/keys/root.json', columns = {'a': 'VARCHAR'})",
    "the root key by name": "SELECT * FROM '%s/keys/root.json'",
    "all keys by pattern": "SELECT * FROM read_text('%s/keys/*')",
    "the database of the server": "SELECT * FROM read_blob('%s/tenon.db')",
    "other objects": "SELECT * FROM read_blob('%s/objects/blobs/*/*')",
    "names of files": "SELECT * FROM glob('%s/*')",
    "the passwords of the machine": "SELECT * FROM read_text('/etc/passwd')",
    "memory of the process": "SELECT * FROM read_blob('/proc/self/environ')",
    "the network": "SELECT * FROM read_csv('http://127.0.0.1:1/x.csv')",
    "a file outside, written": "COPY (SELECT 1 AS a) TO '%s/../written.csv'",
    "a second statement": "SELECT 1 AS a; COPY (SELECT 1 AS a) TO '%s/../written.csv'",
    "settings": "SET enable_external_access = true",
    "a way out of the subquery": "SELECT 1) AS q; SET threads = 1; SELECT * FROM (SELECT 1 AS a",
    "another database": "ATTACH '%s/tenon.db'",
    "an extension": "LOAD httpfs",
}


@pytest.mark.parametrize("what", INTRUSIONS)
def test_sql_gets_at_nothing_but_its_inputs(lake, people, server, what):
    query = INTRUSIONS[what].replace("%s", str(server.data))
    nodes = {
        "t1": lake.source(people),
        "node": {"SparkSQL": {"Name": "Node", "Inputs": ["t1"], **sql(query, "t")["SparkSQL"]}},
        "target": lake.target("node", "intrusion"),
    }
    run = lake.run(nodes)
    assert run["JobRunState"] == "FAILED" and "Node" in run["ErrorMessage"]
    assert lake.keys("intrusion") == []
    assert not (server.data.parent / "written.csv").exists()
    secret = server.settings()["AWS_SECRET_ACCESS_KEY"]
    assert secret not in run["ErrorMessage"] and secret not in "".join(lake.messages(run["Id"]))


# --- sources


def csv_source(paths, separator="comma", quote="quote", columns=PEOPLE, **more):
    schemas = (
        [{"Columns": [{"Name": name, "Type": kind} for name, kind in columns.items()]}]
        if columns
        else []
    )
    return {
        "S3CsvSource": {
            "Name": "Files",
            "Paths": paths,
            "Separator": separator,
            "QuoteChar": quote,
            **({"OutputSchemas": schemas} if schemas else {}),
            **more,
        }
    }


def run_source(lake, source, **options):
    folder = lake.name("result")
    run = lake.run({"a": source, "b": lake.target("a", folder)}, **options)
    assert run["JobRunState"] == "SUCCEEDED", run.get("ErrorMessage")
    return lake.rows(folder)


@pytest.mark.parametrize(
    "separator, character",
    [("comma", ","), ("semicolon", ";"), ("tab", "\t"), ("pipe", "|"), ("ctrla", "\x01")],
)
def test_csv_source_with_every_separator(lake, separator, character):
    folder = lake.name("files")
    lake.put(
        f"{folder}/x.csv",
        "id,name,city\n".replace(",", character) + character.join(["1", '"a b"', "2"]) + "\n",
    )
    rows = run_source(lake, csv_source([f"s3://{BUCKET}/{folder}/"], separator, WithHeader=True))
    assert values(rows) == [(1, "a b", 2)]


def test_csv_source_without_a_schema_looks_into_the_file(lake):
    folder = lake.name("files")
    lake.put(f"{folder}/x.csv", "id,name\n1,one\n2,two\n")
    rows = run_source(lake, csv_source([f"s3://{BUCKET}/{folder}/"], columns=None, WithHeader=True))
    assert list(rows[0]) == ["id", "name"] and sorted(str(row["id"]) for row in rows) == ["1", "2"]


def test_csv_source_excludes_and_recurses(lake):
    folder = lake.name("files")
    for name in ("a.csv", "b.csv", "deep/c.csv", "deep/d.tmp"):
        lake.put(f"{folder}/{name}", f"1,{name},2\n")

    def names(**more):
        return sorted(
            row["name"]
            for row in run_source(lake, csv_source([f"s3://{BUCKET}/{folder}/"], **more))
        )

    assert names(Recurse=True) == ["a.csv", "b.csv", "deep/c.csv", "deep/d.tmp"]
    assert names(Recurse=False) == ["a.csv", "b.csv"]
    assert names(Recurse=True, Exclusions=["**/*.tmp", "b*"]) == ["a.csv", "deep/c.csv"]


def test_parquet_source(lake):
    folder = lake.name("files")
    buffer = pyarrow.BufferOutputStream()
    table = pyarrow.table(
        {
            "id": [1, 2],
            "at": pyarrow.array([datetime.datetime(2025, 3, 1), None], pyarrow.timestamp("us")),
            "tags": [["a", "b"], []],
        }
    )
    pyarrow.parquet.write_table(table, buffer)
    lake.put(f"{folder}/x.parquet", buffer.getvalue().to_pybytes())
    rows = run_source(
        lake, {"S3ParquetSource": {"Name": "Files", "Paths": [f"s3://{BUCKET}/{folder}/"]}}
    )
    assert sorted(rows, key=lambda row: row["id"]) == table.to_pylist()


def test_catalog_source(lake, people):
    assert (
        len(
            run_source(
                lake, {"CatalogSource": {"Name": "People", "Database": DATABASE, "Table": people}}
            )
        )
        == 5
    )


def test_markers_and_hidden_files_are_no_data(lake):
    table = lake.table(PEOPLE, PEOPLE_ROWS[:1])
    prefix = f"tables/{table}"
    for key in ("", "sub/", "_SUCCESS", ".part.crc", "_temporary/0/x.csv", ".hidden/x.csv"):
        lake.put(f"{prefix}/{key}", "" if key.endswith("/") or not key else "9,hidden,9\n")
    lake.put(f"{prefix}/sub/y.csv", "2,seen,2\n")
    assert sorted(row["id"] for row in run_source(lake, lake.source(table))) == [1, 2]


def test_table_over_several_files_with_and_without_a_last_newline(lake):
    table = lake.table(PEOPLE, "1,a,1")
    lake.put(f"tables/{table}/b.csv", "2,b,2\n3,c,3")
    lake.put(f"tables/{table}/c.csv", "")
    lake.put(f"tables/{table}/d.csv", "4,d,4\r\n5,e,5\r\n")
    assert values(run_source(lake, lake.source(table))) == [
        (n, "abcde"[n - 1], n) for n in range(1, 6)
    ]


def test_a_location_that_only_begins_alike_is_another(lake):
    table = lake.table(PEOPLE, PEOPLE_ROWS[:1])
    lake.put(f"tables/{table}_more/x.csv", "9,other,9\n")
    assert [row["id"] for row in run_source(lake, lake.source(table))] == [1]


def test_table_without_files_has_no_rows(lake):
    table = lake.table(PEOPLE, "")
    folder = lake.name("result")
    assert (
        lake.run({"a": lake.source(table), "b": lake.target("a", folder)})["JobRunState"]
        == "SUCCEEDED"
    )
    assert sum(len(lake.rows(folder)) for _ in lake.keys(folder)) == 0


# --- fields that do not fit

BAD_TEXT = "1,one,10\n2,two,many\nthree,three,30\n4,four,40\n"


def test_bad_fields_become_null_and_the_log_shows_them(lake):
    table = lake.table(PEOPLE, BAD_TEXT)
    folder = lake.name("result")
    run = lake.run({"a": lake.source(table), "b": lake.target("a", folder)})
    assert run["JobRunState"] == "SUCCEEDED"
    assert values(lake.rows(folder)) == sorted_rows(
        [(1, "one", 10), (2, "two", None), (None, "three", 30), (4, "four", 40)]
    )
    log = "\n".join(lake.messages(run["Id"]))
    assert f"s3://{BUCKET}/tables/{table}/data.csv, line 2, column city" in log and '"many"' in log
    assert "line 3, column id" in log and '"three"' in log
    assert "2" in log and "blobs/" not in log


def test_bad_rows_can_be_dropped(lake):
    table = lake.table(PEOPLE, BAD_TEXT)
    rows = run_source(lake, lake.source(table), arguments={"--tenon-bad-rows": "drop"})
    assert values(rows) == [(1, "one", 10), (4, "four", 40)]


def test_bad_rows_can_fail_the_run(lake):
    table = lake.table(PEOPLE, BAD_TEXT)
    run = lake.run(
        {"a": lake.source(table), "b": lake.target("a", "never")}, {"--tenon-bad-rows": "fail"}
    )
    assert run["JobRunState"] == "FAILED"
    assert f"{table}/data.csv" in run["ErrorMessage"] and "line 2" in run["ErrorMessage"]
    assert lake.keys("never") == []


def test_unknown_way_with_bad_rows_is_told(lake, people):
    run = lake.run(
        {"a": lake.source(people), "b": lake.target("a", "never")}, {"--tenon-bad-rows": "guess"}
    )
    assert run["JobRunState"] == "FAILED" and "null, drop or fail" in run["ErrorMessage"]


def test_bad_timestamp_is_a_bad_field(lake):
    table = lake.table(
        {"id": "bigint", "at": "timestamp"}, "1,2025-03-01 10:00:00+02\n2,yesterday\n"
    )
    folder = lake.name("result")
    run = lake.run({"a": lake.source(table), "b": lake.target("a", folder)})
    assert values(lake.rows(folder)) == [(1, datetime.datetime(2025, 3, 1, 8)), (2, None)]
    assert any('"yesterday"' in line and "line 2" in line for line in lake.messages(run["Id"]))


def test_lines_with_too_few_or_too_many_fields(lake):
    """As Spark reads them: what is missing is NULL, what is too much is cut off."""
    table = lake.table(PEOPLE, "1,one,10\n2,two\n3,three,30,surplus\n")
    assert values(run_source(lake, lake.source(table))) == sorted_rows(
        [(1, "one", 10), (2, "two", None), (3, "three", 30)]
    )


# --- targets


def test_partition_keys_become_folders_and_the_catalog_learns_of_them(lake, glue, people):
    folder, table = lake.name("result"), lake.name("made")
    nodes = {
        "a": lake.source(people),
        "b": lake.target(
            "a",
            folder,
            PartitionKeys=[["city"]],
            SchemaChangePolicy={
                "EnableUpdateCatalog": True,
                "UpdateBehavior": "UPDATE_IN_DATABASE",
                "Database": DATABASE,
                "Table": table,
            },
        ),
    }
    run = lake.run(nodes)
    assert run["JobRunState"] == "SUCCEEDED", run.get("ErrorMessage")
    folders = {key.split("/")[1] for key in lake.keys(folder)}
    assert folders == {"city=10", "city=20", "city=99", "city=__HIVE_DEFAULT_PARTITION__"}
    made = glue.get_table(DatabaseName=DATABASE, Name=table)["Table"]
    assert [column["Name"] for column in made["StorageDescriptor"]["Columns"]] == ["id", "name"]
    assert made["PartitionKeys"][0]["Name"] == "city"
    assert made["StorageDescriptor"]["Location"] == f"s3://{BUCKET}/{folder}/"
    header, *rows = lake.query(
        f"SELECT city, count(*) AS n FROM {table} GROUP BY city ORDER BY city NULLS LAST"
    )
    assert rows == [["10", "2"], ["20", "1"], ["99", "1"], [None, "1"]]


def test_without_update_the_catalog_stays_as_it_is(lake, glue, people):
    folder, table = lake.name("result"), lake.name("made")
    nodes = {
        "a": lake.source(people),
        "b": lake.target(
            "a",
            folder,
            SchemaChangePolicy={"EnableUpdateCatalog": False, "Database": DATABASE, "Table": table},
        ),
    }
    assert lake.run(nodes)["JobRunState"] == "SUCCEEDED"
    with pytest.raises(glue.exceptions.EntityNotFoundException):
        glue.get_table(DatabaseName=DATABASE, Name=table)


def test_update_in_database_adds_new_columns(lake, glue):
    folder, made = lake.name("result"), lake.name("made")
    policy = {
        "EnableUpdateCatalog": True,
        "UpdateBehavior": "UPDATE_IN_DATABASE",
        "Database": DATABASE,
        "Table": made,
    }
    for columns, row in (({"id": "bigint"}, (1,)), ({"id": "bigint", "extra": "string"}, (2, "x"))):
        table = lake.table(columns, [row])
        run = lake.run(
            {"a": lake.source(table), "b": lake.target("a", folder, SchemaChangePolicy=policy)}
        )
        assert run["JobRunState"] == "SUCCEEDED", run.get("ErrorMessage")
    got = glue.get_table(DatabaseName=DATABASE, Name=made)["Table"]
    assert [column["Name"] for column in got["StorageDescriptor"]["Columns"]] == ["id", "extra"]
    assert lake.query(f"SELECT id, extra FROM {made} ORDER BY id")[1:] == [["1", None], ["2", "x"]]


@pytest.mark.parametrize(
    "compression, codec", [("snappy", "SNAPPY"), ("gzip", "GZIP"), ("uncompressed", "UNCOMPRESSED")]
)
def test_glue_parquet_target(lake, people, compression, codec):
    folder = lake.name("result")
    nodes = {
        "a": lake.source(people),
        "b": {
            "S3GlueParquetTarget": {
                "Name": "Result",
                "Inputs": ["a"],
                "Path": f"s3://{BUCKET}/{folder}/",
                "Compression": compression,
            }
        },
    }
    run = lake.run(nodes)
    assert run["JobRunState"] == "SUCCEEDED", run.get("ErrorMessage")
    assert values(lake.rows(folder)) == sorted_rows(PEOPLE_ROWS)
    body = lake.s3.get_object(Bucket=BUCKET, Key=lake.keys(folder)[0])["Body"].read()
    metadata = pyarrow.parquet.ParquetFile(pyarrow.BufferReader(body)).metadata
    assert metadata.row_group(0).column(0).compression == codec


def test_csv_and_json_targets(lake, people):
    for form, expected in (("csv", "id,name,city\n"), ("json", '"id":1')):
        folder = lake.name("result")
        run = lake.run(
            {
                "a": lake.source(people),
                "b": lake.target("a", folder, Format=form, Compression="none"),
            }
        )
        assert run["JobRunState"] == "SUCCEEDED", run.get("ErrorMessage")
        text = "".join(
            lake.s3.get_object(Bucket=BUCKET, Key=key)["Body"].read().decode()
            for key in lake.keys(folder)
        )
        assert expected in text.replace('"id","name","city"', "id,name,city") and "Björn" in text


def test_two_targets_of_one_node(lake, people):
    first, second = lake.name("result"), lake.name("result")
    nodes = {"a": lake.source(people), "b": lake.target("a", first), "c": lake.target("a", second)}
    nodes["c"]["S3DirectTarget"]["Name"] = "Second"
    assert lake.run(nodes)["JobRunState"] == "SUCCEEDED"
    assert values(lake.rows(first)) == values(lake.rows(second)) == sorted_rows(PEOPLE_ROWS)


def test_number_of_target_files(lake, people):
    folder = lake.name("result")
    assert (
        lake.run(
            {"a": lake.source(people), "b": lake.target("a", folder, NumberTargetPartitions="1")}
        )["JobRunState"]
        == "SUCCEEDED"
    )
    assert len(lake.keys(folder)) == 1


def test_target_bucket_that_is_missing_fails_the_run(lake, people):
    nodes = {"a": lake.source(people), "b": lake.target("a", "x")}
    nodes["b"]["S3DirectTarget"]["Path"] = "s3://no-such-bucket/x/"
    run = lake.run(nodes)
    assert run["JobRunState"] == "FAILED" and "no-such-bucket" in run["ErrorMessage"]


def test_source_and_target_may_be_one_folder(lake):
    """The run reads what was there when it began."""
    table = lake.table({"id": "bigint"}, [(1,), (2,)])
    nodes = {"a": lake.source(table), "b": lake.target("a", f"tables/{table}")}
    assert lake.run(nodes)["JobRunState"] == "SUCCEEDED"
    assert sorted(
        row["id"]
        for key in lake.keys(f"tables/{table}")
        if key.endswith(".parquet")
        for row in pyarrow.parquet.read_table(
            pyarrow.BufferReader(lake.s3.get_object(Bucket=BUCKET, Key=key)["Body"].read())
        ).to_pylist()
    ) == [1, 2]


def test_csv_text_of_the_people_is_what_it_seems():
    assert csv_text(PEOPLE_ROWS[2:]) == '3,Chloé,\n4,,99\n5,"",10\n'
