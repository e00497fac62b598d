"""Tests of compile_models.py on small models."""
import gzip
import json

import pytest

from compile_models import Compiler, read_model, translate_pattern

MODEL = {
    "metadata": {"apiVersion": "2020-01-01", "endpointPrefix": "thing", "protocol": "json",
                 "jsonVersion": "1.1", "targetPrefix": "Thing"},
    "operations": {"GetThing": {"name": "GetThing", "http": {"method": "POST", "requestUri": "/"},
                                "input": {"shape": "GetThingRequest"}}},
    "shapes": {
        "GetThingRequest": {"type": "structure", "required": ["Name"],
                            "members": {"Kind": {"shape": "Kind"}, "Name": {"shape": "Name"}}},
        "Kind": {"type": "string", "enum": ["BIG", "SMALL"]},
        "Name": {"type": "string", "min": 1, "max": 3, "pattern": "\\u0041*", "sensitive": True},
        "Unused": {"type": "string"},
        "NoThing": {"type": "structure", "members": {"message": {"shape": "Unused"}}, "exception": True},
        "Broken": {"type": "structure", "members": {}, "exception": True, "fault": True},
    },
}


@pytest.mark.parametrize("java, re2", [
    (r"[a-z]+", r"[a-z]+"),
    (r"[\u0020-\uD7FF]*", r"[\x{0020}-\x{D7FF}]*"),
    (r"[\uE000-\uFFFD\uD800\uDC00-\uDBFF\uDFFF\t]*", r"[\x{E000}-\x{FFFD}\x{10000}-\x{10FFFF}\t]*"),
    (r"[\u10000-\u10FFFF]+", r"[\x{10000}-\x{10FFFF}]+"),
    (r"^(?![0-9_])\w+$|^_\w*[a-zA-Z0-9]\w*$", r"[a-zA-Z]\w*|_\w*[a-zA-Z0-9]\w*"),
])
def test_patterns_become_re2s(java, re2):
    assert translate_pattern(java) == re2


@pytest.mark.parametrize("java", [r"(?!x)y", r"a(?=b)", r"(?<=a)b"])
def test_a_lookahead_that_is_not_written_by_hand_stops_the_build(java):
    with pytest.raises(SystemExit, match="LOOKAHEADS"):
        translate_pattern(java)


def test_tables_hold_what_operations_reach():
    text = Compiler(MODEL).write("Thing")
    assert '{.name = "Kind"sv, .type = ShapeType::kString, .first = 0, .count = 2},' in text
    assert ('{.name = "Name"sv, .type = ShapeType::kString, .is_sensitive = true, .has_min = true, '
            '.has_max = true, .min = 1.0, .max = 3.0, .pattern = 0},') in text
    assert '{"Name"sv, "Name"sv, 2, Location::kBody, true},' in text
    assert '{"Kind"sv, "Kind"sv, 1, Location::kBody, false},' in text
    assert '{"GetThing"sv, 0, kNoShape, ""sv, "POST"sv, "/"sv},' in text
    assert '{"Broken"sv, 500, "message"sv},\n{"NoThing"sv, 400, "message"sv},' in text
    assert '"Unused"' not in text
    assert "const ServiceModel& ThingModel() { return kModel; }" in text


def test_models_are_read_packed_or_not(tmp_path):
    (tmp_path / "a.json").write_text(json.dumps(MODEL))
    (tmp_path / "a.json.gz").write_bytes(gzip.compress(json.dumps(MODEL).encode()))
    assert read_model(tmp_path / "a.json") == read_model(tmp_path / "a.json.gz") == MODEL
