#include "task/task.h"

#include "task/codec.h"

namespace tenon::task {
namespace {

constexpr Named<Format> kFormats[] = {
    {Format::kCsv, "csv"}, {Format::kJson, "json"}, {Format::kParquet, "parquet"}};

constexpr Named<BadRows> kBadRows[] = {
    {BadRows::kNull, "null"}, {BadRows::kDrop, "drop"}, {BadRows::kFail, "fail"}};

constexpr Named<Kind> kKinds[] = {{Kind::kJobRun, "job_run"},
                                  {Kind::kQuery, "query"},
                                  {Kind::kDescribe, "describe"},
                                  {Kind::kSelect, "select"}};

// Characters travel as byte values: a separator of one byte above 127 is no UTF-8.
json::Value ByteOf(char character) {
  return static_cast<int>(static_cast<unsigned char>(character));
}

Result<char> Byte(const json::Value& value, std::string_view key) {
  ASSIGN_OR_RETURN(const auto byte, Count<std::uint8_t>(value, key));
  return static_cast<char>(byte);
}

json::Value CsvToJson(const CsvOptions& csv) {
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

json::Value FileToJson(const InputFile& file) {
  return {
      {"Path", file.path},
      {"Name", file.name},
      {"Size", file.size},
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
  ASSIGN_OR_RETURN(file.partition_values, List(value, "PartitionValues", &ParsePartitionValue));
  return file;
}

json::Value SourceToJson(const Source& source) {
  return {{"Schema", source.schema},
          {"Name", source.name},
          {"Title", source.title},
          {"Format", NameOf(source.format)},
          {"Csv", CsvToJson(source.csv)},
          {"Columns", ToJson(source.columns)},
          {"PartitionColumns", ToJson(source.partition_columns)},
          {"BadRows", NameOf(source.bad_rows)},
          {"Files", ListOf(source.files, &FileToJson)}};
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
  ASSIGN_OR_RETURN(source.columns, ParseSchema(value["Columns"]));
  ASSIGN_OR_RETURN(source.partition_columns, ParseSchema(value["PartitionColumns"]));
  ASSIGN_OR_RETURN(const std::string bad_rows, reader.String("BadRows"));
  ASSIGN_OR_RETURN(source.bad_rows, ParseBadRows(bad_rows));
  ASSIGN_OR_RETURN(source.files, List(value, "Files", &ParseInputFile));
  return source;
}

json::Value ViewToJson(const View& view) {
  return {{"Name", view.name}, {"Title", view.title}, {"Sql", view.sql}};
}

Result<View> ParseView(const json::Value& value) {
  const json::Reader reader(value);
  View view;
  ASSIGN_OR_RETURN(view.name, reader.String("Name"));
  ASSIGN_OR_RETURN(view.title, reader.String("Title"));
  ASSIGN_OR_RETURN(view.sql, reader.String("Sql"));
  return view;
}

json::Value SinkToJson(const Sink& sink) {
  return {{"NodeId", sink.node_id},
          {"Title", sink.title},
          {"Input", sink.input},
          {"Format", NameOf(sink.format)},
          {"Compression", sink.compression},
          {"Csv", CsvToJson(sink.csv)},
          {"PartitionKeys", ListOf(sink.partition_keys)},
          {"FilePrefix", sink.file_prefix},
          {"Files", sink.files}};
}

Result<Sink> ParseSink(const json::Value& value) {
  const json::Reader reader(value);
  Sink sink;
  ASSIGN_OR_RETURN(sink.node_id, reader.String("NodeId"));
  ASSIGN_OR_RETURN(sink.title, reader.String("Title"));
  ASSIGN_OR_RETURN(sink.input, reader.String("Input"));
  ASSIGN_OR_RETURN(const std::string format, reader.String("Format"));
  ASSIGN_OR_RETURN(sink.format, ParseFormat(format));
  ASSIGN_OR_RETURN(sink.compression, reader.String("Compression"));
  ASSIGN_OR_RETURN(sink.csv, ParseCsv(value["Csv"]));
  ASSIGN_OR_RETURN(sink.partition_keys, reader.Strings("PartitionKeys"));
  ASSIGN_OR_RETURN(sink.file_prefix, reader.String("FilePrefix"));
  ASSIGN_OR_RETURN(sink.files, Count<int>(value, "Files"));
  return sink;
}

json::Value DescriptionToJson(const Description& description) {
  return {{"Name", description.name}, {"Sql", description.sql}};
}

Result<Description> ParseDescription(const json::Value& value) {
  const json::Reader reader(value);
  Description description;
  ASSIGN_OR_RETURN(description.name, reader.String("Name"));
  ASSIGN_OR_RETURN(description.sql, reader.String("Sql"));
  return description;
}

json::Value SelectToJson(const Select& select) {
  return {{"Name", select.name}, {"Sql", select.sql}, {"Limit", select.limit}};
}

Result<Select> ParseSelect(const json::Value& value) {
  const json::Reader reader(value);
  Select select;
  ASSIGN_OR_RETURN(select.name, reader.String("Name"));
  ASSIGN_OR_RETURN(select.sql, reader.String("Sql"));
  ASSIGN_OR_RETURN(select.limit, Count<std::uint64_t>(value, "Limit"));
  return select;
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

json::Value ToJson(const Task& task) {
  return {{"Id", task.id},
          {"Kind", NameIn(kKinds, task.kind)},
          {"Staging", task.staging},
          {"Threads", task.threads},
          {"MemoryLimit", task.memory_limit},
          {"DiskLimit", task.disk_limit},
          {"Sources", ListOf(task.sources, &SourceToJson)},
          {"Views", ListOf(task.views, &ViewToJson)},
          {"Sinks", ListOf(task.sinks, &SinkToJson)},
          {"Query", task.query},
          {"QuerySchema", task.query_schema},
          {"Descriptions", ListOf(task.descriptions, &DescriptionToJson)},
          {"Selects", ListOf(task.selects, &SelectToJson)},
          {"JoinsAsWritten", task.joins_as_written}};
}

Result<Task> ParseTask(const json::Value& value) {
  const json::Reader reader(value);
  Task task;
  ASSIGN_OR_RETURN(task.id, reader.String("Id"));
  ASSIGN_OR_RETURN(const std::string kind, reader.String("Kind"));
  ASSIGN_OR_RETURN(task.kind, ValueIn(kKinds, kind, "kind of task"));
  ASSIGN_OR_RETURN(task.staging, reader.String("Staging"));
  ASSIGN_OR_RETURN(task.threads, Count<int>(value, "Threads"));
  ASSIGN_OR_RETURN(task.memory_limit, reader.String("MemoryLimit"));
  ASSIGN_OR_RETURN(task.disk_limit, reader.String("DiskLimit"));
  ASSIGN_OR_RETURN(task.sources, List(value, "Sources", &ParseSource));
  ASSIGN_OR_RETURN(task.views, List(value, "Views", &ParseView));
  ASSIGN_OR_RETURN(task.sinks, List(value, "Sinks", &ParseSink));
  ASSIGN_OR_RETURN(task.query, reader.String("Query"));
  ASSIGN_OR_RETURN(task.query_schema, reader.String("QuerySchema"));
  ASSIGN_OR_RETURN(task.descriptions, List(value, "Descriptions", &ParseDescription));
  ASSIGN_OR_RETURN(task.selects, List(value, "Selects", &ParseSelect));
  ASSIGN_OR_RETURN(task.joins_as_written, Flag(value, "JoinsAsWritten"));
  return task;
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
