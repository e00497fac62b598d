"""Every operation of the services' models answers as one that is built, or with the one clear
error that names it. docs/compatibility.md has its states from here (S3's: see s3/).
"""

import pytest
import recorder
from built_operations import is_refusal, operations_of


@pytest.mark.parametrize("service", ["glue", "athena", "sts", "logs", "secretsmanager", "tenon"])
def test_operation_is_built_or_names_itself(server, service):
    model = server.client(service).meta.service_model
    errors = operations_of(server, service)
    built = {operation for operation, error in errors.items() if not is_refusal(error, operation)}
    for operation in errors:
        declared = sorted(
            shape.error_code for shape in model.operation_model(operation).error_shapes
        )
        recorder.note_built(service, operation, operation in built, declared)
    failed = {operation: error for operation, error in errors.items() if error and error[2] >= 500}
    assert failed == {}
    assert built, "a service of which nothing is built has no place here"
