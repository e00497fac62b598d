"""What a job was before: its versions; and the runs of all jobs together."""

import pipeline
import pytest
from botocore.exceptions import ClientError


def versions_of(tenon, job, **arguments):
    found = []
    while True:
        page = tenon.list_job_versions(JobName=job, **arguments)
        found += page["Versions"]
        if "NextToken" not in page:
            return found
        arguments["NextToken"] = page["NextToken"]


def save(glue, job, description):
    glue.update_job(
        JobName=job,
        JobUpdate={"Role": "r", "Command": {"Name": "glueetl"}, "Description": description},
    )


def create(glue, job, **more):
    glue.create_job(Name=job, Role="r", Command={"Name": "glueetl"}, **more)


def test_each_save_of_a_job_is_kept(server, glue, tenon):
    create(glue, "kept", Description="one", Tags={"a": "b"})
    save(glue, "kept", "two")
    save(glue, "kept", "three")
    versions = versions_of(tenon, "kept", MaxResults=2)
    assert [version["Version"] for version in versions] == [3, 2, 1]
    key = server.settings()["AWS_ACCESS_KEY_ID"]
    assert {version["SavedBy"] for version in versions} == {key}
    assert not any("RestoredFrom" in version for version in versions)
    first = tenon.get_job_version(JobName="kept", Version=1)
    assert first["Version"] == versions[2]
    assert first["Job"]["Description"] == "one" and "Tags" not in first["Job"]
    newest = tenon.get_job_version(JobName="kept", Version=3)["Job"]
    job = glue.get_job(JobName="kept")["Job"]
    times = ("CreatedOn", "LastModifiedOn")
    assert {name: job[name].timestamp() for name in times} == {
        name: pytest.approx(float(newest[name])) for name in times
    }
    assert {k: v for k, v in newest.items() if k not in times} == {
        k: v for k, v in job.items() if k not in times
    }


def test_an_earlier_version_is_restored_as_a_new_one(glue, tenon):
    create(glue, "restored", Description="one")
    save(glue, "restored", "two")
    assert tenon.restore_job_version(JobName="restored", Version=1)["Version"] == 3
    assert glue.get_job(JobName="restored")["Job"]["Description"] == "one"
    newest, *_ = versions_of(tenon, "restored")
    assert (newest["Version"], newest["RestoredFrom"]) == (3, 1)
    save(glue, "restored", "three")
    assert "RestoredFrom" not in versions_of(tenon, "restored")[0]


def test_versions_that_are_not_there(glue, tenon):
    create(glue, "short")
    for call, arguments in (
        (tenon.get_job_version, {"JobName": "short", "Version": 2}),
        (tenon.restore_job_version, {"JobName": "short", "Version": 2}),
        (tenon.get_job_version, {"JobName": "nosuch", "Version": 1}),
        (tenon.restore_job_version, {"JobName": "nosuch", "Version": 1}),
        (tenon.list_job_versions, {"JobName": "nosuch"}),
    ):
        with pytest.raises(ClientError) as failed:
            call(**arguments)
        assert failed.value.response["Error"]["Code"] == "EntityNotFoundException"
    with pytest.raises(ClientError) as failed:
        tenon.list_job_versions(JobName="short", NextToken="nonsense")
    assert failed.value.response["Error"]["Code"] == "InvalidInputException"


def test_runs_of_all_jobs_with_the_version_that_ran(glue, tenon, lake, people):
    nodes = {"source": lake.source(people), "target": lake.target("source", "runs")}
    one, other = lake.create_job(nodes), lake.create_job(nodes)
    tenon.restore_job_version(JobName=other, Version=1)
    started = []
    for job in (one, other, one):
        run = glue.start_job_run(JobName=job)["JobRunId"]
        assert pipeline.wait_for_run(glue, run, job)["JobRunState"] == "SUCCEEDED"
        started.append((job, run))
    report = tenon.get_run_report(JobName=other, RunId=started[1][1])["Report"]
    assert report["JobVersion"] == 2

    found, arguments = [], {"MaxResults": 2}
    while True:
        page = tenon.list_runs(**arguments)
        found += page["Runs"]
        assert page["Counts"] == [{"State": "SUCCEEDED", "Runs": 3}]
        if "NextToken" not in page:
            break
        arguments["NextToken"] = page["NextToken"]
    assert [(run["JobName"], run["Id"]) for run in found] == started[::-1]
    assert [run["JobVersion"] for run in found] == [1, 2, 1]
    newest = glue.get_job_run(JobName=started[2][0], RunId=started[2][1])["JobRun"]
    for name in ("JobRunState", "StartedOn", "CompletedOn", "ExecutionTime", "Attempt"):
        assert found[0][name] == newest[name]

    middle = found[1]["StartedOn"]
    later = tenon.list_runs(StartedAfter=middle)
    assert [run["Id"] for run in later["Runs"]] == [found[0]["Id"], found[1]["Id"]]
    assert later["Counts"] == [{"State": "SUCCEEDED", "Runs": 2}]
    earlier = tenon.list_runs(StartedBefore=middle)
    assert [run["Id"] for run in earlier["Runs"]] == [found[2]["Id"]]
    failed = tenon.list_runs(States=["FAILED", "TIMEOUT"])
    assert failed["Runs"] == [] and failed["Counts"] == [{"State": "SUCCEEDED", "Runs": 3}]


def test_list_of_runs_refuses_what_it_does_not_know(tenon):
    with pytest.raises(ClientError) as failed:
        tenon.list_runs(NextToken="nonsense")
    assert failed.value.response["Error"]["Code"] == "InvalidInputException"
    with pytest.raises(ClientError) as failed:
        tenon.list_runs(States=["NOSUCH"])
    assert failed.value.response["Error"]["Code"] == "InvalidInputException"
