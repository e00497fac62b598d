#include "task/event.h"

#include <doctest/doctest.h>

namespace tenon::task {

TEST_CASE("every event comes back from its JSON text as it was") {
  const Event events[] = {
      Ready{},
      LogLine{LogLevel::kWarning, "line 3 of s3://bucket/é.csv"},
      Progress{0.5},
      Progress{0},
      Progress{0.25, {{"node-1", 1'200'000, true}, {"node-2", 7, false}}},
      NodeRows{"node-1", 42, ""},
      NodeRows{"node-2", std::nullopt, "fused into its target"},
      NodeRows{"node-3", 0, "", 2048, 0.25},
      OutputFile{1, "1/part-0.parquet", "year=2026/run-1-part-0.parquet", 7, {"2026"}},
      Described{"d", {{"id", *ParseType("bigint")}}, ""},
      Described{"d", {}, "no such column: x"},
      Rows{"sample", {{"id", *ParseType("bigint")}}, {{"1"}, {std::nullopt}}, "", {{"leads", 2}}},
      Rows{"sample", {}, {}, "no such column: x"},
      BookmarkMoved{"node-1", "2000000"},
      Settled{true},
      Settled{false},
      Done{10, 2048},
      Failed{ErrorKind::kStopped, "stopped"},
  };
  for (const Event& event : events) {
    const std::string text = json::Dump(ToJson(event));
    CAPTURE(text);
    const Result<json::Value> value = json::Parse(text);
    REQUIRE(value);
    const Result<Event> back = ParseEvent(*value);
    REQUIRE(back);
    CHECK(*back == event);
  }
}

TEST_CASE("an event's text that is not UTF-8 still travels as JSON") {
  const Result<json::Value> value =
      json::Parse(json::Dump(ToJson(LogLine{LogLevel::kInfo, "caf\xe9 1"})));
  REQUIRE(value);
  CHECK(std::get<LogLine>(*ParseEvent(*value)).message == "caf? 1");
}

TEST_CASE("ParseEvent refuses what is no event") {
  for (const char* text : {R"({})", R"({"Event":"Dance"})", R"({"Event":"Done","Rows":-1})",
                           R"({"Event":"Failed","Kind":"x","Message":"m"})", R"([])",
                           R"({"Event":"LogLine","Level":"loud","Message":"m"})"}) {
    CAPTURE(text);
    const Result<Event> event = ParseEvent(*json::Parse(text));
    REQUIRE_FALSE(event);
    CHECK(event.error().kind == ErrorKind::kInvalidInput);
  }
}

}  // namespace tenon::task
