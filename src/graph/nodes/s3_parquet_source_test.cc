#include "graph/nodes/node_test.h"

namespace tenon::graph {

TEST_CASE("S3ParquetSource has the columns of its files unless an output schema is set") {
  MemoryEnvironment environment;
  environment.files["s3://b/p/"] = Columns("id bigint");
  const BindResult files = BindNode(
      "S3ParquetSource", R"({"Paths":["s3://b/p/"],"Recurse":true,"Exclusions":["**.tmp"]})", {},
      environment);
  CHECK(Text(files->schema) == "id bigint");
  const Scan& scan = std::get<Scan>(files->part);
  CHECK(scan.source.format == task::Format::kParquet);
  CHECK(scan.recurse);
  CHECK(scan.exclusions == std::vector<std::string>{"**.tmp"});
  CHECK(Text(BindNode("S3ParquetSource", R"({"Paths":["s3://b/p/"],
      "OutputSchemas":[{"Columns":[{"Name":"a","Type":"int"}]}]})",
                      {}, environment)
                 ->schema) == "a int");
}

TEST_CASE("S3ParquetSource says that its files do not tell their columns") {
  CHECK(FaultsOf(BindNode("S3ParquetSource", R"({"Paths":["s3://b/p/"]})", {})) ==
        "Paths: the columns cannot be told from the files: there is no file in s3://b/p/");
}

}  // namespace tenon::graph
