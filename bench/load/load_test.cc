#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "auth/signature.h"
#include "base/digest.h"
#include "base/hex.h"
#include "http/request_parser.h"
#include "load/answer.h"
#include "load/documents.h"
#include "load/recorder.h"
#include "load/schedule.h"
#include "load/signer.h"
#include "load/workload.h"

namespace tenon::load {
namespace {

class OneKey final : public auth::KeyRing {
 public:
  Result<auth::AccessKey> Find(std::string_view id, std::string_view) const override {
    return auth::AccessKey{.id = std::string(id), .secret = "secret"};
  }
};

// Whether a server would take the request as sent at `now`.
bool IsAccepted(const std::string& request, std::string_view body, Time now) {
  http::RequestParser parser(64 * 1024);
  if (!parser.ReadHead(request)) return false;
  const http::Request head = parser.TakeRequest();
  return auth::VerifySignature(head, OneKey(), now, {.body_sha256 = ToHex(Sha256(body))})
      .has_value();
}

// The whole answer that arrives in pieces of `step` bytes.
Result<bool> Read(AnswerReader& reader, std::string_view answer, std::size_t step) {
  while (!answer.empty()) {
    const std::span<char> room = reader.Room();
    const std::size_t size = std::min({step, room.size(), answer.size()});
    std::ranges::copy(answer.substr(0, size), room.begin());
    answer.remove_prefix(size);
    const Result<bool> is_whole = reader.Commit(size);
    if (!is_whole || *is_whole) return is_whole;
  }
  return false;
}

}  // namespace

TEST_CASE("a signed request is one that the server's own check accepts") {
  Signer signer({"AKIAEXAMPLE", "secret", "us-east-1", "127.0.0.1:9700"}, "glue", "AWSGlue");
  const Time morning = *ParseBasicIso8601("20260131T081530Z");
  for (const Time now : {morning, morning + std::chrono::hours(24), morning}) {
    const std::string request = signer.Request("GetTable", R"({"Name":"t"})", now);
    CHECK(IsAccepted(request, R"({"Name":"t"})", now));
    CHECK_FALSE(IsAccepted(request, R"({"Name":"u"})", now));
    CHECK_FALSE(IsAccepted(request, R"({"Name":"t"})", now + std::chrono::hours(1)));
  }
}

TEST_CASE("documents are JSON, and partitions have the values of their number") {
  CHECK(json::Parse(TableInput("t"))->Find("StorageDescriptor") != nullptr);
  CHECK((*json::Parse(TableInput("t")))["StorageDescriptor"]["Columns"].AsArray()->size() == 20);
  std::string partition;
  AppendPartitionInput(partition, "t", 241);
  const json::Value value = *json::Parse(partition);
  CHECK(value["Values"] == json::Array{"2020-01-02", "0", "source_1"});
  CHECK(value["StorageDescriptor"]["Location"] ==
        json::Value("s3://lake/events/t/day=2020-01-02/hour=0/source=source_1/"));
  CHECK(ValuesOf(999'999).day == "2031-05-29");
}

TEST_CASE("requests ask for what is there") {
  const Catalog catalog{.tables = 300, .partitions = 480, .first = 50};
  const Workload tables(Work::kGetTables, catalog);
  const Workload hours(Work::kSelectPartitions, catalog);
  std::set<std::int64_t> tables_asked;
  std::set<std::int64_t> hours_asked;
  for (std::int64_t i = 0; i < 1000; ++i) {
    tables_asked.insert(tables.Subject(i));
    hours_asked.insert(hours.Subject(i));
  }
  CHECK(tables_asked == std::set<std::int64_t>{0, 100, 200});
  CHECK(hours_asked.size() == 48);
  CHECK(*hours_asked.rbegin() == 470);
  CHECK(Workload(Work::kCreateTable, catalog).Subject(3) == 53);
  CHECK(Workload(Work::kBatchCreatePartition, catalog).Subject(3) == 350);
}

TEST_CASE("bodies are JSON, whatever is worked") {
  for (const char* name : {"create-table", "get-table", "get-tables", "batch-create-partition",
                           "select-partitions", "page-partitions", "list-partitions"}) {
    CAPTURE(name);
    const Workload workload(*WorkNamed(name), {});
    const Result<json::Value> body = json::Parse(workload.Body(7, "a\\/b"));
    REQUIRE(body);
    CHECK((*body)["DatabaseName"] == json::Value("load"));
  }
  CHECK_FALSE(WorkNamed("drop-table"));
  const Workload pages(Work::kPagePartitions, {});
  CHECK((*json::Parse(pages.Body(7, "a\\/b")))["NextToken"] == json::Value("a/b"));
  CHECK(json::Parse(pages.Body(7, ""))->Find("NextToken") == nullptr);
}

TEST_CASE("an answer's token and items are found without reading its JSON") {
  const Workload workload(Work::kPagePartitions, {});
  const std::string list = R"("Partitions":[{"a":{"InputFormat":"x"}},{"a":{"InputFormat":"y"}}])";
  CHECK(workload.CountItems("{" + list + "}") == 2);
  CHECK(workload.CountItems("{}") == 0);
  CHECK(Workload::NextToken("{" + list + R"(,"NextToken":"t1"})") == "t1");
  CHECK(Workload::NextToken(R"({"NextToken" : "t2",)" + list + "}") == "t2");
  CHECK(Workload::NextToken("{" + list + "}").empty());
  CHECK(Workload::HasErrors(R"({"Errors":[{"ErrorDetail":{"ErrorCode":"x"}}]})"));
  CHECK_FALSE(Workload::HasErrors(R"({"Errors":[]})"));
}

TEST_CASE("answers are read in pieces of any size, one after the other") {
  for (const std::size_t step : {1UZ, 7UZ, 100'000UZ}) {
    CAPTURE(step);
    AnswerReader reader;
    const std::string body(40'000, 'x');
    REQUIRE(*Read(reader, "HTTP/1.1 200 OK\r\ncontent-length: 40000\r\n\r\n" + body, step));
    CHECK(reader.status() == 200);
    CHECK(reader.body() == body);
    CHECK_FALSE(reader.is_last());
    reader.Restart();
    REQUIRE(*Read(reader, "HTTP/1.1 404 \r\nContent-Length: 0\r\nConnection: close\r\n\r\n", step));
    CHECK(reader.status() == 404);
    CHECK(reader.body().empty());
    CHECK(reader.is_last());
  }
}

TEST_CASE("what is no answer, has no length or goes on behind it is refused") {
  for (const char* text : {"SSH-2.0-x\r\n\r\n", "HTTP/1.1 200 OK\r\n\r\n",
                           "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nxy"}) {
    CAPTURE(text);
    AnswerReader reader;
    CHECK_FALSE(Read(reader, text, 100'000));
  }
  AnswerReader reader;
  CHECK_FALSE(*Read(reader, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nx", 100'000));
}

TEST_CASE("a summary has the percentiles of all threads together") {
  using std::chrono::milliseconds;
  Recorder all;
  Recorder other;
  for (int i = 1; i <= 50; ++i) all.Add(milliseconds(i), 2, 10);
  for (int i = 51; i <= 101; ++i) other.Add(milliseconds(i), 2, 10);
  all.Add(other);
  const json::Value summary = all.Summary(milliseconds(2020));
  CHECK(*summary["p50"].AsDouble() == 0.051);
  CHECK(*summary["p99"].AsDouble() == 0.1);
  CHECK(*summary["most"].AsDouble() == 0.101);
  CHECK(*summary["requests_per_second"].AsDouble() == 50.0);
  CHECK(summary["items"] == json::Value(202));
  CHECK(Recorder().Summary(milliseconds(1))["p50"] == json::Value(0.0));
}

TEST_CASE("a schedule gives so many numbers, or one at least until its time is over") {
  Schedule three({.requests = 3});
  for (std::int64_t i = 0; i < 3; ++i) CHECK(three.Next() == i);
  CHECK_FALSE(three.Next());
  CHECK(three.given() == 3);
  CHECK(three.Counts(Schedule::Clock::now()));

  using Seconds = std::chrono::duration<double>;
  Schedule over({.warm_up = Seconds(0), .seconds = Seconds(0)});
  CHECK(over.Next() == 0);
  CHECK_FALSE(over.Next());
  Schedule warming({.warm_up = Seconds(3600)});
  CHECK(warming.Next() == 0);
  CHECK_FALSE(warming.Counts(Schedule::Clock::now()));
  warming.Stop();
  CHECK_FALSE(warming.Next());
}

}  // namespace tenon::load
