"""The settings that the tutorial gives its bucket: kept, returned and enforced."""
import pytest
from botocore.exceptions import ClientError

from s3_answers import code_of

ALL_BLOCKED = {"BlockPublicAcls": True, "IgnorePublicAcls": True, "BlockPublicPolicy": True,
               "RestrictPublicBuckets": True}


def test_new_bucket_has_acls_disabled_and_public_access_blocked(s3, bucket):
    rules = s3.get_bucket_ownership_controls(Bucket=bucket)["OwnershipControls"]["Rules"]
    assert rules == [{"ObjectOwnership": "BucketOwnerEnforced"}]
    assert s3.get_public_access_block(Bucket=bucket)["PublicAccessBlockConfiguration"] == ALL_BLOCKED
    assert "Status" not in s3.get_bucket_versioning(Bucket=bucket)


@pytest.mark.parametrize("ownership", ["BucketOwnerEnforced", "BucketOwnerPreferred", "ObjectWriter"])
def test_ownership_of_create_bucket_is_kept(s3, ownership):
    name = "owned-" + ownership.lower()
    s3.create_bucket(Bucket=name, ObjectOwnership=ownership)
    rules = s3.get_bucket_ownership_controls(Bucket=name)["OwnershipControls"]["Rules"]
    assert rules == [{"ObjectOwnership": ownership}]


def test_ownership_controls_are_replaced_and_removed(s3, bucket):
    s3.put_bucket_ownership_controls(
        Bucket=bucket, OwnershipControls={"Rules": [{"ObjectOwnership": "BucketOwnerPreferred"}]})
    rules = s3.get_bucket_ownership_controls(Bucket=bucket)["OwnershipControls"]["Rules"]
    assert rules == [{"ObjectOwnership": "BucketOwnerPreferred"}]
    s3.delete_bucket_ownership_controls(Bucket=bucket)
    with pytest.raises(ClientError) as failure:
        s3.get_bucket_ownership_controls(Bucket=bucket)
    assert code_of(failure) == ("OwnershipControlsNotFoundError", 404)


def test_public_access_block_is_replaced_and_removed(s3, bucket):
    some = {**ALL_BLOCKED, "BlockPublicAcls": False}
    s3.put_public_access_block(Bucket=bucket, PublicAccessBlockConfiguration=some)
    assert s3.get_public_access_block(Bucket=bucket)["PublicAccessBlockConfiguration"] == some
    s3.delete_public_access_block(Bucket=bucket)
    with pytest.raises(ClientError) as failure:
        s3.get_public_access_block(Bucket=bucket)
    assert code_of(failure) == ("NoSuchPublicAccessBlockConfiguration", 404)


@pytest.mark.parametrize("acl", ["public-read", "public-read-write", "authenticated-read", "private"])
def test_acls_are_refused_where_they_are_disabled(s3, bucket, acl):
    for call in (lambda: s3.put_object(Bucket=bucket, Key="k", Body=b"", ACL=acl),
                 lambda: s3.put_bucket_acl(Bucket=bucket, ACL=acl),
                 lambda: s3.create_multipart_upload(Bucket=bucket, Key="k", ACL=acl)):
        with pytest.raises(ClientError) as failure:
            call()
        assert code_of(failure) == ("AccessControlListNotSupported", 400)
    assert s3.list_objects_v2(Bucket=bucket)["KeyCount"] == 0


def test_the_owners_full_control_is_accepted_where_acls_are_disabled(s3, bucket):
    s3.put_object(Bucket=bucket, Key="k", Body=b"", ACL="bucket-owner-full-control")
    s3.put_object_acl(Bucket=bucket, Key="k", ACL="bucket-owner-full-control")


def test_public_acls_are_refused_where_public_access_is_blocked(s3):
    s3.create_bucket(Bucket="acls-but-not-public", ObjectOwnership="ObjectWriter")
    s3.put_object(Bucket="acls-but-not-public", Key="k", Body=b"", ACL="private")
    for acl in ("public-read", "public-read-write", "authenticated-read"):
        with pytest.raises(ClientError) as failure:
            s3.put_object(Bucket="acls-but-not-public", Key="k", Body=b"changed", ACL=acl)
        assert code_of(failure) == ("AccessDenied", 403)
    with pytest.raises(ClientError) as failure:
        s3.put_object(Bucket="acls-but-not-public", Key="k", Body=b"changed",
                      GrantRead='uri="http://acs.amazonaws.com/groups/global/AllUsers"')
    assert code_of(failure) == ("AccessDenied", 403)
    assert s3.head_object(Bucket="acls-but-not-public", Key="k")["ContentLength"] == 0


def test_bucket_without_acls_cannot_be_made_with_one(s3):
    with pytest.raises(ClientError) as failure:
        s3.create_bucket(Bucket="wants-to-be-public", ACL="public-read")
    assert code_of(failure) == ("InvalidBucketAclWithObjectOwnership", 400)


def test_acl_gives_the_owner_full_control(s3, bucket):
    s3.put_object(Bucket=bucket, Key="k", Body=b"")
    for acl in (s3.get_bucket_acl(Bucket=bucket), s3.get_object_acl(Bucket=bucket, Key="k")):
        assert [grant["Permission"] for grant in acl["Grants"]] == ["FULL_CONTROL"]
        assert acl["Grants"][0]["Grantee"] == {"ID": acl["Owner"]["ID"], "Type": "CanonicalUser"}


def test_versioning_can_be_left_off_but_not_switched_on(s3, bucket):
    s3.put_bucket_versioning(Bucket=bucket, VersioningConfiguration={"Status": "Suspended"})
    assert s3.get_bucket_versioning(Bucket=bucket)["Status"] == "Suspended"
    with pytest.raises(ClientError) as failure:
        s3.put_bucket_versioning(Bucket=bucket, VersioningConfiguration={"Status": "Enabled"})
    assert code_of(failure) == ("NotImplemented", 501)
    assert "versions of objects" in failure.value.response["Error"]["Message"]


def test_other_accounts_bucket_is_refused(s3, bucket):
    s3.list_objects_v2(Bucket=bucket, ExpectedBucketOwner="000000000000")
    with pytest.raises(ClientError) as failure:
        s3.list_objects_v2(Bucket=bucket, ExpectedBucketOwner="111111111111")
    assert code_of(failure) == ("AccessDenied", 403)
