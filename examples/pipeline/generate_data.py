#!/usr/bin/env python3
"""Makes the tutorial's three CSV files: leads who signed up, their article hits, and users with a
country.

The files are headerless and written as PostgreSQL's \\copy and the tutorial's own script write
them:

    form_leads.csv    id,name,email,preview             preview is t or f
    article_hits.csv  id,timestamp,feed_id,lead_id      2025-03-01 12:34:56.789+00
    user_data.csv     email,country

Scale 1 is 1,000,000 leads, 20,000,000 hits and 700,000 users, about 0.9 GB. One lead in 20 has no
hit, one hit in 100 has an unknown lead or none, and one user in 50 repeats the e-mail of another.
The same scale and seed always make the same bytes.
"""

import argparse
import pathlib
import random

LEADS, HITS, USERS = 1_000_000, 20_000_000, 700_000  # at scale 1
FEEDS = 40
BATCH = 200_000  # rows that are in memory at a time

FIRST_NAMES = [
    "Ada",
    "Björn",
    "Chloé",
    "Dmitri",
    "Elif",
    "Fátima",
    "Grace",
    "Hiroshi",
    "Iñaki",
    "Jürgen",
    "李雷",
    "Olga",
]
# Some need quoting: a comma, an apostrophe, quotes within quotes.
LAST_NAMES = [
    "Lovelace",
    "García",
    "O'Brien",
    "Smith, Jr.",
    'de "la" Cruz',
    "Müller",
    "Nguyễn",
    "Ōtani",
    "Rossi",
    "Žižek",
]
COUNTRIES = [
    "Andorra",
    "Brazil",
    "Catalonia",
    "Côte d'Ivoire",
    "France",
    "Germany",
    "India",
    "Italy",
    "Japan",
    "Korea, Republic of",
    "Mexico",
    "Norway",
    "Portugal",
    "Spain",
    "United Kingdom",
    "Uruguay",
]


def quote(field):
    """The field as PostgreSQL writes it in CSV: quoted only where it must be."""
    if any(character in field for character in ',"\n\r'):
        return '"' + field.replace('"', '""') + '"'
    return field


def count(total, scale):
    return max(1, round(total * scale))


def write_rows(path, batches):
    with open(path, "w", encoding="utf-8", newline="") as file:
        for lines in batches:
            file.writelines(lines)


def batches_of(rows):
    """(first, last) of each batch when rows are numbered from 1."""
    return ((first, min(first + BATCH, rows + 1)) for first in range(1, rows + 1, BATCH))


def lead_batches(leads, chance):
    names = [quote(f"{first} {last}") for first in FIRST_NAMES for last in LAST_NAMES]
    for first, end in batches_of(leads):
        chosen = chance.choices(names, k=end - first)
        previews = chance.choices("tf", k=end - first)
        yield map(
            "%d,%s,lead%d@example.com,%s\n".__mod__,
            zip(range(first, end), chosen, range(first, end), previews),
        )


def hit_batches(hits, leads, chance):
    # A row is put together from texts made once: to format 20 million timestamps takes minutes.
    days = [
        f"2025-{month:02}-{day:02} {hour:02}:"
        for month in range(1, 7)
        for day in range(1, 29)
        for hour in range(24)
    ]
    times = [
        f"{minute:02}:{second:02}.{(minute * 61 + second * 17) % 999 + 1:03}+00"
        for minute in range(60)
        for second in range(60)
    ]
    feeds = [str(feed) for feed in range(1, FEEDS + 1)]
    visitors = [str(lead) for lead in range(1, leads + 1) if lead % 20 != 0 or leads < 20]
    strangers = ["", str(leads + 1), "", str(leads + 2)]
    for first, end in batches_of(hits):
        rows = end - first
        who = chance.choices(visitors, k=rows)
        for hit in range(-first % 100, rows, 100):
            who[hit] = strangers[(first + hit) // 100 % len(strangers)]
        yield map(
            "%d,%s%s,%s,%s\n".__mod__,
            zip(
                range(first, end),
                chance.choices(days, k=rows),
                chance.choices(times, k=rows),
                chance.choices(feeds, k=rows),
                who,
            ),
        )


def user_batches(users, leads, chance):
    repeated = users // 50
    chosen = chance.sample(range(1, leads + 1), min(users - repeated, leads))
    chosen += chance.choices(chosen, k=repeated)
    chance.shuffle(chosen)
    countries = [quote(country) for country in COUNTRIES]
    yield map(
        "lead%d@example.com,%s\n".__mod__, zip(chosen, chance.choices(countries, k=len(chosen)))
    )


def generate(folder, scale=0.001, seed=2025):
    """Writes the three files into the folder and returns their paths by the tutorial's table
    names.
    """
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    leads, hits, users = count(LEADS, scale), count(HITS, scale), count(USERS, scale)
    paths = {
        "users": folder / "user_data.csv",
        "article_hits": folder / "article_hits.csv",
        "leads": folder / "form_leads.csv",
    }
    write_rows(paths["leads"], lead_batches(leads, random.Random(f"leads {seed}")))
    write_rows(paths["article_hits"], hit_batches(hits, leads, random.Random(f"hits {seed}")))
    write_rows(paths["users"], user_batches(users, leads, random.Random(f"users {seed}")))
    return paths


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", help="where the files go; made if it is not there")
    parser.add_argument(
        "--scale", type=float, default=0.001, help="1 is 0.9 GB (default: %(default)s)"
    )
    parser.add_argument("--seed", type=int, default=2025)
    arguments = parser.parse_args()
    for table, path in generate(arguments.folder, arguments.scale, arguments.seed).items():
        print(f"{table:<13} {path.stat().st_size:>12,} bytes  {path}")


if __name__ == "__main__":
    main()
