"""The tutorial's job as hand-written DuckDB SQL."""

import duckdb
from session import FILES, ROW_GROUP, THREADS, serve

connection = duckdb.connect()
connection.execute(f"SET threads = {THREADS}")
connection.execute("SET preserve_insertion_order = false")


def csv(table, **columns):
    listed = ", ".join(f"'{name}': '{kind}'" for name, kind in columns.items())
    return (
        f"read_csv('{FILES[table]}', header = false, auto_detect = false, delim = ',', "
        f"quote = '\"', columns = {{{listed}}})"
    )


LEADS = csv("leads", id="BIGINT", name="VARCHAR", email="VARCHAR", preview="VARCHAR")
USERS = csv("users", email="VARCHAR", country="VARCHAR")
HITS = csv("article_hits", id="BIGINT", timestamp="TIMESTAMP", feed_id="BIGINT", lead_id="BIGINT")

# The offset of every timestamp in the data is +00, so that reading them as they stand is right.
JOB = f"""
COPY (
  SELECT joined.*, users.email AS user_email, users.country AS user_country
  FROM (
    SELECT leads.*, hits.id AS article_hit_id, hits.timestamp AS article_hit_timestamp,
           hits.feed_id AS article_hit_feed_id, hits.lead_id AS article_hit_lead_id
    FROM {LEADS} AS leads FULL OUTER JOIN {HITS} AS hits
    ON leads.id = hits.lead_id
  ) AS joined
  JOIN {USERS} AS users ON joined.email = users.email
) TO '%s' (FORMAT parquet, COMPRESSION snappy, ROW_GROUP_SIZE {ROW_GROUP})"""


serve(duckdb.__version__, lambda output: connection.execute(JOB % output))
