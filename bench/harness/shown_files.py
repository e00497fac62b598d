"""The objects of a prefix as files in the folder where the server shows them to people."""

import time

import pipeline


def shown_files(server, s3, bucket, prefix, timeout=10):
    """Their paths, by name, so that comparing results needs no download. The server shows an object
    only after it has told of it, so this waits until all are there.
    """
    folder = server.data / "objects/buckets" / bucket
    paths = [folder / key for key, _ in pipeline.list_output(s3, bucket, prefix)]
    end = time.monotonic() + timeout
    while missing := [path for path in paths if not path.exists()]:
        if time.monotonic() > end:
            raise TimeoutError(f"not shown within {timeout} s: {missing[0]}")
        time.sleep(0.005)
    return sorted(paths)
