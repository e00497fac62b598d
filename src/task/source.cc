#include "task/source.h"

#include "task/codec.h"

namespace tenon::task {
namespace {

constexpr Named<Format> kFormats[] = {{Format::kCsv, "csv"},         {Format::kJson, "json"},
                                      {Format::kParquet, "parquet"}, {Format::kAvro, "avro"},
                                      {Format::kXml, "xml"},         {Format::kExcel, "excel"},
                                      {Format::kIceberg, "iceberg"}, {Format::kDelta, "delta"}};

constexpr Named<BadRows> kBadRows[] = {
    {BadRows::kNull, "null"}, {BadRows::kDrop, "drop"}, {BadRows::kFail, "fail"}};

// Characters travel as byte values: a separator of one byte above 127 is no UTF-8.
json::Value ByteOf(char character) {
  return static_cast<int>(static_cast<unsigned char>(character));
}

Result<char> Byte(const json::Value& value, std::string_view key) {
  ASSIGN_OR_RETURN(const auto byte, Count<std::uint8_t>(value, key));
  return static_cast<char>(byte);
}

json::Value JsonToJson(const JsonOptions& options) {
  return {{"Path", options.path}, {"Multiline", options.multiline}};
}

Result<JsonOptions> ParseJson(const json::Value& value) {
  JsonOptions options;
  ASSIGN_OR_RETURN(options.path, json::Reader(value).String("Path"));
  ASSIGN_OR_RETURN(options.multiline, Flag(value, "Multiline"));
  return options;
}

json::Value ExcelToJson(const ExcelOptions& excel) {
  return {{"Rows", excel.rows}, {"Footer", excel.footer}};
}

Result<ExcelOptions> ParseExcel(const json::Value& value) {
  ExcelOptions excel;
  ASSIGN_OR_RETURN(excel.rows, Count<std::uint64_t>(value, "Rows"));
  ASSIGN_OR_RETURN(excel.footer, Count<std::uint64_t>(value, "Footer"));
  return excel;
}

json::Value LakeToJson(const LakeOptions& lake) {
  return {{"Root", lake.root},
          {"Metadata", lake.metadata},
          {"SnapshotId", lake.snapshot_id},
          {"Timestamp", lake.timestamp}};
}

Result<LakeOptions> ParseLake(const json::Value& value) {
  const json::Reader reader(value);
  LakeOptions lake;
  ASSIGN_OR_RETURN(lake.root, reader.String("Root"));
  ASSIGN_OR_RETURN(lake.metadata, reader.String("Metadata"));
  ASSIGN_OR_RETURN(lake.snapshot_id, reader.String("SnapshotId"));
  ASSIGN_OR_RETURN(lake.timestamp, reader.String("Timestamp"));
  return lake;
}

json::Value FileToJson(const InputFile& file) {
  return {
      {"Path", file.path},
      {"Name", file.name},
      {"Size", file.size},
      {"Compression", file.compression},
      {"PartitionValues", ListOf(file.partition_values, [](const std::optional<std::string>& text) {
         return text ? json::Value(*text) : json::Value();
       })}};
}

Result<std::optional<std::string>> ParsePartitionValue(const json::Value& value) {
  if (value.IsNull()) return std::optional<std::string>();
  if (value.AsString() == nullptr) {
    return InvalidInput("PartitionValues must be strings or null");
  }
  return std::optional(*value.AsString());
}

Result<InputFile> ParseInputFile(const json::Value& value) {
  const json::Reader reader(value);
  InputFile file;
  ASSIGN_OR_RETURN(file.path, reader.String("Path"));
  ASSIGN_OR_RETURN(file.name, reader.String("Name"));
  ASSIGN_OR_RETURN(file.size, Count<std::uint64_t>(value, "Size"));
  ASSIGN_OR_RETURN(file.compression, reader.String("Compression"));
  ASSIGN_OR_RETURN(file.partition_values, List(value, "PartitionValues", &ParsePartitionValue));
  return file;
}

Result<Column> ParseColumn(const json::Value& value) {
  const json::Reader reader(value);
  Column column;
  ASSIGN_OR_RETURN(column.name, reader.String("Name"));
  ASSIGN_OR_RETURN(const std::string type, reader.String("Type"));
  ASSIGN_OR_RETURN(column.type, ParseType(type));
  return column;
}

}  // namespace

std::string_view NameOf(Format format) { return NameIn(kFormats, format); }

Result<Format> ParseFormat(std::string_view name) { return ValueIn(kFormats, name, "format"); }

std::string_view NameOf(BadRows bad_rows) { return NameIn(kBadRows, bad_rows); }

Result<BadRows> ParseBadRows(std::string_view name) {
  return ValueIn(kBadRows, name, "treatment of bad rows");
}

json::Value ToJson(const CsvOptions& csv) {
  return {{"Separator", ByteOf(csv.separator)},
          {"Quote", ByteOf(csv.quote)},
          {"Escape", ByteOf(csv.escape)},
          {"HeaderLines", csv.header_lines},
          {"Multiline", csv.multiline}};
}

Result<CsvOptions> ParseCsv(const json::Value& value) {
  CsvOptions csv;
  ASSIGN_OR_RETURN(csv.separator, Byte(value, "Separator"));
  ASSIGN_OR_RETURN(csv.quote, Byte(value, "Quote"));
  ASSIGN_OR_RETURN(csv.escape, Byte(value, "Escape"));
  ASSIGN_OR_RETURN(csv.header_lines, Count<int>(value, "HeaderLines"));
  ASSIGN_OR_RETURN(csv.multiline, Flag(value, "Multiline"));
  return csv;
}

json::Value ToJson(const XmlOptions& xml) {
  return {{"RowTag", xml.row_tag},
          {"AttributePrefix", xml.attribute_prefix},
          {"ValueTag", xml.value_tag},
          {"ExcludeAttributes", xml.exclude_attributes},
          {"EmptyIsNull", xml.empty_is_null}};
}

Result<XmlOptions> ParseXml(const json::Value& value) {
  const json::Reader reader(value);
  XmlOptions xml;
  ASSIGN_OR_RETURN(xml.row_tag, reader.String("RowTag"));
  ASSIGN_OR_RETURN(xml.attribute_prefix, reader.String("AttributePrefix"));
  ASSIGN_OR_RETURN(xml.value_tag, reader.String("ValueTag"));
  ASSIGN_OR_RETURN(xml.exclude_attributes, Flag(value, "ExcludeAttributes"));
  ASSIGN_OR_RETURN(xml.empty_is_null, Flag(value, "EmptyIsNull"));
  return xml;
}

json::Value ToJson(const Source& source) {
  return {{"Schema", source.schema},
          {"Name", source.name},
          {"Title", source.title},
          {"Format", NameOf(source.format)},
          {"Csv", ToJson(source.csv)},
          {"Json", JsonToJson(source.json)},
          {"Xml", ToJson(source.xml)},
          {"Excel", ExcelToJson(source.excel)},
          {"Lake", LakeToJson(source.lake)},
          {"Columns", ToJson(source.columns)},
          {"PartitionColumns", ToJson(source.partition_columns)},
          {"BadRows", NameOf(source.bad_rows)},
          {"Files", ListOf(source.files, &FileToJson)},
          {"Database", OrNull(source.database)}};
}

Result<Source> ParseSource(const json::Value& value) {
  const json::Reader reader(value);
  Source source;
  ASSIGN_OR_RETURN(source.schema, reader.String("Schema"));
  ASSIGN_OR_RETURN(source.name, reader.String("Name"));
  ASSIGN_OR_RETURN(source.title, reader.String("Title"));
  ASSIGN_OR_RETURN(const std::string format, reader.String("Format"));
  ASSIGN_OR_RETURN(source.format, ParseFormat(format));
  ASSIGN_OR_RETURN(source.csv, ParseCsv(value["Csv"]));
  ASSIGN_OR_RETURN(source.json, ParseJson(value["Json"]));
  ASSIGN_OR_RETURN(source.xml, ParseXml(value["Xml"]));
  ASSIGN_OR_RETURN(source.excel, ParseExcel(value["Excel"]));
  ASSIGN_OR_RETURN(source.lake, ParseLake(value["Lake"]));
  ASSIGN_OR_RETURN(source.columns, ParseSchema(value["Columns"]));
  ASSIGN_OR_RETURN(source.partition_columns, ParseSchema(value["PartitionColumns"]));
  ASSIGN_OR_RETURN(const std::string bad_rows, reader.String("BadRows"));
  ASSIGN_OR_RETURN(source.bad_rows, ParseBadRows(bad_rows));
  ASSIGN_OR_RETURN(source.files, List(value, "Files", &ParseInputFile));
  if (!value["Database"].IsNull()) {
    ASSIGN_OR_RETURN(source.database, ParseDatabaseSource(value["Database"]));
  }
  return source;
}

json::Value ToJson(const Schema& schema) {
  return ListOf(schema, [](const Column& column) -> json::Value {
    return {{"Name", column.name}, {"Type", HiveName(column.type)}};
  });
}

Result<Schema> ParseSchema(const json::Value& value) {
  if (value.AsArray() == nullptr) return InvalidInput("a schema must be a list of columns");
  Schema schema;
  for (const json::Value& element : *value.AsArray()) {
    ASSIGN_OR_RETURN(Column column, ParseColumn(element));
    schema.push_back(std::move(column));
  }
  return schema;
}

}  // namespace tenon::task
