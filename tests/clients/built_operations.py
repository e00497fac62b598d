"""Which operations a server has built, as it says itself."""

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


def is_refusal(error, operation):
    """Whether it says that the operation is not built."""
    refusal = f"Operation {operation} is not supported by this server"
    # What AWS has unsigned is refused here as every request without a signature is.
    unsigned = error is not None and error[0] == "MissingAuthenticationToken"
    return error == ("OperationNotSupportedException", refusal, 400) or unsigned


def operations_of(server, service, wanted=lambda model: True):
    """Each operation of the service whose model is wanted, with the error that an empty request
    gets.
    """
    client = server.client(service, config=EMPTY_REQUESTS)
    return {
        operation: error_of(getattr(client, method))
        for method, operation in sorted(client.meta.method_to_api_mapping.items())
        if wanted(client.meta.service_model.operation_model(operation))
    }
