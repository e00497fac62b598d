#include "engine/job.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "engine/test_bench.h"

namespace tenon::engine {
namespace {

const Schema kLeads = {{"id", TypeKind::kBigint}, {"email", {}}};
const Schema kHits = {
    {"hit", TypeKind::kBigint}, {"seen", TypeKind::kTimestamp}, {"lead_id", TypeKind::kBigint}};

std::string Parquet(const TestBench& bench, const task::OutputFile& file) {
  return "read_parquet(" + SqlString((bench.staging() / file.path).string()) +
         ", hive_partitioning=false)";
}

std::string FailureOf(const std::vector<task::Event>& events) {
  const auto failed = Only<task::Failed>(events);
  return failed.empty() ? "" : failed[0].message;
}

// The count of a node, or its note.
std::string CountOf(const std::vector<task::Event>& events, std::string_view node) {
  for (const auto& count : Only<task::NodeRows>(events)) {
    if (count.node_id == node) return count.rows ? std::to_string(*count.rows) : count.note;
  }
  return "no such node";
}

}  // namespace

TEST_CASE("A job joins its sources and writes Parquet as Glue names it") {
  const TestBench bench;
  const task::Task task = bench.Job(
      {bench.Csv("leads", kLeads, "1,a@x\n2,b@x\n3,\n"),
       bench.Csv("hits", kHits, "10,2026-01-01 10:00:00+02,1\n11,,1\n12,2026-01-02 00:00:00,9\n"),
       bench.Csv("users", {{"email", {}}, {"country", {}}}, "a@x,ES\nb@x,FR\nb@x,DE\n")},
      {{"renamed", "Renamed", "SELECT hit AS article_hit, seen, lead_id FROM \"hits\""},
       {"j1", "Join Article Hits",
        "SELECT l.*, r.* FROM \"leads\" l FULL JOIN \"renamed\" r ON l.id = r.lead_id"},
       {"j2", "Join User Data",
        "SELECT l.*, r.email AS \".email\", r.country FROM \"j1\" l JOIN \"users\" r ON l.email = "
        "r.email"}},
      {TestBench::Parquet("j2")});
  const auto events = bench.Run(task);
  REQUIRE(FailureOf(events) == "");
  const auto files = Only<task::OutputFile>(events);
  REQUIRE(files.size() == 1);
  CHECK(files[0].key == "run-7-part-block-0-r-00000-snappy.parquet");
  CHECK(files[0].rows == 4);
  CHECK(TestBench::Rows("FROM " + Parquet(bench, files[0]) + " ORDER BY ALL") ==
        "1|a@x|10|2026-01-01 08:00:00|1|a@x|ES|\n"
        "1|a@x|11|NULL|1|a@x|ES|\n"
        "2|b@x|NULL|NULL|NULL|b@x|DE|\n"
        "2|b@x|NULL|NULL|NULL|b@x|FR|\n");
  CHECK(CountOf(events, "leads") == "3");
  CHECK(CountOf(events, "hits") == "3");
  CHECK(CountOf(events, "users") == "3");
  CHECK(CountOf(events, "renamed") == "not counted: fused with the nodes around it");
  CHECK(CountOf(events, "j1") == "5");
  CHECK(CountOf(events, "j2") == "4");
  CHECK(CountOf(events, "target") == "4");
  CHECK(std::get<task::Done>(events.back()).rows == 4);
  CHECK_FALSE(Only<task::Progress>(events).empty());
  CHECK_FALSE(std::filesystem::exists(bench.staging() / "spill"));
}

TEST_CASE("A count that the plan does not tell is not made up") {
  const TestBench bench;
  const auto count = [&](std::vector<task::View> views, std::string_view node) {
    return CountOf(bench.Run(bench.Job({bench.Csv("a", {{"x", TypeKind::kInt}}, "1\n2\n3\n"),
                                        bench.Csv("b", {{"y", TypeKind::kInt}}, "1\n")},
                                       views, {TestBench::Parquet("last")})),
                   node);
  };
  CHECK(count({{"j", "Join", "SELECT * FROM \"a\" JOIN \"b\" ON x = y"},
               {"last", "Filter", "SELECT * FROM \"j\" WHERE x > 1"}},
              "j") == "not counted: a filter may have been applied before the join");
  CHECK(count({{"last", "Self", "SELECT l.x FROM \"a\" l JOIN \"a\" r ON l.x = r.x"}}, "a") ==
        "not counted: it is read more than once in the plan");
  CHECK(count({{"last", "Few", "SELECT x FROM \"a\" LIMIT 1"}}, "a") ==
        "not counted: a limit or an empty join may have ended it early");
  CHECK(count({{"last", "One", "SELECT x FROM \"a\""}}, "b") ==
        "not counted: no operator of the plan reads it by itself");
}

TEST_CASE("A count follows from what a sink has written and from views of as many rows") {
  const TestBench bench;
  task::View renamed{"renamed", "Renamed", "SELECT x AS y FROM \"t\""};
  renamed.rows_of = "t";
  task::View few{"few", "Few", "SELECT y FROM \"renamed\" WHERE y > 1"};
  task::View last{"last", "Last", "SELECT y AS z FROM \"few\""};
  last.rows_of = "few";
  const auto events = bench.Run(bench.Job({bench.Csv("t", {{"x", TypeKind::kInt}}, "1\n2\n3\n")},
                                          {renamed, few, last}, {TestBench::Parquet("last")}));
  REQUIRE(FailureOf(events) == "");
  CHECK(CountOf(events, "last") == "2");
  CHECK(CountOf(events, "few") == "2");
  CHECK(CountOf(events, "renamed") == CountOf(events, "t"));
}

TEST_CASE("A report has the bytes of files, and the processor time of a node's own work") {
  const TestBench bench;
  const auto events = bench.Run(bench.Job(
      {bench.Csv("a", {{"x", TypeKind::kInt}}, "1\n2\n"),
       bench.Csv("b", {{"y", TypeKind::kInt}}, "2\n3\n4\n")},
      {{"j", "Join", "SELECT * FROM \"a\" JOIN \"b\" ON x = y"}}, {TestBench::Parquet("j")}));
  REQUIRE(FailureOf(events) == "");
  const std::string file = (bench.staging() / Only<task::OutputFile>(events)[0].path).string();
  for (const auto& node : Only<task::NodeRows>(events)) {
    CAPTURE(node.node_id);
    CHECK(node.processor_seconds.value_or(0) > 0);
    if (node.node_id == "a") CHECK(node.bytes == 4);
    if (node.node_id == "b") CHECK(node.bytes == 6);
    if (node.node_id == "j") CHECK(node.bytes == std::nullopt);
    if (node.node_id == "target") CHECK(node.bytes == std::filesystem::file_size(file));
  }
}

TEST_CASE("What a sink has written is told before the next one is written, and again at the end") {
  const TestBench bench;
  task::Sink second = TestBench::Parquet("t");
  second.node_id = "second";
  const auto events = bench.Run(bench.Job({bench.Csv("t", {{"x", TypeKind::kInt}}, "1\n2\n")}, {},
                                          {TestBench::Parquet("t"), second}));
  REQUIRE(FailureOf(events) == "");
  std::string told;
  for (const auto& node : Only<task::NodeRows>(events)) {
    told += node.node_id + ' ' + std::to_string(node.rows.value_or(0)) + ' ';
  }
  CHECK(told == "t 2 target 2 t 2 target 2 second 2 ");
}

TEST_CASE("A view that is computed once serves all sinks with the same rows, and is counted") {
  const TestBench bench;
  task::Sink all = TestBench::Parquet("pick");
  task::Sink few = TestBench::Parquet("few");
  few.node_id = "few_target";
  const auto events = bench.Run(bench.Job(
      {bench.Csv("t", {{"x", TypeKind::kInt}}, "1\n2\n2\n3\n3\n3\n")},
      {{"pick", "Pick", "SELECT x, count(*) AS n, random() AS r FROM \"t\" GROUP BY x", true},
       {"few", "Few", "SELECT * FROM \"pick\" WHERE n > 1"}},
      {all, few}));
  REQUIRE(FailureOf(events) == "");
  const auto files = Only<task::OutputFile>(events);
  REQUIRE(files.size() == 2);
  CHECK(TestBench::Rows("SELECT count(*), sum(n) FROM " + Parquet(bench, files[0])) == "3|6|\n");
  CHECK(TestBench::Rows("SELECT count(*) FROM " + Parquet(bench, files[0]) + " a JOIN " +
                        Parquet(bench, files[1]) + " b USING (x, n, r)") == "2|\n");
  CHECK(CountOf(events, "t") == "6");
  CHECK(CountOf(events, "pick") == "3");
  CHECK(CountOf(events, "few_target") == "2");
}

TEST_CASE("Partition keys become Hive folders and leave the files") {
  const TestBench bench;
  task::Sink sink = TestBench::Parquet("t");
  sink.partition_keys = {"k", "n"};
  task::Task task = bench.Job({bench.Csv("t", {{"v", {}}, {"k", {}}, {"n", TypeKind::kInt}},
                                         "a,x y,1\nb,a/b=c:ü%,1\nc,,2\nd,\"\",2\ne,x y,1\n")},
                              {}, {sink});
  const auto events = bench.Run(task);
  REQUIRE(FailureOf(events) == "");
  std::vector<std::string> found;
  for (const auto& file : Only<task::OutputFile>(events)) {
    found.push_back(file.key + ' ' + std::to_string(file.rows) + ' ' + file.partition_values[0]);
    CHECK(TestBench::Rows("SELECT count(*) FROM (DESCRIBE FROM " + Parquet(bench, file) + ")") ==
          "1|\n");
  }
  std::ranges::sort(found);
  const std::string name = "run-7-part-block-0-r-00000-snappy.parquet ";
  CHECK(found == std::vector<std::string>{
                     "k=__HIVE_DEFAULT_PARTITION__/n=2/" + name + "2 __HIVE_DEFAULT_PARTITION__",
                     "k=a%2Fb%3Dc%3Aü%25/n=1/" + name + "1 a/b=c:ü%",
                     "k=x y/n=1/" + name + "2 x y"});
}

TEST_CASE("A result without rows is one file with the columns") {
  const TestBench bench;
  const auto events =
      bench.Run(bench.Job({bench.Csv("t", kHits, "")}, {}, {TestBench::Parquet("t")}));
  const auto files = Only<task::OutputFile>(events);
  REQUIRE(files.size() == 1);
  CHECK(files[0].rows == 0);
  CHECK(TestBench::Rows("SELECT column_name, column_type FROM (DESCRIBE FROM " +
                        Parquet(bench, files[0]) + ")") ==
        "hit|BIGINT|\nseen|TIMESTAMP|\nlead_id|BIGINT|\n");
  CHECK(CountOf(events, "t") == "0");
}

TEST_CASE("Types that no catalog holds are written as the nearest that it does") {
  const TestBench bench;
  const auto events =
      bench.Run(bench.Job({bench.Csv("t", {{"i", TypeKind::kBigint}}, "1\n2\n")},
                          {{"v", "Totals",
                            "SELECT sum(i) AS total, TIMESTAMPTZ '2026-01-01 10:00:00+02' AS seen, "
                            "NULL AS nothing FROM "
                            "\"t\""}},
                          {TestBench::Parquet("v")}));
  REQUIRE(FailureOf(events) == "");
  const std::string file = Parquet(bench, Only<task::OutputFile>(events)[0]);
  CHECK(TestBench::Rows("SELECT total, seen, nothing, typeof(total) AS a, typeof(seen) AS b FROM " +
                        file) == "3|2026-01-01 08:00:00|NULL|DECIMAL(38,0)|TIMESTAMP|\n");
}

TEST_CASE("Each format is written with the compressions it has, others are refused by name") {
  struct Case {
    task::Format format;
    std::string compression;
    std::string outcome;  // the key, or the failure
  };
  const TestBench bench;
  for (const Case& c : {
           Case{task::Format::kParquet, "gzip", "run-7-part-block-0-r-00000-gzip.parquet"},
           Case{task::Format::kParquet, "zstd", "run-7-part-block-0-r-00000-zstd.parquet"},
           Case{task::Format::kParquet, "lz4", "run-7-part-block-0-r-00000-lz4.parquet"},
           Case{task::Format::kParquet, "brotli", "run-7-part-block-0-r-00000-brotli.parquet"},
           Case{task::Format::kParquet, "none", "run-7-part-block-0-r-00000-uncompressed.parquet"},
           Case{task::Format::kParquet, "lzo",
                "Target: parquet cannot be written with compression lzo; choose one of snappy, "
                "gzip, zstd, lz4, brotli, uncompressed, none"},
           Case{task::Format::kCsv, "none", "run-7-part-r-00000"},
           Case{task::Format::kCsv, "gzip", "run-7-part-r-00000.gz"},
           Case{task::Format::kJson, "none", "run-7-part-r-00000"},
           Case{task::Format::kJson, "bzip2", "run-7-part-r-00000.bz2"},
           Case{task::Format::kXml, "none", "run-7-part-r-00000"},
           Case{task::Format::kXml, "bzip2", "run-7-part-r-00000.bz2"},
           Case{task::Format::kAvro, "none", "run-7-part-r-00000"},
           Case{task::Format::kJson, "lzo",
                "Target: json cannot be written with compression lzo; choose one of none, "
                "uncompressed, gzip, zstd, bzip2"},
       }) {
    CAPTURE(c.outcome);
    task::Sink sink = TestBench::Parquet("t");
    sink.format = c.format;
    sink.compression = c.compression;
    sink.xml.row_tag = "row";
    const auto events = bench.Run(bench.Job({bench.Csv("t", kLeads, "1,a\n2,b\n")}, {}, {sink}));
    const auto files = Only<task::OutputFile>(events);
    CHECK((files.empty() ? FailureOf(events) : files[0].key) == c.outcome);
    if (!files.empty()) CHECK(files[0].rows == 2);
  }
}

TEST_CASE("CSV and JSON lines hold what was read, with partitions counted") {
  const TestBench bench;
  task::Sink csv = TestBench::Parquet("t");
  csv.format = task::Format::kCsv;
  csv.compression = "none";
  csv.csv.header_lines = 1;
  task::Sink json = csv;
  json.format = task::Format::kJson;
  json.partition_keys = {"id"};
  const auto events = bench.Run(
      bench.Job({bench.Csv("t", kLeads, "1,\"a \"\"b\"\"\nc\"\n2,\"\"\n3,\n")}, {}, {csv, json}));
  REQUIRE(FailureOf(events) == "");
  const auto files = Only<task::OutputFile>(events);
  REQUIRE(files.size() == 4);
  CHECK(files[0].rows == 3);
  CHECK(ReadFile(bench.staging() / files[0].path).value_or("") ==
        "id,email\n1,\"a \"\"b\"\"\nc\"\n2,\"\"\n3,\n");
  CHECK(files[1].key == "id=1/run-7-part-r-00000");
  CHECK(files[1].rows == 1);
  CHECK(ReadFile(bench.staging() / files[1].path).value_or("") ==
        "{\"email\":\"a \\\"b\\\"\\nc\"}\n");
}

TEST_CASE("A job reads bad fields again as text, once, and leaves one output") {
  const TestBench bench;
  const auto events = bench.Run(bench.Job(
      {bench.Csv("a", kLeads, "1,a\nx,b\n"), bench.Csv("b", kHits, "1,never,1\n")},
      {{"j", "Join", "SELECT a.email, b.seen FROM \"a\" LEFT JOIN \"b\" ON id = lead_id"}},
      {TestBench::Parquet("j")}));
  REQUIRE(FailureOf(events) == "");
  CHECK(Only<task::LogLine>(events).size() == 4);
  const auto files = Only<task::OutputFile>(events);
  REQUIRE(files.size() == 1);
  CHECK(TestBench::Rows("FROM " + Parquet(bench, files[0]) + " ORDER BY ALL") ==
        "a|NULL|\nb|NULL|\n");
}

TEST_CASE("A failure names the node, and files as their users know them") {
  const TestBench bench;
  const task::Source source = bench.Csv("t", kLeads, "1,a\n");
  CHECK(FailureOf(bench.Run(bench.Job({source}, {{"v", "My SQL", "SELECT nope FROM \"t\""}},
                                      {TestBench::Parquet("v")}))) ==
        "My SQL: Binder Error: Referenced column \"nope\" not found in FROM clause! Candidate "
        "bindings: \"email\"");
  task::Source gone = source;
  gone.files[0].path += "-gone";
  const std::string message =
      FailureOf(bench.Run(bench.Job({gone}, {}, {TestBench::Parquet("t")})));
  CHECK(message.find("s3://b/t.csv") != std::string::npos);
  CHECK(message.find("blob-") == std::string::npos);
  task::Sink keyed = TestBench::Parquet("t");
  keyed.partition_keys = {"nope"};
  CHECK(FailureOf(bench.Run(bench.Job({source}, {}, {keyed}))) ==
        "Target: no such column to partition by: nope");
}

}  // namespace tenon::engine
