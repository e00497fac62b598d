#include "catalog/target_update.h"

#include <algorithm>

#include "text/utf8.h"

namespace tenon::catalog {
namespace {

// The classes by which Hive and Athena read a format.
struct Storage {
  const char* input_format;
  const char* output_format;
  const char* serde;
};

constexpr Storage kParquet = {"org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat",
                              "org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat",
                              "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe"};
constexpr Storage kCsv = {"org.apache.hadoop.mapred.TextInputFormat",
                          "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat",
                          "org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe"};
constexpr Storage kJson = {kCsv.input_format, kCsv.output_format,
                           "org.openx.data.jsonserde.JsonSerDe"};

constexpr Storage kAvro = {"org.apache.hadoop.hive.ql.io.avro.AvroContainerInputFormat",
                           "org.apache.hadoop.hive.ql.io.avro.AvroContainerOutputFormat",
                           "org.apache.hadoop.hive.serde2.avro.AvroSerDe"};
// Hive has no classes for XML; the classification and the row tag are what readers go by.
constexpr Storage kXml = {kCsv.input_format, kCsv.output_format, ""};

Result<Storage> StorageOf(const TargetTable& target) {
  if (target.classification == "glueparquet" || target.classification == "parquet") return kParquet;
  if (target.classification == "csv") return kCsv;
  if (target.classification == "json") return kJson;
  if (target.classification == "avro") return kAvro;
  if (target.classification == "xml") return kXml;
  return InvalidInput("the catalog cannot describe a target of this format: " +
                      target.classification);
}

json::Value SerdeParameters(const TargetTable& target) {
  if (target.classification == "csv") return {{"field.delim", std::string(1, target.separator)}};
  if (target.classification == "json") {
    // The SerDe finds the members by the names in the files, which keep their case.
    std::string paths;
    for (const Column& column : target.schema) {
      if (std::ranges::find(target.partition_keys, column.name) != target.partition_keys.end()) {
        continue;
      }
      paths += (paths.empty() ? "" : ",") + column.name;
    }
    return {{"paths", paths}};
  }
  if (target.classification == "xml") return {{"rowTag", target.row_tag}};
  return {{"serialization.format", "1"}};
}

json::Value TableParameters(const TargetTable& target) {
  json::Value parameters = {{"classification", target.classification}};
  if (!target.job.empty()) parameters.Set("CreatedByJob", target.job);
  if (!target.run_id.empty()) parameters.Set("CreatedByJobRun", target.run_id);
  if (target.classification == "parquet") parameters.Set("useGlueParquetWriter", "true");
  if (target.classification == "csv") {
    parameters.Set("delimiter", std::string(1, target.separator));
    if (target.header) parameters.Set("skip.header.line.count", "1");
  }
  return parameters;
}

json::Value ToJson(const Column& column) {
  return {{"Name", AsciiLower(column.name)}, {"Type", HiveName(column.type)}};
}

// The columns of the rows that are in the files, and those that are in the folders' names.
struct Columns {
  json::Array in_files;
  json::Array in_folders;
};

Result<Columns> Split(const TargetTable& target) {
  Columns columns;
  for (const std::string& key : target.partition_keys) {
    const Column* column = Find(target.schema, key);
    if (column == nullptr) return InvalidInput("the partition key is no column: " + key);
    columns.in_folders.push_back(ToJson(*column));
  }
  for (const Column& column : target.schema) {
    if (std::ranges::find(target.partition_keys, column.name) == target.partition_keys.end()) {
      columns.in_files.push_back(ToJson(column));
    }
  }
  return columns;
}

// "(year, month)": the names in a list of columns, for messages and comparison.
std::string NamesOf(const json::Value& columns) {
  std::string names;
  if (const json::Array* array = columns.AsArray()) {
    for (const json::Value& column : *array) {
      names += (names.empty() ? "" : ", ") + AsciiLower(column["Name"].StringOr(""));
    }
  }
  return "(" + names + ")";
}

// Brings `stored` up to date with `written`; whether that changed anything.
bool Merge(json::Array& stored, const json::Array& written) {
  bool changed = false;
  for (const json::Value& column : written) {
    const auto it = std::ranges::find_if(stored, [&](const json::Value& candidate) {
      return EqualsIgnoringCase(candidate["Name"].StringOr(""), column["Name"].StringOr(""));
    });
    if (it == stored.end()) {
      stored.push_back(column);
      changed = true;
      continue;
    }
    // "integer" and "int" are one type: only a difference in meaning is a change.
    const auto before = ParseType((*it)["Type"].StringOr("string"));
    const auto after = ParseType(column["Type"].StringOr("string"));
    if (before && after && *before == *after) continue;
    it->Set("Type", column["Type"]);
    changed = true;
  }
  return changed;
}

}  // namespace

Result<json::Value> NewTableInput(const TargetTable& target) {
  ASSIGN_OR_RETURN(const Storage storage, StorageOf(target));
  ASSIGN_OR_RETURN(Columns columns, Split(target));
  return json::Value{
      {"Name", AsciiLower(target.table)},
      {"TableType", "EXTERNAL_TABLE"},
      {"Retention", 0},
      {"StorageDescriptor",
       {{"Columns", std::move(columns.in_files)},
        {"Location", target.location},
        {"InputFormat", storage.input_format},
        {"OutputFormat", storage.output_format},
        {"Compressed", false},
        {"NumberOfBuckets", 0},
        {"SerdeInfo",
         {{"SerializationLibrary", storage.serde}, {"Parameters", SerdeParameters(target)}}},
        {"SortColumns", json::Array{}},
        {"StoredAsSubDirectories", false}}},
      {"PartitionKeys", std::move(columns.in_folders)},
      {"Parameters", TableParameters(target)},
  };
}

Result<std::optional<json::Value>> MergedTableInput(const json::Value& table_input,
                                                    const TargetTable& target) {
  ASSIGN_OR_RETURN(const Columns written, Split(target));
  const std::string stored_keys = NamesOf(table_input["PartitionKeys"]);
  const std::string written_keys = NamesOf(written.in_folders);
  if (stored_keys != written_keys) {
    return InvalidInput("the table " + target.database + "." + target.table +
                        " is partitioned by " + stored_keys + ", the target by " + written_keys +
                        ": give the target the table's partition keys, or another table");
  }
  if (!target.update_schema) return std::optional<json::Value>();
  json::Value storage = table_input["StorageDescriptor"];
  json::Value columns = storage["Columns"];
  if (columns.AsArray() == nullptr) columns = json::Array{};
  if (!Merge(*columns.AsArray(), written.in_files)) return std::optional<json::Value>();
  storage.Set("Columns", std::move(columns));
  json::Value merged = table_input;
  merged.Set("StorageDescriptor", std::move(storage));
  return std::optional(std::move(merged));
}

Status CheckTarget(const Store& store, db::Transaction& transaction, const TargetTable& target) {
  const auto database = store.GetDatabase(transaction, target.database);
  if (!database) {
    return WithContext(database.error(), "the target's table cannot be created in the catalog");
  }
  const auto table = store.GetTable(transaction, target.database, target.table);
  if (table) {
    ASSIGN_OR_RETURN([[maybe_unused]] const auto merged, MergedTableInput(table->document, target));
    return {};
  }
  if (table.error().kind != ErrorKind::kNotFound) return table.error();
  ASSIGN_OR_RETURN([[maybe_unused]] const auto created, NewTableInput(target));
  return {};
}

Status UpdateTarget(const Store& store, db::Transaction& transaction, const TargetTable& target,
                    std::span<const PartitionFolder> partitions, Time now) {
  RETURN_IF_ERROR(CheckTarget(store, transaction, target));
  auto table = store.GetTable(transaction, target.database, target.table);
  if (table) {
    ASSIGN_OR_RETURN(std::optional<json::Value> merged, MergedTableInput(table->document, target));
    if (merged) {
      table->document = *std::move(merged);
      table->updated = now;
      RETURN_IF_ERROR(store.UpdateTable(transaction, *table));
    }
  } else {
    ASSIGN_OR_RETURN(json::Value document, NewTableInput(target));
    table = Table{target.database, target.table, std::move(document), now, now, 0};
    RETURN_IF_ERROR(store.CreateTable(transaction, *table));
  }
  ASSIGN_OR_RETURN(table, store.GetTable(transaction, target.database, target.table));
  ASSIGN_OR_RETURN(
      [[maybe_unused]] const int count,
      AddPartitionFolders(PartitionStore(store.quotas()), transaction, *table, partitions, now));
  return {};
}

}  // namespace tenon::catalog
