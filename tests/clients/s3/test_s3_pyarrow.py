"""Arrow's file system on S3, whose client sends other bytes than boto3 does for the same calls."""
import pyarrow
import pyarrow.dataset
import pyarrow.fs
import pyarrow.parquet
import pytest


@pytest.fixture(scope="module")
def files(server):
    settings = server.settings()
    return pyarrow.fs.S3FileSystem(
        access_key=settings["AWS_ACCESS_KEY_ID"], secret_key=settings["AWS_SECRET_ACCESS_KEY"], region="us-east-1",
        endpoint_override=server.endpoint, allow_bucket_creation=True, allow_bucket_deletion=True)


def test_stream_goes_up_and_comes_back(files, bucket):
    for name, content in (("empty", b""), ("small", b"abc"), ("large", bytes(range(256)) * 60_000)):
        with files.open_output_stream(f"{bucket}/{name}") as stream:
            stream.write(content)
        with files.open_input_file(f"{bucket}/{name}") as file:
            assert file.read() == content
    with files.open_input_file(f"{bucket}/large") as file:
        file.seek(1_000_000)
        assert file.read(4) == bytes([64, 65, 66, 67])


def test_partitioned_dataset_is_written_and_read(files, bucket):
    table = pyarrow.table({"day": ["mon", "mon", "tue"], "n": [1, 2, 3]})
    pyarrow.parquet.write_to_dataset(table, f"{bucket}/t", partition_cols=["day"], filesystem=files)
    read = pyarrow.dataset.dataset(f"{bucket}/t", filesystem=files, partitioning="hive").to_table()
    assert sorted(zip(read["day"].to_pylist(), read["n"].to_pylist())) == [("mon", 1), ("mon", 2), ("tue", 3)]


def test_folders_are_made_listed_moved_and_removed(files, bucket):
    files.create_dir(f"{bucket}/a/b")
    with files.open_output_stream(f"{bucket}/a/b/c") as stream:
        stream.write(b"x")
    files.copy_file(f"{bucket}/a/b/c", f"{bucket}/a/d")
    files.move(f"{bucket}/a/d", f"{bucket}/a/e")
    found = files.get_file_info(pyarrow.fs.FileSelector(f"{bucket}/a", recursive=True))
    assert {info.path.removeprefix(f"{bucket}/") for info in found if info.is_file} == {"a/b/c", "a/e"}
    files.delete_dir(f"{bucket}/a")
    assert files.get_file_info(f"{bucket}/a").type == pyarrow.fs.FileType.NotFound


def test_bucket_is_made_and_removed(files):
    files.create_dir("made-by-arrow")
    assert files.get_file_info("made-by-arrow").type == pyarrow.fs.FileType.Directory
    files.delete_dir("made-by-arrow")
    assert files.get_file_info("made-by-arrow").type == pyarrow.fs.FileType.NotFound
