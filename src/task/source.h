#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "json/value.h"
#include "task/database.h"
#include "types/schema.h"

// What a task reads: files, and how they hold rows, or tables of databases.
namespace tenon::task {

// Excel, Iceberg and Delta can be read only.
enum class Format { kCsv, kJson, kParquet, kAvro, kXml, kExcel, kIceberg, kDelta };
std::string_view NameOf(Format format);  // "csv", "json", "parquet", "avro", ...
Result<Format> ParseFormat(std::string_view name);

struct CsvOptions {
  char separator = ',';
  char quote = '"';       // '\0': no quoting
  char escape = '"';      // the character before a quote that is part of a field
  int header_lines = 0;   // lines to pass over at the start of each file
  bool multiline = true;  // quoted fields may hold line ends
  bool operator==(const CsvOptions&) const = default;
};

// How JSON holds its records: one after another, or as elements of arrays.
struct JsonOptions {
  // Where in each document the records are, as the engine spells it: $."records"[*]. "" where the
  // documents are the records.
  std::string path = "";
  bool multiline = false;  // a document may take several lines
  bool operator==(const JsonOptions&) const = default;
};

// How XML holds its records: an element of the name row_tag each.
struct XmlOptions {
  std::string row_tag = "";
  std::string attribute_prefix = "_";  // of the column of an attribute
  std::string value_tag = "_VALUE";    // the column of an element's text beside its attributes
  bool exclude_attributes = false;
  bool empty_is_null = false;  // of elements without content
  bool operator==(const XmlOptions&) const = default;
};

struct ExcelOptions {
  std::uint64_t rows = 0;    // at most so many of each file; 0: all
  std::uint64_t footer = 0;  // rows to leave out at the end of each file
  bool operator==(const ExcelOptions&) const = default;
};

// A table whose own metadata files say which files are its rows (Iceberg, Delta).
struct LakeOptions {
  std::string root = "";         // "s3://bucket/prefix/": what the names of its files begin with
  std::string metadata = "";     // Iceberg: the name of the metadata file
  std::string snapshot_id = "";  // Iceberg's id of a snapshot, Delta's version; "" for the newest
  std::string timestamp = "";    // Iceberg: milliseconds since 1970; the newest snapshot of then
  bool operator==(const LakeOptions&) const = default;
};

// What becomes of a field that does not fit its declared type (`--tenon-bad-rows`).
enum class BadRows { kNull, kDrop, kFail };
std::string_view NameOf(BadRows bad_rows);  // "null", "drop", "fail"
Result<BadRows> ParseBadRows(std::string_view name);

// A file to read, with what the worker cannot see in it.
struct InputFile {
  std::string path;  // on this machine: a blob
  std::string name;  // for people: "s3://bucket/key"
  std::uint64_t size = 0;
  // One value for each of the source's partition columns, from the key ("year=2026/"); nullopt for
  // Hive's null partition.
  std::vector<std::optional<std::string>> partition_values = {};
  std::string compression = "";  // of a text file: "gzip", "bzip2" or "zstd"; "" for none
  bool operator==(const InputFile&) const = default;
};

// A relation that is read from files or from a database. The worker knows it by its name from then
// on.
struct Source {
  std::string schema = "";  // of the name: a catalog database, or "" for a node of a job
  std::string name = "";    // a table's name, or a node's id
  std::string title = "";   // for messages: "Users CSV File"
  Format format = Format::kCsv;
  CsvOptions csv = {};
  JsonOptions json = {};
  XmlOptions xml = {};
  ExcelOptions excel = {};
  LakeOptions lake = {};
  Schema columns = {};            // declared, in file order for CSV; by name for all others
  Schema partition_columns = {};  // after the others, as in Hive
  BadRows bad_rows = BadRows::kNull;
  std::vector<InputFile> files = {};
  // Read in place of files. Then no columns declared mean all that it has, with its types.
  std::optional<DatabaseSource> database = std::nullopt;
  bool operator==(const Source&) const = default;
};

json::Value ToJson(const Source& source);
Result<Source> ParseSource(const json::Value& value);

json::Value ToJson(const CsvOptions& csv);
Result<CsvOptions> ParseCsv(const json::Value& value);
json::Value ToJson(const XmlOptions& xml);
Result<XmlOptions> ParseXml(const json::Value& value);

// A schema as JSON: [{"Name":"id","Type":"bigint"}], types in Hive's spelling.
json::Value ToJson(const Schema& schema);
Result<Schema> ParseSchema(const json::Value& value);

}  // namespace tenon::task
