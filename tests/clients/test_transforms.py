"""What each kind of transform does to rows, through whole runs."""

import datetime

import pytest
from lake import sorted_rows
from people import PEOPLE, PEOPLE_ROWS, values

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
