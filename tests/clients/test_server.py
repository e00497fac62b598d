"""The program as an operator meets it: files, commands, starting and stopping."""

import json
import os
import pathlib
import signal
import stat
import subprocess
import sys
import time

import pipeline
import pytest
from tenon_server import PROGRAM, Server, ServerFailed
from test_runs import ENDLESS, nodes, wait_until


def run_command(server, *words, **options):
    return subprocess.run(
        [server.program, *words], capture_output=True, text=True, timeout=60, **options
    )


def test_root_key_is_for_its_owner_only(server):
    keys = server.data / "keys"
    assert stat.S_IMODE(keys.stat().st_mode) == 0o700
    assert stat.S_IMODE((keys / "root.json").stat().st_mode) == 0o600
    assert server.settings()["AWS_SECRET_ACCESS_KEY"] not in server.output()


def test_first_start_says_how_to_go_on(server):
    wait_until(lambda: "tenon env" in server.output(), "the welcome")
    assert str(server.data) in server.output()


def test_env_is_for_a_shell(server):
    words = run_command(server, "env", "--data", str(server.data)).stdout
    script = f'{words}\necho "$AWS_ENDPOINT_URL $AWS_REGION $AWS_DEFAULT_REGION"'
    done = subprocess.run(["sh", "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.split() == [server.endpoint, "us-east-1", "us-east-1"]


def test_env_without_a_server_says_what_to_do(server, tmp_path):
    done = run_command(server, "env", "--data", str(tmp_path / "nothing"))
    assert done.returncode == 1 and "tenon serve" in done.stderr and done.stdout == ""
    assert not (tmp_path / "nothing").exists()


def test_status(server, tmp_path):
    up = run_command(server, "status", "--data", str(server.data))
    assert up.returncode == 0 and server.endpoint in up.stdout
    assert run_command(server, "status", "--data", str(tmp_path)).returncode == 1


def test_doctor_finds_nothing_wrong_here(server, tmp_path):
    config = tmp_path / "tenon.toml"
    config.write_text('api = "127.0.0.1:0"\nconsole = "127.0.0.1:0"\n')
    done = run_command(server, "doctor", "--data", str(server.data), "--config", str(config))
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    "words",
    [[], ["serve", "--api", "nonsense"], ["frobnicate"], ["serve", "--config", "/none.toml"]],
)
def test_wrong_command_line_is_told(server, words, tmp_path):
    environment = {**os.environ, "TENON_DATA": str(tmp_path / "data")}
    done = run_command(server, *words, env=environment)
    assert done.returncode != 0 and (done.stderr or done.stdout)
    assert not (tmp_path / "data").exists()


def test_unknown_key_of_the_configuration_is_told_with_its_line(server, tmp_path):
    file = tmp_path / "tenon.toml"
    file.write_text('account = "123456789012"\nwarm_wokers = 1\n')
    done = run_command(server, "serve", "--config", str(file), "--data", str(tmp_path / "data"))
    assert done.returncode != 0 and "warm_wokers" in done.stderr and "line 2" in done.stderr


def test_account_and_region_of_the_configuration(tmp_path):
    environment = {"TENON_ACCOUNT": "123456789012", "TENON_REGION": "eu-west-1"}
    with Server(PROGRAM, tmp_path / "data", environment=environment) as server:
        assert server.client("sts").get_caller_identity()["Account"] == "123456789012"


def test_second_server_on_the_same_folder_is_refused(server):
    second = Server(PROGRAM, server.data)
    second.log = server.data.with_name("second.log")
    with pytest.raises(ServerFailed) as failure:
        second.start()
    assert second.process.returncode == 1
    assert str(server.data) in str(failure.value) and "server" in str(failure.value)
    assert server.client("glue").get_databases()  # the first one is as it was


def test_taken_port_is_told(server, tmp_path):
    port = server.endpoint.rsplit(":", 1)[1]
    second = Server(PROGRAM, tmp_path / "data", api=f"127.0.0.1:{port}")
    with pytest.raises(ServerFailed, match=port):
        second.start()


def test_sigterm_stops_runs_and_leaves_nothing_behind(tmp_path):
    from lake import Lake

    server = Server(PROGRAM, tmp_path / "data")
    server.start()
    try:
        lake = Lake(server)
        table = lake.table({"v": "bigint"}, [(number,) for number in range(3000)])
        job, run_id = lake.start(nodes(lake, table, ENDLESS, "never"))
        wait_until(
            lambda: (
                lake.glue.get_job_run(JobName=job, RunId=run_id)["JobRun"]["JobRunState"]
                == "RUNNING"
            ),
            "RUNNING",
        )
        children = [
            int(pid)
            for task in pathlib.Path(f"/proc/{server.process.pid}/task").glob("*/children")
            for pid in task.read_text().split()
        ]
        assert children
        began = time.monotonic()
        server.stop()
        assert time.monotonic() - began < 5
        assert not (server.data / "server.json").exists()
        assert not any(pathlib.Path(f"/proc/{pid}").exists() for pid in children)
        server.start()
        run = server.client("glue").get_job_run(JobName=job, RunId=run_id)["JobRun"]
        assert run["JobRunState"] in ("STOPPED", "FAILED") and run["CompletedOn"]
        assert server.client("s3").list_objects_v2(Bucket="lake", Prefix="never")["KeyCount"] == 0
    finally:
        if server.process.poll() is None:
            server.stop()


ENDLESS_SCRIPT = """
import signal, sys
from tenon_server import Server
print(Server(sys.argv[1], sys.argv[2]).start().process.pid, flush=True)
signal.pause()
"""


def test_no_server_outlives_the_script_that_started_it(tmp_path):
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    script = subprocess.Popen(
        [sys.executable, "-c", ENDLESS_SCRIPT, PROGRAM, str(tmp_path / "data")],
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
    )
    with script:
        pid = int(script.stdout.readline())
        script.kill()
    wait_until(lambda: not os.path.exists(f"/proc/{pid}"), "the server's end")


def test_everything_is_there_after_a_restart(tmp_path):
    data = tmp_path / "data"
    with Server(PROGRAM, data) as server:
        key = server.settings()["AWS_ACCESS_KEY_ID"]
        server.client("s3").create_bucket(Bucket="kept")
        server.client("s3").put_object(Bucket="kept", Key="k", Body=b"v", Metadata={"a": "b"})
        server.client("glue").create_database(DatabaseInput={"Name": "kept"})
        pipeline.create_job(server.client("glue"))
    with Server(PROGRAM, data) as server:
        assert server.settings()["AWS_ACCESS_KEY_ID"] == key
        got = server.client("s3").get_object(Bucket="kept", Key="k")
        assert (got["Body"].read(), got["Metadata"]) == (b"v", {"a": "b"})
        assert server.client("glue").get_database(Name="kept")
        assert server.client("glue").get_job(JobName="CCBDA-ETL")["Job"]["Role"]


def test_people_see_objects_under_their_own_names(server, s3):
    s3.create_bucket(Bucket="seen")
    s3.put_object(Bucket="seen", Key="a folder/ünï.txt", Body=b"text")
    path = server.data / "objects/buckets/seen/a folder/ünï.txt"
    wait_until(path.exists, "a view of the object, which is made after the answer")
    assert path.read_bytes() == b"text" and stat.S_IMODE(path.stat().st_mode) == 0o444


def test_log_lines_are_json(server):
    lines = [line for line in server.output().splitlines() if line.startswith("{")]
    assert all({"time", "level", "message"} <= set(json.loads(line)) for line in lines)


def test_interrupt_ends_the_server_too(tmp_path):
    server = Server(PROGRAM, tmp_path / "data").start()
    server.process.send_signal(signal.SIGINT)
    assert server.process.wait(20) == 0
