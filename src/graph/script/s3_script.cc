#include "graph/script/s3_script.h"

#include "graph/s3_target.h"
#include "text/utf8.h"

namespace tenon::graph {
namespace {

// Glue reads patterns of exclusions, and bounds, as text.
Result<Python::Items> SourceOptions(const json::Value& parameters) {
  ASSIGN_OR_RETURN(const S3Files files, ReadS3Files(parameters));
  Python::Items options = {{"paths", Python::ListOfTexts(files.paths)}};
  if (files.recurse) options.push_back({"recurse", Python::Boolean(true)});
  if (!files.exclusions.empty()) {
    json::Array patterns(files.exclusions.begin(), files.exclusions.end());
    options.push_back({"exclusions", Python::Text(json::Dump(std::move(patterns)))});
  }
  if (!files.compression.empty()) {
    options.push_back({"compressionType", Python::Text(files.compression)});
  }
  if (files.bounds.files > 0) {
    options.push_back({"boundedFiles", Python::Text(std::to_string(files.bounds.files))});
  }
  if (files.bounds.size > 0) {
    options.push_back({"boundedSize", Python::Text(std::to_string(files.bounds.size))});
  }
  const json::Reader reader(parameters);
  ASSIGN_OR_RETURN(const std::string group, reader.StringOr("GroupFiles", ""));
  ASSIGN_OR_RETURN(const std::string size, reader.StringOr("GroupSize", ""));
  if (!group.empty()) options.push_back({"groupFiles", Python::Text(group)});
  if (!size.empty()) options.push_back({"groupSize", Python::Text(size)});
  return options;
}

// "struct<a:int>" -> "struct": a mapping names a nested type by its kind alone.
std::string MappedType(const Type& type) {
  const std::string name = HiveName(type);
  return name.substr(0, name.find('<'));
}

bool IsText(std::string_view format) { return format == "csv" || format == "json"; }

// What is written, in so many files at most for each partition.
Python FrameOf(const ScriptNode& node, const std::string& number_of_files) {
  const std::string& variable = node.inputs[0].variable;
  if (number_of_files.empty() || number_of_files == "0") return Python::Code(variable);
  return Python::Call(variable + ".coalesce", {{"", Python::Code(number_of_files)}});
}

std::vector<std::string> NamesOf(const std::vector<ColumnPath>& keys) {
  std::vector<std::string> names;
  for (const ColumnPath& key : keys) names.push_back(ScriptPath(key));
  return names;
}

// A target that keeps the Data Catalog up to date: glueContext.getSink.
void WriteSink(const ScriptNode& node, Script& script, const S3Target& target,
               std::string_view format, const std::string& compression) {
  const CatalogUpdate& update = target.catalog_update;
  Python::Items options = {
      {"path", Python::Text(target.path)},
      {"connection_type", Python::Text("s3")},
      {"updateBehavior", Python::Text(update.update_schema ? "UPDATE_IN_DATABASE" : "LOG")},
      {"partitionKeys", Python::ListOfTexts(NamesOf(target.partition_keys))},
      {"enableUpdateCatalog", Python::Boolean(true)}};
  Python::Items format_options;
  if (!compression.empty()) {
    Python::Items& place = IsText(format) ? options : format_options;
    place.push_back({"compression", Python::Text(compression)});
  }
  options.push_back({"transformation_ctx", Python::Text(node.variable)});
  script.Assign(node.variable, Python::Call("glueContext.getSink", std::move(options)));
  script.Run(Python::Call(node.variable + ".setCatalogInfo",
                          {{"catalogDatabase", Python::Text(update.database)},
                           {"catalogTableName", Python::Text(update.table)}}));
  format_options.insert(format_options.begin(), {"", Python::Text(format)});
  script.Run(Python::Call(node.variable + ".setFormat", std::move(format_options)));
  script.Run(
      Python::Call(node.variable + ".writeFrame", {{"", FrameOf(node, target.number_of_files)}}));
}

}  // namespace

Status WriteS3Source(const ScriptNode& node, Script& script, std::string_view format,
                     Python::Items format_options) {
  ASSIGN_OR_RETURN(Python::Items options, SourceOptions(node.parameters));
  Python::Items arguments;
  if (!format_options.empty()) {
    arguments.push_back({"format_options", Python::Dictionary(std::move(format_options))});
  }
  arguments.push_back({"connection_type", Python::Text("s3")});
  arguments.push_back({"format", Python::Text(format)});
  arguments.push_back({"connection_options", Python::Dictionary(std::move(options))});
  arguments.push_back({"transformation_ctx", Python::Text(node.variable)});
  script.Assign(node.variable, Python::Call("glueContext.create_dynamic_frame.from_options",
                                            std::move(arguments)));
  return {};
}

void WriteColumnTypes(const ScriptNode& node, Script& script, const std::vector<std::string>& names,
                      const Schema& schema, std::string_view type) {
  Python::List mappings;
  for (std::size_t i = 0; i < schema.size(); ++i) {
    const std::string to = MappedType(schema[i].type);
    mappings.push_back(Python::Tuple(
        {Python::Text(ScriptPath({names[i]})), Python::Text(type.empty() ? to : std::string(type)),
         Python::Text(ScriptPath({schema[i].name})), Python::Text(to)}));
  }
  script.Assign(node.variable,
                Python::Call("ApplyMapping.apply",
                             {{"frame", Python::Code(node.variable)},
                              {"mappings", Python::ListOf(std::move(mappings))},
                              {"transformation_ctx", Python::Text(node.variable + "_columns")}}));
}

Status WriteDeclaredTypes(const ScriptNode& node, Script& script) {
  ASSIGN_OR_RETURN(const Schema declared, ReadOutputSchema(node.parameters));
  if (declared.empty()) return {};
  std::vector<std::string> names;
  for (const Column& column : declared) names.push_back(column.name);
  WriteColumnTypes(node, script, names, declared, "");
  return {};
}

Status WriteS3Target(const ScriptNode& node, Script& script, std::string_view format) {
  ASSIGN_OR_RETURN(const S3Target target, ReadS3Target(node.parameters));
  CommentOnQuality(node, script);
  std::string compression = AsciiLower(target.compression);
  if (compression == "none") compression = IsText(format) ? "" : "uncompressed";
  if (compression == "uncompressed" && IsText(format)) compression.clear();
  const std::string& files = target.number_of_files;
  if (files.find_first_not_of("0123456789") != std::string::npos) {
    return InvalidInput("NumberTargetPartitions must be a whole number, unlike " + files);
  }
  if (target.update_catalog) {
    // Only this writer of Parquet can tell the catalog about new columns.
    const std::string_view writer = format == "parquet" ? "glueparquet" : format;
    WriteSink(node, script, target, writer, compression);
    return {};
  }
  Python::Items options = {{"path", Python::Text(target.path)},
                           {"partitionKeys", Python::ListOfTexts(NamesOf(target.partition_keys))}};
  Python::Items arguments = {{"frame", FrameOf(node, files)},
                             {"connection_type", Python::Text("s3")},
                             {"format", Python::Text(format)}};
  if (IsText(format) && !compression.empty()) {
    options.push_back({"compression", Python::Text(compression)});
  }
  arguments.push_back({"connection_options", Python::Dictionary(std::move(options))});
  if (!IsText(format) && !compression.empty()) {
    arguments.push_back(
        {"format_options", Python::Dictionary({{"compression", Python::Text(compression)}})});
  }
  arguments.push_back({"transformation_ctx", Python::Text(node.variable)});
  script.Assign(node.variable,
                Python::Call("glueContext.write_dynamic_frame.from_options", std::move(arguments)));
  return {};
}

void CommentOnQuality(const ScriptNode& node, Script& script) {
  if (!node.parameters["AutoDataQuality"]["IsEnabled"].BoolOr(false)) return;
  script.Comment("Its default data quality check, ColumnCount > 0, is left out: it always holds.");
}

}  // namespace tenon::graph
