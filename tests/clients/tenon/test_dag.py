"""Jobs as the documents of Glue Studio: import and export, without loss. Nodes of every kind are
tested in src/api/tenon/studio_job_test.cc.
"""

import copy
import json
import subprocess

import pipeline
import pytest
from botocore.exceptions import ClientError
from studio_documents import NODES, downloaded, job
from tenon_server import PROGRAM


def get_job(glue, name):
    found = glue.get_job(JobName=name)["Job"]
    return {key: found[key] for key in found if key not in ("CreatedOn", "LastModifiedOn")}


def document_of(tenon, name, **original):
    return tenon.export_job(JobName=name, **original)["Document"]


def copy_of(tenon, glue, name, document):
    """Imports a document as a job of that name, and returns it."""
    imported = tenon.import_job(Document=document)
    glue.create_job(**{**imported["Job"], "Name": name})
    return {**get_job(glue, name), "Name": document["jobConfig"]["name"]}


@pytest.fixture(scope="module")
def imported(tenon):
    return tenon.import_job(Document=downloaded())


def test_downloaded_document_becomes_the_nodes_of_the_api(imported):
    assert imported["Job"]["CodeGenConfigurationNodes"] == NODES


def test_downloaded_document_becomes_a_definition(imported):
    definition = {
        key: value for key, value in imported["Job"].items() if key != "CodeGenConfigurationNodes"
    }
    assert definition == job(
        Timeout=2880,
        JobRunQueuingEnabled=True,
        DefaultArguments={
            "--TempDir": "s3://lake/temporary/",
            "--job-bookmark-option": "job-bookmark-disable",
            "--spark-event-logs-path": "s3://lake/logs/",
            "--enable-spark-ui": "true",
            "--enable-glue-datacatalog": "true",
            "--enable-job-insights": "true",
            "--conf": "a=b",
        },
    )
    assert imported["Warnings"] == []


def test_definition_is_what_create_job_takes(imported, glue):
    name = glue.create_job(**imported["Job"])["Name"]
    assert get_job(glue, name)["CodeGenConfigurationNodes"] == NODES
    glue.delete_job(JobName=name)


def test_document_comes_back_whole_where_the_original_is_given(tenon, glue, imported):
    glue.create_job(**imported["Job"])
    assert document_of(tenon, "etl", Original=downloaded()) == downloaded()
    glue.delete_job(JobName="etl")


def test_change_of_the_job_counts_over_the_original(tenon, glue, imported):
    changed = copy.deepcopy(imported["Job"])
    nodes = changed["CodeGenConfigurationNodes"]
    nodes["node-4"]["RenameField"]["TargetPath"] = ["sum"]
    del nodes["node-1"]["S3ParquetSource"]["Exclusions"]
    nodes["node-1"]["S3ParquetSource"]["CompressionType"] = "gzip"
    del changed["DefaultArguments"]["--conf"]
    glue.create_job(**changed)
    expected = downloaded()
    expected["dag"]["node-4"]["targetPath"] = "sum"
    del expected["dag"]["node-1"]["exclusions"]
    expected["dag"]["node-1"]["compressionType"] = "gzip"
    expected["jobConfig"]["jobParameters"] = []
    assert document_of(tenon, "etl", Original=downloaded()) == expected
    glue.delete_job(JobName="etl")


def test_tutorial_job_is_the_same_after_export_and_import(tenon, glue):
    pipeline.create_job(glue)
    document = document_of(tenon, pipeline.JOB)
    assert "tenon" not in document
    assert json.loads(json.dumps(document))["dag"]["node-1732000000008"]["type"] == "S3"
    assert copy_of(tenon, glue, "copy", document) == get_job(glue, pipeline.JOB)


DEFINITIONS = {
    "least": {"Name": "least", "Role": "LabRole", "Command": {"Name": "glueetl"}},
    "all that jobConfig knows": job(
        Description="Every night",
        GlueVersion="4.0",
        MaintenanceWindow="Sun:3",
        ExecutionClass="FLEX",
        JobRunQueuingEnabled=True,
        SecurityConfiguration="sealed",
        Connections={"Connections": ["db"]},
        DefaultArguments={
            "--TempDir": "s3://b/t/",
            "--enable-metrics": "true",
            "--enable-auto-scaling": "true",
            "--encryption-type": "sse-s3",
            "--extra-jars": "s3://b/x.jar",
            "--mine": "1",
        },
    ),
    "what jobConfig has no place for": job(
        Description="",
        LogUri="s3://b/l/",
        NonOverridableArguments={"--a": "b"},
        NotificationProperty={"NotifyDelayAfter": 3},
        SourceControlDetails={"Provider": "GITHUB", "Repository": "r"},
        ExecutionClass="STANDARD",
        JobRunQueuingEnabled=False,
    ),
    "arguments with other values than a switch has": job(
        DefaultArguments={
            "--enable-metrics": "",
            "--enable-spark-ui": "false",
            "--encryption-type": "other",
            "--extra-py-files": "",
            "--job-language": "python",
        }
    ),
    "scala": {
        "Name": "scala",
        "Role": "LabRole",
        "Command": {"Name": "glueetl", "ScriptLocation": "s3://b/x.scala"},
        "DefaultArguments": {"--job-language": "scala"},
    },
    "scala with a version of Python": job(DefaultArguments={"--job-language": "scala"}),
    "by capacity": {
        "Name": "shell",
        "Role": "LabRole",
        "Command": {"Name": "pythonshell", "PythonVersion": "3.9", "ScriptLocation": "x.py"},
        "MaxCapacity": 1.0,
    },
    "by old capacity": {
        "Name": "old",
        "Role": "LabRole",
        "Command": {"Name": "glueetl"},
        "AllocatedCapacity": 7,
    },
    "stream": {"Name": "stream", "Role": "LabRole", "Command": {"Name": "gluestreaming"}},
    "ray": {
        "Name": "ray",
        "Role": "LabRole",
        "Command": {"Name": "glueray", "Runtime": "Ray2.4", "PythonVersion": "3.9"},
    },
    "notebook": job(JobMode="NOTEBOOK"),
}


@pytest.mark.parametrize("case", DEFINITIONS)
def test_definition_is_the_same_after_export_and_import(tenon, glue, case):
    glue.create_job(**DEFINITIONS[case])
    name = DEFINITIONS[case]["Name"]
    document = document_of(tenon, name)
    original = get_job(glue, name)
    glue.delete_job(JobName=name)
    glue.create_job(**tenon.import_job(Document=document)["Job"])
    assert get_job(glue, name) == original
    assert ("tenon" in document) == (
        case in ("what jobConfig has no place for", "scala with a version of Python")
    )
    glue.delete_job(JobName=name)


def test_tags_are_in_the_document(tenon, glue):
    glue.create_job(**job(Tags={"team": "etl", "none": ""}))
    document = document_of(tenon, "etl")
    assert {tag["key"]: tag["value"] for tag in document["jobConfig"]["tags"]} == {
        "team": "etl",
        "none": "",
    }
    assert tenon.import_job(Document=document)["Job"]["Tags"] == {"team": "etl", "none": ""}
    glue.delete_job(JobName="etl")


def changed(change):
    document = downloaded()
    change(document)
    return document


WARNINGS = {
    "jobConfig.newSwitch": lambda d: d["jobConfig"].update(newSwitch=True),
    "node node-4.newMember": lambda d: d["dag"]["node-4"].update(newMember="x"),
    "node node-5.additionalOptions": lambda d: d["dag"]["node-5"].update(
        additionalOptions={"a": "b"}
    ),
    "node node-5.schemaChangePolicy.more": lambda d: d["dag"]["node-5"][
        "schemaChangePolicy"
    ].update(more=1),
    "node node-1.outputSchemas: the fields inside a column of a schema: id": lambda d: d["dag"][
        "node-1"
    ]["outputSchemas"][0][0].update(children=[{"key": "x"}]),
    "node node-2.runtimeParameters": lambda d: d["dag"]["node-2"].update(
        runtimeParameters=[{"key": "x"}]
    ),
    "usageProfileName": lambda d: d.update(usageProfileName="small"),
}


@pytest.mark.parametrize("warning", WARNINGS)
def test_what_a_job_cannot_hold_is_told_and_kept_by_the_original(tenon, glue, warning):
    document = changed(WARNINGS[warning])
    imported = tenon.import_job(Document=document)
    assert imported["Warnings"] == [warning]
    glue.create_job(**imported["Job"])
    assert document_of(tenon, "etl", Original=document) == document
    glue.delete_job(JobName="etl")


def test_script_of_a_script_job_is_told(tenon):
    document = changed(lambda d: d["jobConfig"].update(jobMode="DEVELOPER_MODE"))
    assert tenon.import_job(Document=document)["Warnings"] == [
        "script: a job has it in S3; upload it to s3://lake/scripts/etl.py"
    ]


REFUSALS = {
    "no job": (lambda d: d.pop("jobConfig"), ["jobConfig", "Glue Studio"]),
    "a dag that is a list": (lambda d: d.update(dag=[1]), ["dag must be an object"]),
    "a node that is a text": (lambda d: d["dag"].update({"node-4": "x"}), ["node-4", "object"]),
    "a type that is none": (
        lambda d: d["dag"]["node-4"].update(type="Magic"),
        ["node-4", "Transform", "Magic"],
    ),
    "a format that no source has": (
        lambda d: d["dag"]["node-1"].update(format="orc"),
        ["node-1", "DataSource", "S3", "orc"],
    ),
    "a transform that calls itself a source": (
        lambda d: d["dag"]["node-4"].update(classification="DataSource"),
        ["node-4", "DataSource", "RenameField"],
    ),
    "a join by less": (
        lambda d: d["dag"]["node-3"].update(columnConditions=["<"]),
        ["node-3", "Join", "<"],
    ),
    "a mode that is none": (lambda d: d["jobConfig"].update(jobMode="FAST"), ["jobMode", "FAST"]),
}


@pytest.mark.parametrize("case", REFUSALS)
def test_document_that_no_job_can_be_made_of_is_refused(tenon, case):
    change, words = REFUSALS[case]
    with pytest.raises(ClientError) as refused:
        tenon.import_job(Document=changed(change))
    assert refused.value.response["Error"]["Code"] == "InvalidInputException"
    for word in words:
        assert word in refused.value.response["Error"]["Message"]


def test_job_that_is_not_there_cannot_be_exported(tenon):
    with pytest.raises(ClientError) as refused:
        tenon.export_job(JobName="nobody")
    assert refused.value.response["Error"]["Code"] == "EntityNotFoundException"


def run(server, *words):
    return subprocess.run(
        [PROGRAM, "job", *map(str, words), "--data", str(server.data)],
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_command_line_imports_and_exports(server, glue, tmp_path):
    file = tmp_path / "etl.json"
    document = changed(lambda d: d["jobConfig"].update(newSwitch=True))
    file.write_text(json.dumps(document))
    done = run(server, "import", file)
    assert (done.returncode, done.stdout) == (0, "created  etl\n"), done.stderr
    assert done.stderr == "not kept  jobConfig.newSwitch\n"
    done = run(server, "export", "etl", "--original", file)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == document
    assert run(server, "import", file).returncode == 1
    done = run(server, "export", "nobody")
    assert done.returncode == 1
    assert "nobody" in done.stderr
    file.write_text("{")
    done = run(server, "import", file)
    assert done.returncode == 1
    assert "etl.json" in done.stderr
    glue.delete_job(JobName="etl")
