"""What the tests of the Data Catalog's operations have in common."""

import pipeline
import pytest
from botocore.exceptions import ClientError


def refusal(call, **arguments):
    """The code and the message with which a call is refused."""
    with pytest.raises(ClientError) as failure:
        call(**arguments)
    error = failure.value.response["Error"]
    return error["Code"], error["Message"]


def code_of(call, **arguments):
    return refusal(call, **arguments)[0]


def table(name, **more):
    """A TableInput."""
    return {
        **pipeline.csv_table(name, {"id": "bigint", "name": "string"}, f"s3://nowhere/{name}/"),
        **more,
    }


def pages_of(client, operation, size, **arguments):
    """The pages of a list, as boto3's paginator asks for them."""
    pages = client.get_paginator(operation).paginate(
        **arguments, PaginationConfig={"PageSize": size}
    )
    return list(pages)


def names_of(entries):
    return [entry["Name"] for entry in entries]
