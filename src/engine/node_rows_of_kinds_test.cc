// The rows of each kind of transform over small tables with NULLs, duplicates, unicode and nested
// values, and over the same tables without rows. A kind without cases fails.

#include <algorithm>
#include <set>

#include "engine/testing/row_bench.h"
#include "json/value.h"

namespace tenon::engine {
namespace {

// id, name, city, address, qty, price
constexpr const char* kPeople = R"(SELECT * FROM (VALUES
    (1, 'Ann', 'Århus', {'zip': '8000', 'at': {'lat': 56.2, 'lon': 10.2}}, 5::BIGINT, 1.10::DECIMAL(10,2)),
    (2, 'Bo', NULL, NULL, NULL, 2.25),
    (2, 'Bo', NULL, NULL, NULL, 2.25),
    (3, '日本', 'Århus', {'zip': NULL, 'at': NULL}, 7, NULL),
    (NULL, '', 'Bern', {'zip': '3000', 'at': {'lat': 46.9, 'lon': 7.4}}, 7, 9.99))
    AS t(id, name, city, address, qty, price))";

struct Case {
  const char* kind;
  const char* parameters;
  std::vector<std::string> tables;
  const char* rows;
};

const std::vector<Case>& Cases() {
  static const std::vector<Case> kCases = {
      {"ApplyMapping",
       R"({"Mapping":[{"ToKey":"zip","FromPath":["address","zip"],"ToType":"int"},
           {"ToKey":"n","FromPath":["qty"],"ToType":"string"},
           {"ToKey":"id","FromPath":["id"],"ToType":"long"}]})",
       {kPeople},
       "zip int, n string, id bigint\n"
       "NULL|NULL|2|\n"
       "NULL|NULL|2|\n"
       "NULL|7|3|\n"
       "3000|7|NULL|\n"
       "8000|5|1|\n"},
      {"ApplyMapping",
       R"({"Mapping":[{"ToKey":"a.n","FromPath":["id"]},{"ToKey":"a.b.c","FromPath":["name"]},
           {"ToKey":"list","FromPath":["items"],"Children":[
             {"ToKey":"q","FromPath":["n"],"ToType":"string"},{"ToKey":"inner","FromPath":["more"],
              "Children":[{"ToKey":"z","FromPath":["y"]}]}]}]})",
       {"SELECT * FROM (VALUES (1, 'é', [{'n': 1, 'more': [{'y': 2, 'x': 0}]}, NULL]), "
        "(NULL, NULL, NULL), (2, 'b', [{'n': NULL, 'more': []}])) AS t(id, name, items)"},
       "a struct<n:int,b:struct<c:string>>, list array<struct<q:string,inner:array<struct<z:int>>>>"
       "\n"
       "{'n': 1, 'b': {'c': é}}|[{'q': 1, 'inner': [{'z': 2}]}, NULL]|\n"
       "{'n': 2, 'b': {'c': b}}|[{'q': NULL, 'inner': []}]|\n"
       "{'n': NULL, 'b': {'c': NULL}}|NULL|\n"},
      {"RenameField",
       R"({"SourcePath":["address","at"],"TargetPath":["address","é"]})",
       {"SELECT address FROM (" + std::string(kPeople) + ")"},
       "address struct<zip:string,é:struct<lat:decimal(3,1),lon:decimal(3,1)>>\n"
       "NULL|\n"
       "NULL|\n"
       "{'zip': 3000, 'é': {'lat': 46.9, 'lon': 7.4}}|\n"
       "{'zip': 8000, 'é': {'lat': 56.2, 'lon': 10.2}}|\n"
       "{'zip': NULL, 'é': NULL}|\n"},
      {"RenameField",
       R"({"SourcePath":["id"],"TargetPath":["é \"1\""]})",
       {"SELECT * FROM (VALUES (1, NULL), (1, NULL), (NULL, 'ü')) AS t(id, name)"},
       "é \"1\" int, name string\n"
       "NULL|ü|\n"
       "1|NULL|\n"
       "1|NULL|\n"},
      {"Filter",
       R"({"LogicalOperator":"OR","Filters":[
           {"Operation":"REGEX","Values":[{"Type":"COLUMNEXTRACTED","Value":["city"]},
                                          {"Type":"CONSTANT","Value":["Å|B"]}]},
           {"Operation":"ISNULL","Values":[{"Type":"COLUMNEXTRACTED","Value":["address","zip"]}]}]})",
       {"SELECT * FROM (VALUES ('Århus', {'zip': '8000'}), (NULL, NULL), (NULL, {'zip': '1'}), "
        "('Cork', {'zip': '1'}), ('Cork', {'zip': NULL})) AS t(city, address)"},
       "city string, address struct<zip:string>\n"
       "NULL|NULL|\n"
       "Cork|{'zip': NULL}|\n"
       "Århus|{'zip': 8000}|\n"},
      {"Join",
       R"({"JoinType":"outer","Inputs":["n1","n2"],"Columns":[
           {"From":"n1","Keys":[["id"],["at","k"]]},{"From":"n2","Keys":[["n"],["s"]]}]})",
       {"SELECT * FROM (VALUES (1, {'k': 'é'}), (1, {'k': 'é'}), (NULL, {'k': 'x'}), (2, NULL)) "
        "AS t(id, \"at\")",
        "SELECT * FROM (VALUES (1::BIGINT, 'é', true), (NULL, 'x', false), (2, NULL, NULL)) "
        "AS t(n, s, b)"},
       "id int, at struct<k:string>, n bigint, s string, b boolean\n"
       "NULL|NULL|NULL|x|false|\n"
       "NULL|NULL|2|NULL|NULL|\n"
       "NULL|{'k': x}|NULL|NULL|NULL|\n"
       "1|{'k': é}|1|é|true|\n"
       "1|{'k': é}|1|é|true|\n"
       "2|NULL|NULL|NULL|NULL|\n"},
      {"DropFields",
       R"({"Paths":[["qty"],["price"],["address","at"],["name"]]})",
       {kPeople},
       "id int, city string, address struct<zip:string>\n"
       "NULL|Bern|{'zip': 3000}|\n"
       "1|Århus|{'zip': 8000}|\n"
       "2|NULL|NULL|\n"
       "2|NULL|NULL|\n"
       "3|Århus|{'zip': NULL}|\n"},
      {"SelectFields",
       R"({"Paths":[["name"],["address","at","lat"]]})",
       {kPeople},
       "name string, address struct<at:struct<lat:decimal(3,1)>>\n"
       "|{'at': {'lat': 46.9}}|\n"
       "Ann|{'at': {'lat': 56.2}}|\n"
       "Bo|NULL|\n"
       "Bo|NULL|\n"
       "日本|{'at': NULL}|\n"},
      {"SplitFields",
       R"({"Paths":[["id"],["address","zip"]]})",
       {kPeople},
       "[split0]\n"
       "id int, address struct<zip:string>\n"
       "NULL|{'zip': 3000}|\n"
       "1|{'zip': 8000}|\n"
       "2|NULL|\n"
       "2|NULL|\n"
       "3|{'zip': NULL}|\n"
       "[split1]\n"
       "name string, city string, address struct<at:struct<lat:decimal(3,1),lon:decimal(3,1)>>, "
       "qty bigint, price decimal(10,2)\n"
       "|Bern|{'at': {'lat': 46.9, 'lon': 7.4}}|7|9.99|\n"
       "Ann|Århus|{'at': {'lat': 56.2, 'lon': 10.2}}|5|1.10|\n"
       "Bo|NULL|NULL|NULL|2.25|\n"
       "Bo|NULL|NULL|NULL|2.25|\n"
       "日本|Århus|{'at': NULL}|7|NULL|\n"},
      {"DropDuplicates",
       "{}",
       {"SELECT * FROM (VALUES (1, [1], 'é'), (1, [1], 'é'), (1, NULL, 'e'), (1, NULL, 'e'), "
        "(NULL, NULL, NULL), (NULL, NULL, NULL)) AS t(a, b, c)"},
       "a int, b array<int>, c string\n"
       "NULL|NULL|NULL|\n"
       "1|NULL|e|\n"
       "1|[1]|é|\n"},
      {"DropDuplicates",
       R"({"Columns":[["k"]]})",
       {"SELECT * FROM (VALUES (1, 'x'), (1, 'x'), (2, NULL), (NULL, 'z'), (NULL, 'z')) "
        "AS t(k, v)"},
       "k int, v string\n"
       "NULL|z|\n"
       "1|x|\n"
       "2|NULL|\n"},
      {"Union",
       R"({"UnionType":"ALL"})",
       {"SELECT * FROM (VALUES (1, 'é', 1.5::DECIMAL(4,1)), (NULL, NULL, NULL)) AS t(a, b, c)",
        "SELECT * FROM (VALUES (5000000000, DATE '2026-01-31', 2.25::DECIMAL(5,2)), (1, NULL, "
        "NULL)) AS t(x, y, z)"},
       "a bigint, b string, c decimal(5,2)\n"
       "NULL|NULL|NULL|\n"
       "1|NULL|NULL|\n"
       "1|é|1.50|\n"
       "5000000000|2026-01-31|2.25|\n"},
      {"Union",
       R"({"UnionType":"DISTINCT"})",
       {"SELECT * FROM (VALUES (1, [{'x': 1}]), (1, [{'x': 1}]), (NULL, NULL)) AS t(a, b)",
        "SELECT * FROM (VALUES (1, [{'x': 1::BIGINT}]), (NULL, NULL), (2, [])) AS t(a, b)"},
       "a int, b array<struct<x:bigint>>\n"
       "NULL|NULL|\n"
       "1|[{'x': 1}]|\n"
       "2|[]|\n"},
      {"Merge",
       R"({"Source":"n2","PrimaryKeys":[["id"],["k"]]})",
       {"SELECT * FROM (VALUES (1, 'a', 'old'), (1, 'a', 'old too'), (2, 'b', 'stays'), "
        "(2, 'b', 'stays'), (NULL, 'a', 'no key'), (3, 'ü', 'old')) AS t(id, k, v)",
        "SELECT * FROM (VALUES (1, 'a', 'new', true), (3, 'ü', 'newer', NULL), (3, 'ü', 'newest', "
        "NULL), (NULL, 'a', 'no key either', false), (9, 'i', 'insert', NULL)) AS t(id, k, v, w)"},
       "id int, k string, v string, w boolean\n"
       "NULL|a|no key|NULL|\n"
       "NULL|a|no key either|false|\n"
       "1|a|new|true|\n"
       "2|b|stays|NULL|\n"
       "2|b|stays|NULL|\n"
       "3|ü|newer|NULL|\n"
       "3|ü|newest|NULL|\n"
       "9|i|insert|NULL|\n"},
      {"Route",
       R"({"GroupFiltersList":[
           {"GroupName":"small","LogicalOperator":"AND","Filters":[{"Operation":"LT","Values":[
             {"Type":"COLUMNEXTRACTED","Value":["n"]},{"Type":"CONSTANT","Value":["10"]}]}]},
           {"GroupName":"not é","LogicalOperator":"AND","Filters":[{"Operation":"EQ","Negated":true,
             "Values":[{"Type":"COLUMNEXTRACTED","Value":["s"]},
                       {"Type":"CONSTANT","Value":["é"]}]}]}]})",
       {"SELECT * FROM (VALUES (1, 'é'), (20, 'é'), (NULL, 'é'), (30, NULL), (2, 'x')) AS t(n, s)"},
       "[small]\nn int, s string\n1|é|\n2|x|\n"
       "[not é]\nn int, s string\n2|x|\n30|NULL|\n"
       "[default_group]\nn int, s string\nNULL|é|\n20|é|\n"},
      {"Aggregate",
       R"({"Groups":[["city"]],"Aggs":[{"Column":["id"],"AggFunc":"count"},
           {"Column":["qty"],"AggFunc":"sum"},{"Column":["qty"],"AggFunc":"sumDistinct"},
           {"Column":["name"],"AggFunc":"countDistinct"},{"Column":["price"],"AggFunc":"avg"},
           {"Column":["price"],"AggFunc":"sum"},{"Column":["name"],"AggFunc":"max"},
           {"Column":["address","zip"],"AggFunc":"min"}]})",
       {kPeople},
       "city string, count(id) bigint, sum(qty) bigint, sum(DISTINCT qty) bigint, "
       "count(DISTINCT name) bigint, avg(price) decimal(14,6), sum(price) decimal(20,2), "
       "max(name) string, min(address.zip) string\n"
       "NULL|2|NULL|NULL|1|2.250000|4.50|Bo|NULL|\n"
       "Bern|0|7|7|1|9.990000|9.99||3000|\n"
       "Århus|2|12|12|2|1.100000|1.10|日本|8000|\n"},
      {"DropNullFields",
       R"({"NullCheckBoxList":{"IsEmpty":true,"IsNegOne":true},"NullTextList":[
           {"Value":"N/A","Datatype":{"Id":"string","Label":"String"}}]})",
       {"SELECT * FROM (VALUES (1, ' ', -1, {'x': NULL::INTEGER, 'y': 'é'}, NULL::INTEGER[]), "
        "(NULL, 'N/A', NULL, NULL, NULL)) AS t(id, s, n, st, l)"},
       "id int, st struct<y:string>\n"
       "NULL|NULL|\n"
       "1|{'y': é}|\n"},
      {"FillMissingValues",
       R"({"ImputedPath":"n"})",
       {"SELECT * FROM (VALUES (1, 'a'), (4, ''), (NULL, 'b'), (4, 'b'), (NULL, NULL)) AS t(n, s)"},
       "n int, s string, n_filled int\n"
       "NULL|NULL|3|\n"
       "NULL|b|3|\n"
       "1|a|1|\n"
       "4||4|\n"
       "4|b|4|\n"},
      {"FillMissingValues",
       R"({"ImputedPath":"s","FilledPath":"t"})",
       {"SELECT * FROM (VALUES ('b'), ('a'), (''), ('b'), ('a'), (NULL), ('ü')) AS t(s)"},
       "s string, t string\n"
       "NULL|a|\n"
       "|a|\n"
       "a|a|\n"
       "a|a|\n"
       "b|b|\n"
       "b|b|\n"
       "ü|ü|\n"},
      {"Spigot",
       R"({"Path":"s3://b/sample/","Topk":1})",
       {"SELECT * FROM (VALUES (1, 'é'), (1, 'é'), (NULL, NULL)) AS t(n, s)"},
       "n int, s string\nNULL|NULL|\n1|é|\n1|é|\n"},
      {"EvaluateDataQuality",
       R"({"Ruleset":"Rules = [ IsComplete \"n\" ]"})",
       {"SELECT * FROM (VALUES (1, 'é'), (1, 'é'), (NULL, NULL)) AS t(n, s)"},
       "n int, s string\nNULL|NULL|\n1|é|\n1|é|\n"},
      {"EvaluateDataQualityMultiFrame",
       R"({"Ruleset":"Rules = [ IsComplete \"n\" ]"})",
       {"SELECT * FROM (VALUES (1), (NULL)) AS t(n)"},
       "[rowLevelOutcomes]\n"
       "n int, DataQualityRulesPass array<string>, DataQualityRulesFail array<string>, "
       "DataQualityRulesSkip array<string>, DataQualityEvaluationResult string\n"
       "NULL|[]|[]|[]|NULL|\n"
       "1|[]|[]|[]|NULL|\n"
       "[ruleOutcomes]\n"
       "Rule string, Outcome string, FailureReason string, EvaluatedMetrics map<string,double>, "
       "EvaluatedRule string\n"},
  };
  return kCases;
}

// Kinds whose rows have tests of their own.
const std::set<std::string_view> kElsewhere = {
    "SparkSQL",              // src/engine and tests/clients: any SELECT
    "SelectFromCollection",  // takes a collection: tests/clients
    "DynamicTransform",      // golden_rows_test.cc
    "PIIDetection",          // golden_rows_test.cc
    "Recipe",                // golden_rows_test.cc
};

// What an aggregate function gives over a column "x" of those values.
std::string Aggregated(const std::string& function, const std::string& values) {
  RowBench bench("SELECT * FROM (VALUES " + values + ") AS t(x)");
  const std::string rows = bench.Rows(
      "Aggregate", R"({"Groups":[],"Aggs":[{"Column":["x"],"AggFunc":")" + function + R"("}]})");
  return rows.substr(rows.find('\n') + 1);
}

}  // namespace

TEST_CASE("Aggregate functions give Spark's answers at the edges") {
  struct Edge {
    const char* function;
    const char* values;
    const char* answer;
  };
  for (const Edge& e : {
           Edge{"sum", "(9223372036854775807), (1)", "-9223372036854775808|\n"},
           Edge{"sum", "(9223372036854775807), (NULL), (9223372036854775807)", "-2|\n"},
           Edge{"sum", "(CAST(NULL AS INTEGER))", "NULL|\n"},
           Edge{"sum", "(' 1.5'), ('x'), ('2')", "3.5|\n"},
           Edge{"avg", "(1), (2), (NULL)", "1.5|\n"},
           Edge{"avg", "(0.01::DECIMAL(4,2)), (0.01), (0.00)", "0.006667|\n"},
           Edge{"avg", "(-0.01::DECIMAL(4,2)), (-0.01), (0.00)", "-0.006667|\n"},
           Edge{"avg", "(CAST(NULL AS DECIMAL(4,2)))", "NULL|\n"},
           Edge{"avg", "(12345678901234567890.12::DECIMAL(22,2)), (12345678901234567890.13)",
                "12345678901234567890.125000|\n"},
           Edge{"avg", "(99999999999999999999999999999999999999::DECIMAL(38,0))", "NULL|\n"},
           Edge{"first", "(NULL::VARCHAR)", "NULL|\n"},
           Edge{"stddev_samp", "(1)", "NULL|\n"},
           Edge{"stddev_pop", "(1)", "0.0|\n"},
           Edge{"var_samp", "(1.0::DOUBLE), ('Infinity')", "nan|\n"},
           Edge{"var_pop", "(NULL::DOUBLE)", "NULL|\n"},
           Edge{"var_pop", "(1.0::DECIMAL(3,1)), (3), (NULL)", "1.0|\n"},
           Edge{"skewness", "(1), (1), (1)", "NULL|\n"},
           Edge{"skewness", "(1), (2)", "0.0|\n"},
           Edge{"skewness", "(0), (0), (3)", "0.7071067811865475|\n"},
           Edge{"skewness", "(1.0::DOUBLE), (2), ('nan')", "nan|\n"},
           Edge{"kurtosis", "(1), (1)", "NULL|\n"},
           Edge{"kurtosis", "(0), (0), (0), (4)", "-0.6666666666666665|\n"},
           Edge{"kurtosis", "(NULL::INTEGER)", "NULL|\n"},
       }) {
    CAPTURE(e.function);
    CAPTURE(e.values);
    CHECK(Aggregated(e.function, e.values) == e.answer);
  }
}

TEST_CASE("A recipe's step SORT puts the rows in its order") {
  RowBench bench(
      "SELECT * FROM (VALUES ('Tue', 2), ('mon', 1), ('Sun', 7), (NULL, 0), ('', 4), ('Mon', 3), "
      "('Xyz', 5), ('Abc', 6)) AS t(day, n)");
  const auto sorted = [&](const std::string& expressions) {
    const json::Value steps = json::Array{
        {{"Action", {{"Operation", "SORT"}, {"Parameters", {{"expressions", expressions}}}}}}};
    std::string days = bench.OrderedRows("Recipe", json::Dump({{"RecipeSteps", steps}}));
    std::ranges::replace(days, '\n', ' ');
    return days;
  };
  CHECK(sorted(R"([{"sourceColumn":"n","ordering":"DESCENDING"}])") ==
        "Sun|7| Abc|6| Xyz|5| |4| Mon|3| Tue|2| mon|1| NULL|0| ");
  CHECK(sorted(R"([{"sourceColumn":"day","nullsOrdering":"NULLS_BOTTOM"},{"sourceColumn":"n"}])") ==
        "Abc|6| Mon|3| Sun|7| Tue|2| Xyz|5| mon|1| NULL|0| |4| ");
  CHECK(sorted(R"([{"sourceColumn":"day","customOrder":["Sun","Mon","Tue"]},
                   {"sourceColumn":"n"}])") ==
        "NULL|0| |4| Sun|7| Mon|3| mon|1| Tue|2| Abc|6| Xyz|5| ");
  CHECK(sorted(R"([{"sourceColumn":"day","ordering":"DESCENDING","customOrder":["Sun","Mon","Tue"],
                    "isCustomOrderCaseSensitive":true},{"sourceColumn":"n"}])") ==
        "mon|1| Xyz|5| Abc|6| Tue|2| Mon|3| Sun|7| NULL|0| |4| ");
}

TEST_CASE("Every transform gives its rows, of its types") {
  for (const Case& c : Cases()) {
    CAPTURE(c.kind);
    CAPTURE(c.parameters);
    RowBench bench(c.tables);
    CHECK(bench.Rows(c.kind, c.parameters) == c.rows);
  }
}

TEST_CASE("Every transform runs over tables without rows") {
  for (const Case& c : Cases()) {
    CAPTURE(c.kind);
    CAPTURE(c.parameters);
    std::vector<std::string> empty;
    for (const std::string& table : c.tables) empty.push_back(table + " LIMIT 0");
    RowBench bench(empty);
    const std::string rows = bench.Rows(c.kind, c.parameters);
    // Of a table without rows it drops nothing.
    if (std::string_view(c.kind) == "DropNullFields") continue;
    CHECK(rows.starts_with(std::string(c.rows).substr(0, std::string(c.rows).find('\n'))));
  }
}

TEST_CASE("Every kind of transform has its cases") {
  std::set<std::string_view> seen = kElsewhere;
  for (const Case& c : Cases()) seen.insert(c.kind);
  for (const graph::NodeKind* kind : graph::NodeKinds()) {
    if (kind->parse == nullptr || kind->category != graph::Category::kTransform) continue;
    CHECK_MESSAGE(seen.contains(kind->name), kind->name, " has no case here");
  }
}

}  // namespace tenon::engine
