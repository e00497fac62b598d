"""The generator, run as people run it, on databases of its own."""

import csv
import datetime
import io
import subprocess
import sys

import pytest
from conftest import SIGNUP

SCRIPT = SIGNUP / "create_data.py"
SMALL = ["--num-users", "300", "--min-article-hits", "2", "--max-article-hits", "9"]


def run(folder, *words):
    """The finished script, in `folder` as its working folder."""
    return subprocess.run(
        [sys.executable, SCRIPT, *map(str, words)],
        cwd=folder,
        text=True,
        capture_output=True,
        stdin=subprocess.DEVNULL,
        timeout=300,
    )


def create(database, folder, *words):
    """Runs it on that database and returns the rows of its CSV file."""
    done = run(folder, database.write_env(folder / "env"), *words)
    assert done.returncode == 0, done.stderr
    return list(csv.reader(io.StringIO((folder / "user_data.csv").read_text(encoding="utf-8"))))


def contents(database):
    return {
        table: database.rows(f"SELECT * FROM {table} ORDER BY id")
        for table in ("form_leads", "form_articlehits")
    }


def test_makes_what_it_was_asked_for(new_database, tmp_path):
    database = new_database()
    began = datetime.datetime.now(datetime.timezone.utc)
    users = create(
        database,
        tmp_path,
        *SMALL,
        *["--max-num-articles", "5", "--max-past-days", "3", "--perc-users", "0.4"],
    )
    ended = datetime.datetime.now(datetime.timezone.utc)
    assert database.rows("SELECT count(*), count(DISTINCT email) FROM form_leads") == [(300, 300)]
    per_lead = database.rows(
        "SELECT count(*) FROM form_leads l JOIN form_articlehits h ON lead_id = l.id GROUP BY l.id"
    )
    counts = {count for (count,) in per_lead}
    assert len(per_lead) == 300 and counts == set(range(2, 10))
    [(feeds, first, last)] = database.rows(
        "SELECT count(DISTINCT feed_id), min(timestamp), max(timestamp) FROM form_articlehits"
    )
    assert feeds == 5
    assert began - datetime.timedelta(days=3) <= first < last <= ended
    emails = {email for (email,) in database.rows("SELECT email FROM form_leads")}
    assert len(users) == 120 and len({email for email, _ in users}) == 120
    assert {email for email, _ in users} <= emails
    assert all(country for _, country in users)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["env", "user_data.csv"]


def test_same_seed_makes_the_same_bytes_again(new_database, tmp_path):
    made = []
    for name, seed in (("first", "7"), ("second", "7"), ("third", "8")):
        (tmp_path / name).mkdir()
        database = new_database()
        create(database, tmp_path / name, *SMALL, "--seed", seed)
        made.append((contents(database), (tmp_path / name / "user_data.csv").read_bytes()))
    assert made[0] == made[1]
    assert made[0][0] != made[2][0] and made[0][1] != made[2][1]


def test_without_a_seed_each_run_is_another(new_database, tmp_path):
    first = create(new_database(), tmp_path, *SMALL)
    assert create(new_database(), tmp_path, *SMALL) != first


def test_adds_to_what_is_there_and_the_site_goes_on_behind_it(new_database, tmp_path):
    database = new_database()
    add = "INSERT INTO form_leads (name, email, preview) VALUES ('x', %s, false) RETURNING id"
    [(first,)] = database.rows(add, ["before@example.com"])
    for _ in range(2):
        create(database, tmp_path, *SMALL, "--seed", "7")
    [(last,)] = database.rows(add, ["after@example.com"])
    assert (first, last) == (1, 602)
    [(hits, newest)] = database.rows("SELECT count(*), max(id) FROM form_articlehits")
    [(hit,)] = database.rows(
        "INSERT INTO form_articlehits (timestamp, feed_id, lead_id) VALUES (now(), 1, 1) "
        "RETURNING id"
    )
    assert hits == newest and hit == newest + 1


def test_sequences_that_are_behind_their_tables_catch_up(new_database, tmp_path):
    """As they are after rows were loaded with ids of their own, by \\copy say."""
    database = new_database()
    with database.connect() as connection:
        connection.execute("INSERT INTO form_leads VALUES (1, 'x', 'x@example.com', false)")
        connection.execute("INSERT INTO form_articlehits VALUES (500, now(), 1, 1)")
    create(database, tmp_path, *SMALL)
    assert database.rows("SELECT min(id), max(id) FROM form_leads WHERE id > 1") == [(2, 301)]
    assert database.rows("SELECT min(id) FROM form_articlehits WHERE id > 500") == [(501,)]


def test_a_user_with_few_rights_gets_the_same_rows(new_database, tmp_path):
    """Whose references PostgreSQL itself looks up."""
    expected, database = new_database(), new_database()
    create(expected, tmp_path, *SMALL, "--seed", "7")
    env = database.write_env(tmp_path / "env")
    with database.connect() as connection:
        connection.execute("CREATE ROLE generator LOGIN PASSWORD 'of-the-generator'")
        connection.execute(
            "GRANT SELECT, INSERT, UPDATE ON ALL TABLES IN SCHEMA public TO generator"
        )
        connection.execute("GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO generator")
    password = database.variables["POSTGRES_PASSWORD"]
    text = env.read_text().replace("POSTGRES_USER=postgres", "POSTGRES_USER=generator")
    env.write_text(text.replace(password, "of-the-generator"))
    done = run(tmp_path, env, *SMALL, "--seed", "7")
    assert done.returncode == 0, done.stderr
    assert contents(database) == contents(expected)


def test_references_are_right_though_nobody_has_looked(new_database, tmp_path):
    database = new_database()
    create(database, tmp_path, *SMALL)
    with database.connect() as connection:
        for column, table in (("lead_id", "form_leads"), ("feed_id", "form_feeds")):
            connection.execute(
                f"ALTER TABLE form_articlehits ADD FOREIGN KEY ({column}) REFERENCES {table} (id)"
            )


def test_a_failure_leaves_nothing_behind(new_database, tmp_path):
    database = new_database()
    env = database.write_env(tmp_path / "env")
    # The CSV file is the last that is made.
    done = run(tmp_path, env, *SMALL, "--output", tmp_path / "missing" / "users.csv")
    assert done.returncode == 1 and "nothing was added" in done.stderr
    assert contents(database) == {"form_leads": [], "form_articlehits": []}


@pytest.mark.parametrize(
    "words, complaint",
    [
        (["--num-users", "0"], "must be 1 or more, not 0"),
        (["--num-users", "many"], "invalid number value: 'many'"),
        (["--perc-users", "70"], "must be from 0 to 1, or from 0% to 100%, not 70"),
        (["--min-article-hits", "5", "--max-article-hits", "4"], "is more than"),
        (["--now", "yesterday"], "invalid moment value: 'yesterday'"),
    ],
)
def test_arguments_that_make_no_sense_are_refused(words, complaint, tmp_path):
    done = run(tmp_path, tmp_path / "env", *words)
    assert done.returncode == 2 and complaint in done.stderr


def test_share_of_users_is_a_part_or_a_percentage(new_database, tmp_path):
    assert len(create(new_database(), tmp_path, *SMALL, "--perc-users", "10%")) == 30
    assert len(create(new_database(), tmp_path, *SMALL, "--perc-users", "0")) == 0


class TestComplaints:
    def test_of_a_file_that_is_not_there(self, tmp_path):
        done = run(tmp_path, "src/.env")
        assert done.returncode == 1 and "there is no such file: src/.env" in done.stderr

    def test_of_variables_that_it_does_not_set(self, tmp_path):
        (tmp_path / "env").write_text("POSTGRES_USER=postgres\nPOSTGRES_PASSWORD=\n")
        done = run(tmp_path, "env")
        assert "env does not set: POSTGRES_PASSWORD, POSTGRES_DB, POSTGRES_HOST" in done.stderr

    def test_of_a_password_that_is_wrong(self, new_database, tmp_path):
        env = new_database().write_env(tmp_path / "env")
        env.write_text(env.read_text().replace("PASSWORD=", "PASSWORD=not-"))
        done = run(tmp_path, env)
        assert done.returncode == 1 and "password authentication failed" in done.stderr
        assert "is the password right?" in done.stderr and "Traceback" not in done.stderr

    def test_of_tables_that_are_not_there(self, cluster, new_database, tmp_path):
        database = new_database()
        with database.connect() as connection:
            connection.execute("DROP TABLE form_articlehits")
        done = run(tmp_path, database.write_env(tmp_path / "env"))
        assert done.returncode == 1 and "run python src/manage.py migrate" in done.stderr

    def test_of_no_article_to_click(self, new_database, tmp_path):
        database = new_database()
        with database.connect() as connection:
            connection.execute("DELETE FROM form_feeds")
        done = run(tmp_path, database.write_env(tmp_path / "env"))
        assert done.returncode == 1 and "form_feeds has no article" in done.stderr


def test_help_tells_of_every_parameter():
    shown = run(".", "--help").stdout
    for name in (
        "max-num-articles",
        "num-users",
        "min-article-hits",
        "max-article-hits",
        "max-past-days",
        "perc-users",
        "seed",
    ):
        assert f"--{name} " in shown
