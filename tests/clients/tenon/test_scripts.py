"""A job as a program: the operation GenerateScript, `tenon script`, and what is written to a job's
ScriptLocation when it is saved.
"""

import ast
import pathlib
import subprocess

import pytest
from botocore.exceptions import ClientError
from lake import BUCKET
from tenon_server import PROGRAM

GOLDEN = pathlib.Path(__file__).parents[2] / "golden" / "scripts"
RECIPE = {"Recipe": {"Name": "Clean", "Inputs": ["node-1"], "RecipeSteps": []}}


def copying(lake, name="Copy"):
    """A graph that filters a table, for which the types of its columns must be known."""
    table = lake.table({"id": "bigint", "name": "string"}, [(1, "a")])
    condition = {
        "Operation": "GT",
        "Values": [
            {"Type": "COLUMNEXTRACTED", "Value": ["id"]},
            {"Type": "CONSTANT", "Value": ["0"]},
        ],
    }
    return {
        "node-1": lake.source(table),
        "node-2": {
            "Filter": {
                "Name": name,
                "Inputs": ["node-1"],
                "LogicalOperator": "AND",
                "Filters": [condition],
            }
        },
        "node-3": lake.target("node-2", lake.name("result")),
    }


def definition(nodes, location, **more):
    return {
        "Role": "LabRole",
        "Command": {"Name": "glueetl", "ScriptLocation": location},
        "CodeGenConfigurationNodes": nodes,
        **more,
    }


def script_at(lake, key):
    return lake.s3.get_object(Bucket=BUCKET, Key=key)["Body"].read().decode()


def is_there(lake, key):
    return "Contents" in lake.s3.list_objects_v2(Bucket=BUCKET, Prefix=key)


def generate(lake, nodes, **more):
    return lake.tenon.generate_script(CodeGenConfigurationNodes=nodes, **more)["Script"]


def run_script(server, *arguments):
    return subprocess.run(
        [PROGRAM, "script", *arguments, "--data", str(server.data)],
        capture_output=True,
        text=True,
        timeout=20,
        check=False,
    )


def assigned(script):
    """The variables that a script sets, in their order."""
    return [
        target.id
        for statement in ast.parse(script).body
        if isinstance(statement, ast.Assign)
        for target in statement.targets
    ]


@pytest.mark.parametrize("path", sorted(GOLDEN.glob("*.py")), ids=lambda path: path.stem)
def test_every_golden_script_is_python_whose_names_are_known(path):
    text = path.read_text()
    if text.startswith("# refused: "):
        return
    tree = ast.parse(text)
    named = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    bound = {
        node.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    }
    bound |= {node.arg for node in ast.walk(tree) if isinstance(node, ast.arg)}
    bound |= {
        node.name for node in ast.walk(tree) if isinstance(node, (ast.FunctionDef, ast.ClassDef))
    }
    bound |= {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, (ast.Import, ast.ImportFrom))
        for alias in node.names
    }
    transforms = {  # of awsglue.transforms
        *{"ApplyMapping", "DropFields", "Filter", "Join", "RenameField", "SelectFields"},
        *{"SelectFromCollection", "SplitFields", "Spigot"},
    }
    builtins = {"getattr", "isinstance", "list", "bool", "zip"}
    assert named - bound - transforms - builtins == set()


def test_a_graph_that_is_saved_nowhere_becomes_a_script(lake):
    script = generate(lake, copying(lake))
    assert assigned(script)[-3].endswith("_node1")
    assert assigned(script)[-2:] == ["Copy_node2", "Result_node3"]
    assert "# Script generated for node Copy\n" in script
    assert 'lambda row: (row["id"] is not None and row["id"] > 0)' in script
    assert script.endswith("\njob.commit()\n")


def test_the_same_graph_gives_the_same_script(lake):
    nodes = copying(lake)
    assert generate(lake, nodes) == generate(lake, nodes, Flavor="GLUE")


def test_a_node_without_a_script_is_named_with_the_reason(lake):
    nodes = {**copying(lake), "node-4": RECIPE}
    with pytest.raises(ClientError) as failure:
        generate(lake, nodes)
    assert failure.value.response["Error"]["Code"] == "InvalidInputException"
    message = failure.value.response["Error"]["Message"]
    assert message.startswith("Clean (node-4): there is no script for the kind Recipe")


def test_columns_that_are_not_known_are_named_as_the_reason(lake):
    nodes = copying(lake)
    nodes["node-1"] = lake.source("never")
    with pytest.raises(ClientError, match="there is no table lake_db.never"):
        generate(lake, nodes)


def test_neither_a_job_nor_a_graph_is_refused(lake):
    with pytest.raises(ClientError) as failure:
        lake.tenon.generate_script()
    assert failure.value.response["Error"]["Code"] == "InvalidInputException"
    with pytest.raises(ClientError) as failure:
        lake.tenon.generate_script(JobName="never")
    assert failure.value.response["Error"]["Code"] == "EntityNotFoundException"


def test_the_sql_is_what_runs_here(lake):
    nodes = copying(lake)
    script = generate(lake, nodes, Flavor="SQL")
    explained = lake.tenon.explain_job(CodeGenConfigurationNodes=nodes)["Optimized"]
    for step in explained:
        if step["Step"] == "COMPUTE":
            assert f'CREATE VIEW "{step["Name"]}" AS\n{step["Text"]};\n' in script
    assert f"-- reads csv s3://{BUCKET}/tables/" in script
    assert "-- writes " in script


def test_the_command_prints_what_the_operation_answers(lake, server):
    job = lake.create_job(copying(lake))
    for flavor in ("glue", "sql"):
        printed = run_script(server, job, "--flavor", flavor)
        answer = lake.tenon.generate_script(JobName=job, Flavor=flavor.upper())
        assert (printed.returncode, printed.stdout) == (0, answer["Script"])
    assert run_script(server, job).stdout == run_script(server, job, "--flavor", "glue").stdout
    missing = run_script(server, "never")
    assert missing.returncode == 1 and "never" in missing.stderr


def test_saving_a_job_writes_its_script_to_its_script_location(lake):
    job, key = lake.name("job"), lake.name("scripts") + "/etl.py"
    location = f"s3://{BUCKET}/{key}"
    nodes = copying(lake)
    lake.glue.create_job(Name=job, **definition(nodes, location))
    assert script_at(lake, key) == generate(lake, nodes)
    changed = {**nodes, "node-2": copying(lake, "Renamed")["node-2"]}
    lake.glue.update_job(JobName=job, JobUpdate=definition(changed, location))
    assert script_at(lake, key) == generate(lake, changed) != generate(lake, nodes)
    lake.tenon.restore_job_version(JobName=job, Version=1)
    assert script_at(lake, key) == generate(lake, nodes)


def test_a_script_that_somebody_has_taken_over_stays_theirs(lake):
    job, key = lake.name("job"), lake.name("scripts") + "/etl.py"
    lake.put(key, "print('mine')\n")
    location = f"s3://{BUCKET}/{key}"
    lake.glue.create_job(Name=job, **definition(copying(lake), location, JobMode="SCRIPT"))
    assert script_at(lake, key) == "print('mine')\n"


@pytest.mark.parametrize(
    "location",
    ["s3://no-such-bucket/etl.py", f"s3://{BUCKET}/", f"s3://{BUCKET}/folder/", "etl.py"],
)
def test_a_job_is_saved_wherever_its_script_should_lie(lake, location):
    job = lake.name("job")
    lake.glue.create_job(Name=job, **definition(copying(lake), location))
    command = lake.glue.get_job(JobName=job)["Job"]["Command"]
    assert command["ScriptLocation"] == location


def test_a_job_that_cannot_be_written_out_is_saved_and_leaves_what_lies_there(lake):
    job, key = lake.name("job"), lake.name("scripts") + "/etl.py"
    location = f"s3://{BUCKET}/{key}"
    nodes = {**copying(lake), "node-4": RECIPE}
    lake.glue.create_job(Name=job, **definition(nodes, location))
    assert lake.glue.get_job(JobName=job)["Job"]["CodeGenConfigurationNodes"].keys() == nodes.keys()
    assert not is_there(lake, key)
