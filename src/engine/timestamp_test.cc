#include "engine/timestamp.h"

#include <doctest/doctest.h>

#include "engine/test_bench.h"

namespace tenon::engine {

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
