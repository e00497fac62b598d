"""Data for the tutorial's job with everything in it that CSV can do, and what the job must make of
it.

The result is computed here from Python values, by nested loops and nothing else, so that it shares
no code and no idea with the engine.
"""

import datetime

from lake import csv_field, csv_text

LEADS = [
    (1, "Ada Lovelace", "ada@example.com", "t"),
    (2, 'Ana "la Reina" Pérez', "ana@example.com", "f"),
    (3, "Smith, Jr.", "smith@example.com", "t"),
    (4, "李雷 🙂", "lei@example.com", "f"),
    (5, "two\nlines", "lines@example.com", "t"),
    (6, None, "noname@example.com", None),
    (7, "", "empty@example.com", "f"),  # an empty text, which is not NULL
    (8, "No Hits", "nohits@example.com", "t"),
    (9, "No Email", None, "t"),
    (10, "Not A User", "stranger@example.com", "f"),
    (-9223372036854775808, "Smallest", "min@example.com", "t"),
    (9223372036854775807, "O'Brien", "max@example.com", "f"),
    (9007199254740993, "beyond a double", "double@example.com", "t"),
]

# id, the timestamp as it stands in the file, the same in UTC, feed, lead
HITS = [
    (1, "2025-03-01 12:34:56.789+00", "2025-03-01 12:34:56.789", 7, 1),
    (2, "2025-03-01 12:34:56.789012+00", "2025-03-01 12:34:56.789012", 8, 1),
    (3, "2025-03-01 00:30:00+02", "2025-02-28 22:30:00", 7, 2),
    (4, "2025-03-01 23:30:00-03:30", "2025-03-02 03:00:00", 7, 2),
    (5, "2025-06-30 10:00:00", "2025-06-30 10:00:00", None, 3),
    (6, "1969-12-31 23:59:59.999999+00", "1969-12-31 23:59:59.999999", 9, 4),
    (7, None, None, 9, 5),
    (8, "2024-02-29 00:00:00+00", "2024-02-29 00:00:00", 9, 6),
    (9, "2025-01-01 00:00:00+00", "2025-01-01 00:00:00", 1, 7),
    (10, "2025-01-01 00:00:01+00", "2025-01-01 00:00:01", 1, 9),
    (11, "2025-01-01 00:00:02+00", "2025-01-01 00:00:02", 1, 10),
    (12, "2025-01-01 00:00:03+00", "2025-01-01 00:00:03", 1, 4711),  # no such lead
    (13, "2025-01-01 00:00:04+00", "2025-01-01 00:00:04", 1, None),
    (14, "2025-01-01 00:00:05+00", "2025-01-01 00:00:05", 2, -9223372036854775808),
    (15, "2025-01-01 00:00:06+00", "2025-01-01 00:00:06", 2, 9223372036854775807),
    (16, "2025-01-01 00:00:07+00", "2025-01-01 00:00:07", 2, 9007199254740993),
    (
        17,
        "2025-01-01 00:00:08+00",
        "2025-01-01 00:00:08",
        2,
        9007199254740992,
    ),  # its neighbour, no lead
]

USERS = [
    ("ada@example.com", "United Kingdom"),
    ("ana@example.com", "Côte d'Ivoire"),
    ("ana@example.com", "Spain"),  # the same e-mail twice: two rows for each hit
    ("smith@example.com", "Korea, Republic of"),
    ("lei@example.com", "中国"),
    ("lines@example.com", None),
    ("noname@example.com", "France"),
    ("empty@example.com", "Italy"),
    ("nohits@example.com", "Norway"),
    ("min@example.com", "Peru"),
    ("max@example.com", "Chad"),
    ("double@example.com", ""),
    ("ADA@example.com", "not the same e-mail"),
    (None, "a user without e-mail"),
    ("nobody@example.com", "a user who is no lead"),
]

COLUMNS = [
    "id",
    "name",
    "email",
    "preview",
    "article_hit_id",
    "article_hit_timestamp",
    "article_hit_feed_id",
    "article_hit_lead_id",
    "user_email",
    "user_country",
]


def write_files(folder):
    """The three files by table name; that of the users has no newline at its end."""
    texts = {
        "leads": csv_text(LEADS),
        "users": csv_text(USERS).removesuffix("\n"),
        "article_hits": "".join(
            ",".join(map(csv_field, (number, written, feed, lead))) + "\n"
            for number, written, _, feed, lead in HITS
        ),
    }
    paths = {table: folder / f"{table}.csv" for table in texts}
    for table, text in texts.items():
        paths[table].write_text(text, encoding="utf-8", newline="")
    return paths


def expected_rows(leads=None, hits=None, users=None):
    """leads FULL OUTER JOIN hits ON id = lead_id, INNER JOIN users ON email = email, as SQL
    defines them.
    """
    leads, hits, users = (
        LEADS if leads is None else leads,
        HITS if hits is None else hits,
        USERS if users is None else users,
    )
    hit_rows = [
        (number, None if utc is None else datetime.datetime.fromisoformat(utc), feed, lead)
        for number, _, utc, feed, lead in hits
    ]
    joined = []
    for lead in leads:
        own = [hit for hit in hit_rows if hit[3] is not None and hit[3] == lead[0]]
        joined += [lead + hit for hit in own or [(None,) * 4]]
    known = {lead[0] for lead in leads}
    joined += [(None,) * 4 + hit for hit in hit_rows if hit[3] is None or hit[3] not in known]
    return [
        row + user for row in joined for user in users if row[2] is not None and row[2] == user[0]
    ]
