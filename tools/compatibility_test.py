"""Tests of compatibility.py on small records, and of its list of Glue's operations."""
import json

import botocore.session
import pytest

import compatibility
from compatibility import check, read_areas, read_impossible_errors, read_record, unproved

AREAS = [{"title": "Databases", "tier1": ["CreateDatabase", "GetDatabase"], "tier3": ["GetMapping"]}]


def record(*entries):
    return [json.dumps(entry) for entry in entries]


def saw(operation, code=None, test="glue/test_databases.py::test_a", service="glue"):
    return {"test": test, "service": service, "operation": operation, "code": code}


def asked(operation, built, service="glue", declares=()):
    return {"test": "test_every_operation.py::test_b", "service": service, "operation": operation, "built": built,
            "declares": list(declares)}


def make_page(lines, areas, impossible_errors=()):
    return compatibility.make_page(read_record(lines), areas, impossible_errors)


def test_page_tells_state_tests_and_errors():
    page = make_page(record(
        asked("CreateDatabase", True), asked("GetDatabase", True), asked("GetMapping", False),
        saw("CreateDatabase"), saw("CreateDatabase", test="catalog/test_dbt.py::test_c"),
        saw("CreateDatabase", "AlreadyExistsException"), saw("GetDatabase", "EntityNotFoundException")), AREAS)
    assert "2 of 3 operations are built." in page
    assert "| CreateDatabase | 1 | built | catalog/dbt, glue/databases | `AlreadyExistsException` |" in page
    assert "| GetDatabase | 1 | built | **none has seen it succeed** | `EntityNotFoundException` |" in page
    assert "\nNot built, tier 3: GetMapping.\n" in page


def test_what_the_question_itself_provokes_proves_nothing():
    page = make_page(record(
        asked("GetDatabase", True), saw("GetDatabase", test="test_every_operation.py::test_b"),
        saw("GetDatabase", "ValidationException", test="test_every_operation.py::test_b")), AREAS)
    assert "| GetDatabase | 1 | built | **none has seen it succeed** | – |" in page


def test_an_operation_nobody_asked_about_is_built_when_it_answers():
    page = make_page(record(saw("PutObject", service="s3"), asked("SelectObjectContent", False, "s3")), AREAS)
    assert "1 of 2 operations are built.\n" in page
    assert "| PutObject | glue/databases | – |" in page
    assert "Not built: SelectObjectContent." in page


def test_made_up_operations_are_not_listed():
    page = make_page(record(asked("GetWorkGroup", True, "athena"), saw("GetWorkGroup", service="athena"),
                            saw("Frobnicate", "UnknownOperationException", service="athena")), AREAS)
    assert "GetWorkGroup" in page and "Frobnicate" not in page


def test_order_and_repetition_of_the_record_do_not_matter():
    entries = record(asked("GetDatabase", True), saw("GetDatabase"), saw("GetDatabase", "B"), saw("GetDatabase", "A"))
    assert make_page(entries, AREAS) == make_page(entries[::-1] + entries, AREAS)


@pytest.mark.parametrize("impossible, wrong", [
    ([], ["GetDatabase declares A: no test has provoked it, and errors_that_do_not_apply.toml does not say why",
          "GetDatabase declares B: no test has provoked it, and errors_that_do_not_apply.toml does not say why"]),
    ([{"code": "A"}, {"code": "B", "operations": ["GetDatabase"]}], []),
    ([{"code": "A"}, {"code": "B"}, {"code": "C"}], []),
    ([{"code": "A"}, {"code": "B"}, {"code": "C", "operations": ["GetDatabase"]}],
     ["GetDatabase answers C, of which errors_that_do_not_apply.toml says it cannot"]),
    ([{"code": "A"}, {"code": "B"}, {"code": "D", "operations": ["GetDatabase", "GetMapping"]}],
     ["GetDatabase does not declare D, of which errors_that_do_not_apply.toml speaks"]),
])
def test_each_declared_error_is_provoked_or_explained_and_never_both(impossible, wrong):
    seen = read_record(record(
        asked("GetDatabase", True, declares=["A", "B", "C"]), asked("GetMapping", False, declares=["A"]),
        asked("GetWorkGroup", True, "athena", declares=["A"]), saw("GetDatabase"), saw("GetDatabase", "C")))
    assert unproved(seen, impossible) == wrong


def test_each_operation_has_to_be_seen_to_succeed():
    seen = read_record(record(asked("GetDatabase", True), asked("GetMapping", False), saw("GetDatabase", "A")))
    assert unproved(seen, []) == ["GetDatabase: no test has seen it succeed"]


def test_page_says_which_errors_cannot_occur_and_why():
    page = make_page([], AREAS, [{"code": "A", "reason": "No time."},
                                 {"code": "B", "operations": ["GetDatabase", "X"], "reason": "No keys."}])
    assert "\n| `A` | all others that declare it | No time. |\n| `B` | GetDatabase, X | No keys. |\n" in page


@pytest.mark.parametrize("text, status", [("same\n", 0), ("less\n", 1), (None, 1)])
def test_check_tells_what_differs_and_how_to_mend_it(tmp_path, capsys, text, status):
    path = tmp_path / "compatibility.md"
    if text is not None:
        path.write_text(text)
    assert check("same\n", path, "the.record") == status
    assert ("python3 tools/compatibility.py the.record" in capsys.readouterr().out) == bool(status)


def test_page_is_written_and_then_checked(tmp_path, monkeypatch):
    monkeypatch.setattr(compatibility, "PAGE", tmp_path / "compatibility.md")
    lines = tmp_path / "record"
    lines.write_text("\n".join(record(asked("GetDatabase", True), saw("GetDatabase"))))
    assert compatibility.main([str(lines), "--check"]) == 1
    assert compatibility.main([str(lines)]) == 0
    assert compatibility.main([str(lines), "--check"]) == 0
    lines.write_text("\n".join(record(asked("GetDatabase", False))))
    assert compatibility.main([str(lines), "--check"]) == 1
    lines.write_text("\n".join(record(asked("GetDatabase", True, declares=["Unheard"]), saw("GetDatabase"))))
    assert compatibility.main([str(lines)]) == 1
    assert compatibility.main([str(lines), "--check"]) == 1


def test_areas_name_each_operation_of_glue_once():
    named = [operation for area in read_areas() for tier in compatibility.TIERS for operation in area.get(tier, [])]
    assert sorted(named) == sorted(botocore.session.Session().get_service_model("glue").operation_names)


@pytest.mark.parametrize("service", compatibility.PROVED)
def test_impossible_errors_are_those_of_operations_that_declare_them(service):
    model = botocore.session.Session().get_service_model(service)
    declared = {name: {shape.name for shape in model.operation_model(name).error_shapes}
                for name in model.operation_names}
    for error in compatibility.of_service(read_impossible_errors(), service):
        assert error["reason"].endswith(".") and "|" not in error["reason"]
        assert any(error["code"] in codes for codes in declared.values())
        for operation in error.get("operations", []):
            assert error["code"] in declared[operation], (error["code"], operation)


def test_impossible_errors_are_of_services_that_are_proved():
    assert {error.get("service", "glue") for error in read_impossible_errors()} <= set(compatibility.PROVED)


def test_errors_of_secrets_manager_are_proved_apart_from_those_of_glue():
    lines = record(
        asked("CreateSecret", True, "secretsmanager", ["LimitExceededException", "EncryptionFailure"]),
        saw("CreateSecret", service="secretsmanager"),
        asked("GetMapping", True, declares=["EncryptionFailure"]), saw("GetMapping"))
    of_secrets = {"service": "secretsmanager", "code": "EncryptionFailure", "reason": "One key."}
    missing = unproved(read_record(lines), [of_secrets])
    assert [line.split(":")[0] for line in missing] == [
        "GetMapping declares EncryptionFailure", "CreateSecret declares LimitExceededException"]
    page = make_page(lines, AREAS, [of_secrets])
    glue, secrets = page.split("## AWS Secrets Manager")
    assert "One key." in secrets and "One key." not in glue
