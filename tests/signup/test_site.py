"""The sign-up site, under gunicorn on a real PostgreSQL."""

import concurrent.futures
import datetime
import os
import re
import shutil
import subprocess
import sys

import pytest
import requests
import yaml
from conftest import SIGNUP
from ports import find_free_port
from site_server import Site, SiteFailed, run_manage
from visitor import Visitor

MANAGE = SIGNUP / "src/manage.py"

# What `\dt` shows in the tutorial.
TABLES = {
    "auth_group",
    "auth_group_permissions",
    "auth_permission",
    "auth_user",
    "auth_user_groups",
    "auth_user_user_permissions",
    "django_admin_log",
    "django_content_type",
    "django_migrations",
    "django_session",
    "form_leads",
    "form_feeds",
    "form_articlehits",
}


def leads_of(database, email):
    return database.rows(
        "SELECT id, name, email, preview FROM form_leads WHERE email = %s", [email]
    )


def first_feed(database):
    [(feed_id, title)] = database.rows("SELECT id, title FROM form_feeds ORDER BY id LIMIT 1")
    return feed_id, title


class TestTables:
    def test_are_those_of_the_tutorial(self, database):
        tables = database.rows("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        assert {name for (name,) in tables} == TABLES

    @pytest.mark.parametrize(
        "table, columns",
        [
            (
                "form_leads",
                [
                    ("id", "bigint"),
                    ("name", "character varying"),
                    ("email", "character varying"),
                    ("preview", "boolean"),
                ],
            ),
            (
                "form_articlehits",
                [
                    ("id", "bigint"),
                    ("timestamp", "timestamp with time zone"),
                    ("feed_id", "bigint"),
                    ("lead_id", "bigint"),
                ],
            ),
        ],
    )
    def test_have_the_columns_of_the_catalog_in_its_order(self, table, columns, database):
        assert columns == database.rows(
            "SELECT column_name, data_type FROM information_schema.columns "
            "WHERE table_name = %s ORDER BY ordinal_position",
            [table],
        )

    def test_feeds_are_there_from_the_start(self, database):
        feeds = database.rows("SELECT title, source, link, summary FROM form_feeds")
        assert len(feeds) >= 10 and all(all(feed) for feed in feeds)
        assert all(link.startswith("https://") for _, _, link, _ in feeds)

    def test_makemigrations_finds_nothing_to_do(self, database):
        assert "No changes detected" in run_manage(database.variables, "makemigrations", "form")
        run_manage(database.variables, "check", "--fail-level", "WARNING")


class TestSigningUp:
    def test_adds_a_lead_says_so_and_logs_it(self, visitor, database, site):
        page = visitor.sign_up(" Ada Lovelace ", "Ada@Example.com", preview="on")
        assert (page.status, page.heading) == (200, "Feeds")
        assert page.messages == ["Thank you, Ada Lovelace. You have signed up."]
        [(lead_id, *lead)] = leads_of(database, "ada@example.com")
        assert lead == ["Ada Lovelace", "ada@example.com", True]
        assert f"form.views: New lead created: {lead_id}\n" in site.output()
        assert "ada@example.com" not in site.output()

    def test_without_the_box_ticked_wants_no_preview(self, visitor, database):
        visitor.sign_up("Grace", "grace@example.com")
        assert [row[3] for row in leads_of(database, "grace@example.com")] == [False]

    @pytest.mark.parametrize(
        "name, email, complaint",
        [
            ("", "nobody@example.com", "Tell us your name."),
            ("  ", "nobody@example.com", "Tell us your name."),
            ("Nobody", "", "Tell us your e-mail address."),
            ("Nobody", "nobody", "This is no e-mail address"),
            ("Nobody", "nobody@", "This is no e-mail address"),
            ("Nobody", "no body@example.com", "This is no e-mail address"),
            ("N" * 101, "nobody@example.com", "at most 100 characters"),
            ("Nobody", "n" * 250 + "@example.com", "at most 254 characters"),
            ("No\0body", "nobody@example.com", "Null characters are not allowed"),
        ],
    )
    def test_with_a_mistake_says_which_and_keeps_what_was_typed(
        self, name, email, complaint, visitor, database
    ):
        before = database.rows("SELECT count(*) FROM form_leads")
        page = visitor.sign_up(name, email)
        assert page.status == 422 and page.heading.startswith("Cloud Computing")
        assert any(complaint in text for text in page.complaints), page.complaints
        assert not email or f'value="{email}"' in page.html
        assert page.html.count(" autofocus") == 1
        assert database.rows("SELECT count(*) FROM form_leads") == before

    def test_again_adds_nothing_and_is_no_mistake(self, visitor, database, site):
        visitor.sign_up("Olga", "olga@example.com")
        again = Visitor(site.address)
        page = again.sign_up("Somebody Else", "OLGA@example.com")
        assert page.status == 200
        assert page.messages == [
            "olga@example.com has signed up before, so nothing was added. Welcome back."
        ]
        [(lead_id, name, _, _)] = leads_of(database, "olga@example.com")
        assert name == "Olga" and "Olga" not in page.html
        _, title = first_feed(database)
        again.click(title)
        hits = database.rows("SELECT count(*) FROM form_articlehits WHERE lead_id = %s", [lead_id])
        assert hits == [(1,)]

    def test_at_the_same_moment_adds_one_lead(self, site, database):
        with concurrent.futures.ThreadPoolExecutor(8) as people:
            pages = list(
                people.map(
                    lambda _: Visitor(site.address).sign_up("Twin", "twin@example.com"), range(8)
                )
            )
        assert [page.status for page in pages] == [200] * 8
        assert len(leads_of(database, "twin@example.com")) == 1

    def test_shows_a_name_as_text(self, visitor):
        page = visitor.sign_up("<b>Bobby</b>", "bobby@example.com")
        assert "&lt;b&gt;Bobby&lt;/b&gt;" in page.html and "<b>Bobby" not in page.html

    def test_gives_the_session_another_key(self, visitor):
        visitor.sign_up("First", "first@example.com")
        before = visitor.session.cookies["sessionid"]
        visitor.sign_up("Second", "second@example.com")
        assert visitor.session.cookies["sessionid"] != before

    def test_from_another_site_is_refused_kindly(self, visitor, database):
        page = visitor.post("", {"name": "Forged", "email": "forged@example.com"})
        assert page.status == 403 and page.heading == "Please try again"
        assert leads_of(database, "forged@example.com") == []


class TestFeeds:
    def test_are_for_those_who_have_signed_up(self, visitor):
        for path in ("feeds/", "feeds/1/"):
            page = visitor.get(path)
            assert page.url == visitor.address
            assert page.messages == ["Sign up first: the feeds are for those who have."]

    def test_are_all_shown(self, visitor, database):
        page = visitor.sign_up("Reader", "reader@example.com")
        titles = database.rows("SELECT title FROM form_feeds ORDER BY id")
        assert [button for _, _, button in page.forms] == [title for (title,) in titles]

    def test_clicked_record_who_clicked_what_and_when(self, visitor, database, site):
        visitor.sign_up("Clicker", "clicker@example.com")
        feed_id, title = first_feed(database)
        began = datetime.datetime.now(datetime.timezone.utc)
        page = visitor.click(title)
        assert page.status == 200 and page.heading == title
        assert page.messages == [f"You clicked the article “{title}”; the click is recorded."]
        [(lead_id, *_)] = leads_of(database, "clicker@example.com")
        [(timestamp, clicked)] = database.rows(
            "SELECT timestamp, feed_id FROM form_articlehits WHERE lead_id = %s", [lead_id]
        )
        assert clicked == feed_id
        assert began <= timestamp <= datetime.datetime.now(datetime.timezone.utc)
        assert f"feed {feed_id}, lead {lead_id}" in site.output()
        assert "clicked</span>" in visitor.get("feeds/").html

    def test_count_every_click_of_each_visitor_as_their_own(self, site, database):
        _, title = first_feed(database)
        visitors = [Visitor(site.address) for _ in range(2)]
        for number, somebody in enumerate(visitors):
            somebody.sign_up("Visitor", f"visitor{number}@example.com")
        for somebody in (visitors[0], visitors[1], visitors[0]):
            page = somebody.click(title)
        assert "2 times" in page.html
        assert database.rows(
            "SELECT email, count(*) FROM form_articlehits JOIN form_leads ON lead_id = "
            "form_leads.id WHERE email LIKE 'visitor%' GROUP BY email ORDER BY email"
        ) == [("visitor0@example.com", 2), ("visitor1@example.com", 1)]

    def test_looked_at_record_nothing(self, visitor, database):
        visitor.sign_up("Looker", "looker@example.com")
        feed_id, _ = first_feed(database)
        before = database.rows("SELECT count(*) FROM form_articlehits")
        assert visitor.get(f"feeds/{feed_id}/").status == 200
        # A click that some other site has forged, too.
        assert visitor.post(f"feeds/{feed_id}/", {}).status == 403
        assert database.rows("SELECT count(*) FROM form_articlehits") == before

    def test_that_are_not_there_are_not_found(self, visitor):
        visitor.sign_up("Seeker", "seeker@example.com")
        page = visitor.get("feeds/4711/")
        assert page.status == 404 and page.heading == "There is no such page"

    def test_ask_somebody_to_sign_up_whose_row_was_deleted(self, visitor, database):
        visitor.sign_up("Gone", "gone@example.com")
        with database.connect() as connection:
            connection.execute("DELETE FROM form_leads WHERE email = 'gone@example.com'")
        assert visitor.get("feeds/").url == visitor.address


class TestPages:
    def test_load_nothing_from_elsewhere(self, visitor, database):
        _, title = first_feed(database)
        pages = [visitor.get(), visitor.sign_up("Loader", "loader@example.com")]
        pages.append(visitor.click(title))
        for page in pages:
            loaded = [address for tag, address in page.links if tag != "a"]
            assert loaded and all(address.startswith("/static/") for address in loaded)
            assert "default-src 'self'" in page.headers["Content-Security-Policy"]
            assert "<style" not in page.html and "style=" not in page.html
            for address in loaded:
                assert visitor.get(address.lstrip("/")).status == 200

    def test_of_the_admin_are_there(self, visitor):
        page = visitor.get("admin/")
        assert page.status == 200 and "Django administration" in page.html

    def test_fit_a_phone_and_the_dark(self, visitor):
        assert "width=device-width" in visitor.get().html
        assert "prefers-color-scheme: dark" in visitor.get("static/site.css").html

    def test_answer_only_to_names_of_the_list(self, visitor):
        answers = {
            host: visitor.get(headers={"Host": host}).status
            for host in ("localhost", "127.0.0.1:8000", "evil.example")
        }
        assert answers == {"localhost": 200, "127.0.0.1:8000": 200, "evil.example": 400}

    @pytest.mark.parametrize("host", ["172.31.5.9", "anything.example", ""])
    def test_health_is_answered_under_every_name(self, host, visitor):
        for path in ("health/", "health"):
            page = visitor.get(path, headers={"Host": host})
            assert (page.status, page.html) == (200, "ok\n")


def test_a_database_that_is_down_is_told_and_health_goes_on(database, tmp_path):
    variables = {**database.variables, "POSTGRES_PORT": str(find_free_port())}
    with Site(variables, find_free_port(), tmp_path / "log") as site:
        visitor = Visitor(site.address)
        assert visitor.get("health/").status == 200
        assert visitor.get().status == 200
        page = visitor.sign_up("Ada", "ada@example.com")
        assert (page.status, page.heading) == (503, "The database does not answer")
        assert page.headers["Retry-After"] == "30"
        assert "The database does not answer: " in site.output()


@pytest.mark.parametrize(
    "name",
    ["POSTGRES_PASSWORD", "POSTGRES_HOST", "POSTGRES_USER", "POSTGRES_DB", "DJANGO_SECRET_KEY"],
)
def test_a_variable_that_is_missing_is_named(name, database):
    # An empty one counts as missing, and is not looked up in a file either.
    with pytest.raises(SiteFailed, match=f"the variable {name} is not set"):
        run_manage({**database.variables, name: ""}, "check")


def test_debug_is_true_or_false(database):
    with pytest.raises(SiteFailed, match="DJANGO_DEBUG is True or False, not: perhaps"):
        run_manage({**database.variables, "DJANGO_DEBUG": "perhaps"}, "check")


def test_manage_reads_the_env_file_as_the_tutorial_has_it(database, tmp_path):
    shutil.copytree(SIGNUP / "src", tmp_path / "src", ignore=shutil.ignore_patterns(".env"))
    database.write_env(tmp_path / "src/.env")
    clean = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("POSTGRES_", "DJANGO_"))
    }
    for words in (["makemigrations", "form"], ["migrate"]):
        done = subprocess.run(
            [sys.executable, "src/manage.py", *words],
            cwd=tmp_path,
            env=clean,
            text=True,
            capture_output=True,
            stdin=subprocess.DEVNULL,
        )
        assert done.returncode == 0, done.stderr
    assert "No migrations to apply" in done.stdout


def test_env_example_and_compose_name_every_variable(database):
    lines = (SIGNUP / "src/.env.example").read_text().splitlines()
    example = {line.split("=")[0] for line in lines if line and not line.startswith("#")}
    assert example == set(database.variables)
    services = yaml.safe_load((SIGNUP / "compose.yaml").read_text())["services"]
    assert set(services["site"]["environment"]) == example
    assert (SIGNUP / services["migrate"]["build"] / "Dockerfile").is_file()
    assert services["site"]["image"] == services["migrate"]["image"]


@pytest.mark.parametrize("debug", ["False", "True"])
def test_runserver_serves_it_as_the_tutorial_says(debug, database, tmp_path):
    port = find_free_port()
    log = tmp_path / "log"
    with open(log, "wb") as file:
        server = subprocess.Popen(
            [sys.executable, MANAGE, "runserver", "--noreload", str(port)],
            env={
                **os.environ,
                **database.variables,
                "DJANGO_DEBUG": debug,
                "PYTHONUNBUFFERED": "1",
            },
            stdout=file,
            stderr=file,
        )
    try:
        visitor = Visitor(f"http://localhost:{port}/")
        wait_for(visitor, server, log)
        page = visitor.sign_up("Runner", f"runner-{debug.lower()}@example.com")
        assert page.messages == ["Thank you, Runner. You have signed up."]
        assert "--accent" in visitor.get("static/site.css").html
        assert re.search(r"New lead created: \d+", log.read_text())
    finally:
        server.terminate()
        server.wait()


def wait_for(visitor, server, log):
    while True:
        assert server.poll() is None, log.read_text()
        try:
            return visitor.get("health/")
        except requests.ConnectionError:
            continue
