"""The aws CLI on Secrets Manager, with nothing set but what `tenon env` prints."""

import json


def test_a_secret_from_beginning_to_end(aws, tmp_path):
    value = {"username": "reader", "password": "correct-horse-battery"}
    file = tmp_path / "value.json"
    file.write_text(json.dumps(value))
    of_secret = ("--secret-id", "prod/warehouse")
    created = aws(
        *("secretsmanager", "create-secret", "--name", "prod/warehouse"),
        *("--secret-string", f"file://{file}", "--tags", "Key=team,Value=a"),
    )
    told = aws(
        *("secretsmanager", "get-secret-value", *of_secret),
        *("--query", "SecretString", "--output", "text"),
    )
    assert told == value  # JSON, so the fixture has read it
    assert aws("secretsmanager", "describe-secret", *of_secret)["ARN"] == created["ARN"]

    aws("secretsmanager", "put-secret-value", *of_secret, "--secret-string", "second")
    aws("secretsmanager", "update-secret", *of_secret, "--description", "of the warehouse")
    versions = aws("secretsmanager", "list-secret-version-ids", *of_secret)["Versions"]
    assert [version["VersionStages"] for version in versions] == [["AWSPREVIOUS"], ["AWSCURRENT"]]
    previous = aws(
        *("secretsmanager", "get-secret-value", "--secret-id", created["ARN"]),
        *("--version-stage", "AWSPREVIOUS"),
    )
    assert previous["VersionId"] == created["VersionId"]

    aws("secretsmanager", "tag-resource", *of_secret, "--tags", "Key=stage,Value=prod")
    aws("secretsmanager", "untag-resource", *of_secret, "--tag-keys", "team")
    listed = aws("secretsmanager", "list-secrets", "--filters", "Key=tag-value,Values=prod")
    assert [secret["Description"] for secret in listed["SecretList"]] == ["of the warehouse"]

    aws("secretsmanager", "delete-secret", *of_secret, "--recovery-window-in-days", "7")
    refused = aws.run("secretsmanager", "get-secret-value", *of_secret)
    assert refused.returncode != 0 and "InvalidRequestException" in refused.stderr
    aws("secretsmanager", "restore-secret", *of_secret)
    aws("secretsmanager", "delete-secret", *of_secret, "--force-delete-without-recovery")
    refused = aws.run("secretsmanager", "get-secret-value", *of_secret)
    assert "(ResourceNotFoundException)" in refused.stderr
