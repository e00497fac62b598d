"""Lists of objects, in both versions of the call."""
import pytest
from botocore.exceptions import ClientError

from s3_answers import code_of

KEYS = ["a.csv", "b/1.csv", "b/2.csv", "b/c/3.csv", "d.csv", "e/", "e/4.csv", "f g+h&i%.csv", "ü/5.csv"]


@pytest.fixture(scope="module")
def full(s3):
    s3.create_bucket(Bucket="full-of-keys")
    for key in KEYS:
        s3.put_object(Bucket="full-of-keys", Key=key, Body=key.encode())
    return "full-of-keys"


def seen(pages):
    objects = [item["Key"] for page in pages for item in page.get("Contents", [])]
    return objects, [item["Prefix"] for page in pages for item in page.get("CommonPrefixes", [])]


@pytest.mark.parametrize("call", ["list_objects", "list_objects_v2"])
@pytest.mark.parametrize("page_size", [1, 2, 3, 1000])
@pytest.mark.parametrize("prefix, delimiter, objects, prefixes", [
    ("", "", KEYS, []),
    ("", "/", ["a.csv", "d.csv", "f g+h&i%.csv"], ["b/", "e/", "ü/"]),
    ("b/", "/", ["b/1.csv", "b/2.csv"], ["b/c/"]),
    ("b", "/", [], ["b/"]),
    ("e/", "", ["e/", "e/4.csv"], []),
    ("f g+", "", ["f g+h&i%.csv"], []),
    ("nothing", "/", [], []),
    ("", ".csv", ["e/"], ["a.csv", "b/1.csv", "b/2.csv", "b/c/3.csv", "d.csv", "e/4.csv", "f g+h&i%.csv", "ü/5.csv"]),
])
def test_pages_together_are_the_whole_list(s3, full, call, page_size, prefix, delimiter, objects, prefixes):
    pages = list(s3.get_paginator(call).paginate(Bucket=full, Prefix=prefix, Delimiter=delimiter,
                                                 PaginationConfig={"PageSize": page_size}))
    assert seen(pages) == (objects, prefixes)
    assert all(len(page.get("Contents", [])) + len(page.get("CommonPrefixes", [])) <= page_size for page in pages)


def test_entry_tells_of_its_object(s3, full):
    entry = s3.list_objects_v2(Bucket=full, Prefix="a.csv", FetchOwner=True)["Contents"][0]
    head = s3.head_object(Bucket=full, Key="a.csv")
    assert (entry["Size"], entry["ETag"], entry["StorageClass"]) == (5, head["ETag"], "STANDARD")
    assert entry["LastModified"].replace(microsecond=0) == head["LastModified"]
    assert entry["ChecksumAlgorithm"] == ["CRC32"]
    assert len(entry["Owner"]["ID"]) == 64
    assert "Owner" not in s3.list_objects_v2(Bucket=full, Prefix="a.csv")["Contents"][0]
    assert "Owner" in s3.list_objects(Bucket=full, Prefix="a.csv")["Contents"][0]


def test_start_after_and_counts(s3, full):
    page = s3.list_objects_v2(Bucket=full, StartAfter="b/2.csv", MaxKeys=2)
    assert [item["Key"] for item in page["Contents"]] == ["b/c/3.csv", "d.csv"]
    assert (page["KeyCount"], page["MaxKeys"], page["IsTruncated"], page["StartAfter"]) == (2, 2, True, "b/2.csv")


def test_page_of_no_keys_is_empty_and_not_truncated(s3, full):
    page = s3.list_objects_v2(Bucket=full, MaxKeys=0)
    assert (page["KeyCount"], page["IsTruncated"]) == (0, False)


def test_page_is_at_most_a_thousand(s3, full):
    assert s3.list_objects_v2(Bucket=full, MaxKeys=5000)["MaxKeys"] == 1000


def test_token_goes_on_at_the_right_place_whatever_happens_meanwhile(s3, bucket):
    for key in ("b", "d", "f"):
        s3.put_object(Bucket=bucket, Key=key, Body=b"")
    first = s3.list_objects_v2(Bucket=bucket, MaxKeys=2)
    for key in ("a", "c", "e"):
        s3.put_object(Bucket=bucket, Key=key, Body=b"")
    s3.delete_object(Bucket=bucket, Key="d")
    rest = s3.list_objects_v2(Bucket=bucket, ContinuationToken=first["NextContinuationToken"])
    assert [item["Key"] for item in rest["Contents"]] == ["e", "f"]


def test_token_of_another_list_is_refused(s3, full, bucket):
    token = s3.list_objects_v2(Bucket=full, MaxKeys=1)["NextContinuationToken"]
    for wrong in (token, "made up"):
        with pytest.raises(ClientError) as failure:
            s3.list_objects_v2(Bucket=bucket, ContinuationToken=wrong)
        assert code_of(failure) == ("InvalidArgument", 400)


def test_key_that_xml_cannot_hold_is_listed_in_url_encoding(raw, s3, bucket):
    s3.put_object(Bucket=bucket, Key="bell\x07/ü", Body=b"")
    reply = raw("GET", f"/{bucket}?encoding-type=url&list-type=2")
    assert b"<Key>bell%07/%C3%BC</Key>" in reply.body


def test_every_object_has_one_version(s3, full):
    versions = s3.list_object_versions(Bucket=full)["Versions"]
    assert [(item["Key"], item["VersionId"], item["IsLatest"]) for item in versions] == [
        (key, "null", True) for key in KEYS]


@pytest.mark.parametrize("query", ["max-keys=x", "max-keys=-1", "encoding-type=xml"])
def test_bad_parameter_is_refused(raw, full, query):
    reply = raw("GET", f"/{full}?list-type=2&{query}")
    assert reply.status == 400
    assert b"<Code>InvalidArgument</Code>" in reply.body
