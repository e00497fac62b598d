#include "graph/catalog_target.h"

#include <algorithm>

#include "graph/database_target.h"
#include "graph/s3_target.h"
#include "text/utf8.h"

namespace tenon::graph {
namespace {

// Checks one target; collects everything that is wrong.
class TableTargetBinder {
 public:
  TableTargetBinder(const CatalogTarget& target, const Input& input)
      : target_(target), input_(input), name_(target.database + "." + target.table) {}

  BindResult Bind(Environment& environment) {
    const Result<json::Value> document = environment.Table(target_.database, target_.table);
    if (!document) {
      return Fail("Table", document.error().kind == ErrorKind::kNotFound
                               ? "there is no table " + name_ +
                                     " in the Data Catalog; create it, or write to S3 with the "
                                     "Data Catalog update options"
                               : document.error().message);
    }
    if (target_.place == TablePlace::kDatabase || IsInDatabase(*document)) {
      return BindInDatabase(*document, environment);
    }
    if (const auto kind = LakeKindOf(*document)) {
      return Fail("Table", "table " + name_ + " is one of " + std::string(NameOf(*kind)) +
                               ", which cannot be written here yet; write to a table of files");
    }
    auto scan = ScanOfDocument({target_.database, target_.table}, *document);
    if (!scan) return std::unexpected(std::move(scan).error());
    BindFiles(*scan);
    BindPartitionKeys(scan->source.partition_columns);
    if (scan->source.format == task::Format::kCsv) BindOrder(scan->source.columns);
    if (target_.update_catalog) {
      bound_.catalog_update = {target_.database, target_.table, target_.update_schema};
    }
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

  BindResult BindInDatabase(const json::Value& document, Environment& environment) {
    if (!IsInDatabase(document)) {
      return Fail("Table", "table " + name_ +
                               " is not in a database; choose one that is, or write it with the "
                               "node AWS Glue Data Catalog");
    }
    if (target_.place == TablePlace::kFiles) {
      return Fail("Table", "table " + name_ +
                               " is in a database, not in S3; write it with the node AWS Glue Data "
                               "Catalog, or with that of the database");
    }
    if (!target_.partition_keys.empty()) {
      return Fail("PartitionKeys", "table " + name_ +
                                       " is in a database, which has no partitions; remove the "
                                       "keys");
    }
    return BindDatabaseTarget(name_, document, target_.database_kind, input_, environment);
  }

  void BindFiles(const Scan& scan) {
    bound_.location = scan.locations.front();
    if (!bound_.location.ends_with('/')) bound_.location += '/';
    task::Sink& sink = bound_.sink;
    sink.format = scan.source.format;
    sink.csv = scan.source.csv;
    sink.csv.header_lines = std::min(sink.csv.header_lines, 1);
    sink.xml = scan.source.xml;
    const bool is_text = sink.format == task::Format::kCsv || sink.format == task::Format::kJson;
    sink.compression = sink.format == task::Format::kParquet ? "snappy" : "none";
    if (is_text && !scan.compression.empty()) sink.compression = scan.compression;
    for (std::string& fault : FormatFaults(sink.format, input_.schema)) {
      Add("Table", "table " + name_ + ": " + fault);
    }
  }

  void BindPartitionKeys(const Schema& keys) {
    std::string named;
    for (const ColumnPath& path : target_.partition_keys) {
      named += (named.empty() ? "" : ", ") + AsciiLower(ToString(path));
    }
    std::string wanted;
    for (const Column& key : keys) {
      wanted += (wanted.empty() ? "" : ", ") + AsciiLower(key.name);
      const auto found = FindIgnoringCase(input_.schema, key.name);
      if (found.size() != 1) {
        Add("Table",
            "table " + name_ + " is partitioned by " + key.name +
                ", which is no column of the input; there are: " + ListNames(input_.schema));
      } else {
        bound_.sink.partition_keys.push_back(found.front()->name);
      }
    }
    if (!named.empty() && named != wanted) {
      Add("PartitionKeys", "must be those of table " + name_ + ", " +
                               (wanted.empty() ? "which has none" : wanted) + ", unlike " + named);
    }
  }

  bool IsPartitionKey(const std::string& name) const {
    return std::ranges::find(bound_.sink.partition_keys, name) != bound_.sink.partition_keys.end();
  }

  // Fields of CSV are told by their places alone.
  void BindOrder(const Schema& columns) {
    std::vector<std::string>& order = bound_.sink.columns;
    for (const Column& column : columns) {
      const auto found = FindIgnoringCase(input_.schema, column.name);
      if (found.size() == 1) {
        order.push_back(found.front()->name);
      } else {
        Add("Table", "table " + name_ + " has a column " + column.name +
                         " in its files of CSV, which the input lacks; there are: " +
                         ListNames(input_.schema));
      }
    }
    for (const Column& column : input_.schema) {
      if (IsPartitionKey(column.name) || std::ranges::find(order, column.name) != order.end()) {
        continue;
      }
      if (target_.update_catalog && target_.update_schema) {
        order.push_back(column.name);
      } else {
        Add("Table", "table " + name_ + " has no column " + column.name +
                         "; drop it, or let the run update the Data Catalog");
      }
    }
    for (const std::string& key : bound_.sink.partition_keys) order.push_back(key);
  }

  const CatalogTarget& target_;
  const Input& input_;
  const std::string name_;
  Target bound_;
  Faults faults_;
};

}  // namespace

Result<CatalogTarget> ReadCatalogTarget(const json::Value& parameters) {
  const json::Reader reader(parameters);
  CatalogTarget target;
  ASSIGN_OR_RETURN(target.database, reader.String("Database"));
  ASSIGN_OR_RETURN(target.table, reader.String("Table"));
  ASSIGN_OR_RETURN(target.partition_keys, ReadPaths(parameters["PartitionKeys"], "PartitionKeys"));
  const json::Reader policy(parameters["SchemaChangePolicy"]);
  ASSIGN_OR_RETURN(target.update_catalog, policy.BoolOr("EnableUpdateCatalog", false));
  ASSIGN_OR_RETURN(const std::string behavior,
                   policy.StringOr("UpdateBehavior", "UPDATE_IN_DATABASE"));
  if (behavior != "UPDATE_IN_DATABASE" && behavior != "LOG") {
    return InvalidInput("UpdateBehavior must be UPDATE_IN_DATABASE or LOG: " + behavior);
  }
  target.update_schema = behavior == "UPDATE_IN_DATABASE";
  ASSIGN_OR_RETURN(target.checks_quality, ReadChecksQuality(parameters));
  return target;
}

BindResult BindCatalogTarget(const CatalogTarget& target, const Input& input,
                             Environment& environment) {
  return TableTargetBinder(target, input).Bind(environment);
}

}  // namespace tenon::graph
