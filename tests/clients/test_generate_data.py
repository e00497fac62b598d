"""The tutorial's data is what its description says, and the same every time."""

import collections
import csv
import datetime

import generate_data
import pytest

LEADS, HITS, USERS = 2000, 40_000, 1400  # at scale 0.002


@pytest.fixture(scope="module")
def tables(tmp_path_factory):
    paths = generate_data.generate(tmp_path_factory.mktemp("data"), scale=0.002)
    return {
        table: list(csv.reader(path.open(newline="", encoding="utf-8")))
        for table, path in paths.items()
    }


def test_rows_have_the_tutorials_columns(tables):
    assert {table: len(rows) for table, rows in tables.items()} == {
        "leads": LEADS,
        "article_hits": HITS,
        "users": USERS,
    }
    assert [row[0] for row in tables["leads"]] == [str(number + 1) for number in range(LEADS)]
    assert {len(row) for row in tables["leads"]} == {4}
    assert {row[3] for row in tables["leads"]} == {"t", "f"}
    assert {len(row) for row in tables["article_hits"]} == {4}
    assert {len(row) for row in tables["users"]} == {2}
    for row in tables["article_hits"][:100]:
        assert row[1].endswith("+00")
        assert datetime.datetime.fromisoformat(row[1][:-3]).year == 2025


def test_one_lead_in_twenty_has_no_hit(tables):
    visitors = {row[3] for row in tables["article_hits"]}
    without = [row[0] for row in tables["leads"] if row[0] not in visitors]
    assert len(without) == LEADS // 20


def test_one_hit_in_a_hundred_has_no_known_lead(tables):
    known = {row[0] for row in tables["leads"]}
    strangers = [row[3] for row in tables["article_hits"] if row[3] not in known]
    assert len(strangers) == HITS // 100
    assert strangers.count("") == len(strangers) // 2


def test_some_users_repeat_an_email(tables):
    emails = collections.Counter(row[0] for row in tables["users"])
    assert sum(emails.values()) - len(emails) == USERS // 50
    assert set(emails) <= {row[2] for row in tables["leads"]}


def test_some_names_need_quoting(tables):
    names = {row[1] for row in tables["leads"]}
    assert any("," in name for name in names) and any('"' in name for name in names)
    assert any(not name.isascii() for name in names)


def test_a_seed_always_makes_the_same_bytes(tmp_path):
    def made(folder, seed):
        paths = generate_data.generate(tmp_path / folder, scale=0.0005, seed=seed)
        return [path.read_bytes() for path in paths.values()]

    assert made("one", 1) == made("again", 1) != made("other", 2)
