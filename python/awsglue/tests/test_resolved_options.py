"""getResolvedOptions reads the arguments of a job as AWS documents it."""

import pytest

from awsglue.utils import GlueArgumentError, getResolvedOptions


@pytest.mark.parametrize(
    ("arguments", "options", "expected"),
    [
        (["--JOB_NAME", "j"], ["JOB_NAME"], {"JOB_NAME": "j"}),
        (["--JOB_NAME=j"], ["JOB_NAME"], {"JOB_NAME": "j"}),
        (["--a=x=y"], ["a"], {"a": "x=y"}),
        (["--a="], ["a"], {"a": ""}),
        (["--a", "two words"], ["a"], {"a": "two words"}),
        (["--a", "-5"], ["a"], {"a": "-5"}),
        (["--a", "1", "--a", "2"], ["a"], {"a": "2"}),
        (["--unknown", "x", "--flag", "--a", "1", "stray"], ["a"], {"a": "1"}),
        (["--unknown=x", "--a", "1"], ["a"], {"a": "1"}),
        (["--day-key", "1"], ["day_key"], {"day_key": "1"}),
        (["--day_key", "1"], ["day-key"], {"day-key": "1", "day_key": "1"}),
        (["--TempDir", "s3://t/", "--a", "1"], ["a"], {"a": "1", "TempDir": "s3://t/"}),
        (["--TempDir", "s3://t/"], ["TempDir"], {"TempDir": "s3://t/"}),
    ],
)
def test_arguments_are_read(arguments, options, expected):
    result = getResolvedOptions(["script.py", *arguments], options)
    assert result == {"job_bookmark_option": "job-bookmark-disable", **expected}


@pytest.mark.parametrize(
    ("arguments", "options", "message"),
    [
        ([], ["JOB_NAME"], "script.py: error: the following arguments are required: --JOB_NAME"),
        (["--a", "1"], ["a", "b", "c"], "the following arguments are required: --b, --c"),
        (["--a"], ["a"], "argument --a: expected one argument"),
        (["--a", "--b", "1"], ["a", "b"], "argument --a: expected one argument"),
        ([], ["job-bookmark-option"], "argument --job_bookmark_option is reserved"),
        (
            ["--job-bookmark-option", "yes"],
            [],
            "invalid choice: 'yes' (choose from 'job-bookmark-enable', 'job-bookmark-pause', ",
        ),
        (
            ["--job-bookmark-option", "job-bookmark-pause", "--job-bookmark-from", "r1"],
            [],
            "--job-bookmark-from and --job-bookmark-to are given together",
        ),
    ],
)
def test_what_is_wrong_is_said(arguments, options, message):
    with pytest.raises(GlueArgumentError) as raised:
        getResolvedOptions(["script.py", *arguments], options)
    assert message in str(raised.value)


@pytest.mark.parametrize(
    "arguments",
    [
        ["--job-bookmark-option", "job-bookmark-enable"],
        ["--job-bookmark-option=job-bookmark-enable"],
        ["--job-bookmark-enable"],
    ],
)
def test_a_bookmark_option_is_in_the_result(arguments):
    assert getResolvedOptions(["s", *arguments], []) == {
        "job_bookmark_option": "job-bookmark-enable"
    }
