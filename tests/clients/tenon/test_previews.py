"""PreviewNode: rows at any node of a graph that nobody saved, out of the real data."""

import threading
import time

import pytest
from botocore.exceptions import ClientError


def preview(lake, nodes, node, **options):
    return lake.tenon.preview_node(CodeGenConfigurationNodes=nodes, NodeId=node, **options)


def joined(lake, leads, hits, join_type="outer"):
    """Leads joined with hits by the lead's id; the hits file is the larger one."""
    left = lake.table({"id": "bigint", "email": "string"}, leads)
    right = lake.table({"hit": "bigint", "lead": "bigint"}, hits)
    return {
        "leads": lake.source(left),
        "hits": lake.source(right),
        "both": {
            "Join": {
                "Name": "Both",
                "Inputs": ["leads", "hits"],
                "JoinType": join_type,
                "Columns": [
                    {"From": "leads", "Keys": [["id"]]},
                    {"From": "hits", "Keys": [["lead"]]},
                ],
            }
        },
        "known": {
            "Filter": {
                "Name": "Known",
                "Inputs": ["both"],
                "LogicalOperator": "AND",
                "Filters": [
                    {
                        "Operation": "ISNULL",
                        "Negated": True,
                        "Values": [{"Type": "COLUMNEXTRACTED", "Value": ["hit"]}],
                    }
                ],
            }
        },
        "out": lake.target("known", "never"),
    }


HITS = [(number, number % 3 + 1) for number in range(1000)]


def test_rows_of_a_source_come_with_their_types_and_say_that_they_are_all(lake):
    table = lake.table({"id": "bigint", "name": "string"}, [(1, "ä"), (None, "")])
    answer = preview(lake, {"a": lake.source(table)}, "a")
    assert answer["Columns"] == [
        {"Name": "id", "Type": "bigint"},
        {"Name": "name", "Type": "string"},
    ]
    assert sorted(answer["Rows"], key=str) == [["1", "ä"], [None, ""]]
    assert answer["AllRows"] is True
    assert answer["Read"][0]["Text"] == f"all 2 rows of Source {table}"


def test_a_join_shows_joined_rows_of_the_true_result(lake):
    """Not the empty join of two samples: lead 3 is the last of its file."""
    nodes = joined(lake, [(3, "c")], HITS)
    answer = preview(lake, nodes, "known", MaxRows=10)
    assert len(answer["Rows"]) == 10 and answer["AllRows"] is False
    for lead, email, _, key in answer["Rows"]:
        assert (lead, email) == (("3", "c") if key == "3" else (None, None))


def test_rows_and_summary_of_a_join_agree_with_its_run(lake):
    nodes = joined(lake, [(1, "a"), (2, None), (9, "i")], HITS)
    nodes["out"] = lake.target("known", folder := lake.name("result"))
    lake.run(nodes)
    expected = lake.rows(folder)
    answer = preview(lake, nodes, "known", MaxRows=10000, Summary=True, Detail=True)
    rows = [{key: row[key] for key in ("id", "email", "hit", "lead")} for row in expected]
    text = [[None if value is None else str(value) for value in row.values()] for row in rows]
    assert sorted(answer["Rows"], key=str) == sorted(text, key=str)
    assert answer["Summary"]["Rows"] == len(expected) == 1000
    columns = {column["Name"]: column for column in answer["Summary"]["Columns"]}
    assert columns["email"]["Nulls"] == sum(row["email"] is None for row in rows)
    assert (columns["hit"]["Min"], columns["hit"]["Max"]) == ("0", "999")
    assert columns["lead"]["Distinct"] == 3
    detail = {column["Name"]: column for column in answer["Detail"]["Columns"]}
    assert answer["Detail"]["SampledRows"] == 1000
    assert detail["lead"]["TopValues"][0] == {"Value": "1", "Rows": 334}
    assert {q["Fraction"]: q["Value"] for q in detail["hit"]["Quantiles"]}[0.5] in ("499", "500")
    assert sum(bar["Rows"] for bar in detail["hit"]["Histogram"]) == 1000
    assert detail["email"]["Histogram"] == []


@pytest.mark.parametrize(
    "join_type, rows, leads", [("equijoin", 599_400, 999), ("left", 599_401, 1000)]
)
def test_the_summary_of_a_large_join_is_that_of_its_rows(lake, join_type, rows, leads):
    """Of a few megabytes, so that the rows are not made for it: a NULL email every tenth lead, 600
    hits of each lead but of the last, which has none, and 600 hits of a lead that is not there.
    """
    people = [
        (number, None if number % 10 == 0 else f"lead{number:04}@example.com")
        for number in range(1000)
    ]
    # The lead 1000 in place of 999.
    hits = "".join(
        f"{number},{number % 1000 + number % 1000 // 999}\n" for number in range(600_000)
    )
    nodes = joined(lake, people, hits, join_type)
    summary = preview(lake, nodes, "both", MaxRows=0, Summary=True)["Summary"]
    columns = {column["Name"]: column for column in summary["Columns"]}
    assert summary["Rows"] == rows
    assert (columns["id"]["Nulls"], columns["id"]["Max"]) == (0, str(leads - 1))
    assert columns["id"]["Distinct"] == pytest.approx(leads, rel=0.05)
    assert columns["email"]["Nulls"] == 60_000
    assert columns["email"]["Min"] == "lead0001@example.com"
    assert columns["email"]["Max"] == f"lead{leads - 1:04}@example.com"
    assert columns["hit"]["Nulls"] == rows - 599_400
    assert columns["hit"]["Distinct"] == pytest.approx(599_400, rel=0.05)


def test_a_target_shows_what_it_is_given_and_nothing_is_written(lake):
    nodes = joined(lake, [(1, "a")], HITS[:3])
    assert len(preview(lake, nodes, "out")["Rows"]) == 3
    assert lake.keys("never") == []


def test_new_objects_are_seen_at_once(lake):
    table = lake.table({"id": "bigint"}, [(1,)])
    nodes = {"a": lake.source(table)}
    assert preview(lake, nodes, "a")["Rows"] == [["1"]]
    lake.put(f"tables/{table}/more.csv", "2\n")
    assert sorted(preview(lake, nodes, "a")["Rows"]) == [["1"], ["2"]]


def test_a_field_that_does_not_fit_is_told_with_file_and_line(lake):
    table = lake.table({"id": "bigint"}, "1\nx\n")
    answer = preview(lake, {"a": lake.source(table)}, "a")
    assert sorted(answer["Rows"], key=str) == [["1"], [None]]
    assert any("data.csv" in note and "line 2" in note for note in answer["Notes"])
    again = preview(lake, {"a": lake.source(table)}, "a")
    assert again["Notes"] == answer["Notes"]


def test_a_problem_elsewhere_does_not_matter(lake):
    table = lake.table({"id": "bigint"}, [(1,)])
    nodes = {
        "a": lake.source(table),
        "b": {
            "RenameField": {
                "Name": "Wrong",
                "Inputs": ["a"],
                "SourcePath": ["none"],
                "TargetPath": ["b"],
            }
        },
    }
    assert preview(lake, nodes, "a")["Rows"] == [["1"]]
    with pytest.raises(ClientError) as failure:
        preview(lake, nodes, "b")
    assert failure.value.response["Error"]["Code"] == "InvalidInputException"
    assert "Wrong" in str(failure.value)


def test_a_node_that_is_not_there_is_not_found(lake):
    nodes = {"a": lake.source(lake.table({"id": "bigint"}, []))}
    with pytest.raises(ClientError) as failure:
        preview(lake, nodes, "b")
    assert failure.value.response["Error"]["Code"] == "EntityNotFoundException"


SLOW = "SELECT count(*) AS n FROM a, a AS b, a AS c, a AS d WHERE a.id + b.id + c.id + d.id = -1"


def slow(lake):
    table = lake.table({"id": "bigint"}, [(number,) for number in range(2000)])
    query = {
        "SparkSQL": {
            "Name": "Slow",
            "Inputs": ["a"],
            "SqlQuery": SLOW,
            "SqlAliases": [{"From": "a", "Alias": "a"}],
        }
    }
    return {"a": lake.source(table), "q": query}


def test_time_is_limited_in_words(lake):
    with pytest.raises(ClientError) as failure:
        preview(lake, slow(lake), "q", TimeoutSeconds=1)
    assert "limit of 1 seconds" in str(failure.value)
    assert preview(lake, {"a": lake.source(lake.table({"id": "bigint"}, [(1,)]))}, "a")["Rows"]


def test_a_newer_preview_of_the_node_ends_the_older_one(lake):
    nodes, errors = slow(lake), []

    def older():
        try:
            preview(lake, nodes, "q", SessionId="tab", TimeoutSeconds=50)
        except ClientError as failure:
            errors.append(str(failure))

    thread = threading.Thread(target=older)
    thread.start()
    deadline = time.monotonic() + 40
    while thread.is_alive() and time.monotonic() < deadline:
        with pytest.raises(ClientError):
            preview(lake, nodes, "q", SessionId="tab", TimeoutSeconds=1)
    thread.join(timeout=10)
    assert len(errors) == 1 and "newer preview" in errors[0]
