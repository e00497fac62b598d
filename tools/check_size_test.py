"""Tests of check_size.py on small trees."""
import pytest

from check_size import check_tree


@pytest.mark.parametrize("path, limit", [
    ("src/base/result.h", 150), ("src/base/result.cc", 400), ("tests/fuzz/json_fuzz.cc", 400),
    ("console/src/app/Page.tsx", 250),
])
def test_a_file_may_reach_its_limit_but_not_pass_it(tmp_path, path, limit):
    file = tmp_path / path
    file.parent.mkdir(parents=True)
    file.write_text("line\n" * limit)
    assert check_tree(tmp_path) == []
    file.write_text("line\n" * (limit + 1))
    assert check_tree(tmp_path) == [f"{path}: {limit + 1} lines, and {limit} are the limit"]


def test_other_files_may_have_any_length(tmp_path):
    (tmp_path / "src").mkdir()
    (tmp_path / "src/data.csv").write_text("1\n" * 1000)
    assert check_tree(tmp_path) == []
