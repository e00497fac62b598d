#include "graph/nodes/node_test.h"

namespace tenon::graph {

TEST_CASE("both catalog sources read the table named, with its partition predicate") {
  MemoryEnvironment environment;
  environment.tables["db.t"] = {
      {"Name", "t"},
      {"Parameters", {{"classification", "parquet"}}},
      {"StorageDescriptor",
       {{"Location", "s3://b/t"}, {"Columns", json::Array{{{"Name", "id"}, {"Type", "int"}}}}}}};
  for (const char* kind : {"S3CatalogSource", "CatalogSource"}) {
    CAPTURE(kind);
    const BindResult bound = BindNode(
        kind, R"({"Database":"db","Table":"t","PartitionPredicate":"y = 1"})", {}, environment);
    REQUIRE_MESSAGE(bound, FaultsOf(bound));
    const Scan& scan = std::get<Scan>(bound->part);
    CHECK(scan.locations == std::vector<std::string>{"s3://b/t"});
    CHECK(scan.partition_predicate == "y = 1");
    CHECK(Text(bound->schema) == "id int");
    CHECK(ParseNode(kind, R"({"Database":"db"})").error().message == "Table must be a string");
  }
}

}  // namespace tenon::graph
