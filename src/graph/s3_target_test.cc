#include "graph/s3_target.h"

#include "graph/nodes/node_test.h"

namespace tenon::graph {

const std::vector<std::string> kRows = {"id bigint, Year int, tags array<string>"};

TEST_CASE("S3DirectTarget and S3GlueParquetTarget make a target of their parameters") {
  MemoryEnvironment environment;
  environment.tables["db.other"] = json::Value();
  const std::string parameters = R"({"Path":"s3://b/out","Format":"parquet","Compression":"GZIP",
      "PartitionKeys":[["year"]],"NumberTargetPartitions":"3","SchemaChangePolicy":{
      "EnableUpdateCatalog":true,"UpdateBehavior":"LOG","Database":"db","Table":"t"}})";
  for (const char* kind : {"S3DirectTarget", "S3GlueParquetTarget"}) {
    CAPTURE(kind);
    const BindResult bound = BindNode(kind, parameters, kRows, environment);
    REQUIRE_MESSAGE(bound, FaultsOf(bound));
    const Target& target = std::get<Target>(bound->part);
    CHECK(target.location == "s3://b/out/");
    CHECK(target.sink.format == task::Format::kParquet);
    CHECK(target.sink.compression == "gzip");
    CHECK(target.sink.partition_keys == std::vector<std::string>{"Year"});
    CHECK(target.sink.files == 3);
    CHECK(target.catalog_update == CatalogUpdate{"db", "t", false});
    CHECK(target.schema == Columns(kRows[0]));
  }
}

TEST_CASE("the catalog is left alone unless the update is enabled") {
  const BindResult bound = BindNode("S3DirectTarget", R"({"Path":"s3://b/","Format":"json",
      "SchemaChangePolicy":{"EnableUpdateCatalog":false,"Database":"db","Table":"t"}})",
                                    kRows);
  CHECK_FALSE(std::get<Target>(bound->part).catalog_update);
}

TEST_CASE("CSV has a header line and no compression unless asked for") {
  const BindResult bound =
      BindNode("S3DirectTarget", R"({"Path":"s3://b/","Format":"csv"})", {"id int"});
  const Target& target = std::get<Target>(bound->part);
  CHECK(target.sink.csv.header_lines == 1);
  CHECK(target.sink.compression == "none");
}

TEST_CASE("a target names every parameter that does not fit") {
  struct Case {
    const char* parameters;
    const char* faults;
  };
  for (
      const Case& c : {
          Case{R"({"Path":"s3://b/","Format":"orc"})",
               "Format: format orc cannot be written here yet; choose parquet, csv or json"},
          Case{R"({"Path":"/tmp","Format":"parquet","Compression":"lzo"})",
               "Path: the target must begin with s3://bucket/, unlike this one: /tmp\n"
               "Compression: parquet cannot be compressed with lzo; choose one of snappy, gzip, "
               "brotli, lz4, zstd, uncompressed, none"},
          Case{R"({"Path":"s3://b/","Format":"csv"})",
               "Format: CSV cannot hold column tags of type array<string>; choose parquet or json, "
               "or drop the column"},
          Case{
              R"({"Path":"s3://b/","Format":"json","PartitionKeys":[["month"],["id"],["ID"],["tags"]],
                    "NumberTargetPartitions":"many"})",
              "PartitionKeys: there is no column month; there are: id, Year, tags\n"
              "PartitionKeys: column is named twice: id\n"
              "PartitionKeys: only a column with a plain value can be a partition key, unlike "
              "tags\n"
              "NumberTargetPartitions: must be a whole number of at least 0, unlike many"},
          Case{
              R"({"Path":"s3://b/","Format":"json","SchemaChangePolicy":{
                    "EnableUpdateCatalog":true,"Database":"db"}})",
              "SchemaChangePolicy: to update the Data Catalog, choose a database and the name of a "
              "table"},
          Case{R"({"Path":"s3://b/","Format":"json","SchemaChangePolicy":{
                    "EnableUpdateCatalog":true,"Database":"db","Table":"t"}})",
               "SchemaChangePolicy: there is no database db in the Data Catalog; create it or "
               "choose another"},
      }) {
    CAPTURE(c.parameters);
    CHECK(FaultsOf(BindNode("S3DirectTarget", c.parameters, kRows)) == c.faults);
  }
  CHECK(FaultsOf(BindNode("S3DirectTarget",
                          R"({"Path":"s3://b/","Format":"json","PartitionKeys":[["id"]]})",
                          {"id int"})) ==
        "PartitionKeys: all columns are partition keys, so nothing is left for the files; remove "
        "one");
}

}  // namespace tenon::graph
