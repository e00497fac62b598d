#include "graph/catalog_table.h"

#include <charconv>
#include <optional>

#include "graph/column_path.h"
#include "text/url.h"
#include "text/utf8.h"

namespace tenon::graph {
namespace {

// The first of the objects that has the parameter; "" if none has.
std::string Parameter(std::initializer_list<const json::Value*> objects,
                      std::initializer_list<std::string_view> keys) {
  for (const std::string_view key : keys) {
    for (const json::Value* object : objects) {
      const std::string* value = (*object)[key].AsString();
      if (value != nullptr && !value->empty()) return *value;
    }
  }
  return "";
}

// A character as table parameters hold it: itself, "\t", "\u0001" or "\001".
std::optional<char> Character(std::string_view text) {
  if (text.size() == 1) return text[0];
  if (text == "\\t") return '\t';
  if (text == "\\\\") return '\\';
  const bool hex = text.starts_with("\\u");
  if (!hex && !text.starts_with("\\0")) return std::nullopt;
  const std::string_view digits = text.substr(hex ? 2 : 1);
  unsigned code = 0;
  const auto [end, error] =
      std::from_chars(digits.data(), digits.data() + digits.size(), code, hex ? 16 : 8);
  if (error != std::errc() || end != digits.data() + digits.size() || code > 127) {
    return std::nullopt;
  }
  return static_cast<char>(code);
}

// Turns one table document into a Scan; collects what is wrong on the way.
class TableReader {
 public:
  TableReader(const CatalogTable& table, const json::Value& document)
      : table_(table),
        document_(document),
        storage_(document["StorageDescriptor"]),
        serde_(storage_["SerdeInfo"]) {}

  std::expected<Scan, Faults> Read() {
    if (document_["TableType"].StringOr("") == "VIRTUAL_VIEW") {
      Add("is a view, which an S3 source cannot read; choose a table");
    } else if (const std::string kind = Parameter({&document_["Parameters"]}, {"table_type"});
               !kind.empty()) {
      Add("is a table of type " + kind + ", which this node cannot read");
    } else {
      ReadLocation();
      ReadFormat();
      if (scan_.source.format == task::Format::kCsv) ReadCsv();
      scan_.source.columns = ReadColumns(storage_["Columns"]);
      scan_.source.partition_columns = ReadColumns(document_["PartitionKeys"]);
      scan_.partition_predicate = table_.partition_predicate;
      if (!scan_.source.partition_columns.empty()) {
        scan_.database = table_.database;
        scan_.table = table_.table;
      }
    }
    if (!faults_.empty()) return std::unexpected(std::move(faults_));
    return std::move(scan_);
  }

 private:
  void Add(const std::string& message) {
    faults_.push_back({"Table", "table " + table_.database + "." + table_.table + " " + message});
  }

  void ReadLocation() {
    const std::string location = storage_["Location"].StringOr("");
    const std::string connection =
        Parameter({&document_["Parameters"], &storage_["Parameters"]}, {"connectionName"});
    const Result<S3Location> parsed = ParseS3Location(location);
    if (parsed) {
      scan_.locations.push_back(ToString(*parsed));
    } else if (!connection.empty()) {
      Add("is read through connection " + connection + ", not from S3; use a source node for it");
    } else if (location.empty()) {
      Add("has no location; give it one in the Data Catalog, such as s3://bucket/folder/");
    } else {
      Add("has a location that is not in S3: " + location);
    }
  }

  void ReadFormat() {
    std::string classification = AsciiLower(
        Parameter({&document_["Parameters"], &storage_["Parameters"]}, {"classification"}));
    if (classification == "glueparquet") classification = "parquet";
    const std::string library = serde_["SerializationLibrary"].StringOr("");
    const std::string input = storage_["InputFormat"].StringOr("");
    const auto mentions = [](const std::string& text, std::string_view word) {
      return AsciiLower(text).find(word) != std::string::npos;
    };
    if (const Result<task::Format> format = task::ParseFormat(classification)) {
      scan_.source.format = *format;
    } else if (!classification.empty() && classification != "unknown") {
      Add("has the classification " + classification +
          ", which cannot be read here; csv, json and parquet can");
    } else if (mentions(library, "parquet") || mentions(input, "parquet")) {
      scan_.source.format = task::Format::kParquet;
    } else if (mentions(library, "json")) {
      scan_.source.format = task::Format::kJson;
    } else if (mentions(library, "lazysimpleserde") || mentions(library, "opencsvserde")) {
      scan_.source.format = task::Format::kCsv;
    } else {
      Add(library.empty() ? "tells no format; set its classification to csv, json or parquet"
                          : "has a SerDe that cannot be read here: " + library);
    }
  }

  void ReadCharacter(std::initializer_list<std::string_view> keys, char& character) {
    const std::string text =
        Parameter({&serde_["Parameters"], &document_["Parameters"], &storage_["Parameters"]}, keys);
    if (text.empty()) return;
    if (const std::optional<char> parsed = Character(text)) {
      character = *parsed;
    } else {
      Add("has a " + std::string(*keys.begin()) + " that is not one ASCII character: " + text);
    }
  }

  void ReadCsv() {
    task::CsvOptions& csv = scan_.source.csv;
    ReadCharacter({"field.delim", "separatorChar", "delimiter"}, csv.separator);
    ReadCharacter({"quoteChar", "quote.delim"}, csv.quote);
    csv.escape = csv.quote;
    ReadCharacter({"escapeChar", "escape.delim"}, csv.escape);
    const std::string lines =
        Parameter({&document_["Parameters"], &storage_["Parameters"], &serde_["Parameters"]},
                  {"skip.header.line.count"});
    if (lines.empty()) return;
    const auto [end, error] =
        std::from_chars(lines.data(), lines.data() + lines.size(), csv.header_lines);
    if (error != std::errc() || end != lines.data() + lines.size() || csv.header_lines < 0) {
      Add("has a skip.header.line.count that is no whole number: " + lines);
    }
  }

  Schema ReadColumns(const json::Value& columns) {
    Schema schema;
    if (columns.AsArray() == nullptr) return schema;
    for (const json::Value& column : *columns.AsArray()) {
      const std::string name = column["Name"].StringOr("");
      const Result<Type> type = ParseType(column["Type"].StringOr("string"));
      if (type) {
        schema.push_back({name, *type});
      } else {
        Add("has a column that cannot be read, " + name + ": " + type.error().message);
      }
    }
    return schema;
  }

  const CatalogTable& table_;
  const json::Value& document_;
  const json::Value& storage_;
  const json::Value& serde_;
  Scan scan_;
  Faults faults_;
};

}  // namespace

BindResult BindCatalogTable(const CatalogTable& table, Environment& environment) {
  const Result<json::Value> document = environment.Table(table.database, table.table);
  if (!document) {
    if (document.error().kind != ErrorKind::kNotFound) {
      return Fail("Table", document.error().message);
    }
    return Fail("Table", "there is no table " + table.database + "." + table.table +
                             " in the Data Catalog; create it or choose another");
  }
  std::expected<Scan, Faults> scan = TableReader(table, *document).Read();
  if (!scan) return std::unexpected(std::move(scan).error());
  if (scan->source.columns.empty()) {
    Result<Schema> columns = environment.FileSchema(*scan);
    if (!columns) {
      return Fail("Table",
                  "table " + table.database + "." + table.table +
                      " has no columns, nor do its files tell them: " + columns.error().message);
    }
    scan->source.columns = *std::move(columns);
  }
  Bound bound{.schema = scan->source.columns, .part = {}};
  for (const Column& column : scan->source.partition_columns) bound.schema.push_back(column);
  bound.part = *std::move(scan);
  return bound;
}

}  // namespace tenon::graph
