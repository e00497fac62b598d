"""Many writers of one Iceberg table: every commit lands once, and no update is lost."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pyarrow
from pyiceberg.exceptions import CommitFailedException

WRITERS = 32


def append_with_patience(catalog, name, marker):
    """Appends a row; begins anew with the table as it has become whenever others were faster
    than pyiceberg's own retries.
    """
    while True:
        try:
            return catalog.load_table(name).append(pyarrow.table({"marker": [marker]}))
        except CommitFailedException:
            pass


def test_every_commit_lands_once(catalog, glue, bucket):
    namespace = bucket.replace("-", "_")
    catalog.create_namespace(namespace, {"location": f"s3://{bucket}/warehouse"})
    name = f"{namespace}.marked"
    catalog.create_table(
        name,
        pyarrow.schema([pyarrow.field("marker", pyarrow.string())]),
        # pyiceberg doubles its wait after each refusal; beyond a second it would only idle.
        properties={"commit.retry.num-retries": str(WRITERS), "commit.retry.max-wait-ms": "1000"},
    )
    refused = []

    def count(http_response, **_):
        if http_response.status_code == 400:
            refused.append(http_response)

    catalog.glue.meta.events.register("after-call.glue.UpdateTable", count)
    # botocore makes these classes when they are first asked for; threads that ask at one time get
    # different ones, and what one raises the other does not catch.
    assert catalog.glue.exceptions
    together = threading.Barrier(WRITERS)

    def write(marker):
        together.wait(timeout=60)
        append_with_patience(catalog, name, marker)

    markers = [f"writer {number:02}" for number in range(WRITERS)]
    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(write, markers))

    table = catalog.load_table(name)
    assert sorted(table.scan().to_arrow()["marker"].to_pylist()) == markers
    # Each commit is a snapshot and a version of its own; the refused ones left neither.
    assert len(table.history()) == WRITERS
    stored = glue.get_table(DatabaseName=namespace, Name="marked")["Table"]
    assert stored["VersionId"] == str(WRITERS)
    assert refused, "writers that never met prove nothing"
