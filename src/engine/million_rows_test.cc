// What transforms make of a million rows is what plain SQL, written for the purpose, makes of them.

#include "engine/testing/row_bench.h"

namespace tenon::engine {
namespace {

constexpr const char* kHits =
    "SELECT range AS id, CASE WHEN range % 7 > 0 THEN range % 50000 END AS lead, "
    "CASE WHEN range % 11 > 0 THEN 'país ' || range % 1000 END AS country, "
    "CAST(range % 100000 AS DECIMAL(10,2)) / 3 AS ratio, "
    "CAST(range % 1000 AS DECIMAL(10,2)) AS price FROM range(1000000)";
constexpr const char* kLeads =
    "SELECT range AS number, 'lead ' || range AS name FROM range(0, 60000, 2)";

struct Case {
  const char* kind;
  const char* parameters;
  std::vector<std::string> tables;
  const char* plain;
};

const Case kCases[] = {
    {"ApplyMapping",
     R"({"Mapping":[{"ToKey":"a.b","FromPath":["country"]},
         {"ToKey":"n","FromPath":["id"],"ToType":"int"}]})",
     {kHits},
     "SELECT struct_pack(b := country) AS a, id::INTEGER AS n FROM n1"},
    {"RenameField",
     R"({"SourcePath":["lead"],"TargetPath":["x"]})",
     {kHits},
     "SELECT * RENAME (lead AS x) FROM n1"},
    {"SelectFields", R"({"Paths":[["country"],["id"]]})", {kHits}, "SELECT country, id FROM n1"},
    {"DropFields", R"({"Paths":[["country"]]})", {kHits}, "SELECT * EXCLUDE (country) FROM n1"},
    {"Filter",
     R"({"LogicalOperator":"AND","Filters":[{"Operation":"EQ","Negated":true,"Values":[
         {"Type":"COLUMNEXTRACTED","Value":["lead"]},{"Type":"CONSTANT","Value":["8"]}]}]})",
     {kHits},
     "SELECT * FROM n1 WHERE lead IS NULL OR lead <> 8"},
    {"Join",
     R"({"JoinType":"outer","Inputs":["n1","n2"],"Columns":[
         {"From":"n1","Keys":[["lead"]]},{"From":"n2","Keys":[["number"]]}]})",
     {kHits, kLeads},
     "SELECT n1.*, n2.* FROM n1 FULL JOIN n2 ON lead = number"},
    {"Union", R"({"UnionType":"DISTINCT"})", {kHits, kHits}, "SELECT * FROM n1"},
    {"Merge",
     R"({"Source":"n2","PrimaryKeys":[["number"]]})",
     {kLeads, "SELECT range AS number, 'new' AS name FROM range(0, 1000000, 3)"},
     "SELECT number, coalesce(n2.name, n1.name) AS name FROM n1 FULL JOIN n2 USING (number)"},
    {"DropDuplicates",
     R"({"Columns":[["country"]]})",
     {"SELECT country, upper(country) AS up FROM (" + std::string(kHits) + ")"},
     "SELECT country, any_value(up) AS up FROM n1 GROUP BY country"},
    {"Aggregate",
     R"({"Groups":[["country"]],"Aggs":[{"Column":["id"],"AggFunc":"sum"},
         {"Column":["lead"],"AggFunc":"countDistinct"},{"Column":["price"],"AggFunc":"avg"}]})",
     {kHits},
     "SELECT country, sum(id)::BIGINT AS \"sum(id)\", count(DISTINCT lead) AS "
     "\"count(DISTINCT lead)\", avg(price)::DECIMAL(14,6) AS \"avg(price)\" FROM n1 GROUP BY 1"},
    {"FillMissingValues",
     R"({"ImputedPath":"lead","FilledPath":"f"})",
     {kHits},
     "SELECT *, ifnull(lead, (SELECT round(avg(lead))::BIGINT FROM n1)) AS f FROM n1"},
};

}  // namespace

TEST_CASE("A million rows come out as plain SQL has them") {
  for (const Case& c : kCases) {
    CAPTURE(c.kind);
    RowBench bench(c.tables);
    const graph::BindResult bound = bench.Bind(c.kind, c.parameters);
    REQUIRE(bound);
    const std::string digest = bench.Digest(ToSql(std::get<graph::Select>(bound->part)));
    CHECK(digest == bench.Digest(c.plain));
    CHECK(digest.find(' ') < digest.size() - 1);
  }
}

}  // namespace tenon::engine
