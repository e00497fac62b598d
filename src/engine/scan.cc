#include "engine/scan.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <map>

#include "base/file.h"
#include "json/value.h"
#include "text/quote.h"
#include "text/utf8.h"

namespace tenon::engine {
namespace {

using task::Format;
using task::InputFile;
using task::Source;

std::string FileList(const Source& part) {
  std::string out = "[";
  for (const InputFile& file : part.files) out += SqlString(file.path) + ',';
  return out + ']';
}

bool IsCompressed(const Source& part) { return !part.files.front().compression.empty(); }

std::string CompressionOption(const Source& part) {
  const std::string& name = part.files.front().compression;
  return name.empty() ? "" : ", compression=" + SqlString(name);
}

std::string ScanType(const Type& type) {
  return IsScannedAsText(type) ? "VARCHAR" : DuckDbName(type);
}

std::string ColumnsOption(const Source& part, std::string (*type_name)(const Type&)) {
  std::string out = "columns={";
  for (const Column& column : part.columns) {
    if (out.back() != '{') out += ',';
    out += SqlString(column.name) + ':' + SqlString(type_name(column.type));
  }
  return out + '}';
}

std::string AllText(const Type&) { return "VARCHAR"; }

// Of the engine's reads, in bytes. Buffers of its default, 32 MB, are new memory for most of a
// scan; this must hold the longest line that it takes, 2 MiB.
constexpr std::string_view kReadBuffer = "8388608";

std::string OneCharacter(char c) { return c == '\0' ? "''" : SqlString({&c, 1}); }

std::string CsvScan(const Source& part, std::string_view columns, std::string_view options) {
  // Where no column is text, a quoted empty field can only mean NULL.
  const bool has_text = std::ranges::any_of(
      part.columns, [](const Column& column) { return IsScannedAsText(column.type); });
  const char escape = part.csv.quote == '\0' ? '\0' : part.csv.escape;
  return "read_csv(" + FileList(part) + CompressionOption(part) +
         ", buffer_size=" + std::string(kReadBuffer) +
         ", auto_detect=false, header=false, skip=" + std::to_string(part.csv.header_lines) +
         ", delim=" + OneCharacter(part.csv.separator) + ", quote=" + OneCharacter(part.csv.quote) +
         ", escape=" + OneCharacter(escape) +
         ", nullstr='', allow_quoted_nulls=" + (has_text ? "false" : "true") + ", " +
         std::string(columns) + std::string(options) + ')';
}

constexpr std::string_view kForgiving = ", strict_mode=false, null_padding=true, parallel=false";

// The largest document that the engine takes, as an option: its default for lines; for documents,
// which may be a whole file, what the largest file can hold.
std::string ObjectSize(const Source& part) {
  constexpr std::uint64_t kDefault = 16 << 20;
  constexpr std::uint64_t kMost = std::uint64_t{1} << 30;
  std::uint64_t largest = 0;
  for (const InputFile& file : part.files) largest = std::max(largest, file.size);
  if (IsCompressed(part)) largest *= 16;
  if (largest <= kDefault) return "";
  return ", maximum_object_size=" + std::to_string(std::min(largest, kMost));
}

bool HasDocuments(const Source& part) { return part.json.multiline || !part.json.path.empty(); }

std::string JsonScan(const Source& part, std::string_view options) {
  return "read_json(" + FileList(part) + CompressionOption(part) +
         (HasDocuments(part) ? ObjectSize(part) : "") + std::string(options) + ')';
}

std::string ExcelScan(const Source& part) {
  // One misfit of the types that a workbook seems to have would fail the whole of it.
  const bool fails = part.bad_rows == task::BadRows::kFail;
  const std::string scan = "read_xlsx(" + SqlString(part.files.front().path) +
                           ", header=true, ignore_errors=" + (fails ? "false" : "true") + ')';
  if (part.excel.rows == 0 && part.excel.footer == 0) return scan;
  std::string where;
  if (part.excel.rows > 0) where = "tenon_row <= " + std::to_string(part.excel.rows);
  if (part.excel.footer > 0) {
    where += (where.empty() ? "" : " AND ") +
             ("tenon_row <= tenon_rows - " + std::to_string(part.excel.footer));
  }
  return "(SELECT * EXCLUDE (tenon_row, tenon_rows) FROM (SELECT *, row_number() OVER () AS "
         "tenon_row, count(*) OVER () AS tenon_rows FROM " +
         scan + ") WHERE " + where + ')';
}

std::string IcebergScan(const Source& part) {
  std::string options;
  if (!part.lake.snapshot_id.empty()) {
    options = ", snapshot_from_id=CAST(" + SqlString(part.lake.snapshot_id) + " AS UBIGINT)";
  }
  if (!part.lake.timestamp.empty()) {
    options = ", snapshot_from_timestamp=make_timestamp(CAST(" + SqlString(part.lake.timestamp) +
              " AS BIGINT) * 1000)";
  }
  // By root and version, as the engine finds moved files only below the path that it is given.
  std::string version = std::filesystem::path(part.lake.metadata).filename().string();
  version.erase(version.find(".metadata.json"));
  if (version.ends_with(".gz")) {
    version.erase(version.size() - 3);
    options += ", metadata_compression_codec='gzip'";
  }
  return "iceberg_scan(" + SqlString(part.lake.root) + ", version=" + SqlString(version) +
         ", version_name_format='%s%s.metadata.json', allow_moved_paths=true" + options + ')';
}

// Tables that hold themselves whatever files there are.
bool IsLake(const Source& source) {
  return source.format == Format::kIceberg || source.format == Format::kDelta;
}

}  // namespace

std::vector<Source> PartsOf(const Source& source) {
  std::vector<Source> parts;
  if (IsLake(source)) return source.files.empty() ? parts : std::vector<Source>{source};
  std::map<std::string, std::size_t> known;
  for (const InputFile& file : source.files) {
    if (file.size == 0) continue;
    std::size_t place = parts.size();
    if (source.format != Format::kExcel) {
      place = known.try_emplace(file.compression, parts.size()).first->second;
    }
    if (place == parts.size()) {
      parts.push_back(source);
      parts.back().files.clear();
    }
    parts[place].files.push_back(file);
  }
  return parts;
}

bool IsReadByName(const Source& source) {
  return source.format != Format::kCsv && source.format != Format::kJson &&
         source.format != Format::kXml;
}

bool HasLines(const Source& part) {
  if (part.json.multiline || !part.json.path.empty()) return false;
  if (IsCompressed(part)) return true;
  const Result<FileDescriptor> file = OpenFile(part.files.front().path, O_RDONLY);
  if (!file) return true;
  char bytes[4096];
  const ssize_t count = read(file->get(), bytes, sizeof(bytes));
  if (count <= 0) return true;
  const std::string_view text = Trim({bytes, static_cast<std::size_t>(count)});
  return !text.starts_with('[') && Trim(text.substr(0, text.find('\n'))) != "{";
}

std::string MemberText(std::string_view record, std::string_view name) {
  std::string path = "$.\"";
  for (const char c : name) {
    if (c == '"' || c == '\\') path += '\\';
    path += c;
  }
  return "json_extract_string(" + std::string(record) + ", " + SqlString(path + '"') + ')';
}

bool IsScannedAsText(const Type& type) {
  return HoldsAnyText(type) || type.kind == TypeKind::kTimestamp;
}

bool HoldsAnyText(const Type& type) {
  return type.kind == TypeKind::kString || type.kind == TypeKind::kChar ||
         type.kind == TypeKind::kVarchar || type.kind == TypeKind::kBinary;
}

std::string TypedScan(const Source& part) {
  const std::string columns = ColumnsOption(part, &ScanType);
  if (part.format == Format::kCsv) return CsvScan(part, columns, "");
  return JsonScan(part, ", auto_detect=false, " + columns);
}

std::string RecordScan(const Source& part) {
  const std::string documents = "read_json_objects(" + FileList(part) + CompressionOption(part) +
                                ", format='unstructured'" + ObjectSize(part) + ')';
  const std::string found = "SELECT file_index, json_extract(json, " + SqlString(part.json.path) +
                            ") AS v FROM " + documents;
  // With a wildcard the engine yields a list, else one value, which may be an array of records.
  const std::string records = part.json.path.find("[*]") != std::string::npos
                                  ? "v"
                                  : "CASE WHEN json_type(v) = 'ARRAY' THEN json_extract(v, '$[*]') "
                                    "ELSE [v] END";
  return "(SELECT file_index, r FROM (SELECT file_index, unnest(" + records + ") AS r FROM (" +
         found + ")) WHERE r IS NOT NULL)";
}

std::string TextScan(const Source& part) {
  const std::string columns = ColumnsOption(part, &AllText);
  if (part.format == Format::kCsv) {
    return CsvScan(part, columns, std::string(kForgiving) + ", ignore_errors=true");
  }
  if (part.json.path.empty()) {
    return JsonScan(part,
                    ", auto_detect=false, " + columns +
                        (HasLines(part) ? ", format='newline_delimited', ignore_errors=true" : ""));
  }
  std::string fields = "file_index";
  for (const Column& column : part.columns) {
    fields += ", " + MemberText("r", column.name) + " AS " + SqlIdentifier(column.name);
  }
  return "(SELECT " + fields + " FROM " + RecordScan(part) + ')';
}

std::string RejectsScan(const Source& part, std::string_view rejects, std::string_view scans) {
  // Not TIMESTAMPTZ: the scan makes misfits of that type NULL without noting them.
  const auto type_name = [](const Type& type) -> std::string {
    return type.kind == TypeKind::kTimestamp ? "TIMESTAMP" : ScanType(type);
  };
  return CsvScan(part, ColumnsOption(part, type_name),
                 std::string(kForgiving) + ", store_rejects=true, rejects_limit=1000, " +
                     "rejects_table=" + SqlString(rejects) + ", rejects_scan=" + SqlString(scans));
}

std::string LineScan(const Source& part) {
  return "read_csv(" + FileList(part) + CompressionOption(part) +
         ", auto_detect=false, header=false, delim='\x1f', quote='', escape='', nullstr='', "
         "columns={'line':'VARCHAR'}, ignore_errors=true, max_line_size=16777216, "
         "buffer_size=33554432" +
         std::string(kForgiving) + ')';
}

std::string NativeScan(const Source& part) {
  switch (part.format) {
    case Format::kParquet:
      return "read_parquet(" + FileList(part) + ", union_by_name=true)";
    case Format::kAvro:
      return "read_avro(" + FileList(part) + ')';
    case Format::kExcel:
      return ExcelScan(part);
    case Format::kCsv:
      return "read_csv(" + FileList(part) + CompressionOption(part) +
             ", delim=" + OneCharacter(part.csv.separator) +
             ", quote=" + OneCharacter(part.csv.quote) +
             ", header=" + (part.csv.header_lines > 0 ? "true" : "false") + ')';
    case Format::kIceberg:
      return IcebergScan(part);
    case Format::kDelta:
      return "delta_scan(" + SqlString(part.lake.root) +
             (part.lake.snapshot_id.empty() ? "" : ", version=" + part.lake.snapshot_id) + ')';
    case Format::kXml:
    case Format::kJson:
      break;
  }
  return JsonScan(part, "");
}

std::string IsBadField(const Column& column) {
  const std::string name = SqlIdentifier(column.name);
  if (!column.type.fields.empty()) {
    return "coalesce(" + name + " IS NOT NULL AND " + FromText(column) + " IS NULL, false)";
  }
  const std::string type =
      column.type.kind == TypeKind::kTimestamp ? "TIMESTAMPTZ" : DuckDbName(column.type);
  return "coalesce(" + name + " <> '' AND TRY_CAST(" + name + " AS " + type + ") IS NULL, false)";
}

std::string FromText(const Column& column) {
  const std::string name = SqlIdentifier(column.name);
  if (column.type.kind == TypeKind::kBinary) return "encode(" + name + ')';
  if (column.type.kind == TypeKind::kTimestamp) {
    return "make_timestamp(epoch_us(TRY_CAST(" + name + " AS TIMESTAMPTZ)))";
  }
  if (HoldsAnyText(column.type)) return name;
  if (column.type.fields.empty())
    return "TRY_CAST(" + name + " AS " + DuckDbName(column.type) + ')';
  const std::string structure = json::Dump(json::Value(DuckDbName(column.type)));
  return "from_json(CASE WHEN json_valid(" + name + ") THEN " + name + " END, " +
         SqlString(structure) + ')';
}

}  // namespace tenon::engine
