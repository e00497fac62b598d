"""DescribeNodeKinds beside Glue's own model: the console makes its forms of the one, and CreateJob
takes what the other allows.
"""

import botocore.session
import pytest

# How a form may ask for a member of that type.
FORMS = {
    "string": {
        "TEXT",
        "CODE",
        "CHOICE",
        "S3_PATH",
        "DATABASE",
        "TABLE",
        "CONNECTION",
        "NODE",
        "COLUMN",
    },
    "integer": {"WHOLE"},
    "long": {"WHOLE"},
    "double": {"NUMBER"},
    "boolean": {"BOOLEAN"},
    "map": {"MAP"},
    "structure": {"STRUCTURE"},
}


def model_kinds():
    """The members of CodeGenConfigurationNode by name."""
    model = botocore.session.get_session().get_service_model("glue")
    return model.shape_for("CodeGenConfigurationNode").members


def is_sentence(text):
    return text.endswith((".", ".)"))


def forms_of(shape):
    if shape.type_name != "list":
        return {"CHOICE"} if getattr(shape, "enum", None) else FORMS[shape.type_name]
    if shape.member.type_name == "list":
        return {"COLUMNS"}
    if shape.member.type_name == "structure":
        return {"STRUCTURE"}
    return {"LIST", "COLUMN", "COLUMNS", "S3_PATHS"}


@pytest.fixture(scope="module")
def answer(tenon):
    return tenon.describe_node_kinds()


@pytest.fixture(scope="module")
def kinds(answer):
    described = answer["NodeKinds"]
    names = [kind["Name"] for kind in described]
    assert len(names) == len(set(names))
    return {kind["Name"]: kind for kind in described}


def test_every_kind_of_the_model_is_described_and_no_other(kinds):
    assert sorted(kinds) == sorted(model_kinds())


@pytest.mark.parametrize("name", sorted(model_kinds()))
def test_kind_has_the_parameters_of_the_model(kinds, name):
    shape = model_kinds()[name]
    parameters = {parameter["Name"]: parameter for parameter in kinds[name]["Parameters"]}
    assert len(parameters) == len(kinds[name]["Parameters"])
    members = {key: value for key, value in shape.members.items() if key not in ("Name", "Inputs")}
    assert sorted(parameters) == sorted(members)
    for member, of_member in members.items():
        described = parameters[member]
        assert described["Required"] == (member in shape.required_members), member
        assert described["Type"] in forms_of(of_member), member
        if getattr(of_member, "enum", None):
            assert sorted(described["Choices"]) == sorted(of_member.enum), member
        assert "Choices" in described or described["Type"] != "CHOICE", member
        assert described["Title"] and described["Help"], member
        if described.get("Choices") and "Default" in described:
            assert described["Default"] in described["Choices"], member


@pytest.mark.parametrize("name", sorted(model_kinds()))
def test_kind_takes_as_many_inputs_as_the_model_allows(kinds, name):
    kind, members = kinds[name], model_kinds()[name].members
    arity = kind["Arity"]
    if "Inputs" not in members:
        assert arity == {"LeastInputs": 0, "MostInputs": 0}
        return
    allowed = members["Inputs"].metadata
    assert arity["MostInputs"] == allowed.get("max", arity["MostInputs"])
    if "Inputs" in model_kinds()[name].required_members:
        assert arity["LeastInputs"] == allowed.get("min", arity["LeastInputs"])
    else:
        assert arity["LeastInputs"] == 0


@pytest.mark.parametrize("name", sorted(model_kinds()))
def test_kind_has_its_words(kinds, name):
    kind = kinds[name]
    assert kind["Title"]
    assert is_sentence(kind["Documentation"])
    ends = {"Source": "SOURCE", "Target": "TARGET"}
    assert kind["Category"] == ends.get(name[-6:], "TRANSFORM")
    assert kind["RunsHere"] == ("Refusal" not in kind)
    assert kind["RunsHere"] or kind["Refusal"]


def test_kinds_of_the_tutorial_run_here(kinds):
    for name in ("S3CatalogSource", "ApplyMapping", "RenameField", "Join", "S3DirectTarget"):
        assert kinds[name]["RunsHere"], name


def test_managed_transforms_have_their_words(answer):
    managed = {transform["FunctionName"]: transform for transform in answer["ManagedTransforms"]}
    assert len(managed) == len(answer["ManagedTransforms"])
    assert {"gs_concat", "gs_split", "gs_pivot", "gs_lookup", "gs_derived"} <= set(managed)
    for name, transform in managed.items():
        assert transform["Title"] and is_sentence(transform["Documentation"]), name
        names = [parameter["Name"] for parameter in transform["Parameters"]]
        assert len(names) == len(set(names)), name
        assert all(parameter["Title"] for parameter in transform["Parameters"]), name


def test_recipe_operations_have_their_words(answer):
    operations = {each["Operation"]: each for each in answer["RecipeOperations"]}
    assert len(operations) == len(answer["RecipeOperations"])
    assert {"RENAME", "UPPER_CASE", "SORT", "GROUP_BY", "PIVOT"} <= set(operations)
    for name, operation in operations.items():
        assert is_sentence(operation["Documentation"]), name
        names = [parameter["Name"] for parameter in operation["Parameters"]]
        assert len(names) == len(set(names)), name
    (expressions,) = operations["SORT"]["Parameters"]
    assert [entry["Name"] for entry in expressions["Entries"]][:2] == ["sourceColumn", "ordering"]
    assert not operations["SORT"]["TakesConditions"]
    conditions = {each["Condition"]: each["Values"] for each in answer["RecipeConditions"]}
    assert conditions["IS_MISSING"] == "NONE" and conditions["IS_NOT_BETWEEN"] == "TWO"
