#include "engine/row_writer.h"

#include <doctest/doctest.h>

#include <atomic>
#include <string>
#include <thread>

namespace tenon::engine {
namespace {

constexpr const char* kInto = "INSERT INTO target (a, b)";

// An engine with a table `target`, one connection that reads and one that writes.
struct Bench {
  Result<Database> database = Database::Open();
  Result<Connection> reading = database->Connect();
  Result<RowWriter> writer = RowWriter::Make(*reading, "handed");

  explicit Bench(int threads, const std::string& columns = "a BIGINT, b VARCHAR") {
    REQUIRE(writer.has_value());
    Execute("SET preserve_insertion_order = false; SET threads = " + std::to_string(threads));
    Execute("CREATE TABLE target (" + columns + ')');
    REQUIRE(writer->connection().Execute("BEGIN TRANSACTION").has_value());
  }

  void Execute(const std::string& sql) {
    const Status done = reading->Execute(sql);
    REQUIRE_MESSAGE(done.has_value(), (done ? "" : done.error().message));
  }

  // What the one field of a SELECT holds, for whoever writes.
  std::string Answer(const std::string& sql) {
    const auto rows = writer->connection().Query("SELECT CAST((" + sql + ") AS VARCHAR)");
    return rows ? (*rows)[0][0].value_or("NULL") : rows.error().message;
  }
};

std::string MessageOf(const Result<std::uint64_t>& written) {
  return written ? "wrote " + std::to_string(*written) : written.error().message;
}

TEST_CASE("what one connection reads, another writes, with any number of threads") {
  for (const int threads : {1, 2, 4}) {
    CAPTURE(threads);
    Bench bench(threads);
    bench.Execute("CREATE TABLE source AS SELECT i AS a, 'n' || i AS b FROM range(300000) t(i)");
    const auto written =
        bench.writer->Insert(*bench.reading, "SELECT a, nullif(b, 'n7') FROM source", kInto);
    CHECK(MessageOf(written) == "wrote 300000");
    CHECK(bench.Answer("SELECT sum(a) || ' ' || count(b) || ' ' || count(DISTINCT b) || ' ' || "
                       "max(b) FROM target") == "44999850000 299999 299999 n99999");
    const auto plan = bench.reading->Profile();
    CHECK_FALSE(plan.has_value());  // unless it is asked for
  }
}

TEST_CASE("rows are handed over as often as there are tables to write") {
  Bench bench(2);
  CHECK(MessageOf(bench.writer->Insert(*bench.reading, "SELECT 1, 'x'", kInto)) == "wrote 1");
  CHECK(MessageOf(bench.writer->Insert(*bench.reading, "SELECT 2, 'y' WHERE false", kInto)) ==
        "wrote 0");
  CHECK(MessageOf(bench.writer->Insert(*bench.reading, "SELECT 3, 'z'", kInto)) == "wrote 1");
  CHECK(bench.Answer("SELECT string_agg(b, ' ' ORDER BY a) FROM target") == "x z");
}

TEST_CASE("values keep their types on the way, nested ones too") {
  Bench bench(2, "a STRUCT(x DECIMAL(20,3), y BIGINT[]), b MAP(VARCHAR, TIMESTAMP WITH TIME ZONE)");
  const auto written = bench.writer->Insert(
      *bench.reading,
      "SELECT {'x': 1.5::DECIMAL(20,3), 'y': [i, NULL]}, MAP {'k': make_timestamptz(i)} FROM "
      "range(5000) t(i)",
      kInto);
  CHECK(MessageOf(written) == "wrote 5000");
  CHECK(bench.Answer("SELECT sum(a.x) || ' ' || sum(a.y[1]) || ' ' || max(epoch_us(b['k'])) FROM "
                     "target") == "7500.000 12497500 4999");
}

TEST_CASE("the plan of what was read is known, with its rows") {
  Bench bench(2);
  bench.Execute(
      "PRAGMA enable_profiling = 'no_output'; SET custom_profiling_settings = "
      R"('{"OPERATOR_CARDINALITY":"true","OPERATOR_TYPE":"true"}')");
  REQUIRE(bench.writer
              ->Insert(*bench.reading, "SELECT i, '' FROM range(10000) t(i) WHERE i % 2 = 0", kInto)
              .has_value());
  std::optional<Operator> at = bench.reading->Profile();
  REQUIRE(at.has_value());
  while (at->type != "FILTER" && !at->children.empty()) at = Operator(at->children[0]);
  CHECK(at->type == "FILTER");
  CHECK(at->rows == 5000);
}

TEST_CASE("what fails while it is read is the reason that nothing is written") {
  for (const char* value : {"error('row ' || i)", "IF(i > 200000, error('row ' || i), '')"}) {
    Bench bench(2);
    const auto written = bench.writer->Insert(
        *bench.reading, std::string("SELECT i, ") + value + " FROM range(400000) t(i)", kInto);
    CHECK(MessageOf(written).find("row ") != std::string::npos);
    REQUIRE(bench.writer->connection().Execute("ROLLBACK").has_value());
    CHECK(bench.Answer("SELECT count(*) FROM target") == "0");
    bench.Execute("SELECT 1");
  }
}

TEST_CASE("what fails while it is written ends a SELECT that would never end") {
  Bench bench(2, "a BIGINT CHECK (a < 100000), b VARCHAR");
  const auto written =
      bench.writer->Insert(*bench.reading, "SELECT i, '' FROM range(1000000000000) t(i)", kInto);
  CHECK(MessageOf(written).find("CHECK constraint failed") != std::string::npos);
  REQUIRE(bench.writer->connection().Execute("ROLLBACK").has_value());
  CHECK(bench.Answer("SELECT count(*) FROM target") == "0");
  bench.Execute("SELECT 1");
}

TEST_CASE("a table that is not there is the reason, whatever is read") {
  Bench bench(2);
  const auto written = bench.writer->Insert(
      *bench.reading, "SELECT i, '' FROM range(1000000000000) t(i)", "INSERT INTO nowhere");
  CHECK(MessageOf(written).find("nowhere") != std::string::npos);
}

TEST_CASE("a stop of both ends both") {
  Bench bench(2);
  std::atomic<bool> ended = false;
  std::thread stopping([&] {
    while (!ended) {
      bench.reading->Interrupt();
      bench.writer->connection().Interrupt();
      std::this_thread::yield();
    }
  });
  const auto written =
      bench.writer->Insert(*bench.reading, "SELECT i, '' FROM range(1000000000000) t(i)", kInto);
  ended = true;
  stopping.join();
  REQUIRE_FALSE(written.has_value());
  CHECK(written.error().kind == ErrorKind::kStopped);
}

TEST_CASE("no rows are on their way for those who come by chance") {
  Bench bench(1);
  const auto rows = bench.reading->Query("SELECT * FROM handed()");
  REQUIRE_FALSE(rows.has_value());
  CHECK(rows.error().message.find("no rows are on their way") != std::string::npos);
}

}  // namespace
}  // namespace tenon::engine
