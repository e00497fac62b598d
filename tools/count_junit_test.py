"""Tests of count_junit.py."""
import pytest

from count_junit import count


@pytest.mark.parametrize("attributes, expected", [
    ('tests="5" failures="0" errors="0" skipped="0"', (5, 0)),
    ('tests="5" failures="1" errors="1" skipped="1"', (2, 2)),
    ('tests="2" failures="0" errors="0" skipped="2"', (0, 0)),
    ('tests="0"', (0, 0)),
])
def test_counts(tmp_path, attributes, expected):
    report = tmp_path / "report.xml"
    report.write_text(f"<testsuites><testsuite {attributes}></testsuite></testsuites>")
    assert count(report) == expected
