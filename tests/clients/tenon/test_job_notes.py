"""Notes on the canvas of a job: beside it, and with its versions."""

import pytest
from botocore.exceptions import ClientError


def note(text, x=0):
    return {"Id": "note-1", "Text": text, "X": x, "Y": -20}


def create(glue, job):
    glue.create_job(Name=job, Role="r", Command={"Name": "glueetl"})


def save(glue, job):
    glue.update_job(JobName=job, JobUpdate={"Role": "r", "Command": {"Name": "glueetl"}})


def test_notes_outlast_the_saves_of_other_clients(glue, tenon):
    create(glue, "noted")
    assert tenon.get_job_notes(JobName="noted")["Notes"] == []
    before = glue.get_job(JobName="noted")["Job"]
    put = tenon.put_job_notes(JobName="noted", Notes=[note("why"), {**note("é"), "Id": "b"}])
    assert put["Version"] == 1
    assert glue.get_job(JobName="noted")["Job"] == before
    save(glue, "noted")
    assert tenon.get_job_notes(JobName="noted")["Notes"] == [note("why"), {**note("é"), "Id": "b"}]


def test_notes_are_those_of_their_version(glue, tenon):
    create(glue, "versioned")
    tenon.put_job_notes(JobName="versioned", Notes=[note("one")])
    save(glue, "versioned")
    tenon.put_job_notes(JobName="versioned", Notes=[note("two", 5)])
    assert tenon.get_job_notes(JobName="versioned", Version=1)["Notes"] == [note("one")]
    assert tenon.restore_job_version(JobName="versioned", Version=1)["Version"] == 3
    assert tenon.get_job_notes(JobName="versioned")["Notes"] == [note("one")]
    assert tenon.get_job_notes(JobName="versioned", Version=2)["Notes"] == [note("two", 5)]


def test_notes_are_of_a_job_and_a_version_that_are_there(glue, tenon):
    for call in (
        lambda: tenon.get_job_notes(JobName="nobody"),
        lambda: tenon.put_job_notes(JobName="nobody", Notes=[]),
    ):
        with pytest.raises(ClientError) as failed:
            call()
        assert failed.value.response["Error"]["Code"] == "EntityNotFoundException"
    create(glue, "short")
    with pytest.raises(ClientError) as failed:
        tenon.get_job_notes(JobName="short", Version=2)
    assert failed.value.response["Error"]["Code"] == "EntityNotFoundException"
    with pytest.raises(ClientError) as failed:
        tenon.put_job_notes(JobName="short", Notes=[note("x" * 4001)])
    assert failed.value.response["Error"]["Code"] == "InvalidInputException"
    glue.delete_job(JobName="short")
    create(glue, "short")
    assert tenon.get_job_notes(JobName="short")["Notes"] == []
