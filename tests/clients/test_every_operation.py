"""Every operation of the services' models answers as one that is built, or with the one clear
error that names it. docs/compatibility.md has its states from here (S3's: see s3/).
"""

import pytest
import recorder
from botocore.config import Config
from botocore.exceptions import ClientError

EMPTY_REQUESTS = Config(
    parameter_validation=False, inject_host_prefix=False, retries={"max_attempts": 0}
)


def error_of(call):
    """The error that an empty request gets, as its code, message and status; or None."""
    try:
        call()
    except ClientError as failure:
        error = failure.response["Error"]
        return (
            error["Code"],
            error["Message"],
            failure.response["ResponseMetadata"]["HTTPStatusCode"],
        )
    return None


@pytest.mark.parametrize("service", ["glue", "athena", "sts", "logs", "tenon"])
def test_operation_is_built_or_names_itself(server, service):
    client = server.client(service, config=EMPTY_REQUESTS)
    built, failed = set(), {}
    for method, operation in sorted(client.meta.method_to_api_mapping.items()):
        error = error_of(getattr(client, method))
        refusal = f"Operation {operation} is not supported by this server"
        # What AWS has unsigned is refused here as every request without a signature is.
        unsigned = error is not None and error[0] == "MissingAuthenticationToken"
        if error != ("OperationNotSupportedException", refusal, 400) and not unsigned:
            built.add(operation)
        if error is not None and error[2] >= 500:
            failed[operation] = error
        recorder.note_built(service, operation, operation in built)
    assert failed == {}
    assert built, "a service of which nothing is built has no place here"
