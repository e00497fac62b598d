#include "engine/source.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <vector>

#include "engine/by_name.h"
#include "engine/functions.h"
#include "engine/scan.h"
#include "text/quote.h"
#include "text/utf8.h"

namespace tenon::engine {
namespace {

constexpr std::string_view kMisfitMark = "not of its type in source ";

using task::Format;
using task::InputFile;
using task::Source;

// Fails the statement with words by which FindMisfit knows the source.
std::string Misfit(std::size_t index) {
  return "error('" + std::string(kMisfitMark) + std::to_string(index) + "')";
}

// The value of one column out of a scan of that mode.
std::string FieldSql(const Source& part, const Column& column, std::size_t index, ReadMode mode) {
  const std::string name = SqlIdentifier(column.name);
  if (mode == ReadMode::kText) return FromText(column);
  if (!part.json.path.empty()) {
    if (HoldsAnyText(column.type)) return FromText(column);
    return "CASE WHEN " + IsBadField(column) + " THEN " + Misfit(index) + " ELSE " +
           FromText(column) + " END";
  }
  if (column.type.kind == TypeKind::kTimestamp) {
    return "tenon_timestamp(" + name + ", " + std::to_string(index) + ')';
  }
  return column.type.kind == TypeKind::kBinary ? FromText(column) : name;
}

std::string PartitionValue(const std::optional<std::string>& value, const Type& type) {
  if (!value) return "CAST(NULL AS " + DuckDbName(type) + ')';
  if (type.kind == TypeKind::kTimestamp) {
    return "make_timestamp(epoch_us(TRY_CAST(" + SqlString(*value) + " AS TIMESTAMPTZ)))";
  }
  return "TRY_CAST(" + SqlString(*value) + " AS " + DuckDbName(type) + ')';
}

// A constant where all files have the same value; else a lookup by the file's place in the list.
std::string PartitionSql(const Source& part, std::size_t position) {
  const Type& type = part.partition_columns[position].type;
  const auto value_of = [&](const InputFile& file) { return file.partition_values[position]; };
  const auto first = value_of(part.files.front());
  if (std::ranges::all_of(part.files, [&](const InputFile& f) { return value_of(f) == first; })) {
    return PartitionValue(first, type);
  }
  std::string out = "[";
  for (const InputFile& file : part.files) {
    if (out.size() > 1) out += ',';
    out += PartitionValue(value_of(file), type);
  }
  return out + "][CAST(file_index AS BIGINT) + 1]";
}

void AppendPartitions(const Source& part, std::string& select) {
  for (std::size_t i = 0; i < part.partition_columns.size(); ++i) {
    select += select.empty() ? "" : ", ";
    select += PartitionSql(part, i) + " AS " + SqlIdentifier(part.partition_columns[i].name);
  }
}

std::string TextSelect(const Source& part, std::size_t index, ReadMode mode) {
  std::string select;
  std::string where;
  for (const Column& column : part.columns) {
    select += select.empty() ? "" : ", ";
    select += FieldSql(part, column, index, mode) + " AS " + SqlIdentifier(column.name);
    if (mode == ReadMode::kText && part.bad_rows == task::BadRows::kDrop &&
        !HoldsAnyText(column.type)) {
      where += (where.empty() ? " WHERE NOT " : " AND NOT ") + IsBadField(column);
    }
  }
  AppendPartitions(part, select);
  const bool typed = mode == ReadMode::kTyped && part.json.path.empty();
  return "SELECT " + select + " FROM " + (typed ? TypedScan(part) : TextScan(part)) + where;
}

Result<std::string> ByNameSelect(Connection& connection, const Source& part, std::size_t index,
                                 ReadMode mode) {
  ASSIGN_OR_RETURN(ByName by_name,
                   ReadByName(connection, part, mode == ReadMode::kTyped ? Misfit(index) : ""));
  AppendPartitions(part, by_name.select);
  std::string where;
  if (mode == ReadMode::kText && part.bad_rows == task::BadRows::kDrop) {
    for (const OwnField& field : by_name.doubtful) {
      where += (where.empty() ? " WHERE NOT (" : " AND NOT (") + field.is_bad + ')';
    }
  }
  return "SELECT " + by_name.select + " FROM " + by_name.scan + where;
}

std::string NoRows(const Source& source) {
  std::string select;
  for (const Schema* schema : {&source.columns, &source.partition_columns}) {
    for (const Column& column : *schema) {
      select += select.empty() ? "" : ", ";
      select += "CAST(NULL AS " + DuckDbName(column.type) + ") AS " + SqlIdentifier(column.name);
    }
  }
  return "SELECT " + select + " WHERE false";
}

// The start of a statement that makes a relation named as the source: "CREATE ... VIEW name".
std::string Creation(const Source& source, std::string_view what) {
  std::string sql;
  if (!source.schema.empty()) {
    sql = "CREATE SCHEMA IF NOT EXISTS " + SqlIdentifier(source.schema) + ';';
  }
  sql += source.schema.empty() ? "CREATE OR REPLACE TEMP " : "CREATE OR REPLACE ";
  return sql + std::string(what) + ' ' + QualifiedName(source);
}

Status CreateView(Connection& connection, const Source& source, const std::string& select) {
  return connection.Execute(Creation(source, "VIEW") + " AS " + select);
}

bool HasColumns(const Source& source) {
  return !source.columns.empty() || !source.partition_columns.empty();
}

}  // namespace

std::string QualifiedName(const Source& source) {
  const std::string name = SqlIdentifier(source.name);
  return source.schema.empty() ? name : SqlIdentifier(source.schema) + '.' + name;
}

Status CreateSourceView(Connection& connection, const Source& source, std::size_t index,
                        ReadMode mode) {
  for (const InputFile& file : source.files) {
    if (file.partition_values.size() != source.partition_columns.size()) {
      return InvalidInput(source.title + ": " + file.name +
                          " must have one value for each partition column");
    }
  }
  const std::vector<Source> parts = PartsOf(source);
  if (parts.empty()) {
    if (HasColumns(source)) return CreateView(connection, source, NoRows(source));
    return InvalidInput(source.title + ": there is no file to tell its columns");
  }
  std::string select;
  for (const Source& part : parts) {
    if (!select.empty()) select += source.columns.empty() ? " UNION ALL BY NAME " : " UNION ALL ";
    if (IsReadByName(source) || source.columns.empty()) {
      ASSIGN_OR_RETURN(const std::string own, ByNameSelect(connection, part, index, mode));
      select += own;
    } else {
      select += TextSelect(part, index, mode);
    }
  }
  return CreateView(connection, source, select);
}

Status CreateEmptySource(Connection& connection, const Source& source) {
  if (!HasColumns(source)) return InvalidInput(source.title + ": no columns are declared");
  std::string columns;
  for (const Schema* schema : {&source.columns, &source.partition_columns}) {
    for (const Column& column : *schema) {
      columns += columns.empty() ? "" : ", ";
      columns += SqlIdentifier(column.name) + ' ' + DuckDbName(column.type);
    }
  }
  // Sooner made than a table of the rows that a SELECT has none of.
  return connection.Execute(Creation(source, "TABLE") + " (" + columns + ')');
}

std::size_t FindMisfit(const Error& error, std::span<const Source> sources) {
  if (error.kind != ErrorKind::kInvalidInput) return sources.size();
  if (const auto source = SourceOfBadTimestamp(error.message)) {
    return std::min(*source, sources.size());
  }
  if (const std::size_t at = error.message.find(kMisfitMark); at != std::string::npos) {
    const char* digits = error.message.c_str() + at + kMisfitMark.size();
    return std::min<std::size_t>(std::strtoull(digits, nullptr, 10), sources.size());
  }
  constexpr std::array<std::string_view, 4> kSigns = {"CSV Error", "CSV Parser", "JSON transform",
                                                      "Malformed JSON"};
  const auto occurs = [&](std::string_view sign) {
    return error.message.find(sign) != std::string::npos;
  };
  if (std::ranges::none_of(kSigns, occurs)) return sources.size();
  for (std::size_t i = 0; i < sources.size(); ++i) {
    for (const InputFile& file : sources[i].files) {
      if (!IsReadByName(sources[i]) && occurs(file.path)) return i;
    }
  }
  return sources.size();
}

std::string ForUser(std::string message, std::span<const Source> sources) {
  for (const Source& source : sources) {
    for (const InputFile& file : source.files) {
      for (std::size_t at = message.find(file.path); at != std::string::npos;
           at = message.find(file.path, at + file.name.size())) {
        message.replace(at, file.path.size(), file.name);
      }
    }
  }
  std::string out;
  for (const char c : message) {
    if (c != '\n') {
      out += c;
    } else if (!out.empty() && out.back() != ' ') {
      out += ' ';
    }
  }
  return std::string(Trim(out));
}

}  // namespace tenon::engine
