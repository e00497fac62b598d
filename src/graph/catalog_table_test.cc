#include "graph/catalog_table.h"

#include <functional>

#include "graph/nodes/node_test.h"

namespace tenon::graph {

// A CSV table "db.t" as the console makes it, with members set or replaced by `change`.
BindResult BindTable(const std::function<void(json::Value&, json::Value&)>& change,
                     MemoryEnvironment environment = {}) {
  json::Value storage = {
      {"Location", "s3://b/t/"},
      {"InputFormat", "org.apache.hadoop.mapred.TextInputFormat"},
      {"Columns", json::Array{{{"Name", "id"}, {"Type", "bigint"}}}},
      {"SerdeInfo",
       {{"SerializationLibrary", "org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe"}}}};
  json::Value document = {{"Name", "t"}};
  change(document, storage);
  document.Set("StorageDescriptor", storage);
  environment.tables["db.t"] = document;
  return BindCatalogTable({"db", "t"}, environment);
}

json::Value Serde(const char* library, json::Value parameters) {
  return {{"SerializationLibrary", library}, {"Parameters", std::move(parameters)}};
}

TEST_CASE("a table's format follows from its classification, else from its SerDe") {
  struct Case {
    const char* classification;
    const char* library;
    const char* input_format;
    task::Format format;
  };
  const char* lazy = "org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe";
  for (const Case& c : {
           Case{"csv", "", "", task::Format::kCsv},
           Case{"Parquet", lazy, "", task::Format::kParquet},
           Case{"", lazy, "", task::Format::kCsv},
           Case{"", "org.apache.hadoop.hive.serde2.OpenCSVSerde", "", task::Format::kCsv},
           Case{"avro", "", "", task::Format::kAvro},
           Case{"", "org.apache.hadoop.hive.serde2.avro.AvroSerDe", "", task::Format::kAvro},
           Case{"", "org.openx.data.jsonserde.JsonSerDe", "", task::Format::kJson},
           Case{"", "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe", "",
                task::Format::kParquet},
           Case{"", "", "org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat",
                task::Format::kParquet},
       }) {
    CAPTURE(c.classification);
    CAPTURE(c.library);
    const BindResult bound = BindTable([&](json::Value& document, json::Value& storage) {
      document.Set("Parameters", {{"classification", c.classification}});
      storage.Set("InputFormat", c.input_format);
      storage.Set("SerdeInfo", {{"SerializationLibrary", c.library}});
    });
    REQUIRE_MESSAGE(bound, FaultsOf(bound));
    CHECK(std::get<Scan>(bound->part).source.format == c.format);
  }
}

TEST_CASE("a CSV table's characters come from the SerDe or the table's parameters") {
  struct Case {
    const char* serde;  // parameters of the SerDe
    const char* table;  // parameters of the table
    task::CsvOptions csv;
  };
  for (const Case& c : {
           Case{"{}", "{}", {}},
           Case{R"({"field.delim":"|"})", "{}", {.separator = '|'}},
           Case{"{}",
                R"({"delimiter":"\\t","skip.header.line.count":"2"})",
                {.separator = '\t', .header_lines = 2}},
           Case{R"({"field.delim":"\u0001"})", R"({"delimiter":";"})", {.separator = '\x01'}},
           Case{R"({"field.delim":"\\u0001"})", "{}", {.separator = '\x01'}},
           Case{R"({"field.delim":"\\001"})", "{}", {.separator = '\x01'}},
           Case{R"({"separatorChar":";","quoteChar":"'","escapeChar":"\\"})",
                "{}",
                {.separator = ';', .quote = '\'', .escape = '\\'}},
           Case{R"({"quoteChar":"'"})", "{}", {.quote = '\'', .escape = '\''}},
       }) {
    CAPTURE(c.serde);
    CAPTURE(c.table);
    const BindResult bound = BindTable([&](json::Value& document, json::Value& storage) {
      document.Set("Parameters", *json::Parse(c.table));
      storage.Set("SerdeInfo", Serde("a.LazySimpleSerDe", *json::Parse(c.serde)));
    });
    REQUIRE_MESSAGE(bound, FaultsOf(bound));
    CHECK(std::get<Scan>(bound->part).source.csv == c.csv);
  }
}

TEST_CASE("partition columns come after the others") {
  const BindResult bound = BindTable([](json::Value& document, json::Value&) {
    document.Set("PartitionKeys", json::Array{{{"Name", "year"}, {"Type", "int"}}});
  });
  CHECK(Text(bound->schema) == "id bigint, year int");
  CHECK(Text(std::get<Scan>(bound->part).source.partition_columns) == "year int");
}

TEST_CASE("a table without columns has those of its files") {
  MemoryEnvironment environment;
  environment.files["s3://b/t/"] = Columns("a int, b string");
  const auto drop = [](json::Value&, json::Value& storage) { storage.Erase("Columns"); };
  CHECK(Text(BindTable(drop, environment)->schema) == "a int, b string");
  CHECK(FaultsOf(BindTable(drop)) ==
        "Table: table db.t has no columns, nor do its files tell them: there is no file in "
        "s3://b/t/");
}

TEST_CASE("what keeps a table from being read is told in words for its owner") {
  struct Case {
    std::function<void(json::Value&, json::Value&)> change;
    const char* fault;
  };
  for (const Case& c : {
           Case{[](json::Value& document, json::Value&) {
                  document.Set("Parameters", {{"classification", "hbase"}});
                },
                "Table: table db.t has the classification hbase, which cannot be read here; csv, "
                "json, "
                "parquet, avro and xml can"},
           Case{[](json::Value&, json::Value& storage) {
                  storage.Set("SerdeInfo", Serde("a.OrcSerde", {{"x", "y"}}));
                },
                "Table: table db.t is of ORC, which is read by the Spark engine, and that is not "
                "built here "
                "yet; write the data as Parquet"},
           Case{[](json::Value&, json::Value& storage) { storage.Erase("SerdeInfo"); },
                "Table: table db.t tells no format; set its classification to csv, json, "
                "parquet, avro or xml"},
           Case{[](json::Value&, json::Value& storage) { storage.Set("Location", "hdfs://x/"); },
                "Table: table db.t has a location that is not in S3: hdfs://x/"},
           Case{[](json::Value&, json::Value& storage) { storage.Erase("Location"); },
                "Table: table db.t has no location; give it one in the Data Catalog, such as "
                "s3://bucket/folder/"},
           Case{
               [](json::Value&, json::Value& storage) {
                 storage.Set("Columns", json::Array{{{"Name", "a"}, {"Type", "text"}}});
               },
               "Table: table db.t has a column that cannot be read, a: malformed type at character "
               "5 (no such type: text): text"},
           Case{[](json::Value& document, json::Value&) {
                  document.Set("TableType", "VIRTUAL_VIEW");
                },
                "Table: table db.t is a view, which an S3 source cannot read; choose a table"},
           Case{[](json::Value& document, json::Value&) {
                  document.Set("Parameters", {{"table_type", "ICEBERG"}});
                },
                "Table: the table's metadata_location is not below its location: "},
           Case{[](json::Value& document, json::Value&) {
                  document.Set("Parameters", {{"classification", "xml"}});
                },
                "Table: table db.t is of XML but names no element as its rows; set the parameter "
                "rowTag of its SerDe"},
           Case{[](json::Value& document, json::Value&) {
                  document.Set("Parameters", {{"classification", "json"}, {"jsonPath", "a"}});
                },
                "Table: table db.t has a jsonPath that cannot be read here: expected '$' at "
                "character 1 of a"},
           Case{[](json::Value& document, json::Value&) {
                  document.Set("Parameters", {{"delimiter", "||"}});
                },
                "Table: table db.t has a field.delim that is not one ASCII character: ||"},
           Case{[](json::Value& document, json::Value&) {
                  document.Set("Parameters", {{"skip.header.line.count", "-1"}});
                },
                "Table: table db.t has a skip.header.line.count that is no whole number: -1"},
       }) {
    CHECK(FaultsOf(BindTable(c.change)) == c.fault);
  }
}

TEST_CASE("a table that is not there is a fault of the parameter Table") {
  MemoryEnvironment environment;
  CHECK(FaultsOf(BindCatalogTable({"db", "t"}, environment)) ==
        "Table: there is no table db.t in the Data Catalog; create it or choose another");
}

}  // namespace tenon::graph
