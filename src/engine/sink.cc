#include "engine/sink.h"

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "engine/activity.h"
#include "engine/bzip2.h"
#include "engine/hive_path.h"
#include "engine/sync.h"
#include "engine/xml_sink.h"
#include "text/quote.h"
#include "text/url.h"
#include "text/utf8.h"
#include "types/schema.h"

namespace tenon::engine {
namespace {

namespace fs = std::filesystem;
using task::Format;
using task::Sink;

// A compression by the name that Glue knows and by the engine's.
struct Compression {
  std::string_view name;
  std::string_view engine;
  std::string_view suffix;  // of a text file's name
};
constexpr Compression kParquet[] = {
    {"snappy", "snappy", ""},     {"gzip", "gzip", ""},     {"zstd", "zstd", ""},
    {"lz4", "lz4", ""},           {"brotli", "brotli", ""}, {"uncompressed", "uncompressed", ""},
    {"none", "uncompressed", ""},
};
constexpr Compression kText[] = {
    {"none", "none", ""},    {"uncompressed", "none", ""}, {"", "none", ""},
    {"gzip", "gzip", ".gz"}, {"zstd", "zstd", ".zst"},     {"bzip2", "none", ".bz2"},
};
constexpr Compression kXml[] = {{"none", "none", ""}, {"bzip2", "none", ".bz2"}};
constexpr Compression kAvro[] = {{"none", "none", ""}};

std::span<const Compression> CompressionsOf(Format format) {
  if (format == Format::kParquet) return kParquet;
  if (format == Format::kAvro) return kAvro;
  return format == Format::kXml ? std::span<const Compression>(kXml) : kText;
}

Result<Compression> CompressionOf(const Sink& sink) {
  const std::span<const Compression> known = CompressionsOf(sink.format);
  std::string names;
  for (const Compression& compression : known) {
    if (compression.name == sink.compression) return compression;
    if (!compression.name.empty()) {
      names += (names.empty() ? "" : ", ") + std::string(compression.name);
    }
  }
  return Unsupported(std::string(NameOf(sink.format)) + " cannot be written with compression " +
                     sink.compression + "; choose one of " + names);
}

std::string FileName(const Sink& sink, const Compression& compression, std::size_t number) {
  if (sink.format != Format::kParquet) {
    std::string digits = std::to_string(number);
    digits.insert(0, digits.size() < 5 ? 5 - digits.size() : 0, '0');
    return sink.file_prefix + "r-" + digits + std::string(compression.suffix);
  }
  return sink.file_prefix + "block-" + std::to_string(number) + "-r-00000-" +
         std::string(compression.engine) + ".parquet";
}

bool IsKey(const Sink& sink, const std::string& name) {
  return std::ranges::find(sink.partition_keys, name) != sink.partition_keys.end();
}

// A column of the input as files of the catalog hold it.
Result<std::string> ColumnSql(const Sink& sink, const std::string& name,
                              const std::string& engine_type) {
  const std::string quoted = SqlIdentifier(name);
  if (IsKey(sink, name)) {
    return "nullif(CAST(" + quoted + " AS VARCHAR), '')";
  }
  if (engine_type == "TIMESTAMP WITH TIME ZONE") {
    return "make_timestamp(epoch_us(" + quoted + "))";
  }
  if (engine_type == "\"NULL\"") return "CAST(NULL AS VARCHAR)";
  const Result<Type> type = ParseDuckDbType(engine_type);
  if (!type) return WithContext(type.error(), "column " + name);
  std::string wanted = DuckDbName(*type);
  // Avro has no smaller whole numbers; as JSON, a long decimal would lose digits.
  const bool is_small = type->kind == TypeKind::kTinyint || type->kind == TypeKind::kSmallint;
  if (sink.format == Format::kAvro && is_small) wanted = "INTEGER";
  if (sink.format == Format::kXml && type->kind == TypeKind::kDecimal) wanted = "VARCHAR";
  if (wanted == engine_type || !type->fields.empty()) return quoted;
  return "CAST(" + quoted + " AS " + wanted + ')';
}

// The engine writes JSON lines into folders only as text of one column; we write XML out of such.
bool IsJsonAsText(const Sink& sink) {
  return sink.format == Format::kXml ||
         (sink.format == Format::kJson && !sink.partition_keys.empty());
}

std::string JsonTextSql(const Sink& sink, const std::vector<Row>& columns,
                        const std::string& select) {
  std::string fields;
  std::string keys;
  for (const Row& column : columns) {
    const std::string name = SqlIdentifier(*column[0]);
    if (IsKey(sink, *column[0])) {
      keys += ", " + name;
    } else {
      fields += (fields.empty() ? "" : ", ") + name + " := " + name;
    }
  }
  return "SELECT CAST(to_json(struct_pack(" + fields + ")) AS VARCHAR) AS tenon_line" + keys +
         " FROM (" + select + ')';
}

// Its rows pass counter `index` of Activity.
Result<std::string> SelectSql(Connection& connection, const Sink& sink, std::size_t index) {
  const std::string from = " FROM " + SqlIdentifier(sink.input);
  std::string list;
  for (const std::string& column : sink.columns) {
    list += (list.empty() ? "" : ", ") + SqlIdentifier(column);
  }
  if (list.empty()) list = "*";
  ASSIGN_OR_RETURN(const auto columns, connection.Query("DESCRIBE SELECT " + list + from));
  std::string select;
  for (const std::string& key : sink.partition_keys) {
    const bool found = std::ranges::any_of(columns, [&](const Row& row) { return row[0] == key; });
    if (!found) return InvalidInput("no such column to partition by: " + key);
  }
  if (columns.size() == sink.partition_keys.size()) {
    return InvalidInput("at least one column must not be a partition key");
  }
  bool counts = true;
  for (const Row& column : columns) {
    ASSIGN_OR_RETURN(std::string sql, ColumnSql(sink, *column[0], *column[1]));
    if (std::exchange(counts, false)) sql = CountedSql(index, sql);
    select += (select.empty() ? "SELECT " : ", ") + sql + " AS " + SqlIdentifier(*column[0]);
  }
  select += from;
  return IsJsonAsText(sink) ? JsonTextSql(sink, columns, select) : select;
}

std::string OptionsSql(const Sink& sink, const Compression& compression) {
  // JSON text has no control characters, so that as CSV with none of these it comes out as it is.
  std::string out = IsJsonAsText(sink)
                        ? "FORMAT csv, HEADER false, QUOTE '', ESCAPE '', DELIMITER '\x1f'"
                        : "FORMAT " + std::string(NameOf(sink.format));
  if (sink.format != Format::kAvro) out += ", COMPRESSION " + SqlString(compression.engine);
  if (sink.partition_keys.empty()) out += ", USE_TMP_FILE false";
  // No Bloom filters: Glue's files have none either, and making them takes time.
  if (sink.format == Format::kParquet) out += ", RETURN_STATS true, WRITE_BLOOM_FILTER false";
  if (sink.format == Format::kCsv) {
    const char quote = sink.csv.quote == '\0' ? '"' : sink.csv.quote;
    out += ", HEADER " + std::string(sink.csv.header_lines > 0 ? "true" : "false") +
           ", DELIMITER " + SqlString({&sink.csv.separator, 1}) + ", QUOTE " +
           SqlString({&quote, 1}) + ", ESCAPE " + SqlString({&quote, 1});
  }
  for (const std::string& key : sink.partition_keys) {
    out += (&key == &sink.partition_keys.front() ? ", PARTITION_BY (" : ", ") + SqlIdentifier(key);
  }
  return sink.partition_keys.empty() ? out : out + ')';
}

using RowsByPath = std::map<std::string, std::uint64_t>;

std::uint64_t ToNumber(const Field& field) {
  return field ? std::strtoull(field->c_str(), nullptr, 10) : 0;
}

// Text formats do not tell the rows of each file, so the files are read again to count.
Result<RowsByPath> CountRows(Connection& connection, const Sink& sink,
                             const std::vector<fs::path>& files) {
  RowsByPath counts;
  for (const fs::path& file : files) {
    const std::string path = SqlString(file.string());
    std::string scan = "read_json_objects(" + path + ", format='newline_delimited')";
    if (sink.format == Format::kAvro) scan = "read_avro(" + path + ')';
    if (sink.format == Format::kCsv) {
      const char quote = sink.csv.quote == '\0' ? '"' : sink.csv.quote;
      scan = "read_csv(" + path +
             ", all_varchar=true, header=" + (sink.csv.header_lines > 0 ? "true" : "false") +
             ", delim=" + SqlString({&sink.csv.separator, 1}) +
             ", quote=" + SqlString({&quote, 1}) + ')';
    }
    ASSIGN_OR_RETURN(const auto rows, connection.Query("SELECT count(*) FROM " + scan));
    counts[file.string()] = ToNumber(rows[0][0]);
  }
  return counts;
}

// The values in the engine's folders "key=value/", which are percent-encoded.
Result<std::vector<std::string>> PartitionValues(const fs::path& relative, std::size_t keys) {
  std::vector<std::string> values;
  for (const fs::path& part : relative.parent_path()) {
    const std::string text = part.string();
    const std::size_t at = text.find('=');
    if (at == std::string::npos) return Internal("a file beside its partitions: " + text);
    ASSIGN_OR_RETURN(std::string value, UrlDecode(text.substr(at + 1)));
    values.push_back(std::move(value));
  }
  if (values.size() != keys) return Internal("not a partition: " + relative.string());
  return values;
}

std::vector<fs::path> FilesBelow(const fs::path& folder) {
  std::vector<fs::path> files;
  std::error_code ignored;
  for (const auto& entry : fs::recursive_directory_iterator(folder, ignored)) {
    if (entry.is_regular_file()) files.push_back(entry.path());
  }
  std::ranges::sort(files);
  return files;
}

// The files as events tell them, in the order of their names.
Status Name(const Sink& sink, std::size_t index, const fs::path& staging,
            const std::vector<fs::path>& files, const RowsByPath& rows, Written& written) {
  ASSIGN_OR_RETURN(const Compression compression, CompressionOf(sink));
  std::map<std::string, std::size_t> numbers;  // of the next file of each folder
  for (const fs::path& file : files) {
    task::OutputFile out;
    out.sink = index;
    out.path = file.lexically_relative(staging).string();
    const fs::path relative = file.lexically_relative(staging / std::to_string(index));
    ASSIGN_OR_RETURN(out.partition_values, PartitionValues(relative, sink.partition_keys.size()));
    std::string folder;
    for (std::size_t i = 0; i < sink.partition_keys.size(); ++i) {
      folder +=
          HiveEscape(sink.partition_keys[i]) + '=' + HiveEscape(out.partition_values[i]) + '/';
    }
    out.key = folder + FileName(sink, compression, numbers[folder]++);
    const auto found = rows.find(file.string());
    if (found == rows.end()) return Internal("no count of rows: " + out.key);
    out.rows = found->second;
    written.rows += out.rows;
    std::error_code failure;
    const auto size = fs::file_size(file, failure);
    if (failure) return SystemError("reading the size of a staged file", failure.value());
    written.bytes += size;
    written.files.push_back(std::move(out));
  }
  return {};
}

// Packs each file by bzip2, in its place.
Status PackAll(const std::vector<fs::path>& files) {
  for (const fs::path& file : files) {
    const fs::path packed = file.string() + ".packed";
    RETURN_IF_ERROR(CompressBzip2(file, packed));
    std::error_code failure;
    fs::rename(packed, file, failure);
    if (failure) return SystemError("replacing a file by the packed one", failure.value());
  }
  return {};
}

Result<Written> Write(Connection& connection, const Sink& sink, std::size_t index,
                      const fs::path& staging) {
  ASSIGN_OR_RETURN(const Compression compression, CompressionOf(sink));
  ASSIGN_OR_RETURN(const std::string select, SelectSql(connection, sink, index));
  const fs::path folder = staging / std::to_string(index);
  fs::path target = folder;
  std::error_code failure;
  if (sink.partition_keys.empty()) {
    fs::create_directories(folder, failure);
    if (failure) return SystemError("creating the staging folder", failure.value());
    target /= "data." + std::string(NameOf(sink.format)) + std::string(compression.suffix);
  }
  const EarlyWriteback writeback(folder);
  Written written;
  RowsByPath rows;
  std::vector<fs::path> files;
  if (sink.format == Format::kXml) {
    ASSIGN_OR_RETURN(rows, WriteXmlFiles(connection, sink, select, folder));
    files = FilesBelow(folder);
  } else {
    ASSIGN_OR_RETURN(const auto result,
                     connection.Query("COPY (" + select + ") TO " + SqlString(target.string()) +
                                      " (" + OptionsSql(sink, compression) + ')'));
    written.plan = connection.Profile();
    files = FilesBelow(folder);
    if (sink.format == Format::kParquet) {
      for (const Row& row : result) rows[row[0].value_or("")] = ToNumber(row[1]);
    } else if (sink.partition_keys.empty()) {
      rows[target.string()] = ToNumber(result[0][0]);
    } else {
      ASSIGN_OR_RETURN(rows, CountRows(connection, sink, files));
    }
  }
  if (sink.compression == "bzip2") RETURN_IF_ERROR(PackAll(files));
  RETURN_IF_ERROR(Name(sink, index, staging, files, rows, written));
  RETURN_IF_ERROR(SyncTree(folder));
  return written;
}

}  // namespace

Result<Written> WriteSink(Connection& connection, const Sink& sink, std::size_t index,
                          const fs::path& staging) {
  Result<Written> written = Write(connection, sink, index, staging);
  if (!written) return WithContext(written.error(), sink.title);
  return written;
}

}  // namespace tenon::engine
