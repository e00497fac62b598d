#include "graph/nodes/node_test.h"

namespace tenon::graph {

TEST_CASE("S3ExcelSource reads some rows of workbooks") {
  MemoryEnvironment environment;
  environment.files["s3://b/x/"] = Columns("id double, name string");
  const BindResult bound =
      BindNode("S3ExcelSource", R"({"Paths":["s3://b/x/"],"NumberRows":10,"SkipFooter":1})", {},
               environment);
  CHECK(Text(bound->schema) == "id double, name string");
  CHECK(std::get<Scan>(bound->part).source.excel == task::ExcelOptions{.rows = 10, .footer = 1});
  CHECK(FaultsOf(BindNode("S3ExcelSource", R"({"Paths":["s3://b/y/"]})", {}, environment)) ==
        "Paths: the columns cannot be told from the files: there is no file in s3://b/y/");
  CHECK(ParseNode("S3ExcelSource", R"({"Paths":["s3://b/x/"],"NumberRows":-1})").error().message ==
        "NumberRows must be at least 0: -1");
}

}  // namespace tenon::graph
