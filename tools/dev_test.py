"""Tests of ./dev: what it refuses, and how it counts."""
import hashlib
import pathlib
import subprocess

import pytest

ROOT = pathlib.Path(__file__).resolve().parent.parent


def run_dev(*arguments):
    return subprocess.run([ROOT / "dev", *arguments], capture_output=True, text=True, check=False)


def run_bash(script):
    """Runs `script` with the parts of ./dev that it needs sourced."""
    prelude = f'set -euo pipefail; ROOT="{ROOT}"; source "$ROOT/tools/dev/say.sh"; ' \
              'source "$ROOT/tools/dev/downloads.sh"; source "$ROOT/tools/dev/test.sh"; '
    return subprocess.run(["bash", "-c", prelude + script], capture_output=True, text=True,
                          check=False)


@pytest.mark.parametrize("arguments", [(), ("help",), ("--help",)])
def test_help_explains_every_command(arguments):
    shown = run_dev(*arguments)
    assert shown.returncode == 0
    for command in ("demo", "test", "build", "serve", "signup", "bench", "lint", "fmt", "fetch", "clean",
                    "help"):
        assert f"\n  {command} " in shown.stdout


@pytest.mark.parametrize("arguments, complaint", [
    (("deploy",), "no such command: deploy"),
    (("test", "unti"), "no such test suite: unti"),
    (("build", "fast"), "no such preset: fast"),
    (("build", "debug", "fast"), "build takes one preset, not: debug fast"),
    (("bench",), "bench needs a name"),
    (("bench", "nothing"), "no such benchmark: nothing"),
    (("fetch", "--arch", "vax"), "nothing is pinned for this processor: vax"),
    (("lint", "-x"), "unknown option of lint: -x"),
    (("clean", "-x"), "unknown option of clean: -x"),
])
def test_what_it_does_not_know_is_refused_by_name(arguments, complaint):
    refused = run_dev(*arguments)
    assert refused.returncode != 0
    assert complaint in refused.stderr


@pytest.mark.parametrize("suite, last_line, status", [
    ("count_tests 3 0", "3 passed, 0 failed", 0),
    ("count_tests 3 0; count_tests 1 2", "4 passed, 2 failed", 1),
    ("true", "0 passed, 1 failed", 1),
    ("false; count_tests 3 0", "0 passed, 1 failed", 1),
    ("count_tests 3 0; die broken", "3 passed, 1 failed", 1),
    ("check good true; check bad false", "1 passed, 1 failed", 1),
])
def test_a_suite_that_fails_finds_nothing_or_cannot_run_is_a_failure(suite, last_line, status):
    ran = run_bash(f'SUITES=("mine|default|a suite"); run_mine() {{ {suite}; }}; run_suites')
    assert ran.stdout.splitlines()[-1] == last_line
    assert ran.returncode == status


@pytest.mark.parametrize("arguments, ran", [
    ("", ["first"]), ("all", ["first", "second"]), ("second", ["second"]),
])
def test_the_suites_that_were_asked_for_run(arguments, ran):
    listed = run_bash(f'SUITES=("first|default|a" "second|all|b"); choose_suites {arguments}')
    assert listed.stdout.split() == ran


@pytest.mark.parametrize("program, counted", [
    ("echo '[doctest] test cases:  7 |  7 passed | 0 failed | 0 skipped'", "7 0"),
    ("echo '[doctest] test cases: 12 | 10 passed | 2 failed |'; exit 1", "10 2"),
    ("echo '[doctest] test cases:  7 |  7 passed | 0 failed | 0 skipped'; exit 3", "7 1"),
    ("echo '[doctest] test cases: 12 | 10 passed | 2 failed |'; echo 'Status: SUCCESS!'", "10 2"),
    ("echo 'cannot open shared object'; exit 127", "0 1"),
    ("echo 'ended by exit(0) halfway'", "0 1"),
    ("echo '[doctest] test cases: 0 | 0 passed | 0 failed | 0 skipped'", "0 1"),
])
def test_a_test_program_is_counted_by_its_summary_and_its_exit(tmp_path, program, counted):
    path = tmp_path / "base_test"
    path.write_text(f"#!/bin/sh\n{program}\n")
    path.chmod(0o755)
    ran = run_bash(f"COUNTS=/dev/stdout; run_doctest {path}")
    assert ran.stdout.strip() == counted


def test_all_suites_are_named_with_their_counts_and_one_line_ends_it():
    ran = run_bash('SUITES=("first|default|a" "second|all|b"); run_first() { count_tests 3 0; }; '
                   'run_second() { count_tests 4 1; }; run_suites all')
    assert ran.stdout == "7 passed, 1 failed\n"
    assert ran.stderr.splitlines() == [
        "==> Suite: first", "==> first: 3 passed, 0 failed",
        "==> Suite: second", "==> second: 4 passed, 1 failed"]
    assert ran.returncode == 1


def test_a_failing_test_program_is_named_with_its_build(tmp_path):
    path = tmp_path / "build/tsan/bin/base_test"
    path.parent.mkdir(parents=True)
    path.write_text("#!/bin/sh\necho 'WARNING: data race'; exit 66\n")
    path.chmod(0o755)
    ran = run_bash(f"COUNTS=/dev/stdout; ROOT={tmp_path}; run_doctest {path}")
    assert ran.stderr == "WARNING: data race\nfailed: build/tsan/bin/base_test (exit status 66)\n"


@pytest.mark.parametrize("programs, complaint", [
    ("true", "the build has no test programs: tsan"),
    ("false", "the test programs cannot be listed: tsan"),
])
def test_a_build_without_test_programs_is_a_failure(programs, complaint):
    """Also where another build of the suite has counted tests."""
    ran = run_bash(f'SUITES=("mine|default|a suite"); list_test_programs() {{ {programs}; }}; '
                   "run_mine() { count_tests 3 0; run_doctests tsan; }; run_suites")
    assert complaint in ran.stderr
    assert ran.stdout == "3 passed, 1 failed\n"


def test_a_fuzzer_starts_from_its_seeds(tmp_path):
    seeds, program = tmp_path / "tests/fuzz/corpus/url", tmp_path / "build/clang/bin/url_fuzz"
    seeds.mkdir(parents=True)
    program.parent.mkdir(parents=True)
    program.write_text('#!/bin/sh\necho "$@"; exit 1\n')
    program.chmod(0o755)
    ran = run_bash(f"COUNTS=/dev/null; ROOT={tmp_path}; run_fuzzer url_fuzz")
    assert ran.stderr.splitlines()[0].split()[-2:] == [f"{tmp_path}/build/fuzz/url_fuzz", str(seeds)]


def test_all_seeds_belong_to_a_fuzzer():
    folders = list((ROOT / "tests/fuzz/corpus").iterdir())
    assert folders
    for folder in folders:
        assert (ROOT / f"tests/fuzz/{folder.name}_fuzz.cc").is_file(), folder.name


def test_a_download_with_another_hash_is_refused(tmp_path):
    script = f'''
DOWNLOADS="{tmp_path}/downloads"; PINS="{tmp_path}/pins.tsv"
printf 'npm\\tthing\\t1.0\\tx64\\tthing.tgz\\t%064d\\n' 0 >"$PINS"
download_npm() {{ echo other >"$1/thing.tgz"; }}
fetch_pin npm thing x64'''
    refused = run_bash(script)
    assert refused.returncode == 1
    assert "the download has not the SHA-256 of its pin: thing.tgz" in refused.stderr


def test_a_pin_of_a_benchmark_is_a_file_of_a_maven_repository(tmp_path):
    file = tmp_path / "mirror/org/things/thing/1.0/thing-1.0.jar"
    file.parent.mkdir(parents=True)
    file.write_text("content")
    sha256 = hashlib.sha256(file.read_bytes()).hexdigest()
    (tmp_path / "pins.tsv").write_text(
        f"maven\torg.things:thing\t1.0\tany\tthing-1.0.jar\t{sha256}\n")
    fetched = run_bash(f'''
DOWNLOADS="{tmp_path}/downloads"; SPARK_PINS="{tmp_path}/pins.tsv"
MAVEN_REPOSITORY="file://{tmp_path}/mirror" fetch_pin maven org.things:thing x64''')
    assert fetched.stdout == f"{tmp_path}/downloads/{sha256}/thing-1.0.jar\n", fetched.stderr
    assert pathlib.Path(fetched.stdout.strip()).read_text() == "content"


@pytest.mark.parametrize("version, recent", [
    ("v18.20.4", False), ("v20.18.1", False), ("v20.19.0", True), ("v21.7.3", False),
    ("v22.11.0", False), ("v22.12.0", True), ("v24.1.0", True),
])
def test_the_console_is_built_by_a_node_that_its_tools_run_on(version, recent):
    asked = run_bash(f'source "$ROOT/tools/dev/console.sh"; mine() {{ echo {version}; }}; '
                     "is_recent_node mine")
    assert (asked.returncode == 0) == recent
