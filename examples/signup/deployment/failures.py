"""What AWS refuses, with what to do about it."""

import botocore.exceptions

ADVICE = {
    ("ExpiredToken", "ExpiredTokenException", "RequestExpired"): (
        "the session token has expired: fetch new credentials, then "
        "aws configure set aws_session_token <token>"
    ),
    (
        "AuthFailure",
        "InvalidAccessKeyId",
        "InvalidClientTokenId",
        "InvalidSignatureException",
        "SignatureDoesNotMatch",
        "UnrecognizedClientException",
    ): "AWS does not know these credentials: aws configure, and the session token if there is one",
    (
        "AccessDenied",
        "AccessDeniedException",
        "InsufficientPrivilegesException",
        "UnauthorizedOperation",
    ): "these credentials may not do this: use others, or have it allowed to them",
    ("BucketAlreadyExists",): (
        "choose another --eb-bucket: its name has to be unique in the whole world"
    ),
    ("TooManyApplicationVersionsException", "TooManyApplicationVersions"): (
        "delete old versions of the application in the Elastic Beanstalk console"
    ),
    ("InvalidParameterValue", "ValidationError", "ConfigurationValidationException"): (
        "the names on the command line and eb_options.yaml have to suit this account"
    ),
    ("InvalidGroup.NotFound",): (
        "database and environment are in different VPCs: put them into one, or peer the VPCs"
    ),
}


class DeploymentFailed(Exception):
    """Why it cannot go on; the message says what to do."""


def explain(failure):
    """A message for a failure of boto3's, in AWS's words and then in ours."""
    if isinstance(failure, botocore.exceptions.ClientError):
        code = failure.response["Error"]["Code"]
        advice = next((text for codes, text in ADVICE.items() if code in codes), None)
        return f"{failure}" + (f"\n{advice}" if advice else "")
    if isinstance(
        failure,
        (
            botocore.exceptions.NoCredentialsError,
            botocore.exceptions.PartialCredentialsError,
            botocore.exceptions.ProfileNotFound,
        ),
    ):
        return f"{failure}: aws configure sets the credentials"
    if isinstance(failure, botocore.exceptions.NoRegionError):
        return f"{failure} aws configure set region <region>, or AWS_REGION, names it"
    if isinstance(failure, botocore.exceptions.ConnectionError):
        return f"{failure}\nAWS cannot be reached: is this machine on the Internet?"
    return str(failure)
