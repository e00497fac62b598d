#include "task/task.h"

#include "task/codec.h"

namespace tenon::task {
namespace {

constexpr Named<Kind> kKinds[] = {{Kind::kJobRun, "job_run"},    {Kind::kQuery, "query"},
                                  {Kind::kDescribe, "describe"}, {Kind::kSelect, "select"},
                                  {Kind::kConnect, "connect"},   {Kind::kSettle, "settle"}};

json::Value ViewToJson(const View& view) {
  return {{"Name", view.name},
          {"Title", view.title},
          {"Sql", view.sql},
          {"Once", view.once},
          {"RowsOf", view.rows_of}};
}

Result<View> ParseView(const json::Value& value) {
  const json::Reader reader(value);
  View view;
  ASSIGN_OR_RETURN(view.name, reader.String("Name"));
  ASSIGN_OR_RETURN(view.title, reader.String("Title"));
  ASSIGN_OR_RETURN(view.sql, reader.String("Sql"));
  ASSIGN_OR_RETURN(view.once, Flag(value, "Once"));
  ASSIGN_OR_RETURN(view.rows_of, reader.String("RowsOf"));
  return view;
}

json::Value SinkToJson(const Sink& sink) {
  return {{"NodeId", sink.node_id},
          {"Title", sink.title},
          {"Input", sink.input},
          {"Format", NameOf(sink.format)},
          {"Compression", sink.compression},
          {"Csv", ToJson(sink.csv)},
          {"Xml", ToJson(sink.xml)},
          {"Columns", ListOf(sink.columns)},
          {"PartitionKeys", ListOf(sink.partition_keys)},
          {"FilePrefix", sink.file_prefix},
          {"Files", sink.files},
          {"Database", OrNull(sink.database)}};
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
  ASSIGN_OR_RETURN(sink.xml, ParseXml(value["Xml"]));
  ASSIGN_OR_RETURN(sink.columns, reader.Strings("Columns"));
  ASSIGN_OR_RETURN(sink.partition_keys, reader.Strings("PartitionKeys"));
  ASSIGN_OR_RETURN(sink.file_prefix, reader.String("FilePrefix"));
  ASSIGN_OR_RETURN(sink.files, Count<int>(value, "Files"));
  if (!value["Database"].IsNull()) {
    ASSIGN_OR_RETURN(sink.database, ParseDatabaseSink(value["Database"]));
  }
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
  return {{"Name", select.name},
          {"Sql", select.sql},
          {"Limit", select.limit},
          {"IsPlain", select.is_plain}};
}

Result<Select> ParseSelect(const json::Value& value) {
  const json::Reader reader(value);
  Select select;
  ASSIGN_OR_RETURN(select.name, reader.String("Name"));
  ASSIGN_OR_RETURN(select.sql, reader.String("Sql"));
  ASSIGN_OR_RETURN(select.limit, Count<std::uint64_t>(value, "Limit"));
  select.is_plain = value["IsPlain"].BoolOr(false);
  return select;
}

json::Value SettlementToJson(const Settlement& settlement) {
  return {{"Connection", ToJson(settlement.connection)}, {"Schema", settlement.schema}};
}

Result<Settlement> ParseSettlement(const json::Value& value) {
  Settlement settlement;
  ASSIGN_OR_RETURN(settlement.connection, ParseDatabaseConnection(value["Connection"]));
  ASSIGN_OR_RETURN(settlement.schema, json::Reader(value).String("Schema"));
  return settlement;
}

}  // namespace

json::Value ToJson(const Task& task) {
  return {{"Id", task.id},
          {"Kind", NameIn(kKinds, task.kind)},
          {"Staging", task.staging},
          {"Threads", task.threads},
          {"MemoryLimit", task.memory_limit},
          {"DiskLimit", task.disk_limit},
          {"Sources", ListOf(task.sources, static_cast<json::Value (*)(const Source&)>(&ToJson))},
          {"Views", ListOf(task.views, &ViewToJson)},
          {"Sinks", ListOf(task.sinks, &SinkToJson)},
          {"Query", task.query},
          {"Explain", task.explain},
          {"QuerySchema", task.query_schema},
          {"Descriptions", ListOf(task.descriptions, &DescriptionToJson)},
          {"Selects", ListOf(task.selects, &SelectToJson)},
          {"Commit", OrNull(task.commit)},
          {"Settlement", task.settlement ? SettlementToJson(*task.settlement) : json::Value()},
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
  ASSIGN_OR_RETURN(task.explain, Flag(value, "Explain"));
  ASSIGN_OR_RETURN(task.query_schema, reader.String("QuerySchema"));
  ASSIGN_OR_RETURN(task.descriptions, List(value, "Descriptions", &ParseDescription));
  ASSIGN_OR_RETURN(task.selects, List(value, "Selects", &ParseSelect));
  if (!value["Commit"].IsNull()) {
    ASSIGN_OR_RETURN(task.commit, ParseCommit(value["Commit"]));
  }
  if (!value["Settlement"].IsNull()) {
    ASSIGN_OR_RETURN(task.settlement, ParseSettlement(value["Settlement"]));
  }
  ASSIGN_OR_RETURN(task.joins_as_written, Flag(value, "JoinsAsWritten"));
  return task;
}

}  // namespace tenon::task
