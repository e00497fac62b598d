"""The rows that the tests of nodes begin with: few, with NULLs, an empty text and letters beyond
ASCII.
"""

from lake import sorted_rows

PEOPLE = {"id": "bigint", "name": "string", "city": "bigint"}
PEOPLE_ROWS = [(1, "Ada", 10), (2, "Björn", 20), (3, "Chloé", None), (4, None, 99), (5, "", 10)]
CITIES = {"city_id": "bigint", "city_name": "string"}
CITY_ROWS = [(10, "Aarhus"), (20, "Berne"), (30, "Cork"), (None, "Nowhere")]


def values(rows):
    """The rows without the names of their columns, in a stable order."""
    return sorted_rows(row.values() for row in rows)
