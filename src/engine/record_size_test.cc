#include "engine/record_size.h"

#include <doctest/doctest.h>

#include "engine/test_bench.h"

namespace tenon::engine {
namespace {

std::string Times(std::string_view text, int count) {
  std::string out;
  for (int i = 0; i < count; ++i) out += text;
  return out;
}

}  // namespace

TEST_CASE("A record takes as many bytes as its lines do") {
  const TestBench bench;
  const auto size = [&](std::string_view content) {
    return RecordSize(bench.Csv("t", {}, content)).value_or(0);
  };
  CHECK(size(Times("1,one\n", 1000)) == 6);
  CHECK(size(Times("1,\"one\ntwo \"\"quoted\"\"\"\n", 100)) == 23);
  // Far from the beginning lines are longer.
  CHECK(size(Times("1\n", 500'000) + Times("12345\n", 500'000)) == doctest::Approx(4).epsilon(0.1));
  CHECK(size("no line end") == 0);
  CHECK(size("") == 0);
}

TEST_CASE("Where lines are no measure there is no size") {
  const TestBench bench;
  task::Source source = bench.Csv("t", {}, Times("{\"a\": 1}\n", 10));
  source.format = task::Format::kJson;
  CHECK(RecordSize(source) == 9);
  source.json.multiline = true;
  CHECK_FALSE(RecordSize(source).has_value());
  source.format = task::Format::kAvro;
  CHECK_FALSE(RecordSize(source).has_value());
  task::Source packed = bench.Csv("t", {}, Times("1\n", 10));
  packed.files[0].compression = "zstd";
  CHECK_FALSE(RecordSize(packed).has_value());
  packed.files[0].compression = "gzip";  // and is none
  CHECK_FALSE(RecordSize(packed).has_value());
}

TEST_CASE("Of packed files a record has its share of the packed bytes") {
  const TestBench bench;
  const std::string path = (bench.folder() / "packed.csv.gz").string();
  Result<Database> database = Database::Open();
  Result<Connection> connection = database->Connect();
  REQUIRE(connection
              ->Execute("COPY (SELECT range, hash(range) FROM range(200000)) TO " +
                        SqlString(path) + " (FORMAT csv, HEADER false, COMPRESSION gzip)")
              .has_value());
  task::Source source;
  const auto bytes = std::filesystem::file_size(path);
  source.files = {{.path = path, .name = "s3://b/t.gz", .size = bytes, .compression = "gzip"}};
  const auto size = RecordSize(source);
  REQUIRE(size.has_value());
  CHECK(static_cast<double>(bytes) / *size == doctest::Approx(200'000).epsilon(0.1));
}

}  // namespace tenon::engine
