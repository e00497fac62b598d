"""The commands of `aws s3` that people type."""
import urllib.request

import pytest


@pytest.fixture
def cli_bucket(aws, s3, bucket):
    """The URI of a new, empty bucket."""
    return f"s3://{bucket}"


def files_below(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def tree(tmp_path):
    """A folder with files of every kind, one above the size at which the CLI uploads in parts."""
    files = {"a.csv": b"1,2\n", "empty": b"", "sub/b c+d.csv": b"x", "sub/ü/☃.txt": b"snow",
             "large.bin": bytes(range(256)) * 40_000}
    for name, content in files.items():
        path = tmp_path / "tree" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return tmp_path / "tree"


def test_bucket_is_made_listed_and_removed(aws):
    assert "make_bucket: made-by-cli" in aws("s3", "mb", "s3://made-by-cli")
    assert "made-by-cli" in aws("s3", "ls")
    assert "remove_bucket: made-by-cli" in aws("s3", "rb", "s3://made-by-cli")
    assert "made-by-cli" not in aws("s3", "ls")


def test_file_goes_up_and_comes_back(aws, cli_bucket, tree, tmp_path):
    for name in ("a.csv", "empty", "large.bin"):
        aws("s3", "cp", tree / name, f"{cli_bucket}/landing_zone/{name}")
        aws("s3", "cp", f"{cli_bucket}/landing_zone/{name}", tmp_path / name)
        assert (tmp_path / name).read_bytes() == (tree / name).read_bytes()
    listing = aws("s3", "ls", f"{cli_bucket}/landing_zone/").splitlines()
    assert [line.split()[-2:] for line in listing] == [["4", "a.csv"], ["0", "empty"], ["10240000", "large.bin"]]
    assert aws("s3", "ls", cli_bucket).split() == ["PRE", "landing_zone/"]


def test_object_can_be_printed(aws, cli_bucket, tree):
    aws("s3", "cp", tree / "a.csv", f"{cli_bucket}/a.csv")
    assert aws("s3", "cp", f"{cli_bucket}/a.csv", "-") == "1,2\n"


def test_folder_goes_up_and_comes_back(aws, cli_bucket, tree, tmp_path):
    aws("s3", "cp", "--recursive", tree, f"{cli_bucket}/tree")
    aws("s3", "cp", "--recursive", f"{cli_bucket}/tree", tmp_path / "back")
    assert files_below(tmp_path / "back") == files_below(tree)


def test_sync_transfers_only_what_differs(aws, cli_bucket, tree, tmp_path):
    assert aws("s3", "sync", tree, cli_bucket).count("upload:") == 5
    assert aws("s3", "sync", tree, cli_bucket) == ""
    (tree / "a.csv").write_bytes(b"1,2\n3,4\n")
    assert aws("s3", "sync", tree, cli_bucket).count("upload:") == 1
    aws("s3", "sync", cli_bucket, tmp_path / "down")
    assert files_below(tmp_path / "down") == files_below(tree)
    (tree / "empty").unlink()
    assert "delete: " in aws("s3", "sync", "--delete", tree, cli_bucket)
    assert "empty" not in aws("s3", "ls", "--recursive", cli_bucket)


def test_sync_between_buckets(aws, s3, cli_bucket, tree):
    s3.create_bucket(Bucket="second-bucket")
    aws("s3", "sync", tree, cli_bucket)
    assert aws("s3", "sync", cli_bucket, "s3://second-bucket/copy").count("copy:") == 5
    copy = s3.get_object(Bucket="second-bucket", Key="copy/large.bin")["Body"].read()
    assert copy == (tree / "large.bin").read_bytes()


def test_object_is_moved(aws, s3, bucket, cli_bucket, tree):
    aws("s3", "cp", tree / "a.csv", f"{cli_bucket}/old name.csv")
    aws("s3", "mv", f"{cli_bucket}/old name.csv", f"{cli_bucket}/new/name.csv")
    assert [item["Key"] for item in s3.list_objects_v2(Bucket=bucket)["Contents"]] == ["new/name.csv"]
    aws("s3", "mv", tree / "empty", f"{cli_bucket}/empty")
    assert not (tree / "empty").exists()


def test_objects_are_removed_one_by_one_and_below_a_folder(aws, s3, bucket, cli_bucket, tree):
    aws("s3", "cp", "--recursive", tree, cli_bucket)
    aws("s3", "rm", f"{cli_bucket}/a.csv")
    aws("s3", "rm", "--recursive", f"{cli_bucket}/sub")
    assert [item["Key"] for item in s3.list_objects_v2(Bucket=bucket)["Contents"]] == ["empty", "large.bin"]


def test_bucket_with_objects_is_removed_by_force_only(aws, cli_bucket, tree):
    aws("s3", "cp", "--recursive", tree, cli_bucket)
    refused = aws.run("s3", "rb", cli_bucket)
    assert refused.returncode != 0 and "BucketNotEmpty" in refused.stderr
    assert "remove_bucket" in aws("s3", "rb", "--force", cli_bucket)


def test_tutorials_bucket(aws):
    aws("s3api", "create-bucket", "--bucket", "tutorial", "--object-ownership", "BucketOwnerEnforced")
    aws("s3api", "put-public-access-block", "--bucket", "tutorial", "--public-access-block-configuration",
        "BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true")
    aws("s3api", "put-object", "--bucket", "tutorial", "--key", "landing_zone/")
    assert aws("s3api", "get-bucket-versioning", "--bucket", "tutorial") == ""
    assert aws("s3", "ls", "s3://tutorial").split() == ["PRE", "landing_zone/"]
    refused = aws.run("s3api", "put-object", "--bucket", "tutorial", "--key", "k", "--acl", "public-read")
    assert "AccessControlListNotSupported" in refused.stderr


def test_presigned_url_is_enough_to_read_an_object(aws, cli_bucket, tree):
    aws("s3", "cp", tree / "sub/b c+d.csv", f"{cli_bucket}/b c+d.csv")
    url = aws("s3", "presign", f"{cli_bucket}/b c+d.csv").strip()
    assert urllib.request.urlopen(url, timeout=30).read() == b"x"
