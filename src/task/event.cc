#include "task/event.h"

#include "task/codec.h"
#include "task/task.h"
#include "text/utf8.h"

namespace tenon::task {
namespace {

constexpr Named<LogLevel> kLevels[] = {{LogLevel::kDebug, "debug"},
                                       {LogLevel::kInfo, "info"},
                                       {LogLevel::kWarning, "warning"},
                                       {LogLevel::kError, "error"}};

constexpr ErrorKind kErrorKinds[] = {ErrorKind::kInvalidInput,  ErrorKind::kNotFound,
                                     ErrorKind::kAlreadyExists, ErrorKind::kConflict,
                                     ErrorKind::kLimitExceeded, ErrorKind::kAccessDenied,
                                     ErrorKind::kUnsupported,   ErrorKind::kUnavailable,
                                     ErrorKind::kStopped,       ErrorKind::kInternal};

std::string Readable(const std::string& text) {
  if (IsUtf8(text)) return text;
  std::string out = text;
  for (char& c : out) {
    if (static_cast<unsigned char>(c) >= 0x80) c = '?';
  }
  return out;
}

json::Value Write(const Ready&) { return {{"Event", "Ready"}}; }

json::Value Write(const LogLine& line) {
  return {{"Event", "LogLine"},
          {"Level", NameIn(kLevels, line.level)},
          {"Message", Readable(line.message)}};
}

json::Value Write(const Progress& progress) {
  return {{"Event", "Progress"},
          {"Fraction", progress.fraction},
          {"Rows", ListOf(progress.rows, [](const RowsSoFar& node) -> json::Value {
             return {
                 {"NodeId", node.node_id}, {"Rows", node.rows}, {"IsEstimate", node.is_estimate}};
           })}};
}

json::Value Write(const NodeRows& node) {
  const auto or_null = [](const auto& value) {
    return value ? json::Value(*value) : json::Value();
  };
  return {{"Event", "NodeRows"},          {"NodeId", node.node_id},
          {"Rows", or_null(node.rows)},   {"Note", node.note},
          {"Bytes", or_null(node.bytes)}, {"ProcessorSeconds", or_null(node.processor_seconds)}};
}

json::Value Write(const OutputFile& file) {
  return {{"Event", "OutputFile"}, {"Sink", file.sink},
          {"Path", file.path},     {"Key", file.key},
          {"Rows", file.rows},     {"PartitionValues", ListOf(file.partition_values)}};
}

json::Value Write(const Described& described) {
  return {{"Event", "Described"},
          {"Name", described.name},
          {"Schema", ToJson(described.schema)},
          {"Error", Readable(described.error)}};
}

json::Value Write(const Rows& rows) {
  json::Array list;
  list.reserve(rows.rows.size());
  for (const auto& row : rows.rows) {
    json::Array fields;
    fields.reserve(row.size());
    for (const auto& field : row) {
      fields.push_back(field ? json::Value(Readable(*field)) : json::Value());
    }
    list.emplace_back(std::move(fields));
  }
  return {{"Event", "Rows"},
          {"Name", rows.name},
          {"Schema", ToJson(rows.schema)},
          {"Rows", std::move(list)},
          {"Error", Readable(rows.error)},
          {"Scanned", ListOf(rows.scanned, [](const Scanned& scanned) -> json::Value {
             return {{"Source", scanned.source}, {"Rows", scanned.rows}};
           })}};
}

json::Value Write(const BookmarkMoved& moved) {
  return {{"Event", "BookmarkMoved"}, {"Source", moved.source}, {"Value", moved.value}};
}

json::Value Write(const Settled& settled) {
  return {{"Event", "Settled"}, {"Committed", settled.committed}};
}

json::Value Write(const Done& done) {
  return {{"Event", "Done"}, {"Rows", done.rows}, {"BytesScanned", done.bytes_scanned}};
}

json::Value Write(const Failed& failed) {
  return {
      {"Event", "Failed"}, {"Kind", NameOf(failed.kind)}, {"Message", Readable(failed.message)}};
}

Result<Event> ReadReady(const json::Value&) { return Ready{}; }

Result<Event> ReadLogLine(const json::Value& value) {
  const json::Reader reader(value);
  LogLine line;
  ASSIGN_OR_RETURN(const std::string level, reader.String("Level"));
  ASSIGN_OR_RETURN(line.level, ValueIn(kLevels, level, "log level"));
  ASSIGN_OR_RETURN(line.message, reader.String("Message"));
  return line;
}

Result<RowsSoFar> ReadRowsSoFar(const json::Value& value) {
  RowsSoFar node;
  ASSIGN_OR_RETURN(node.node_id, json::Reader(value).String("NodeId"));
  ASSIGN_OR_RETURN(node.rows, Count<std::uint64_t>(value, "Rows"));
  ASSIGN_OR_RETURN(node.is_estimate, Flag(value, "IsEstimate"));
  return node;
}

Result<Event> ReadProgress(const json::Value& value) {
  const double* fraction = value["Fraction"].AsDouble();
  if (fraction == nullptr) return InvalidInput("Fraction must be a number with a fraction");
  Progress progress{.fraction = *fraction};
  ASSIGN_OR_RETURN(progress.rows, List(value, "Rows", &ReadRowsSoFar));
  return progress;
}

Result<Event> ReadNodeRows(const json::Value& value) {
  const json::Reader reader(value);
  NodeRows node;
  ASSIGN_OR_RETURN(node.node_id, reader.String("NodeId"));
  if (!value["Rows"].IsNull()) {
    ASSIGN_OR_RETURN(node.rows, Count<std::uint64_t>(value, "Rows"));
  }
  ASSIGN_OR_RETURN(node.note, reader.String("Note"));
  if (!value["Bytes"].IsNull()) {
    ASSIGN_OR_RETURN(node.bytes, Count<std::uint64_t>(value, "Bytes"));
  }
  if (const double* seconds = value["ProcessorSeconds"].AsDouble()) {
    node.processor_seconds = *seconds;
  }
  return node;
}

Result<Event> ReadOutputFile(const json::Value& value) {
  const json::Reader reader(value);
  OutputFile file;
  ASSIGN_OR_RETURN(file.sink, Count<std::size_t>(value, "Sink"));
  ASSIGN_OR_RETURN(file.path, reader.String("Path"));
  ASSIGN_OR_RETURN(file.key, reader.String("Key"));
  ASSIGN_OR_RETURN(file.rows, Count<std::uint64_t>(value, "Rows"));
  ASSIGN_OR_RETURN(file.partition_values, reader.Strings("PartitionValues"));
  return file;
}

Result<Event> ReadDescribed(const json::Value& value) {
  const json::Reader reader(value);
  Described described;
  ASSIGN_OR_RETURN(described.name, reader.String("Name"));
  ASSIGN_OR_RETURN(described.schema, ParseSchema(value["Schema"]));
  ASSIGN_OR_RETURN(described.error, reader.String("Error"));
  return described;
}

Result<std::vector<std::optional<std::string>>> ReadRow(const json::Value& value) {
  if (value.AsArray() == nullptr) return InvalidInput("a row must be a list");
  std::vector<std::optional<std::string>> row;
  for (const json::Value& field : *value.AsArray()) {
    if (field.IsNull()) {
      row.emplace_back(std::nullopt);
    } else if (const std::string* text = field.AsString()) {
      row.emplace_back(*text);
    } else {
      return InvalidInput("a field must be text or null");
    }
  }
  return row;
}

Result<Scanned> ReadScanned(const json::Value& value) {
  Scanned scanned;
  ASSIGN_OR_RETURN(scanned.source, json::Reader(value).String("Source"));
  ASSIGN_OR_RETURN(scanned.rows, Count<std::uint64_t>(value, "Rows"));
  return scanned;
}

Result<Event> ReadRows(const json::Value& value) {
  const json::Reader reader(value);
  Rows rows;
  ASSIGN_OR_RETURN(rows.name, reader.String("Name"));
  ASSIGN_OR_RETURN(rows.schema, ParseSchema(value["Schema"]));
  ASSIGN_OR_RETURN(rows.rows, List(value, "Rows", &ReadRow));
  ASSIGN_OR_RETURN(rows.error, reader.String("Error"));
  ASSIGN_OR_RETURN(rows.scanned, List(value, "Scanned", &ReadScanned));
  return rows;
}

Result<Event> ReadBookmarkMoved(const json::Value& value) {
  const json::Reader reader(value);
  BookmarkMoved moved;
  ASSIGN_OR_RETURN(moved.source, reader.String("Source"));
  ASSIGN_OR_RETURN(moved.value, reader.String("Value"));
  return moved;
}

Result<Event> ReadSettled(const json::Value& value) {
  Settled settled;
  ASSIGN_OR_RETURN(settled.committed, Flag(value, "Committed"));
  return settled;
}

Result<Event> ReadDone(const json::Value& value) {
  Done done;
  ASSIGN_OR_RETURN(done.rows, Count<std::uint64_t>(value, "Rows"));
  ASSIGN_OR_RETURN(done.bytes_scanned, Count<std::uint64_t>(value, "BytesScanned"));
  return done;
}

Result<Event> ReadFailed(const json::Value& value) {
  const json::Reader reader(value);
  ASSIGN_OR_RETURN(const std::string name, reader.String("Kind"));
  ASSIGN_OR_RETURN(std::string message, reader.String("Message"));
  for (const ErrorKind kind : kErrorKinds) {
    if (NameOf(kind) == name) return Failed{kind, std::move(message)};
  }
  return InvalidInput("no such kind of error: " + name);
}

constexpr std::pair<std::string_view, Result<Event> (*)(const json::Value&)> kReaders[] = {
    {"Ready", &ReadReady},
    {"LogLine", &ReadLogLine},
    {"Progress", &ReadProgress},
    {"NodeRows", &ReadNodeRows},
    {"OutputFile", &ReadOutputFile},
    {"Described", &ReadDescribed},
    {"Rows", &ReadRows},
    {"BookmarkMoved", &ReadBookmarkMoved},
    {"Settled", &ReadSettled},
    {"Done", &ReadDone},
    {"Failed", &ReadFailed}};

}  // namespace

json::Value ToJson(const Event& event) {
  return std::visit([](const auto& alternative) { return Write(alternative); }, event);
}

Result<Event> ParseEvent(const json::Value& value) {
  ASSIGN_OR_RETURN(const std::string name, json::Reader(value).String("Event"));
  for (const auto& [candidate, read] : kReaders) {
    if (candidate == name) return read(value);
  }
  return InvalidInput("no such event: " + name);
}

}  // namespace tenon::task
