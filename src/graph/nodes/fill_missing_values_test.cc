#include "graph/nodes/node_test.h"

namespace tenon::graph {

TEST_CASE("FillMissingValues takes the mean of numbers and the most frequent of others") {
  const std::vector<std::string> input = {"n int, s string, l array<int>, n_filled int"};
  const BindResult text = BindNode("FillMissingValues", R"({"ImputedPath":"s"})", input);
  CHECK(Text(text->schema) == "n int, s string, l array<int>, n_filled int, s_filled string");
  CHECK(SqlOf(text).find(R"(GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1) AS VARCHAR)) AS )"
                         R"("s_filled" FROM "n1")") != std::string::npos);
  // A row that is left out before it would change the mean of the others.
  CHECK_FALSE(std::get<Select>(text->part).row_by_row);
  CHECK(std::get<Select>(text->part).origins == std::vector<std::optional<ColumnOf>>(5));
  CHECK(SqlOf(BindNode("FillMissingValues", R"({"ImputedPath":"n","FilledPath":"m"})", input)) ==
        R"sql(SELECT "n", "s", "l", "n_filled", coalesce("n", CAST((SELECT avg("n") FROM "n1") )sql"
        R"sql(AS INTEGER)) AS "m" FROM "n1")sql");
  CHECK(FaultsOf(BindNode("FillMissingValues", R"({"ImputedPath":"n"})", input)) ==
        "FilledPath: there is a column of this name already; choose another than n_filled");
  CHECK(FaultsOf(BindNode("FillMissingValues", R"({"ImputedPath":"l"})", input)) ==
        "ImputedPath: only plain values can be filled in, unlike l of type array<int>");
  const BindResult near = BindNode("FillMissingValues", R"({"ImputedPath":"n_fill"})", input);
  CHECK(FaultsOf(near) == "ImputedPath: there is no column n_fill; did you mean n_filled?");
  CHECK(near.error()[0].fixes ==
        std::vector<Fix>{{"Use n_filled", {SetParameter{"ImputedPath", "n_filled"}}}});
  CHECK(ParseNode("FillMissingValues", R"({"ImputedPath":""})").error().message ==
        "ImputedPath must not be empty");
}

}  // namespace tenon::graph
