#include "engine/source.h"

#include <doctest/doctest.h>

#include "engine/test_bench.h"

namespace tenon::engine {
namespace {

const Schema kColumns = {
    {"id", TypeKind::kBigint}, {"name", TypeKind::kString}, {"seen", TypeKind::kTimestamp}};
constexpr std::string_view kHeader = "\"id\",\"name\",\"seen\"\n";

std::string Read(std::string_view content, task::BadRows bad_rows = task::BadRows::kNull) {
  const TestBench bench;
  task::Source source = bench.Csv("t", kColumns, content);
  source.bad_rows = bad_rows;
  std::string answer = bench.Answer(bench.Query({source}, "SELECT * FROM t ORDER BY 1"));
  if (answer.starts_with(kHeader)) answer.erase(0, kHeader.size());
  return answer;
}

}  // namespace

TEST_CASE("CSV is read as PostgreSQL writes it") {
  struct Case {
    std::string_view file;
    std::string_view rows;
  };
  for (const Case& c : {
           Case{"", ""},
           Case{"\n", ""},
           Case{"1,Ann,2026-01-01 10:00:00\n", "\"1\",\"Ann\",\"2026-01-01 10:00:00.000\"\n"},
           Case{"1,Ann,2026-01-01 10:00:00", "\"1\",\"Ann\",\"2026-01-01 10:00:00.000\"\n"},
           Case{"1,Ann,\r\n2,,\r\n", "\"1\",\"Ann\",\n\"2\",,\n"},
           Case{"1,,\n2,\"\",\n", "\"1\",,\n\"2\",\"\",\n"},
           Case{",\"a \"\"b\"\", c\",\n", ",\"a \"\"b\"\", c\",\n"},
           Case{"1,\"two\nlines\",\n", "\"1\",\"two\nlines\",\n"},
           Case{"1,Zoë 🙂,\n", "\"1\",\"Zoë 🙂\",\n"},
           Case{"1,a,2026-01-01 10:00:00+02\n", "\"1\",\"a\",\"2026-01-01 08:00:00.000\"\n"},
           Case{"1,a,2025-03-01 12:34:56.789+00\n", "\"1\",\"a\",\"2025-03-01 12:34:56.789\"\n"},
           Case{"1,a,2025-03-01T12:34:56Z\n", "\"1\",\"a\",\"2025-03-01 12:34:56.000\"\n"},
           Case{"\xEF\xBB\xBF"
                "1,a,\n",
                "\"1\",\"a\",\n"},
       }) {
    CAPTURE(c.file);
    CHECK(Read(c.file) == c.rows);
  }
}

TEST_CASE("Fields and lines that do not fit become NULL and the rows stay") {
  struct Case {
    std::string_view file;
    std::string_view rows;
  };
  for (const Case& c : {
           Case{"1,a,\nx,b,\n", "\"1\",\"a\",\n,\"b\",\n"},
           Case{"1,a,yesterday\n2,b,2026-01-01 10:00:00+02\n",
                "\"1\",\"a\",\n\"2\",\"b\",\"2026-01-01 08:00:00.000\"\n"},
           Case{"1\n2,b\n3,c,\n", "\"1\",,\n\"2\",\"b\",\n\"3\",\"c\",\n"},
           Case{"1,a,,more,fields\n2,\"b\nb\",\n3\n", "\"1\",\"a\",\n\"2\",\"b\nb\",\n\"3\",,\n"},
           Case{"1,a,\r\n2,b,\n", "\"1\",\"a\",\n\"2\",\"b\",\n"},
           Case{"\"\",a,\n", ",\"a\",\n"},
       }) {
    CAPTURE(c.file);
    CHECK(Read(c.file) == c.rows);
  }
}

TEST_CASE("A row with a bad field is dropped, or fails the task, as asked") {
  CHECK(Read("1,a,\nx,b,\n3,c,\n", task::BadRows::kDrop) == "\"1\",\"a\",\n\"3\",\"c\",\n");
  CHECK(Read("1,a,\nx,b,\n3,c,\n", task::BadRows::kFail) ==
        "t file: s3://b/t.csv, line 2, column id: \"x\" is no bigint");
}

TEST_CASE("Bad fields are counted, and the log shows where the first five are") {
  const TestBench bench;
  std::string content;
  for (int i = 1; i <= 20; ++i)
    content += i % 2 == 0 ? "x" + std::to_string(i) + ",a,\n" : "1,a,\n";
  content += "1,a,never\n";
  const auto logged = Only<task::LogLine>(bench.Run(bench.Query({bench.Csv("t", kColumns, content)},
                                                                "SELECT count(*), max(seen), "
                                                                "max(id) FROM t")));
  REQUIRE(logged.size() == 6);
  CHECK(logged[0].message == "t file: 11 fields do not fit the declared types and became NULL");
  CHECK(logged[0].level == LogLevel::kWarning);
  CHECK(logged[1].message == "s3://b/t.csv, line 2, column id: \"x2\" is no bigint");
  CHECK(logged[5].message == "s3://b/t.csv, line 10, column id: \"x10\" is no bigint");
}

TEST_CASE("A clean file leaves nothing in the log") {
  const TestBench bench;
  const auto events =
      bench.Run(bench.Query({bench.Csv("t", kColumns, "1,a,\n")}, "SELECT * FROM t"));
  CHECK(Only<task::LogLine>(events).empty());
}

TEST_CASE("Separator, quote, escape and header lines are the source's own") {
  const TestBench bench;
  task::Source source = bench.Csv("t", {{"a", {}}, {"b", {}}}, "A|B\n1|'it\\'s | b'\n");
  source.csv = {.separator = '|', .quote = '\'', .escape = '\\', .header_lines = 1};
  CHECK(bench.Answer(bench.Query({source}, "SELECT * FROM t")) ==
        "\"a\",\"b\"\n\"1\",\"it's | b\"\n");
  source.csv = {.separator = '|', .quote = '\0', .escape = '\0', .header_lines = 1};
  CHECK(bench.Answer(bench.Query({source}, "SELECT * FROM t")) ==
        "\"a\",\"b\"\n\"1\",\"'it\\'s \"\n");
}

TEST_CASE("Partition values come from the task, typed, NULL among them") {
  const TestBench bench;
  task::Source source = bench.Csv("t", {{"id", TypeKind::kInt}}, "");
  source.partition_columns = {{"year", TypeKind::kInt}, {"kind", {}}};
  source.files = {bench.File("a", "1\n2\n", {"2025", "x"}), bench.File("none", "", {"1", "x"}),
                  bench.File("b", "3\n", {"2026", std::nullopt}),
                  bench.File("c", "4\n", {"twelve", "it's"})};
  CHECK(bench.Answer(bench.Query({source}, "SELECT * FROM t ORDER BY id")) ==
        "\"id\",\"year\",\"kind\"\n\"1\",\"2025\",\"x\"\n\"2\",\"2025\",\"x\"\n\"3\",\"2026\",\n"
        "\"4\",,\"it's\"\n");
}

TEST_CASE("Parquet columns are found by name in any case, cast, or NULL") {
  const TestBench bench;
  const std::string path = (bench.folder() / "p").string();
  TestBench::Rows("SELECT 1");
  {
    Result<Database> database = Database::Open();
    Result<Connection> connection = database->Connect();
    REQUIRE(
        connection->Execute("COPY (SELECT 'x' AS b, 7::INTEGER AS \"A\", "
                            "TIMESTAMPTZ '2026-01-01 10:00:00+02' AS t) TO " +
                            SqlString(path) + " (FORMAT parquet)"));
  }
  task::Source source;
  source.name = "t";
  source.title = "T";
  source.format = task::Format::kParquet;
  source.columns = {{"a", TypeKind::kBigint}, {"t", TypeKind::kTimestamp}, {"missing", {}}};
  source.files = {{.path = path, .name = "s3://b/p", .size = 1}};
  CHECK(bench.Answer(bench.Query({source}, "SELECT * FROM t")) ==
        "\"a\",\"t\",\"missing\"\n\"7\",\"2026-01-01 08:00:00.000\",\n");
  source.columns.clear();
  CHECK(bench.Answer(bench.Query({source}, "SELECT * FROM t")) ==
        "\"b\",\"A\",\"t\"\n\"x\",\"7\",\"2026-01-01 08:00:00.000\"\n");
}

TEST_CASE("JSON is read by name; what does not fit is NULL") {
  const TestBench bench;
  task::Source source = bench.Csv("t", kColumns, "");
  source.format = task::Format::kJson;
  source.files = {bench.File("j",
                             "{\"name\":\"a\",\"id\":1,\"seen\":\"2026-01-01T10:00:00+02\"}\n"
                             "{\"id\":2,\"other\":3}\n")};
  CHECK(bench.Answer(bench.Query({source}, "SELECT * FROM t ORDER BY id")) ==
        std::string(kHeader) + "\"1\",\"a\",\"2026-01-01 08:00:00.000\"\n\"2\",,\n");
  source.files = {bench.File("k", "{\"id\":1}\n{\"id\":\"x\",\"name\":\"b\"}\n")};
  CHECK(bench.Answer(bench.Query({source}, "SELECT * FROM t ORDER BY id")) ==
        std::string(kHeader) + "\"1\",,\n,\"b\",\n");
}

}  // namespace tenon::engine
