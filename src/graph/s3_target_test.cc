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

TEST_CASE("Avro and XML take plain names only") {
  for (const char* format : {"avro", "xml"}) {
    const std::string parameters = std::string(R"({"Path":"s3://b/","Format":")") + format + "\"}";
    CHECK(FaultsOf(BindNode("S3DirectTarget", parameters, {"id int, 1st string"})) ==
          "Format: " + std::string(format[0] == 'a' ? "Avro" : "XML") +
              " cannot name a column 1st; rename it to letters, digits and _");
  }
}

TEST_CASE("automatic checks of quality are a warning, as they are not made") {
  for (const char* kind : {"S3DirectTarget", "S3GlueParquetTarget"}) {
    const BindResult bound = BindNode(
        kind, R"({"Path":"s3://b/","Format":"parquet","AutoDataQuality":{"IsEnabled":true}})",
        {"id int"});
    REQUIRE(bound->warnings.size() == 1);
    CHECK(bound->warnings[0].severity == Severity::kWarning);
    CHECK(bound->warnings[0].field == "AutoDataQuality");
  }
}

TEST_CASE("a target names every parameter that does not fit") {
  struct Case {
    const char* parameters;
    const char* faults;
  };
  for (
      const Case& c : {
          Case{R"({"Path":"s3://b/","Format":"orc"})",
               "Format: ORC is written by the Spark engine, which is not built here yet; choose "
               "parquet, csv, json, avro or xml"},
          Case{R"({"Path":"s3://b/","Format":"hudi"})",
               "Format: format hudi cannot be written here yet; choose parquet, csv, json, avro or "
               "xml"},
          Case{R"({"Path":"s3://b/","Format":"avro","Compression":"snappy"})",
               "Compression: avro cannot be compressed with snappy; choose one of none, "
               "uncompressed"},
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
