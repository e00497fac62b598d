"""Any transform as hand-written DuckDB SQL: a request holds the statements, the last of which
yields the rows.
"""

import duckdb
from session import FILES, ROW_GROUP, THREADS, serve

connection = duckdb.connect()
connection.execute(f"SET threads = {THREADS}")
connection.execute("SET preserve_insertion_order = false")
for table, file in FILES.items():
    connection.execute(f"CREATE VIEW {table} AS FROM read_parquet('{file}')")


def run(output, statements):
    for statement in statements[:-1]:
        connection.execute(statement).fetchall()
    connection.execute(
        f"COPY ({statements[-1]}) TO '{output}' "
        f"(FORMAT parquet, COMPRESSION uncompressed, ROW_GROUP_SIZE {ROW_GROUP})"
    )


serve(duckdb.__version__, run)
