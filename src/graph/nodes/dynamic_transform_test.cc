#include <set>

#include "graph/graph.h"
#include "graph/managed/managed_transform.h"
#include "graph/nodes/node_test.h"

namespace tenon::graph {
namespace {

std::string Managed(std::string_view function, std::string_view parameters,
                    std::string_view more = "") {
  return R"({"Name":"Node","TransformName":"t","Path":"s3://any/t.py","Inputs":["n1"],)"
         R"("FunctionName":")" +
         std::string(function) + R"(","Parameters":[)" + std::string(parameters) + "]" +
         std::string(more) + "}";
}

std::string Argument(std::string_view name, std::string_view value) {
  return R"({"Name":")" + std::string(name) + R"(","Type":"str","Value":[")" + std::string(value) +
         R"("]})";
}

// "a <- x y": what makes each output column.
std::string LineageOf(const BindResult& bound, const Schema& input) {
  REQUIRE(bound);
  const auto& select = std::get<Select>(bound->part);
  std::string out;
  for (std::size_t i = 0; i < bound->schema.size(); ++i) {
    out += (out.empty() ? "" : "; ") + bound->schema[i].name + " <-";
    for (const ColumnOf& from : select.values[i]) out += ' ' + input[from.column].name;
  }
  for (const ColumnOf& column : select.deciding) out += " | " + input[column.column].name;
  return out;
}

}  // namespace

TEST_CASE("Every managed transform is documented for a form") {
  std::set<std::string_view> names;
  for (const ManagedTransform* transform : ManagedTransforms()) {
    CAPTURE(transform->name);
    CHECK(transform->name.starts_with("gs_"));
    CHECK(names.insert(transform->name).second);
    CHECK_FALSE(transform->title.empty());
    CHECK_FALSE(transform->documentation.empty());
    for (const Parameter& parameter : transform->parameters) {
      CAPTURE(parameter.name);
      CHECK_FALSE(parameter.title.empty());
      CHECK(parameter.choices.empty() == (parameter.type != ParameterType::kChoice));
    }
  }
  CHECK(names.size() == 19);
}

TEST_CASE("A custom visual transform is refused with the way out") {
  CHECK(FaultsOf(BindNode("DynamicTransform", Managed("my_transform", ""), {"a int"})) ==
        "FunctionName: custom visual transforms are Python and run on Spark, not on this engine; "
        "use a SQL Query or Derived Column node instead of my_transform");
}

TEST_CASE("A parameter that the transform does not have is a warning") {
  const BindResult bound =
      BindNode("DynamicTransform", Managed("gs_uuid", Argument("color", "red")), {"a int"});
  REQUIRE(bound);
  REQUIRE(bound->warnings.size() == 1);
  CHECK(bound->warnings[0] ==
        Fault{"color", "this transform knows no parameter of this name, so it has no effect: red",
              Severity::kWarning});
  CHECK(Text(bound->schema) == "a int, uuid string");
}

TEST_CASE("The values of a list come as one text or as many, and a number may be bare") {
  const Schema input = Columns("a int, b int");
  for (const std::string_view value : {R"(["a","b"])", R"(["a, b"])"}) {
    const BindResult bound =
        BindNode("DynamicTransform",
                 Managed("gs_concat", Argument("colName", "c") + R"(,{"Name":"colList","Value":)" +
                                          std::string(value) + "}"),
                 {"a int, b int"});
    CHECK(LineageOf(bound, input) == "a <- a; b <- b; c <- a b");
  }
  CHECK(BindNode("DynamicTransform",
                 Managed("gs_flatten", R"({"Name":"maxLevels","Type":"int","Value":1})"),
                 {"a int"}));
}

TEST_CASE("Parameters of the wrong shape do not parse") {
  const auto message = [](std::string_view parameters) {
    return ParseNode("DynamicTransform", parameters).error().message;
  };
  CHECK(message(R"({"Parameters":[]})") == "FunctionName must be a string");
  CHECK(message(R"({"FunctionName":"gs_now","Parameters":{}})") == "Parameters must be a list");
  CHECK(message(R"({"FunctionName":"gs_now","Parameters":[{}]})") ==
        "Parameters: Name must be a string");
  CHECK(message(R"({"FunctionName":"gs_now","Parameters":[{"Name":"a","Value":[{}]}]})") ==
        "Parameters: Value of a must be a list of texts");
}

TEST_CASE("What an explode or pivot decides about is told") {
  const Schema input = Columns("id int, tags array<string>, n int");
  const std::vector<std::string> columns = {Text(input)};
  CHECK(LineageOf(BindNode("DynamicTransform",
                           Managed("gs_explode",
                                   Argument("colName", "tags") + "," + Argument("newCol", "tag")),
                           columns),
                  input) == "id <- id; tags <- tags; n <- n; tag <- tags | tags");
}

TEST_CASE("A name that is nearly a column's can be mended in its place") {
  const BindResult bound = BindNode(
      "DynamicTransform",
      Managed("gs_concat", Argument("colName", "c") +
                               R"(,{"Name":"colList","Type":"list","Value":["id","emial"]})"),
      {"id int, email string"});
  REQUIRE_FALSE(bound);
  REQUIRE(bound.error().size() == 1);
  CHECK(bound.error()[0].field == "colList");
  const json::Value mended =
      *json::Parse(R"([{"Name":"colName","Type":"str","Value":["c"]},)"
                   R"({"Name":"colList","Type":"list","Value":["id","email"]}])");
  CHECK(bound.error()[0].fixes ==
        std::vector<Fix>{{"Use email", {SetParameter{"Parameters", mended}}}});
}

TEST_CASE("A pivot without data or declared columns says what settles it") {
  const std::string arguments = Argument("aggCol", "n") + "," + Argument("aggFunction", "sum") +
                                "," + Argument("colList", "k");
  const std::vector<std::string> input = {"id int, k string, n int"};
  const BindResult unknown = BindNode("DynamicTransform", Managed("gs_pivot", arguments), input);
  REQUIRE_FALSE(unknown);
  CHECK(unknown.error()[0].severity == Severity::kUnknown);
  CHECK(unknown.error()[0].field == "colList");
  const std::string declared =
      R"(,"OutputSchemas":[{"Columns":[{"Name":"id","Type":"int"},{"Name":"x","Type":"int"}]}])";
  const BindResult bound =
      BindNode("DynamicTransform", Managed("gs_pivot", arguments, declared), input);
  REQUIRE(bound);
  CHECK(Text(bound->schema) == "id int, x bigint");
  MemoryEnvironment environment;
  environment.rows = DataRows{{"y"}, {std::nullopt}};
  const BindResult run =
      BindNode("DynamicTransform", Managed("gs_pivot", arguments, declared), input, environment);
  REQUIRE(run);
  CHECK(Text(run->schema) == "id int, y bigint, null bigint");
}

TEST_CASE("A pivot into too many columns is refused") {
  MemoryEnvironment environment;
  environment.rows = DataRows(10001, {"x"});
  CHECK(FaultsOf(BindNode("DynamicTransform",
                          Managed("gs_pivot", Argument("aggCol", "n") + "," +
                                                  Argument("aggFunction", "max") + "," +
                                                  Argument("colList", "k")),
                          {"k string, n int"}, environment))
            .starts_with("colList: the columns to convert have more than 10000 values"));
}

TEST_CASE("JSON without a schema takes the declared one while the data cannot be asked") {
  const std::vector<std::string> input = {"j string"};
  const std::string arguments = Argument("colName", "j");
  const BindResult unknown =
      BindNode("DynamicTransform", Managed("gs_parse_json", arguments), input);
  REQUIRE_FALSE(unknown);
  CHECK(unknown.error()[0].severity == Severity::kUnknown);
  const BindResult bound =
      BindNode("DynamicTransform",
               Managed("gs_parse_json", arguments,
                       R"(,"OutputSchemas":[{"Columns":[{"Name":"j","Type":"struct<a:int>"}]}])"),
               input);
  REQUIRE(bound);
  CHECK(Text(bound->schema) == "j struct<a:int>");
}

TEST_CASE("A derived column whose type cannot be asked takes the known or the declared one") {
  const std::string sum = Argument("colName", "x") + "," + Argument("expr", "a + 1");
  CHECK(Text(BindNode("DynamicTransform", Managed("gs_derived", sum), {"a int"})->schema) ==
        "a int, x int");
  const std::string arguments =
      Argument("colName", "x") + "," + Argument("expr", "nullif(NULL, a)");
  CHECK(FaultsOf(BindNode("DynamicTransform", Managed("gs_derived", arguments), {"a int"})) ==
        "expr: there is no engine to ask");
  const BindResult bound =
      BindNode("DynamicTransform",
               Managed("gs_derived", arguments,
                       R"(,"OutputSchemas":[{"Columns":[{"Name":"x","Type":"bigint"}]}])"),
               {"a int"});
  CHECK(LineageOf(bound, Columns("a int")) == "a <- a; x <- a");
}

TEST_CASE("A lookup reads its table beside the input, once for all lookups of it") {
  MemoryEnvironment environment;
  environment.tables["shop.users"] = *json::Parse(
      R"({"Name":"users","Parameters":{"classification":"parquet"},"StorageDescriptor":
          {"Location":"s3://b/users/","Columns":[{"Name":"id","Type":"int"},
                                                 {"Name":"name","Type":"string"}]}})");
  environment.files["s3://b/in/"] = Columns("id int");
  const std::string lookup = Argument("tableName", "shop.users") + "," +
                             Argument("matchCols", "id") + "," + Argument("colList", "name");
  const auto node = [&](const std::string& input) {
    std::string text = Managed("gs_lookup", lookup);
    text.replace(text.find("n1"), 2, input);
    return R"({"DynamicTransform":)" + text + "}";
  };
  const std::string target = R"("Format":"json","Path":"s3://b/out/")";
  const Result<json::Value> nodes = json::Parse(
      R"({"n1":{"S3ParquetSource":{"Name":"In","Paths":["s3://b/in/"]}},"n2":)" + node("n1") +
      R"(,"n3":)" + node("n1") + R"(,"n4":{"S3DirectTarget":{"Name":"A","Inputs":["n2"],)" +
      target + R"(}},"n5":{"S3DirectTarget":{"Name":"B","Inputs":["n3"],)" + target + "}}}");
  REQUIRE(nodes);
  const Result<Graph> graph = Graph::Parse(*nodes);
  REQUIRE_MESSAGE(graph, graph.error().message);
  const Result<Plan> plan = graph->Compile(environment, "run-");
  REQUIRE_MESSAGE(plan, plan.error().message);
  REQUIRE(plan->scans.size() == 2);
  CHECK(plan->scans[1].source.name == "lookup/shop.users");
  CHECK(plan->scans[1].source.title == "shop.users");
  CHECK(plan->scans[1].locations == std::vector<std::string>{"s3://b/users/"});
  REQUIRE(plan->views.size() == 2);
  CHECK(plan->views[0].sql ==
        R"(SELECT a."id", b."name" FROM "n1" AS a LEFT JOIN "lookup/shop.users" AS b )"
        R"(ON a."id" = b."id")");
}

}  // namespace tenon::graph
