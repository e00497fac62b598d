#include "graph/s3_target.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <set>
#include <utility>

#include "text/url.h"
#include "text/utf8.h"

namespace tenon::graph {
namespace {

// What each format can be compressed with, first what "" stands for, and the name in the plan.
struct Compression {
  task::Format format;
  std::string_view name;
  std::string_view planned;
};
constexpr std::array<Compression, 22> kCompressions = {{
    {task::Format::kParquet, "snappy", "snappy"},  {task::Format::kParquet, "gzip", "gzip"},
    {task::Format::kParquet, "brotli", "brotli"},  {task::Format::kParquet, "lz4", "lz4"},
    {task::Format::kParquet, "zstd", "zstd"},      {task::Format::kParquet, "uncompressed", "none"},
    {task::Format::kParquet, "none", "none"},      {task::Format::kCsv, "none", "none"},
    {task::Format::kCsv, "uncompressed", "none"},  {task::Format::kCsv, "gzip", "gzip"},
    {task::Format::kCsv, "bzip2", "bzip2"},        {task::Format::kCsv, "zstd", "zstd"},
    {task::Format::kJson, "none", "none"},         {task::Format::kJson, "uncompressed", "none"},
    {task::Format::kJson, "gzip", "gzip"},         {task::Format::kJson, "bzip2", "bzip2"},
    {task::Format::kJson, "zstd", "zstd"},         {task::Format::kAvro, "none", "none"},
    {task::Format::kAvro, "uncompressed", "none"}, {task::Format::kXml, "none", "none"},
    {task::Format::kXml, "uncompressed", "none"},  {task::Format::kXml, "bzip2", "bzip2"},
}};

bool IsPlainName(std::string_view name) {
  const auto is_plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  };
  return !name.empty() && !(name[0] >= '0' && name[0] <= '9') &&
         std::ranges::all_of(name, is_plain);
}

bool IsNested(const Type& type) { return type.kind >= TypeKind::kArray; }

// Checks one target; collects everything that is wrong.
class TargetBinder {
 public:
  TargetBinder(const S3Target& target, const Input& input) : target_(target), input_(input) {
    bound_.schema = input.schema;
  }

  BindResult Bind(Environment& environment) {
    BindLocation();
    BindFormat();
    BindPartitionKeys();
    BindNumberOfFiles();
    if (target_.update_catalog) BindCatalogUpdate(environment);
    if (!faults_.empty()) return std::unexpected(std::move(faults_));
    bound_.schema = input_.schema;
    return Bound{.schema = input_.schema,
                 .part = std::move(bound_),
                 .warnings = QualityWarnings(target_.checks_quality)};
  }

 private:
  void Add(std::string field, std::string message) {
    faults_.push_back({std::move(field), std::move(message)});
  }

  void BindLocation() {
    Result<S3Location> location = ParseS3Location(target_.path);
    if (!location) {
      Add("Path", "the target must begin with s3://bucket/, unlike this one: " + target_.path);
      return;
    }
    if (!location->key.empty() && !location->key.ends_with('/')) location->key += '/';
    bound_.location = ToString(*location);
  }

  void BindFormat() {
    const std::string name = AsciiLower(target_.format);
    const Result<task::Format> format = task::ParseFormat(name);
    if (name == "orc") {
      Add("Format",
          "ORC is written by the Spark engine, which is not built here yet; choose parquet, csv, "
          "json, avro or xml");
      return;
    }
    if (!format || *format >= task::Format::kExcel) {
      Add("Format", "format " + target_.format +
                        " cannot be written here yet; choose parquet, csv, json, avro or xml");
      return;
    }
    task::Sink& sink = bound_.sink;
    sink.format = *format;
    sink.csv.header_lines = *format == task::Format::kCsv ? 1 : 0;
    if (*format == task::Format::kXml) sink.xml.row_tag = "row";
    BindCompression(*format);
    for (std::string& fault : FormatFaults(*format, input_.schema)) {
      Add("Format", std::move(fault));
    }
  }

  void BindCompression(task::Format format) {
    const std::string wanted = AsciiLower(target_.compression);
    std::string names;
    for (const Compression& compression : kCompressions) {
      if (compression.format != format) continue;
      if (wanted.empty() || wanted == compression.name) {
        bound_.sink.compression = compression.planned;
        return;
      }
      names += names.empty() ? "" : ", ";
      names += compression.name;
    }
    Add("Compression", std::string(task::NameOf(format)) + " cannot be compressed with " +
                           target_.compression + "; choose one of " + names);
  }

  void BindPartitionKeys() {
    std::set<std::size_t> seen;
    for (const ColumnPath& path : target_.partition_keys) {
      const Result<ResolvedColumn> column = Resolve(input_.schema, path);
      if (!column) {
        Add("PartitionKeys", column.error().message);
      } else if (path.size() > 1 || IsNested(column->type)) {
        Add("PartitionKeys",
            "only a column with a plain value can be a partition key, unlike " + ToString(path));
      } else if (!seen.insert(column->index).second) {
        Add("PartitionKeys", "column is named twice: " + column->name);
      } else {
        bound_.sink.partition_keys.push_back(column->name);
      }
    }
    if (!seen.empty() && seen.size() == input_.schema.size()) {
      Add("PartitionKeys",
          "all columns are partition keys, so nothing is left for the files; "
          "remove one");
    }
  }

  void BindNumberOfFiles() {
    const std::string& text = target_.number_of_files;
    if (text.empty()) return;
    int& files = bound_.sink.files;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), files);
    if (error != std::errc() || end != text.data() + text.size() || files < 0) {
      Add("NumberTargetPartitions", "must be a whole number of at least 0, unlike " + text);
    }
  }

  void BindCatalogUpdate(Environment& environment) {
    const CatalogUpdate& update = target_.catalog_update;
    if (update.database.empty() || update.table.empty()) {
      Add("SchemaChangePolicy",
          "to update the Data Catalog, choose a database and the name of a table");
      return;
    }
    // A table that is not there will be created; its database will not. The catalog answers
    // kNotFound for both and tells them apart in its message.
    const Result<json::Value> table = environment.Table(update.database, update.table);
    if (!table && (table.error().kind != ErrorKind::kNotFound ||
                   table.error().message.starts_with("Database "))) {
      Add("SchemaChangePolicy", table.error().kind == ErrorKind::kNotFound
                                    ? "there is no database " + update.database +
                                          " in the Data Catalog; create it or choose another"
                                    : table.error().message);
      return;
    }
    bound_.catalog_update = update;
  }

  const S3Target& target_;
  const Input& input_;
  Target bound_;
  Faults faults_;
};

}  // namespace

Faults QualityWarnings(bool checks_quality) {
  if (!checks_quality) return {};
  return {{"AutoDataQuality",
           "the rows are written without the default checks, which are not built here yet",
           Severity::kWarning}};
}

Result<bool> ReadChecksQuality(const json::Value& parameters) {
  return json::Reader(parameters["AutoDataQuality"]).BoolOr("IsEnabled", false);
}

std::vector<std::string> FormatFaults(task::Format format, const Schema& schema) {
  std::vector<std::string> faults;
  for (const Column& column : schema) {
    if (format == task::Format::kCsv && IsNested(column.type)) {
      faults.push_back("CSV cannot hold column " + column.name + " of type " +
                       HiveName(column.type) + "; choose parquet or json, or drop the column");
    }
    if ((format == task::Format::kAvro || format == task::Format::kXml) &&
        !IsPlainName(column.name)) {
      faults.push_back(std::string(format == task::Format::kAvro ? "Avro" : "XML") +
                       " cannot name a column " + column.name +
                       "; rename it to letters, digits and _");
    }
  }
  return faults;
}

Result<S3Target> ReadS3Target(const json::Value& parameters) {
  const json::Reader reader(parameters);
  S3Target target;
  ASSIGN_OR_RETURN(target.path, reader.String("Path"));
  ASSIGN_OR_RETURN(target.compression, reader.StringOr("Compression", ""));
  ASSIGN_OR_RETURN(target.partition_keys, ReadPaths(parameters["PartitionKeys"], "PartitionKeys"));
  ASSIGN_OR_RETURN(target.number_of_files, reader.StringOr("NumberTargetPartitions", ""));
  ASSIGN_OR_RETURN(target.checks_quality, ReadChecksQuality(parameters));
  const json::Reader policy(parameters["SchemaChangePolicy"]);
  ASSIGN_OR_RETURN(target.update_catalog, policy.BoolOr("EnableUpdateCatalog", false));
  ASSIGN_OR_RETURN(target.catalog_update.database, policy.StringOr("Database", ""));
  ASSIGN_OR_RETURN(target.catalog_update.table, policy.StringOr("Table", ""));
  ASSIGN_OR_RETURN(const std::string behavior,
                   policy.StringOr("UpdateBehavior", "UPDATE_IN_DATABASE"));
  if (behavior != "UPDATE_IN_DATABASE" && behavior != "LOG") {
    return InvalidInput("UpdateBehavior must be UPDATE_IN_DATABASE or LOG: " + behavior);
  }
  target.catalog_update.update_schema = behavior == "UPDATE_IN_DATABASE";
  return target;
}

BindResult BindS3Target(const S3Target& target, const Input& input, Environment& environment) {
  return TargetBinder(target, input).Bind(environment);
}

}  // namespace tenon::graph
