#include "graph/nodes/node_test.h"

namespace tenon::graph {

BindResult BindJson(std::string_view parameters) {
  MemoryEnvironment environment;
  environment.files["s3://b/j/"] = Columns("id bigint, tags array<string>");
  return BindNode("S3JsonSource", parameters, {}, environment);
}

TEST_CASE("S3JsonSource reads lines, documents and what lies at a JsonPath") {
  const BindResult lines = BindJson(R"({"Paths":["s3://b/j/"]})");
  CHECK(Text(lines->schema) == "id bigint, tags array<string>");
  CHECK(std::get<Scan>(lines->part).source.json == task::JsonOptions{});
  const BindResult records = BindJson(
      R"({"Paths":["s3://b/j/"],"JsonPath":"$.data.records[*]","Multiline":true,
          "CompressionType":"bzip2","AdditionalOptions":{"BoundedFiles":2,"BoundedSize":100}})");
  const Scan& scan = std::get<Scan>(records->part);
  CHECK(scan.source.json.path == R"($."data"."records"[*])");
  CHECK(scan.source.json.multiline);
  CHECK(scan.compression == "bzip2");
  CHECK(scan.bounded_files == 2);
  CHECK(scan.bounded_size == 100);
}

TEST_CASE("S3JsonSource says what keeps it from reading") {
  CHECK(FaultsOf(BindJson(R"({"Paths":["s3://b/none/"]})")) ==
        "Paths: the columns cannot be told from the files: there is no file in s3://b/none/");
  CHECK(FaultsOf(BindJson(R"({"Paths":["s3://b/j/"],"JsonPath":"records"})")) ==
        "JsonPath: is none that can be read here, such as $.records[*]: expected '$' at character "
        "1 of records");
  CHECK(ParseNode("S3JsonSource", R"({"Paths":["s3://b/j/"],
      "AdditionalOptions":{"BoundedFiles":-1}})")
            .error()
            .message == "BoundedFiles must be at least 0: -1");
}

}  // namespace tenon::graph
