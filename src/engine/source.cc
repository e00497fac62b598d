#include "engine/source.h"

#include <algorithm>
#include <array>
#include <vector>

#include "engine/functions.h"
#include "text/quote.h"
#include "text/utf8.h"

namespace tenon::engine {
namespace {

using task::Format;
using task::InputFile;
using task::Source;

std::vector<const InputFile*> FilesWithRows(const Source& source) {
  std::vector<const InputFile*> files;
  for (const InputFile& file : source.files) {
    if (file.size > 0) files.push_back(&file);
  }
  return files;
}

std::string FileList(const Source& source) {
  std::string out = "[";
  for (const InputFile* file : FilesWithRows(source)) out += SqlString(file->path) + ',';
  return out + ']';
}

// What a field is scanned as. The engine's own scan of timestamps would drop an offset.
std::string ScanType(const Type& type) {
  if (type.kind == TypeKind::kTimestamp || type.kind == TypeKind::kBinary) return "VARCHAR";
  return DuckDbName(type);
}

std::string ColumnsOption(const Source& source, std::string (*type_name)(const Type&)) {
  std::string out = "columns={";
  for (const Column& column : source.columns) {
    if (out.back() != '{') out += ',';
    out += SqlString(column.name) + ':' + SqlString(type_name(column.type));
  }
  return out + '}';
}

// Of the engine's reads, in bytes. Buffers of its default, 32 MB, are new memory for most of a
// scan; this must hold the longest line that it takes, 2 MiB.
constexpr std::string_view kReadBuffer = "8388608";

std::string OneCharacter(char c) { return c == '\0' ? "''" : SqlString({&c, 1}); }

std::string CsvScan(const Source& source, std::string_view columns, std::string_view options) {
  // Where no column is text, a quoted empty field can only mean NULL.
  const bool has_text = std::ranges::any_of(
      source.columns, [](const Column& column) { return ScanType(column.type) == "VARCHAR"; });
  const char escape = source.csv.quote == '\0' ? '\0' : source.csv.escape;
  return "read_csv(" + FileList(source) + ", buffer_size=" + std::string(kReadBuffer) +
         ", auto_detect=false, header=false, skip=" + std::to_string(source.csv.header_lines) +
         ", delim=" + OneCharacter(source.csv.separator) +
         ", quote=" + OneCharacter(source.csv.quote) + ", escape=" + OneCharacter(escape) +
         ", nullstr='', allow_quoted_nulls=" + (has_text ? "false" : "true") + ", " +
         std::string(columns) + std::string(options) + ')';
}

constexpr std::string_view kForgiving = ", strict_mode=false, null_padding=true, parallel=false";

std::string TypedScan(const Source& source) {
  const std::string columns = ColumnsOption(source, &ScanType);
  if (source.format == Format::kCsv) return CsvScan(source, columns, "");
  return "read_json(" + FileList(source) + ", auto_detect=false, " + columns + ')';
}

// The value of one column out of a scan of that mode.
std::string FieldSql(const Column& column, std::size_t index, ReadMode mode) {
  const std::string name = SqlIdentifier(column.name);
  if (column.type.kind == TypeKind::kBinary) return "encode(" + name + ')';
  if (ScanType(column.type) == "VARCHAR" && column.type.kind != TypeKind::kTimestamp) return name;
  if (column.type.kind == TypeKind::kTimestamp) {
    if (mode == ReadMode::kTyped) {
      return "tenon_timestamp(" + name + ", " + std::to_string(index) + ')';
    }
    return "make_timestamp(epoch_us(TRY_CAST(" + name + " AS TIMESTAMPTZ)))";
  }
  if (mode == ReadMode::kTyped) return name;
  return "TRY_CAST(" + name + " AS " + DuckDbName(column.type) + ')';
}

std::string PartitionValue(const std::optional<std::string>& value, const Type& type) {
  if (!value) return "CAST(NULL AS " + DuckDbName(type) + ')';
  if (type.kind == TypeKind::kTimestamp) {
    return "make_timestamp(epoch_us(TRY_CAST(" + SqlString(*value) + " AS TIMESTAMPTZ)))";
  }
  return "TRY_CAST(" + SqlString(*value) + " AS " + DuckDbName(type) + ')';
}

// A constant where all files have the same value; else a lookup by the file's place in the list.
std::string PartitionSql(const Source& source, std::size_t position) {
  const Type& type = source.partition_columns[position].type;
  const std::vector<const InputFile*> files = FilesWithRows(source);
  const auto value_of = [&](const InputFile* file) { return file->partition_values[position]; };
  const auto first = value_of(files.front());
  if (std::ranges::all_of(files, [&](const InputFile* f) { return value_of(f) == first; })) {
    return PartitionValue(first, type);
  }
  std::string out = "[";
  for (const InputFile* file : files) {
    if (out.size() > 1) out += ',';
    out += PartitionValue(value_of(file), type);
  }
  return out + "][CAST(file_index AS BIGINT) + 1]";
}

void AppendPartitions(const Source& source, std::string& select) {
  for (std::size_t i = 0; i < source.partition_columns.size(); ++i) {
    select += select.empty() ? "" : ", ";
    select += PartitionSql(source, i) + " AS " + SqlIdentifier(source.partition_columns[i].name);
  }
}

std::string TextSelect(const Source& source, std::size_t index, ReadMode mode) {
  std::string select;
  std::string where;
  for (const Column& column : source.columns) {
    select += select.empty() ? "" : ", ";
    select += FieldSql(column, index, mode) + " AS " + SqlIdentifier(column.name);
    if (mode == ReadMode::kText && source.bad_rows == task::BadRows::kDrop &&
        !HoldsAnyText(column.type)) {
      where += (where.empty() ? " WHERE NOT " : " AND NOT ") + IsBadField(column);
    }
  }
  AppendPartitions(source, select);
  const std::string scan = mode == ReadMode::kTyped ? TypedScan(source) : TextScan(source);
  return "SELECT " + select + " FROM " + scan + where;
}

// A column of a file that describes itself, as our types have it.
std::string Adapted(const std::string& name, std::string_view engine_type) {
  const std::string quoted = SqlIdentifier(name);
  if (engine_type == "TIMESTAMP WITH TIME ZONE") return "make_timestamp(epoch_us(" + quoted + "))";
  return quoted;
}

// Files that tell their own columns: Parquet, and text whose columns nobody declared.
Result<std::string> SelfDescribedSelect(Connection& connection, const Source& source) {
  std::string scan = "read_parquet(" + FileList(source) + ", union_by_name=true)";
  if (source.format == Format::kJson) scan = "read_json(" + FileList(source) + ')';
  if (source.format == Format::kCsv) {
    scan = "read_csv(" + FileList(source) + ", delim=" + OneCharacter(source.csv.separator) +
           ", header=" + (source.csv.header_lines > 0 ? "true" : "false") + ')';
  }
  ASSIGN_OR_RETURN(const auto found, connection.Query("DESCRIBE SELECT * FROM " + scan));
  std::string select;
  if (source.columns.empty()) {
    for (std::size_t i = 0; i < found.size(); ++i) {
      const std::string& name = *found[i][0];
      // Glue calls the columns of a file without header so.
      const bool unnamed = source.format == Format::kCsv && source.csv.header_lines == 0;
      select += select.empty() ? "" : ", ";
      select += Adapted(name, *found[i][1]) + " AS " +
                SqlIdentifier(unnamed ? "col" + std::to_string(i) : name);
    }
  }
  const std::string cast = source.bad_rows == task::BadRows::kFail ? "CAST(" : "TRY_CAST(";
  for (const Column& column : source.columns) {
    const auto it = std::ranges::find_if(
        found, [&](const Row& row) { return EqualsIgnoringCase(*row[0], column.name); });
    const std::string value = it == found.end() ? "NULL" : Adapted(*(*it)[0], *(*it)[1]);
    select += select.empty() ? "" : ", ";
    select +=
        cast + value + " AS " + DuckDbName(column.type) + ") AS " + SqlIdentifier(column.name);
  }
  AppendPartitions(source, select);
  return "SELECT " + select + " FROM " + scan;
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

Status CreateAs(Connection& connection, const Source& source, std::string_view what,
                const std::string& select) {
  std::string sql;
  if (!source.schema.empty()) {
    sql = "CREATE SCHEMA IF NOT EXISTS " + SqlIdentifier(source.schema) + ';';
  }
  sql += "CREATE OR REPLACE " + std::string(what) + ' ' + QualifiedName(source) + " AS " + select;
  return connection.Execute(sql);
}

bool HasColumns(const Source& source) {
  return !source.columns.empty() || !source.partition_columns.empty();
}

}  // namespace

std::string QualifiedName(const Source& source) {
  const std::string name = SqlIdentifier(source.name);
  return source.schema.empty() ? name : SqlIdentifier(source.schema) + '.' + name;
}

bool HoldsAnyText(const Type& type) {
  return type.kind == TypeKind::kString || type.kind == TypeKind::kChar ||
         type.kind == TypeKind::kVarchar || type.kind == TypeKind::kBinary;
}

std::string TextScan(const Source& source) {
  const std::string columns =
      ColumnsOption(source, [](const Type&) -> std::string { return "VARCHAR"; });
  if (source.format == Format::kCsv) {
    return CsvScan(source, columns, std::string(kForgiving) + ", ignore_errors=true");
  }
  return "read_json(" + FileList(source) + ", auto_detect=false, format='newline_delimited', " +
         "ignore_errors=true, " + columns + ')';
}

std::string IsBadField(const Column& column) {
  const std::string name = SqlIdentifier(column.name);
  const std::string type =
      column.type.kind == TypeKind::kTimestamp ? "TIMESTAMPTZ" : DuckDbName(column.type);
  return "coalesce(" + name + " <> '' AND TRY_CAST(" + name + " AS " + type + ") IS NULL, false)";
}

std::string RejectsScan(const Source& source, std::string_view rejects, std::string_view scans) {
  // Not TIMESTAMPTZ: the scan makes misfits of that type NULL without noting them.
  const auto type_name = [](const Type& type) -> std::string {
    return type.kind == TypeKind::kTimestamp ? "TIMESTAMP" : ScanType(type);
  };
  return CsvScan(source, ColumnsOption(source, type_name),
                 std::string(kForgiving) + ", store_rejects=true, rejects_limit=1000, " +
                     "rejects_table=" + SqlString(rejects) + ", rejects_scan=" + SqlString(scans));
}

Status CreateSourceView(Connection& connection, const Source& source, std::size_t index,
                        ReadMode mode) {
  for (const InputFile& file : source.files) {
    if (file.partition_values.size() != source.partition_columns.size()) {
      return InvalidInput(source.title + ": " + file.name +
                          " must have one value for each partition column");
    }
  }
  if (FilesWithRows(source).empty()) {
    if (HasColumns(source)) return CreateAs(connection, source, "VIEW", NoRows(source));
    return InvalidInput(source.title + ": there is no file to tell its columns");
  }
  if (source.format == Format::kParquet || source.columns.empty()) {
    ASSIGN_OR_RETURN(const std::string select, SelfDescribedSelect(connection, source));
    return CreateAs(connection, source, "VIEW", select);
  }
  return CreateAs(connection, source, "VIEW", TextSelect(source, index, mode));
}

Status CreateEmptySource(Connection& connection, const Source& source) {
  if (!HasColumns(source)) return InvalidInput(source.title + ": no columns are declared");
  return CreateAs(connection, source, "TABLE", NoRows(source));
}

std::size_t FindMisfit(const Error& error, std::span<const Source> sources) {
  if (error.kind != ErrorKind::kInvalidInput) return sources.size();
  if (const auto source = SourceOfBadTimestamp(error.message)) {
    return std::min(*source, sources.size());
  }
  constexpr std::array<std::string_view, 4> kSigns = {"CSV Error", "CSV Parser", "JSON transform",
                                                      "Malformed JSON"};
  const auto occurs = [&](std::string_view sign) {
    return error.message.find(sign) != std::string::npos;
  };
  if (std::ranges::none_of(kSigns, occurs)) return sources.size();
  for (std::size_t i = 0; i < sources.size(); ++i) {
    for (const InputFile& file : sources[i].files) {
      if (sources[i].format != Format::kParquet && occurs(file.path)) return i;
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
