#include "graph/nodes/node_test.h"

namespace tenon::graph {

BindResult BindCsv(std::string_view parameters) {
  MemoryEnvironment environment;
  environment.files["s3://b/f/"] = Columns("id bigint, name string");
  return BindNode("S3CsvSource", parameters, {}, environment);
}

TEST_CASE("S3CsvSource reads Glue's words for characters") {
  const BindResult bound = BindCsv(R"({"Paths":["s3://b/f/"],"Separator":"pipe",
      "QuoteChar":"single_quote","Escaper":"\\","WithHeader":true,"Multiline":true})");
  const Scan& scan = std::get<Scan>(bound->part);
  CHECK(scan.source.csv ==
        task::CsvOptions{
            .separator = '|', .quote = '\'', .escape = '\\', .header_lines = 1, .multiline = true});
  CHECK(scan.locations == std::vector<std::string>{"s3://b/f/"});
  CHECK_FALSE(scan.recurse);
  CHECK(Text(bound->schema) == "id bigint, name string");
}

TEST_CASE("S3CsvSource names columns col0, col1 where no line of the files names them") {
  CHECK(Text(BindCsv(R"({"Paths":["s3://b/f/"]})")->schema) == "col0 bigint, col1 string");
}

TEST_CASE("S3CsvSource takes its output schema where there is one") {
  CHECK(Text(BindCsv(R"({"Paths":["s3://b/none/"],"OutputSchemas":[{"Columns":[
      {"Name":"a","Type":"long"},{"Name":"b","GlueStudioType":"date"},{"Name":"c"}]}]})")
                 ->schema) == "a bigint, b date, c string");
}

TEST_CASE("S3CsvSource says what keeps it from reading") {
  CHECK(FaultsOf(BindCsv(R"({"Paths":["s3://b/none/"]})")) ==
        "Paths: the columns cannot be told from the files: there is no file in s3://b/none/");
  CHECK(FaultsOf(BindCsv(R"({"Paths":["/etc/passwd"]})")) ==
        "Paths: a path must begin with s3://bucket/, unlike this one: /etc/passwd");
  CHECK(FaultsOf(BindCsv(R"({"Paths":[]})")) == "Paths: there is no path; add one in S3");
  CHECK(FaultsOf(BindCsv(R"({"Paths":["s3://b/f/"],"QuoteChar":"quillemet"})")) ==
        "QuoteChar: guillemets cannot be read as quotes here; choose another character");
  CHECK(FaultsOf(BindCsv(R"({"Paths":["s3://b/f/"],"Escaper":"ab"})")) ==
        "Escaper: must be one ASCII character, unlike ab");
  CHECK(ParseNode("S3CsvSource", R"({"Paths":["s3://b/f/"],"Separator":"dot"})").error().message ==
        "Separator must be comma, ctrla, pipe, semicolon or tab: dot");
}

}  // namespace tenon::graph
