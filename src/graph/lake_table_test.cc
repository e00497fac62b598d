#include "graph/lake_table.h"

#include "graph/nodes/node_test.h"

namespace tenon::graph {

json::Value TableOf(json::Value parameters) {
  return {{"Name", "t"},
          {"Parameters", std::move(parameters)},
          {"StorageDescriptor",
           {{"Location", "s3://b/t"},
            {"Columns", json::Array{{{"Name", "id"}, {"Type", "bigint"}},
                                    {{"Name", "gone"},
                                     {"Type", "string"},
                                     {"Parameters", {{"iceberg.field.current", "false"}}}}}}}}};
}

const json::Value kIceberg = {{"table_type", "ICEBERG"},
                              {"metadata_location", "s3://b/t/metadata/7.json"}};

BindResult BindLake(std::string_view kind, const json::Value& parameters,
                    std::string_view options = "{}") {
  MemoryEnvironment environment;
  environment.tables["db.t"] = TableOf(parameters);
  environment.files["s3://b/t/"] = Columns("id int, name string");
  const std::string member = kind.find("Iceberg") != std::string_view::npos ? "Iceberg"
                             : kind.find("Delta") != std::string_view::npos ? "Delta"
                                                                            : "Hudi";
  return BindNode(kind,
                  R"({"Database":"db","Table":"t","Additional)" + member + R"(Options":)" +
                      std::string(options) + "}",
                  {}, environment);
}

TEST_CASE("an Iceberg table has the columns that it has now, and its metadata file") {
  for (const char* kind : {"S3CatalogIcebergSource", "CatalogIcebergSource"}) {
    CAPTURE(kind);
    const BindResult bound = BindLake(kind, kIceberg);
    REQUIRE_MESSAGE(bound, FaultsOf(bound));
    CHECK(Text(bound->schema) == "id bigint");
    const task::Source& source = std::get<Scan>(bound->part).source;
    CHECK(source.format == task::Format::kIceberg);
    CHECK(source.lake.root == "s3://b/t/");
    CHECK(source.lake.metadata == "s3://b/t/metadata/7.json");
  }
}

TEST_CASE("an older state of a table is asked for its columns") {
  const BindResult iceberg =
      BindLake("CatalogIcebergSource", kIceberg, R"({"snapshot-id":"42","other":"x"})");
  CHECK(Text(iceberg->schema) == "id int, name string");
  CHECK(std::get<Scan>(iceberg->part).source.lake.snapshot_id == "42");
  const BindResult delta =
      BindLake("CatalogDeltaSource", {{"classification", "delta"}}, R"({"versionAsOf":"3"})");
  CHECK(Text(delta->schema) == "id int, name string");
  CHECK(std::get<Scan>(delta->part).source.lake.snapshot_id == "3");
}

TEST_CASE("every catalog source reads a table as what it is") {
  MemoryEnvironment environment;
  environment.tables["db.t"] = TableOf({{"spark.sql.sources.provider", "hudi"}});
  for (const char* kind : {"CatalogSource", "S3CatalogSource", "GovernedCatalogSource",
                           "CatalogHudiSource", "S3CatalogHudiSource"}) {
    CAPTURE(kind);
    const BindResult bound = BindNode(kind, R"({"Database":"db","Table":"t"})", {}, environment);
    REQUIRE_MESSAGE(bound, FaultsOf(bound));
    CHECK(std::get<Scan>(bound->part).is_hudi);
  }
}

TEST_CASE("a table's path is enough for Delta and Hudi") {
  MemoryEnvironment environment;
  environment.files["s3://b/t/"] = Columns("id bigint");
  for (const char* kind : {"S3DeltaSource", "S3HudiSource"}) {
    CAPTURE(kind);
    const BindResult bound = BindNode(kind, R"({"Paths":["s3://b/t"]})", {}, environment);
    REQUIRE_MESSAGE(bound, FaultsOf(bound));
    CHECK(Text(bound->schema) == "id bigint");
    CHECK(std::get<Scan>(bound->part).locations == std::vector<std::string>{"s3://b/t/"});
    CHECK(FaultsOf(BindNode(kind, R"({"Paths":["s3://b/t","s3://b/u"]})", {}, environment)) ==
          "Paths: must be one path, of one table; give every other table a node of its own");
    CHECK(FaultsOf(BindNode(kind, R"({"Paths":["/t"]})", {}, environment)) ==
          "Paths: a table must be at s3://bucket/folder/, unlike this one: /t");
  }
}

TEST_CASE("what cannot be read of a table is told") {
  struct Case {
    const char* kind;
    json::Value parameters;
    const char* options;
    const char* fault;
  };
  for (const Case& c : {
           Case{"CatalogDeltaSource", kIceberg, "{}",
                "Table: table db.t is not one of Delta; choose a table of Delta, or another node"},
           Case{"CatalogIcebergSource",
                {{"table_type", "ICEBERG"}},
                "{}",
                "Table: the table's metadata_location is not below its location: "},
           Case{"CatalogIcebergSource", kIceberg, R"({"snapshot-id":"x"})",
                "AdditionalIcebergOptions: snapshot-id must be a whole number, unlike this one: "
                "x"},
           Case{"CatalogIcebergSource", kIceberg, R"({"snapshot-id":"1","as-of-timestamp":"2"})",
                "AdditionalIcebergOptions: choose one of snapshot-id and as-of-timestamp, not "
                "both"},
           Case{"CatalogIcebergSource", kIceberg, R"({"branch":"x"})",
                "AdditionalIcebergOptions: option branch cannot be used here; name a state by "
                "snapshot-id or as-of-timestamp"},
           Case{"CatalogDeltaSource",
                {{"table_type", "delta"}},
                R"({"timestampAsOf":"x"})",
                "AdditionalDeltaOptions: option timestampAsOf cannot be used here; name a state by "
                "versionAsOf"},
           Case{"CatalogHudiSource",
                {{"table_type", "hudi"}},
                R"({"hoodie.datasource.query.type":"incremental"})",
                "AdditionalHudiOptions: a query of type incremental cannot be made here; choose "
                "snapshot"},
       }) {
    CAPTURE(c.options);
    CHECK(FaultsOf(BindLake(c.kind, c.parameters, c.options)) == c.fault);
  }
}

}  // namespace tenon::graph
