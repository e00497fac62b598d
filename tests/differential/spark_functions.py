"""Asks Apache Spark for the answers of spark_functions.txt and writes tests/golden/spark_functions.tsv.

Run it by hand with a Python that has pyspark (`$TENON_DEPS/bench-python/bin/python`) whenever cases
are added; the C++ tests hold the engine to the file. Spark runs as AWS Glue runs it: ANSI off, UTC.

A line of the result: the function, the case, the columns ("name: type", between "; "), the rows in
the order of their text ("; " between rows, "|" between values), all as Spark casts them to text.
"""

import pathlib
import sys

from pyspark.sql import SparkSession
from pyspark.sql.functions import col, hex as as_hex

HERE = pathlib.Path(__file__).parent
TARGET = HERE.parent / "golden" / "spark_functions.tsv"


def escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t")


def answer(spark: SparkSession, case: str) -> tuple[str, str]:
    is_query = case.split()[0] in ("SELECT", "WITH", "FROM", "VALUES")
    frame = spark.sql(case if is_query else "SELECT " + case)
    types = [field.dataType.simpleString() for field in frame.schema.fields]
    columns = "; ".join(f"{name}: {kind}" for name, kind in zip(frame.columns, types))
    plain = frame.toDF(*[f"c{i}" for i in range(len(types))])
    texts = [
        (as_hex(col(f"c{i}")) if kind == "binary" else col(f"c{i}").cast("string"))
        for i, kind in enumerate(types)
    ]
    rows = ["|".join("NULL" if v is None else v for v in row) for row in plain.select(*texts).collect()]
    return columns, "; ".join(sorted(rows))


def main() -> int:
    spark = (
        SparkSession.builder.master("local[1]")
        .config("spark.sql.ansi.enabled", "false")
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "1")
        .getOrCreate()
    )
    spark.sparkContext.setLogLevel("OFF")
    lines = []
    failures = 0
    for line in (HERE / "spark_functions.txt").read_text().splitlines():
        if not line or line.startswith("#"):
            continue
        function, case = line.split("\t", 1)
        try:
            columns, rows = answer(spark, case)
        except Exception as error:  # a case that Spark refuses is a mistake in the list
            print(f"{case}: {str(error).splitlines()[0]}", file=sys.stderr)
            failures += 1
            continue
        lines.append("\t".join([function, case, escaped(columns), escaped(rows)]))
    TARGET.write_text("\n".join(lines) + "\n")
    print(f"{len(lines)} answers, {failures} refused")
    return failures != 0


if __name__ == "__main__":
    sys.exit(main())
