"""Every operation that takes a name refuses one that is longer than AWS's model allows, as AWS does:
by ValidationException, before the operation itself is asked. So the InvalidInputException that the
models declare applies only to operations whose input can be wrong in other ways.
"""

import pytest
from botocore.config import Config
from botocore.exceptions import ClientError

AS_GIVEN = Config(parameter_validation=False, retries={"max_attempts": 0})
LONGEST = 255


def is_name(shape):
    return shape.type_name == "string" and shape.metadata.get("max") == LONGEST


def request_of(shape, long_member):
    """The least request that the model allows, with one member that is a name too long."""
    request = {}
    for name in {*shape.required_members, *([long_member] if long_member else [])}:
        member = shape.members[name]
        if name == long_member:
            request[name] = "n" * (LONGEST + 1)
        elif member.type_name == "structure":
            request[name] = request_of(member, None)
        elif member.type_name == "list":
            request[name] = []
        elif member.type_name == "map":
            request[name] = {}
        elif member.type_name == "string":
            request[name] = (member.enum or ["name"])[0]
        else:
            request[name] = 1
    return request


def test_a_name_too_long_is_refused_by_its_member(server):
    client = server.client("glue", config=AS_GIVEN)
    tried, otherwise = 0, []
    for method, operation in sorted(client.meta.method_to_api_mapping.items()):
        model = client.meta.service_model.operation_model(operation)
        shape = model.input_shape
        for member in shape.members if shape else ():
            if member == "CatalogId" or not is_name(shape.members[member]):
                continue
            with pytest.raises(ClientError) as failure:
                getattr(client, method)(**request_of(shape, member))
            code = failure.value.response["Error"]["Code"]
            if code == "OperationNotSupportedException":
                break
            tried += 1
            named = f"at '{member[0].lower()}{member[1:]}'" in str(failure.value)
            if code != "ValidationException" or not named:
                otherwise.append((operation, member, str(failure.value)))
    assert otherwise == []
    assert tried > 40
