#include "engine/timestamp.h"

#include <doctest/doctest.h>

#include <random>

#include "engine/functions.h"
#include "engine/test_bench.h"

namespace tenon::engine {
namespace {

// A timestamp with up to three characters changed, taken out or put in.
std::string AlmostATimestamp(std::mt19937& random) {
  constexpr std::string_view kCharacters = "0123456789 -:.+TZtz/\t";
  constexpr std::string_view kForms[] = {"2026-01-31",
                                         "2024-02-29 08:15",
                                         "2026-01-31T08:15:30",
                                         "1969-12-31 23:59:59.123456789",
                                         "2026-12-31 08:15:30.5+15:59",
                                         "0001-01-01 00:00:00-0330",
                                         "9999-12-31 23:59:59Z",
                                         " 2026-06-30 08:15:30+02 "};
  const auto below = [&](std::size_t limit) { return random() % limit; };
  std::string text(kForms[below(std::size(kForms))]);
  for (std::size_t changes = below(4); changes > 0; --changes) {
    const std::size_t at = below(text.size());
    const std::size_t kind = below(4);
    if (kind == 0) {
      text.erase(at, 1);
    } else if (kind == 1) {
      text.insert(at, 1, kCharacters[below(kCharacters.size())]);
    } else {
      text[at] = kCharacters[below(kCharacters.size())];
    }
  }
  return text;
}

}  // namespace

TEST_CASE("Timestamps mean what the engine's cast to TIMESTAMPTZ says, or are left to it") {
  for (const std::string_view text :
       {"2026-01-31", "2026-01-31 08:15", "2026-01-31 08:15:30", "2026-01-31T08:15:30",
        "2026-01-31 08:15:30.1", "2026-01-31 08:15:30.123456", "2026-01-31 08:15:30.1234567",
        "2026-01-31 08:15:30.123456789", "2026-01-31T08:15:30Z", "2026-01-31 08:15:30.789+00",
        "2026-01-31 08:15:30+02", "2026-01-31 08:15:30-03", "2026-01-31 08:15:30+05:30",
        "2026-01-31 08:15:30.5-03:30", "1969-12-31 23:59:59.999999", "0001-01-01 00:00:00",
        "9999-12-31 23:59:59.999999", "2024-02-29 00:00:00"}) {
    const std::string sql =
        "SELECT epoch_us(CAST(" + SqlString(text) + " AS TIMESTAMPTZ)) FROM range(1)";
    const auto micros = ParseTimestamp(text);
    CAPTURE(text);
    REQUIRE(micros.has_value());
    CHECK(TestBench::Rows(sql) == std::to_string(*micros) + "|\n");
  }
}

TEST_CASE("tenon_plain_timestamp reads only what the cast to TIMESTAMPTZ reads, and as that does") {
  Result<Database> database = Database::Open();
  Result<Connection> connection = database->Connect();
  REQUIRE(RegisterFunctions(*connection));
  REQUIRE(connection->Execute("SET TimeZone = 'UTC'; CREATE TABLE texts (t VARCHAR)"));
  std::mt19937 random(20261);
  std::string insert = "INSERT INTO texts VALUES (NULL)";
  for (int i = 0; i < 20'000; ++i) insert += ", (" + SqlString(AlmostATimestamp(random)) + ')';
  REQUIRE(connection->Execute(insert));
  const auto rows = connection->Query(
      "WITH read AS (SELECT t, tenon_plain_timestamp(t) AS plain, "
      "CAST(TRY_CAST(trim(t) AS TIMESTAMPTZ) AS TIMESTAMP) AS engine FROM texts) "
      "SELECT count(*) FILTER (plain <> engine OR engine IS NULL), "
      "coalesce(first(t) FILTER (plain <> engine OR engine IS NULL), ''), "
      "count(*) > 5000, count(*) < 15000 FROM read WHERE plain IS NOT NULL");
  REQUIRE(rows);
  const Row& row = rows->at(0);
  CAPTURE(row[1].value_or(""));
  CHECK(row[0] == "0");
  CHECK(row[2] == "true");
  CHECK(row[3] == "true");
}

TEST_CASE("What is no timestamp of the common forms is refused") {
  for (const std::string_view text : {"",
                                      "x",
                                      "2026",
                                      "2026-1-31",
                                      "2026-02-30",
                                      "2026-13-01",
                                      "2026-00-10",
                                      "0000-01-01",
                                      "2026-01-31 ",
                                      "2026-01-31 8:15:30",
                                      "2026-01-31 24:00:00",
                                      "2026-01-31 08:60:00",
                                      "2026-01-31 08:15Z",
                                      "2026-01-31 08:15:60",
                                      "2026-01-31 08:15:30.",
                                      "2026-01-31 08:15:30.1234567890",
                                      "2026-01-31 08:15:30 +02",
                                      "2026-01-31 08:15:30+2",
                                      "2026-01-31 08:15:30+02:",
                                      "2026-01-31 08:15:30+0230x",
                                      "2026-01-31 08:15:30Zx",
                                      "2026-01-31x08:15:30",
                                      "2026-01-31 08:15:30+02:30:00"}) {
    CAPTURE(text);
    CHECK_FALSE(ParseTimestamp(text).has_value());
  }
}

}  // namespace tenon::engine
