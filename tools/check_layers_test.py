"""Tests of check_layers.py on small trees."""
import pytest

from check_layers import check_tree

ORDER = "foreach(module base http objects query api main)\nendforeach()\n"


def make_tree(folder, files):
    for path, text in {"CMakeLists.txt": ORDER, **files}.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)
    return folder


def test_what_is_named_in_depends_may_be_included(tmp_path):
    assert check_tree(make_tree(tmp_path, {
        "base/CMakeLists.txt": "tenon_module(base LIBRARIES fmt::fmt)",
        "base/result.h": '#include "base/error.h"\n#include <vector>\n#include "duckdb.h"\n',
        "query/CMakeLists.txt": "tenon_module(query\n  DEPENDS base objects LIBRARIES fmt::fmt)",
        "query/parts/run.cc": '#include "base/result.h"\n#include "objects/store.h"\n',
    })) == []


@pytest.mark.parametrize("depends, file, include, complaint", [
    ("query", "query/run.h", "base/result.h", "src/query/run.h: query may not include base/"),
    ("query DEPENDS base", "query/deep/run.cc", "api/call.h",
     "src/query/deep/run.cc: query may not include api/"),
    ("query DEPENDS base api", "query/run.h", "base/result.h",
     "src/query/CMakeLists.txt: query may not depend on api, which stands after it"),
    ("query DEPENDS base http", "query/run.h", "base/result.h",
     "src/query/CMakeLists.txt: query is domain and may not depend on http"),
    ("query DEPENDS base", "query/run_test.cc", "http/client.h",
     "src/query/run_test.cc: query may not include http/"),
    ("query DEPENDS base", "query/run_test.cc", "api/call.h",
     "src/query/run_test.cc: query may not include api/"),
])
def test_what_may_not_be_is_told(tmp_path, depends, file, include, complaint):
    wrong = check_tree(make_tree(tmp_path, {
        "query/CMakeLists.txt": f"tenon_module({depends})",
        "api/CMakeLists.txt": "tenon_module(api)",
        "http/CMakeLists.txt": "tenon_module(http)",
        "base/CMakeLists.txt": "tenon_module(base)",
        file: f'#include "{include}"\n',
    }))
    assert complaint in wrong


def test_a_test_may_include_every_module_before_its_own(tmp_path):
    assert check_tree(make_tree(tmp_path, {
        "query/CMakeLists.txt": "tenon_module(query)",
        "query/run_test.cc": '#include "base/result.h"\n#include "objects/store.h"\n'
                             '#include "testing/temporary_folder.h"\n',
    })) == []


def test_a_module_that_is_not_in_the_list_is_told(tmp_path):
    assert check_tree(make_tree(tmp_path, {
        "extra/CMakeLists.txt": "tenon_module(extra)", "extra/a.h": "",
    })) == ["src/CMakeLists.txt: the list of modules lacks extra"]


def test_a_folder_with_sources_but_no_module_is_told(tmp_path):
    assert check_tree(make_tree(tmp_path, {"api/call.h": "", "query/README": ""})) == [
        "src/api: its CMakeLists.txt has no tenon_module"]


def test_main_may_include_everything_and_testing_only_base(tmp_path):
    assert check_tree(make_tree(tmp_path, {
        "main/tenon_main.cc": '#include "api/call.h"\n#include "base/result.h"\n',
        "testing/folder.h": '#include "base/result.h"\n#include "http/client.h"\n',
        "http/CMakeLists.txt": "tenon_module(http)",
    })) == ["src/testing/folder.h: testing may not include http/"]


def test_a_folder_with_a_list_of_its_own_has_its_own_depends(tmp_path):
    assert check_tree(make_tree(tmp_path, {
        "base/CMakeLists.txt": "tenon_module(base)",
        "objects/CMakeLists.txt": "tenon_module(objects)",
        "api/CMakeLists.txt": "tenon_module(api DEPENDS base)\nadd_subdirectory(s3)",
        "api/errors.cc": '#include "objects/store.h"\n',
        "api/s3/CMakeLists.txt": "tenon_module(api_s3 DEPENDS objects api main)",
        "api/s3/put.cc": '#include "api/errors.h"\n#include "objects/store.h"\n#include "base/result.h"\n',
    })) == [
        "src/api/s3/CMakeLists.txt: api may not depend on main, which stands after it",
        "src/api/errors.cc: api may not include objects/",
        "src/api/s3/put.cc: api may not include base/",
    ]
