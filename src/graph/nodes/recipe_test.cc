#include "graph/nodes/node_test.h"
#include "graph/recipe/recipe_operation.h"

namespace tenon::graph {

TEST_CASE("Recipe tells which columns of its input make each column, through all steps") {
  const BindResult bound = BindNode("Recipe", R"({"RecipeSteps":[
    {"Action":{"Operation":"MERGE","Parameters":
      {"sourceColumns":"[\"a\",\"b\"]","targetColumn":"ab"}}},
    {"Action":{"Operation":"DELETE","Parameters":{"sourceColumns":"[\"a\",\"b\"]"}}},
    {"Action":{"Operation":"UPPER_CASE","Parameters":{"sourceColumn":"ab"}},
     "ConditionExpressions":[{"Condition":"IS","Value":"x","TargetColumn":"c"}]},
    {"Action":{"Operation":"REMOVE_MISSING","Parameters":{"sourceColumn":"ab"}}}]})",
                                    {"a string, b string, c string"});
  REQUIRE_MESSAGE(bound, FaultsOf(bound));
  CHECK(Text(bound->schema) == "c string, ab string");
  const auto& select = std::get<Select>(bound->part);
  CHECK(select.values == std::vector<std::vector<ColumnOf>>{{{0, 2}}, {{0, 0}, {0, 1}, {0, 2}}});
  CHECK(select.deciding == std::vector<ColumnOf>{{0, 0}, {0, 1}, {0, 2}});
}

TEST_CASE("A recipe that turns rows into columns needs the data to tell which") {
  const BindResult bound = BindNode("Recipe", R"({"RecipeSteps":[
    {"Action":{"Operation":"PIVOT","Parameters":
      {"sourceColumn":"kind","valueColumn":"n","aggregateFunction":"SUM"}}}]})",
                                    {"id int, kind string, n int"});
  REQUIRE_FALSE(bound);
  CHECK(bound.error().front().severity == Severity::kUnknown);
  CHECK(bound.error().front().message ==
        "step 1, PIVOT: the values of kind name the columns, which are not known before the data "
        "is read; preview this node or run the job");
}

TEST_CASE("A recipe of the wrong shape does not parse") {
  const auto message = [](std::string_view parameters) {
    return ParseNode("Recipe", parameters).error().message;
  };
  CHECK(message(R"({"RecipeSteps":{}})") == "RecipeSteps must be a list");
  CHECK(message(R"({"RecipeSteps":[{"Action":{}}]})") == "RecipeSteps: Operation must be a string");
  CHECK(message(R"({"RecipeSteps":[{"Action":{"Operation":"LEN","Parameters":{"a":1}}}]})") ==
        "RecipeSteps: Parameters: a must be a text");
  CHECK(message(R"({"RecipeSteps":[{"Action":{"Operation":"LEN"},"ConditionExpressions":1}]})") ==
        "RecipeSteps: ConditionExpressions must be a list");
}

TEST_CASE("No operation is listed twice") {
  for (const RecipeOperation* operation : RecipeOperations()) {
    CHECK_MESSAGE(FindRecipeOperation(operation->name) == operation, operation->name);
  }
}

}  // namespace tenon::graph
