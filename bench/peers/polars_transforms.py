"""Any transform in Polars: a request holds an expression over lazy frames, which its streaming
engine writes.
"""

import os

from session import FILES, ROW_GROUP, THREADS, serve

os.environ["POLARS_MAX_THREADS"] = str(THREADS)  # read when Polars is imported

import polars  # noqa: E402


def run(output, expression):
    frames = {table: polars.scan_parquet(file) for table, file in FILES.items()}
    names = {"pl": polars, "col": polars.col, **frames}
    frame = eval(expression, names)  # our own text, from harness/transform_cases.py
    frame.lazy().sink_parquet(
        output,
        compression="uncompressed",
        row_group_size=ROW_GROUP,
        maintain_order=False,
        engine="streaming",
    )


serve(polars.__version__, run)
