#!/usr/bin/env python3
"""Fills the sign-up site's database with people who have signed up and with their clicks.

    python3 create_data.py src/.env

1. Reads a sample of at most MAX_NUM_ARTICLES articles from form_feeds.
2. Makes NUM_USERS new users (leads) in form_leads, with random names and e-mail addresses.
3. Makes, for each new user, between MIN_ARTICLE_HITS and MAX_ARTICLE_HITS clicks on these articles
   in form_articlehits, at random moments between now and MAX_PAST_DAYS days ago.
4. Writes a CSV file with the share PERC_USERS of the new users: email,country (no header).

What was in the tables stays. All rows are added in one transaction: either all of them or, when
something goes wrong or you press Ctrl-C, none. The site may be in use meanwhile; ids are taken from
the tables' own sequences, so it goes on behind them.

A seed makes the same rows again: the same seed and sizes, on databases in the same state (both
fresh, say), give the same leads, clicks and CSV file, byte for byte.

examples:
  python3 create_data.py src/.env                                      a thousand users
  python3 create_data.py src/.env --num-users 100000 --min-article-hits 10 --max-article-hits 30
                                                                       two million clicks
  python3 create_data.py src/.env --seed 7                             the same as last time
"""

import argparse
import csv
import datetime
import itertools
import pathlib
import random
import struct
import sys
import time

import dotenv
import psycopg

# What is made unless an option says otherwise. Change them here, or see --help.
MAX_NUM_ARTICLES = 100
NUM_USERS = 1_000
MIN_ARTICLE_HITS = 0
MAX_ARTICLE_HITS = 20
MAX_PAST_DAYS = 30
PERC_USERS = 0.7
SEED = None

# Where the past begins for data with a seed, since "now" would never come again.
NOW_WITH_SEED = datetime.datetime(2025, 3, 1, tzinfo=datetime.timezone.utc)
BATCH = 100_000  # clicks that are in memory at a time

# A name, and how it is spelt in an address.
FIRST_NAMES = {
    "Ada": "ada",
    "Aleksandra": "aleksandra",
    "Amadou": "amadou",
    "Björn": "bjorn",
    "Chloé": "chloe",
    "Dmitri": "dmitri",
    "Elif": "elif",
    "Fátima": "fatima",
    "Grace": "grace",
    "Hiroshi": "hiroshi",
    "Iñaki": "inaki",
    "Jürgen": "jurgen",
    "Laia": "laia",
    "Mei": "mei",
    "Núria": "nuria",
    "Olga": "olga",
    "Priya": "priya",
    "Sean": "sean",
    "Tariq": "tariq",
    "Zoë": "zoe",
}
LAST_NAMES = {
    "Abe": "abe",
    "Bakker": "bakker",
    "de la Cruz": "delacruz",
    "Diallo": "diallo",
    "Ferrer": "ferrer",
    "García": "garcia",
    "Hopper": "hopper",
    "Ivanov": "ivanov",
    "Kowalska": "kowalska",
    "Lovelace": "lovelace",
    "Müller": "muller",
    "Nguyễn": "nguyen",
    "O'Brien": "obrien",
    "Puig": "puig",
    "Rossi": "rossi",
    "Sharma": "sharma",
    "Smith, Jr.": "smith",
    "Yılmaz": "yilmaz",
    "Zhang": "zhang",
    "Žižek": "zizek",
}
DOMAINS = ["example.com", "example.net", "example.org"]
COUNTRIES = [
    "Algeria",
    "Andorra",
    "Argentina",
    "Australia",
    "Austria",
    "Belgium",
    "Brazil",
    "Canada",
    "Chile",
    "China",
    "Colombia",
    "Côte d'Ivoire",
    "Denmark",
    "Egypt",
    "Finland",
    "France",
    "Germany",
    "Greece",
    "India",
    "Indonesia",
    "Ireland",
    "Italy",
    "Japan",
    "Kenya",
    "Korea, Republic of",
    "Mexico",
    "Morocco",
    "Netherlands",
    "New Zealand",
    "Nigeria",
    "Norway",
    "Peru",
    "Poland",
    "Portugal",
    "Senegal",
    "South Africa",
    "Spain",
    "Sweden",
    "Switzerland",
    "Türkiye",
    "Ukraine",
    "United Kingdom",
    "United States",
    "Uruguay",
    "Viet Nam",
]


class Impossible(Exception):
    """Something that whoever runs this has to put right; the message says what and how."""


class ProgressBar:
    """Rows that are in the database, of all that will be. Nothing is shown but on a terminal."""

    WIDTH = 40

    def __init__(self, total):
        self.total, self.done, self.began = max(total, 1), 0, time.monotonic()
        self.shown = sys.stderr.isatty()

    def advance(self, rows):
        self.done += rows
        if self.shown:
            filled = self.WIDTH * self.done // self.total
            bar = "█" * filled + "░" * (self.WIDTH - filled)
            seconds = time.monotonic() - self.began
            print(
                f"\r{bar} {self.done:,} of {self.total:,} rows, {seconds:.1f} s",
                end="",
                file=sys.stderr,
                flush=True,
            )

    def end(self):
        if self.shown:
            print(file=sys.stderr)


def read_settings(path):
    """How to connect, from the site's .env file."""
    if not path.is_file():
        raise Impossible(f"there is no such file: {path} (src/.env.example shows what it holds)")
    values = dotenv.dotenv_values(path, interpolate=False)
    names = {
        "user": "POSTGRES_USER",
        "password": "POSTGRES_PASSWORD",
        "dbname": "POSTGRES_DB",
        "host": "POSTGRES_HOST",
        "port": "POSTGRES_PORT",
    }
    missing = [name for name in names.values() if not values.get(name)]
    if missing:
        raise Impossible(f"{path} does not set: {', '.join(missing)}")
    return {option: values[name] for option, name in names.items()}


def connect(settings):
    try:
        return psycopg.connect(**settings, connect_timeout=10, application_name="create_data.py")
    except psycopg.OperationalError as failure:
        raise Impossible(
            f"cannot connect to the database at {settings['host']}:{settings['port']}: "
            f"{str(failure).strip()}\nIs it up, does its security group let this machine in on "
            f"that port, and is the password right?"
        ) from None


def sample_articles(database, chance, most):
    articles = [row[0] for row in database.execute("SELECT id FROM form_feeds ORDER BY id")]
    if not articles:
        raise Impossible("form_feeds has no article: run python src/manage.py migrate")
    chosen = sorted(chance.sample(articles, min(most, len(articles))))
    # What a click refers to has to stay until the clicks are there.
    kept = database.execute(
        "SELECT id FROM form_feeds WHERE id = ANY(%s) ORDER BY id FOR KEY SHARE", [chosen]
    )
    return [row[0] for row in kept]


def catch_up_sequence(database, table):
    """Moves the sequence behind the table's ids, should rows have been loaded with ids of their
    own. The lock keeps others from adding rows for that moment, so it never goes backwards.
    """
    behind = f"""
        SELECT max(id) FROM {table}
        HAVING max(id) >= (SELECT last_value + is_called::int FROM {table}_id_seq)"""
    if database.execute(behind).fetchone():
        database.execute(f"LOCK TABLE {table} IN SHARE ROW EXCLUSIVE MODE")
        database.execute(f"SELECT setval('{table}_id_seq', max(id)) FROM {table}")
    database.commit()


def take_ids(database, count):
    """New ids for leads, which the site will not give to anybody else."""
    rows = database.execute(
        "SELECT nextval('form_leads_id_seq') FROM generate_series(1, %s)", [count]
    )
    return [row[0] for row in rows]


def make_leads(ids, chance):
    """(id, name, email, preview) of each. The id makes an address unique."""
    first, last = list(FIRST_NAMES.items()), list(LAST_NAMES.items())
    for lead_id in ids:
        first_name, first_part = chance.choice(first)
        last_name, last_part = chance.choice(last)
        email = f"{first_part}.{last_part}.{lead_id}@{chance.choice(DOMAINS)}"
        yield lead_id, f"{first_name} {last_name}", email, chance.random() < 0.5


def add_leads(database, leads, progress):
    with database.cursor().copy("COPY form_leads (id, name, email, preview) FROM STDIN") as copy:
        for lead in leads:
            copy.write_row(lead)
    progress.advance(len(leads))


# PostgreSQL's binary COPY: a header, then each row as the number of its fields and each field with
# its length, then a row of -1 fields. A timestamp is the microseconds since the year 2000.
COPY_HEADER = b"PGCOPY\n\xff\r\n\0" + bytes(8)
COPY_END = struct.pack(">h", -1)
HIT = struct.Struct(">hiqiqiq")
EPOCH = datetime.datetime(2000, 1, 1, tzinfo=datetime.timezone.utc)
MICROSECOND = datetime.timedelta(microseconds=1)


def skip_checks_of_references(database):
    """Most of the time would go into looking up, for each click, an article that is locked and a
    lead that this transaction has added itself. Only a superuser may leave that out; for others
    PostgreSQL looks, and does so batch by batch, so that the commit does not take long.
    """
    try:
        with database.transaction():
            database.execute("SET LOCAL session_replication_role = replica")
    except psycopg.errors.InsufficientPrivilege:
        database.execute("SET CONSTRAINTS ALL IMMEDIATE")


def add_hits(database, leads_and_counts, articles, now, days, chance, progress):
    """The clicks, a batch at a time. Their ids are the table's own business."""
    latest = (now - EPOCH) // MICROSECOND
    span = datetime.timedelta(days=days) // MICROSECOND
    visits = itertools.chain.from_iterable(
        itertools.repeat(lead, count) for lead, count in leads_and_counts
    )
    skip_checks_of_references(database)
    while who := list(itertools.islice(visits, BATCH)):
        when = [latest - int(span * chance.random()) for _ in who]
        what = chance.choices(articles, k=len(who))
        eight, three = itertools.repeat(8), itertools.repeat(3)
        rows = b"".join(map(HIT.pack, three, eight, when, eight, what, eight, who))
        with database.cursor().copy(
            "COPY form_articlehits (timestamp, feed_id, lead_id) FROM STDIN (FORMAT binary)"
        ) as copy:
            copy.write(COPY_HEADER + rows + COPY_END)
        progress.advance(len(who))


def write_users(path, leads, share, chance):
    """user_data.csv: some of the leads, each with a country. Returns how many."""
    chosen = chance.sample(leads, round(share * len(leads)))
    with open(path, "w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerows((email, chance.choice(COUNTRIES)) for _, _, email, _ in chosen)
    return len(chosen)


def create_data(database, wanted):
    """Adds everything in one transaction and returns how many (leads, hits, CSV rows)."""

    def chance(what):  # each part has randomness of its own, so that none shifts another
        return random.Random(None if wanted.seed is None else f"{wanted.seed} {what}")

    for table in ("form_leads", "form_articlehits"):
        catch_up_sequence(database, table)
    part = wanted.output.with_name(wanted.output.name + ".part")
    try:
        with database.transaction():
            articles = sample_articles(database, chance("articles"), wanted.max_num_articles)
            leads = list(make_leads(take_ids(database, wanted.num_users), chance("leads")))
            counts = chance("counts")
            hits_of = [
                counts.randint(wanted.min_article_hits, wanted.max_article_hits) for _ in leads
            ]
            progress = ProgressBar(len(leads) + sum(hits_of))
            add_leads(database, leads, progress)
            ids = (lead[0] for lead in leads)
            add_hits(
                database,
                zip(ids, hits_of),
                articles,
                wanted.now,
                wanted.max_past_days,
                chance("hits"),
                progress,
            )
            users = write_users(part, leads, wanted.perc_users, chance("users"))
            progress.end()
        part.replace(wanted.output)
    finally:
        part.unlink(missing_ok=True)
    return len(leads), sum(hits_of), users


def at_least(least):
    def read(text):
        number = int(text.replace("_", ""))
        if number < least:
            raise argparse.ArgumentTypeError(f"must be {least} or more, not {text}")
        return number

    read.__name__ = "number"
    return read


def share(text):
    value = float(text[:-1]) / 100 if text.endswith("%") else float(text)
    if not 0 <= value <= 1:
        raise argparse.ArgumentTypeError(f"must be from 0 to 1, or from 0% to 100%, not {text}")
    return value


def moment(text):
    value = datetime.datetime.fromisoformat(text)
    return value if value.tzinfo else value.replace(tzinfo=datetime.timezone.utc)


def read_arguments(words=None):
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    add = parser.add_argument
    add("env", type=pathlib.Path, metavar="src/.env", help="the site's file of variables")
    add(
        "--max-num-articles",
        type=at_least(1),
        default=MAX_NUM_ARTICLES,
        metavar="N",
        help="articles that are clicked, at most (%(default)s)",
    )
    add(
        "--num-users",
        type=at_least(1),
        default=NUM_USERS,
        metavar="N",
        help="new users (%(default)s)",
    )
    add(
        "--min-article-hits",
        type=at_least(0),
        default=MIN_ARTICLE_HITS,
        metavar="N",
        help="clicks of a user, at least (%(default)s)",
    )
    add(
        "--max-article-hits",
        type=at_least(0),
        default=MAX_ARTICLE_HITS,
        metavar="N",
        help="and at most (%(default)s)",
    )
    add(
        "--max-past-days",
        type=at_least(0),
        default=MAX_PAST_DAYS,
        metavar="N",
        help="days ago when the first click may be (%(default)s)",
    )
    add(
        "--perc-users",
        type=share,
        default=PERC_USERS,
        metavar="SHARE",
        help="share of the new users that the CSV file has: 0.7 or 70%% (%(default)s)",
    )
    add("--seed", default=SEED, help="any word or number; the same one makes the same rows")
    add(
        "--now",
        type=moment,
        metavar="TIME",
        help="when the last click may be, as in 2025-03-01T12:00 (the present moment; "
        f"with a seed {NOW_WITH_SEED:%Y-%m-%d})",
    )
    add(
        "--output",
        type=pathlib.Path,
        default=pathlib.Path("user_data.csv"),
        metavar="FILE",
        help="the CSV file (%(default)s)",
    )
    arguments = parser.parse_args(words)
    if arguments.min_article_hits > arguments.max_article_hits:
        parser.error(
            f"--min-article-hits is more than --max-article-hits: "
            f"{arguments.min_article_hits} and {arguments.max_article_hits}"
        )
    if arguments.now is None:
        present = datetime.datetime.now(datetime.timezone.utc)
        arguments.now = present if arguments.seed is None else NOW_WITH_SEED
    return arguments


def main():
    wanted = read_arguments()
    began = time.monotonic()
    try:
        with connect(read_settings(wanted.env)) as database:
            leads, hits, users = create_data(database, wanted)
    except Impossible as reason:
        raise SystemExit(f"create_data.py: {reason}") from None
    except psycopg.errors.UndefinedTable as failure:
        raise SystemExit(
            f"create_data.py: the site's tables are not there ({failure.diag.message_primary}): "
            "run python src/manage.py migrate"
        ) from None
    except (psycopg.Error, OSError) as failure:
        raise SystemExit(f"\ncreate_data.py: nothing was added: {failure}") from None
    except KeyboardInterrupt:
        raise SystemExit("\nInterrupted: nothing was added.") from None
    print(
        f"Added {leads:,} leads and {hits:,} article hits, and wrote {users:,} users to "
        f"{wanted.output}, in {time.monotonic() - began:.1f} s."
    )


if __name__ == "__main__":
    main()
