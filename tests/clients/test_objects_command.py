"""`tenon objects`: the commands that work on the store's files while no server runs."""
import os
import subprocess

from tenon_server import Server

PROGRAM = os.environ.get("TENON", "tenon")


def run(*words):
    return subprocess.run([PROGRAM, "objects", *map(str, words)], capture_output=True, text=True, timeout=60)


def keys(server, bucket):
    listed = server.client("s3").list_objects_v2(Bucket=bucket).get("Contents", [])
    return {entry["Key"]: entry["Size"] for entry in listed}


def test_a_folder_is_taken_in_and_an_index_made_again(tmp_path):
    data = tmp_path / "data"
    data.mkdir()
    files = tmp_path / "files"
    (files / "year=2026").mkdir(parents=True)
    (files / "a.csv").write_text("1,x\n")
    (files / "year=2026" / "b.csv").write_text("2,yy\n")
    (files / "link").symlink_to(files / "a.csv")

    adopted = run("adopt", files, "--data", data, "--bucket", "lake", "--prefix", "in/")
    assert adopted.returncode == 0, adopted.stderr
    assert "2 objects, 9 bytes, in s3://lake/in/" in adopted.stdout
    assert "link" in adopted.stdout
    expected = {"in/a.csv": 4, "in/year=2026/b.csv": 5}

    server = Server(PROGRAM, data)
    server.start()
    try:
        assert keys(server, "lake") == expected
        refused = run("rebuild", "--data", data)
        assert refused.returncode == 1 and "another server runs on" in refused.stderr
    finally:
        server.stop()

    for file in data.glob("tenon.db*"):
        file.unlink()
    rebuilt = run("rebuild", "--data", data)
    assert rebuilt.returncode == 0, rebuilt.stderr
    assert "2 objects in 1 buckets" in rebuilt.stdout
    server = Server(PROGRAM, data)
    server.start()
    try:
        assert keys(server, "lake") == expected
        assert server.client("s3").get_object(Bucket="lake", Key="in/a.csv")["Body"].read() == b"1,x\n"
    finally:
        server.stop()
