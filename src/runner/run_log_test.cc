#include "runner/run_log.h"

#include <doctest/doctest.h>

namespace tenon::runner {

TEST_CASE("lines come back in order, with time and level") {
  const TemporaryFolder folder;
  const ManualClock clock(FromMillis(1000));
  const RunLogs logs(folder.path(), clock);
  logs.Append("jr_1", LogLevel::kInfo, "first");
  logs.Append("jr_1", LogLevel::kError, "second\nline");
  logs.Append("jr_2", LogLevel::kInfo, "other");
  const auto lines = logs.Read("jr_1");
  REQUIRE(lines);
  REQUIRE(lines->size() == 2);
  CHECK((*lines)[0].time == FromMillis(1000));
  CHECK((*lines)[1].level == LogLevel::kError);
  CHECK((*lines)[1].message == "second\nline");
}

TEST_CASE("a run without a log has no lines, and an id cannot leave the folder") {
  const TemporaryFolder folder;
  const ManualClock clock(FromMillis(0));
  const RunLogs logs(folder.path(), clock);
  CHECK(logs.Read("jr_9")->empty());
  for (const char* id : {"", "../secret", "a/b", ".", "a\n"}) {
    CAPTURE(id);
    CHECK(logs.Read(id).error().kind == ErrorKind::kInvalidInput);
  }
}

TEST_CASE("a line that a crash has cut is passed over") {
  const TemporaryFolder folder;
  const ManualClock clock(FromMillis(0));
  const RunLogs logs(folder.path(), clock);
  REQUIRE(WriteFileAtomically(folder.path() / "jr_1.jsonl", "{\"time\":1,\"mes\n", 0600));
  logs.Append("jr_1", LogLevel::kInfo, "whole");
  const auto lines = logs.Read("jr_1");
  REQUIRE(lines->size() == 1);
  CHECK(lines->front().message == "whole");
}

}  // namespace tenon::runner
