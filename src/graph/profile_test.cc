#include "graph/profile.h"

#include <doctest/doctest.h>

namespace tenon::graph {

const Schema kSchema = {{"id", TypeKind::kBigint}, {"tags", *ParseType("array<string>")}};

TEST_CASE("rows come as people read them") {
  CHECK(RowsSql("n", {{"id", TypeKind::kBigint},
                      {"tags", *ParseType("array<string>")},
                      {"raw", TypeKind::kBinary}}) ==
        "SELECT CAST(\"id\" AS VARCHAR) AS \"id\", CAST(to_json(\"tags\") AS VARCHAR) AS "
        "\"tags\", lower(hex(\"raw\")) AS \"raw\" FROM \"n\"");
}

TEST_CASE("a summary asks of each column what its type has") {
  CHECK(SummarySql("node \"1\"", kSchema) ==
        "SELECT count(*), count(\"id\"), tenon_distinct(hash(\"id\")) - CAST(count(\"id\") < "
        "count(*) AS BIGINT), CAST(min(\"id\") AS "
        "VARCHAR), CAST(max(\"id\") AS VARCHAR), count(\"tags\"), tenon_distinct(hash(\"tags\")) - "
        "CAST(count(\"tags\") < count(*) AS BIGINT), CAST(NULL AS VARCHAR), CAST(NULL AS VARCHAR) "
        "FROM "
        "\"node \"\"1\"\"\"");
}

TEST_CASE("a summary reads back, its estimates held to what is possible") {
  const auto summary =
      ReadSummary({{"10", "8", "9", "1", "77", "10", "2", std::nullopt, std::nullopt}}, kSchema);
  REQUIRE(summary);
  CHECK(summary->rows == 10);
  CHECK(summary->columns[0] == ColumnSummary{.nulls = 2, .distinct = 8, .min = "1", .max = "77"});
  CHECK(summary->columns[1] ==
        ColumnSummary{.nulls = 0, .distinct = 2, .min = std::nullopt, .max = std::nullopt});
  CHECK_FALSE(ReadSummary({}, kSchema));
  CHECK_FALSE(ReadSummary({{"1", "2"}}, kSchema));
}

TEST_CASE("a detail reads back in the order of its places, and nothing else is taken for one") {
  const auto detail = ReadDetail({{"-1", "rows", "0", std::nullopt, "5"},
                                  {"0", "top", "2", "7", "1"},
                                  {"0", "top", "1", "3", "4"},
                                  {"0", "bar", "19", "0 20", "2"},
                                  {"0", "bar", "0", "0 20", "3"},
                                  {"0", "quantile", "1", "3", "0"}},
                                 kSchema);
  REQUIRE(detail);
  CHECK(detail->sampled == 5);
  CHECK(detail->columns[0].top == std::vector<ColumnDetail::Value>{{"3", 4}, {"7", 1}});
  CHECK(detail->columns[0].histogram == std::vector<ColumnDetail::Bar>{{0, 1, 3}, {19, 20, 2}});
  CHECK(detail->columns[0].quantiles == std::vector<std::string>{"3"});
  CHECK_FALSE(ReadDetail({{"7", "top", "1", "x", "1"}}, kSchema));
  CHECK_FALSE(ReadDetail({{"0", "top"}}, kSchema));
}

}  // namespace tenon::graph
