"""What was acknowledged is there after the server was killed."""


def test_buckets_settings_objects_and_uploads_survive_a_kill(server):
    s3 = server.client("s3")
    s3.create_bucket(Bucket="remembers", ObjectOwnership="ObjectWriter")
    s3.put_public_access_block(Bucket="remembers", PublicAccessBlockConfiguration={"BlockPublicAcls": True})
    s3.put_object(Bucket="remembers", Key="small", Body=b"small", Metadata={"a": "b"})
    s3.put_object(Bucket="remembers", Key="large", Body=b"L" * 3_000_000)
    upload = s3.create_multipart_upload(Bucket="remembers", Key="parts", ContentType="text/csv")["UploadId"]
    part = s3.upload_part(Bucket="remembers", Key="parts", UploadId=upload, PartNumber=1, Body=b"one")
    server.kill()
    server.start()

    s3 = server.client("s3")
    rules = s3.get_bucket_ownership_controls(Bucket="remembers")["OwnershipControls"]["Rules"]
    assert rules == [{"ObjectOwnership": "ObjectWriter"}]
    block = s3.get_public_access_block(Bucket="remembers")["PublicAccessBlockConfiguration"]
    assert block == {"BlockPublicAcls": True, "IgnorePublicAcls": False, "BlockPublicPolicy": False,
                     "RestrictPublicBuckets": False}
    small = s3.get_object(Bucket="remembers", Key="small")
    assert (small["Body"].read(), small["Metadata"]) == (b"small", {"a": "b"})
    assert s3.get_object(Bucket="remembers", Key="large")["Body"].read() == b"L" * 3_000_000
    s3.complete_multipart_upload(Bucket="remembers", Key="parts", UploadId=upload, MultipartUpload={
        "Parts": [{"PartNumber": 1, "ETag": part["ETag"]}]})
    joined = s3.get_object(Bucket="remembers", Key="parts")
    assert (joined["Body"].read(), joined["ContentType"]) == (b"one", "text/csv")
