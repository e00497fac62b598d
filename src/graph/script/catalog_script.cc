#include "graph/script/catalog_script.h"

#include <algorithm>

#include "graph/catalog_target.h"
#include "graph/column_fault.h"
#include "graph/database_table.h"
#include "graph/s3_source.h"
#include "graph/script/s3_script.h"

namespace tenon::graph {
namespace {

Result<Python::Items> TableArguments(const json::Value& parameters) {
  const json::Reader reader(parameters);
  ASSIGN_OR_RETURN(const std::string database, reader.String("Database"));
  ASSIGN_OR_RETURN(const std::string table, reader.String("Table"));
  return Python::Items{{"database", Python::Text(database)}, {"table_name", Python::Text(table)}};
}

// Options of a table format: texts by names.
Python::Items LakeOptions(const json::Value& options) {
  Python::Items items;
  if (const json::Object* object = options.AsObject()) {
    for (const auto& [name, value] : object->members) {
      const std::string* text = value.AsString();
      items.push_back({name, Python::Text(text != nullptr ? *text : json::Dump(value))});
    }
  }
  return items;
}

// The rows of a DataFrame as those of the node; with OutputSchemas only its columns, of its types.
Status FinishLake(const ScriptNode& node, Script& script, Python frame) {
  const std::string variable = node.variable + "_df";
  script.Assign(variable, std::move(frame));
  script.Assign(node.variable, script.FromDataFrame(node, Python::Code(variable)));
  return WriteDeclaredTypes(node, script);
}

// https://docs.aws.amazon.com/glue/latest/dg/update-from-job.html
Result<Python::Items> UpdateOptions(const json::Value& parameters, const json::Value& table) {
  ASSIGN_OR_RETURN(const CatalogTarget target, ReadCatalogTarget(parameters));
  Python::Items options;
  if (target.update_catalog) {
    options.push_back({"enableUpdateCatalog", Python::Boolean(true)});
    options.push_back(
        {"updateBehavior", Python::Text(target.update_schema ? "UPDATE_IN_DATABASE" : "LOG")});
  }
  std::vector<std::string> keys;
  if (const json::Array* columns = table["PartitionKeys"].AsArray()) {
    for (const json::Value& column : *columns) keys.push_back(column["Name"].StringOr(""));
  }
  if (!keys.empty()) options.push_back({"partitionKeys", Python::ListOfTexts(keys)});
  return options;
}

// The fields of files of CSV are told by their places: those of the table first, in its order.
Status PutInOrder(const ScriptNode& node, Script& script, const Scan& scan, std::string& variable) {
  ASSIGN_OR_RETURN(const Schema columns, node.columns_of(0));
  std::vector<std::string> order;
  const auto add = [&](const Schema& names) {
    for (const Column& column : names) {
      const auto found = FindIgnoringCase(columns, column.name);
      if (found.size() != 1) continue;
      const std::string path = ScriptPath({found.front()->name});
      if (std::ranges::find(order, path) == order.end()) order.push_back(path);
    }
  };
  add(scan.source.columns);
  Schema rest = columns;
  std::erase_if(rest, [&](const Column& column) {
    return !FindIgnoringCase(scan.source.partition_columns, column.name).empty();
  });
  add(rest);
  add(scan.source.partition_columns);
  script.Assign(node.variable,
                Python::Call("SelectFields.apply",
                             {{"frame", Python::Code(variable)},
                              {"paths", Python::ListOfTexts(order)},
                              {"transformation_ctx", Python::Text(node.variable + "_columns")}}));
  variable = node.variable;
  return {};
}

}  // namespace

Status WriteCatalogSource(const ScriptNode& node, Script& script) {
  ASSIGN_OR_RETURN(Python::Items arguments, TableArguments(node.parameters));
  ASSIGN_OR_RETURN(const std::string predicate,
                   json::Reader(node.parameters).StringOr("PartitionPredicate", ""));
  ASSIGN_OR_RETURN(const Bounds bounds, ReadBounds(node.parameters));
  if (!predicate.empty()) {
    arguments.push_back({"push_down_predicate", Python::Text(predicate)});
  }
  Python::Items options;
  if (bounds.files > 0) {
    options.push_back({"boundedFiles", Python::Text(std::to_string(bounds.files))});
  }
  if (bounds.size > 0) {
    options.push_back({"boundedSize", Python::Text(std::to_string(bounds.size))});
  }
  if (!options.empty()) {
    arguments.push_back({"additional_options", Python::Dictionary(std::move(options))});
  }
  arguments.push_back({"transformation_ctx", Python::Text(node.variable)});
  script.Assign(node.variable, Python::Call("glueContext.create_dynamic_frame.from_catalog",
                                            std::move(arguments)));
  return {};
}

Status WriteLakeTable(const ScriptNode& node, Script& script, std::string_view options) {
  ASSIGN_OR_RETURN(Python::Items arguments, TableArguments(node.parameters));
  Python::Items additional = LakeOptions(node.parameters[options]);
  if (!additional.empty()) {
    arguments.push_back({"additional_options", Python::Dictionary(std::move(additional))});
  }
  return FinishLake(
      node, script,
      Python::Call("glueContext.create_data_frame.from_catalog", std::move(arguments)));
}

Status WriteLakeFiles(const ScriptNode& node, Script& script, std::string_view format,
                      std::string_view options) {
  ASSIGN_OR_RETURN(const S3Files files, ReadS3Files(node.parameters));
  if (files.paths.size() != 1) return InvalidInput("Paths must be one path, of one table");
  std::string reader = "spark.read.format(" + Python::Text(format).Print("") + ")";
  Python::Items given = LakeOptions(node.parameters[options]);
  if (!given.empty()) {
    reader += ".options(**" + Python::Dictionary(std::move(given)).Print("") + ")";
  }
  return FinishLake(node, script,
                    Python::Call(reader + ".load", {{"", Python::Text(files.paths.front())}}));
}

Status WriteCatalogTarget(const ScriptNode& node, Script& script) {
  ASSIGN_OR_RETURN(Python::Items arguments, TableArguments(node.parameters));
  const json::Reader reader(node.parameters);
  ASSIGN_OR_RETURN(const std::string database, reader.String("Database"));
  ASSIGN_OR_RETURN(const std::string name, reader.String("Table"));
  ASSIGN_OR_RETURN(const json::Value table, node.environment.Table(database, name));
  const std::string mode = table["Parameters"]["writeMode"].StringOr("append");
  if (mode != "append") {
    return Unsupported("a script adds rows to table " + database + "." + name +
                       ", but its parameter writeMode says " + mode);
  }
  CommentOnQuality(node, script);
  std::string variable = node.inputs[0].variable;
  if (!IsInDatabase(table)) {
    const auto scan = ScanOfDocument({database, name}, table);
    if (!scan) return InvalidInput(scan.error().front().message);
    if (scan->source.format == task::Format::kCsv) {
      RETURN_IF_ERROR(PutInOrder(node, script, *scan, variable));
    }
  }
  ASSIGN_OR_RETURN(Python::Items options, UpdateOptions(node.parameters, table));
  if (!options.empty()) {
    arguments.push_back({"additional_options", Python::Dictionary(std::move(options))});
  }
  arguments.insert(arguments.begin(), {"frame", Python::Code(variable)});
  arguments.push_back({"transformation_ctx", Python::Text(node.variable)});
  script.Assign(node.variable,
                Python::Call("glueContext.write_dynamic_frame.from_catalog", std::move(arguments)));
  return {};
}

}  // namespace tenon::graph
