#include "task/task.h"

#include <doctest/doctest.h>

namespace tenon::task {

Task FullTask() {
  const DatabaseConnection database{.name = "signup",
                                    .kind = DatabaseKind::kMySql,
                                    .host = "::1",
                                    .port = 3306,
                                    .database = "shop",
                                    .user = "reader",
                                    .password = "pa'ss",
                                    .tls = TlsMode::kVerifyCa,
                                    .root_certificate = "/blobs/2"};
  const Source source{
      .schema = "landing_zone_db",
      .name = "users",
      .title = "Users CSV File",
      .format = Format::kCsv,
      .csv = {.separator = '\xfe',
              .quote = '\0',
              .escape = '\\',
              .header_lines = 1,
              .multiline = false},
      .json = {.path = "$.\"records\"[*]", .multiline = true},
      .xml = {.row_tag = "book",
              .attribute_prefix = "@",
              .value_tag = "text",
              .exclude_attributes = true,
              .empty_is_null = true},
      .excel = {.rows = 10, .footer = 2},
      .lake = {.root = "s3://b/t/",
               .metadata = "s3://b/t/metadata/1.json",
               .snapshot_id = "7",
               .timestamp = "1000"},
      .columns = {{"id", *ParseType("bigint")}, {"tags", *ParseType("array<struct<a:int>>")}},
      .partition_columns = {{"year", *ParseType("int")}},
      .bad_rows = BadRows::kFail,
      .files = {{.path = "/blobs/1",
                 .name = "s3://bucket/é.csv",
                 .size = 12,
                 .partition_values = {"2026", std::nullopt},
                 .compression = "bzip2"}},
      .database = DatabaseSource{.connection = database,
                                 .schema = "public",
                                 .table = "form_leads",
                                 .query = "SELECT 1",
                                 .predicate = "id > 0",
                                 .bookmark_key = "id",
                                 .bookmark = "41"}};
  const Sink sink{.node_id = "node-3",
                  .title = "Zone",
                  .input = "node-2",
                  .format = Format::kParquet,
                  .compression = "gzip",
                  .csv = {},
                  .xml = {.row_tag = "row"},
                  .columns = {"id", "year"},
                  .partition_keys = {"year"},
                  .file_prefix = "run-1-part-",
                  .files = 3,
                  .database = DatabaseSink{.connection = database,
                                           .schema = "dw",
                                           .table = "leads",
                                           .mode = WriteMode::kMerge,
                                           .keys = {"id"},
                                           .create = true}};
  return {.id = "jr_1",
          .kind = Kind::kDescribe,
          .staging = "/staging/jr_1",
          .threads = 4,
          .memory_limit = "4GB",
          .disk_limit = "10GB",
          .sources = {source},
          .views = {{.name = "node-2", .title = "Join", .sql = "SELECT 1"}},
          .sinks = {sink},
          .query = "SELECT 2",
          .query_schema = "landing_zone_db",
          .descriptions = {{.name = "d", .sql = "SELECT 3"}},
          .selects = {{.name = "sample", .sql = "SELECT 4", .limit = 200, .is_plain = true}},
          .commit = Commit{.job = "CCBDA-ETL", .run_id = "jr_1", .attempt = 2},
          .settlement = Settlement{.connection = database, .schema = "dw"},
          .joins_as_written = true};
}

TEST_CASE("a task comes back from its JSON text as it was") {
  const Task task = FullTask();
  const Result<json::Value> value = json::Parse(json::Dump(ToJson(task)));
  REQUIRE(value);
  const Result<Task> back = ParseTask(*value);
  REQUIRE(back);
  CHECK(*back == task);
  CHECK(*ParseTask(ToJson(Task{})) == Task{});
}

TEST_CASE("ParseTask names the member that does not fit") {
  struct Case {
    const char* member;
    json::Value value;
    const char* message;
  };
  for (const Case& c : {
           Case{"Id", 1, "Id must be a string"},
           Case{"Kind", "dance",
                "kind of task must be one of job_run, query, describe, select, "
                "connect, settle: dance"},
           Case{"Threads", -1, "Threads must be a whole number of at least 0"},
           Case{"Threads", std::int64_t{1} << 40, "Threads must be a whole number of at least 0"},
           Case{"Sources", "x", "Sources must be a list"},
           Case{"Views", json::Array{1}, "Name must be a string"},
       }) {
    CAPTURE(c.message);
    json::Value value = ToJson(FullTask());
    value.Set(c.member, c.value);
    const Result<Task> task = ParseTask(value);
    REQUIRE_FALSE(task);
    CHECK(task.error().kind == ErrorKind::kInvalidInput);
    CHECK(task.error().message == c.message);
  }
}

TEST_CASE("a schema is a list of names and Hive types") {
  const Schema schema = {{"id", *ParseType("bigint")}, {"amount", *ParseType("decimal(10,2)")}};
  CHECK(json::Dump(ToJson(schema)) ==
        R"json([{"Name":"id","Type":"bigint"},{"Name":"amount","Type":"decimal(10,2)"}])json");
  CHECK(*ParseSchema(ToJson(schema)) == schema);
  CHECK_FALSE(ParseSchema(json::Value{{"Name", "id"}}));
}

TEST_CASE("formats and treatments of bad rows have one name each") {
  for (const Format format : {Format::kCsv, Format::kJson, Format::kParquet, Format::kAvro,
                              Format::kXml, Format::kExcel, Format::kIceberg, Format::kDelta}) {
    CHECK(*ParseFormat(NameOf(format)) == format);
  }
  for (const BadRows bad_rows : {BadRows::kNull, BadRows::kDrop, BadRows::kFail}) {
    CHECK(*ParseBadRows(NameOf(bad_rows)) == bad_rows);
  }
  CHECK(ParseBadRows("ignore").error().message ==
        "treatment of bad rows must be one of null, drop, fail: ignore");
}

}  // namespace tenon::task
