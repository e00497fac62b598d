#include "graph/catalog_table.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "graph/database_source.h"
#include "graph/json_path.h"
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

// By classification.
struct NamedFormat {
  std::string_view name;
  task::Format format;
};
constexpr std::array<NamedFormat, 5> kFormats = {{{"csv", task::Format::kCsv},
                                                  {"json", task::Format::kJson},
                                                  {"parquet", task::Format::kParquet},
                                                  {"avro", task::Format::kAvro},
                                                  {"xml", task::Format::kXml}}};

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
    } else {
      ReadLocation();
      ReadFormat();
      if (scan_.source.format == task::Format::kCsv) ReadCsv();
      if (scan_.source.format == task::Format::kJson) ReadJson();
      if (scan_.source.format == task::Format::kXml) ReadXml();
      scan_.compression = ReadCompression();
      scan_.bounded_files = table_.bounds.files;
      scan_.bounded_size = table_.bounds.size;
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
    const Result<S3Location> parsed = ParseS3Location(location);
    if (parsed) {
      scan_.locations.push_back(ToString(*parsed));
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
    const auto known = std::ranges::find(kFormats, classification, &NamedFormat::name);
    if (known != kFormats.end()) {
      scan_.source.format = known->format;
    } else if (classification == "orc" || mentions(library, "orc")) {
      Add("is of ORC, which is read by the Spark engine, and that is not built here yet; write the "
          "data as Parquet");
    } else if (!classification.empty() && classification != "unknown") {
      Add("has the classification " + classification +
          ", which cannot be read here; csv, json, parquet, avro and xml can");
    } else if (mentions(library, "parquet") || mentions(input, "parquet")) {
      scan_.source.format = task::Format::kParquet;
    } else if (mentions(library, "avro") || mentions(input, "avro")) {
      scan_.source.format = task::Format::kAvro;
    } else if (mentions(library, "json")) {
      scan_.source.format = task::Format::kJson;
    } else if (mentions(library, "lazysimpleserde") || mentions(library, "opencsvserde")) {
      scan_.source.format = task::Format::kCsv;
    } else {
      Add(library.empty()
              ? "tells no format; set its classification to csv, json, parquet, avro or xml"
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

  std::string Anywhere(std::initializer_list<std::string_view> keys) const {
    return Parameter({&serde_["Parameters"], &document_["Parameters"], &storage_["Parameters"]},
                     keys);
  }

  std::string ReadCompression() const {
    const std::string type = AsciiLower(Anywhere({"compressionType"}));
    return type == "gzip" || type == "bzip2" || type == "zstd" ? type : "";
  }

  void ReadJson() {
    const std::string text = Anywhere({"jsonPath", "JsonPath"});
    if (text.empty()) return;
    if (Result<std::string> path = ReadJsonPath(text)) {
      scan_.source.json.path = *std::move(path);
    } else {
      Add("has a jsonPath that cannot be read here: " + path.error().message);
    }
  }

  void ReadXml() {
    task::XmlOptions& xml = scan_.source.xml;
    xml.row_tag = Anywhere({"rowTag", "row.tag"});
    if (xml.row_tag.empty()) {
      Add("is of XML but names no element as its rows; set the parameter rowTag of its SerDe");
    }
    if (const std::string text = Anywhere({"attributePrefix"}); !text.empty()) {
      xml.attribute_prefix = text;
    }
    if (const std::string text = Anywhere({"valueTag"}); !text.empty()) xml.value_tag = text;
    xml.exclude_attributes = AsciiLower(Anywhere({"excludeAttribute"})) == "true";
    xml.empty_is_null = AsciiLower(Anywhere({"treatEmptyValuesAsNulls"})) == "true";
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

Result<CatalogTable> ReadCatalogTable(const json::Value& parameters) {
  const json::Reader reader(parameters);
  CatalogTable table;
  ASSIGN_OR_RETURN(table.database, reader.String("Database"));
  ASSIGN_OR_RETURN(table.table, reader.String("Table"));
  ASSIGN_OR_RETURN(table.partition_predicate, reader.StringOr("PartitionPredicate", ""));
  ASSIGN_OR_RETURN(table.bounds, ReadBounds(parameters));
  return table;
}

std::expected<Scan, Faults> ScanOfDocument(const CatalogTable& table, const json::Value& document) {
  return TableReader(table, document).Read();
}

namespace {

// The same for one that is in a database, or that must be.
BindResult BindInDatabase(const CatalogTable& table, const json::Value& document,
                          Environment& environment) {
  const std::string name = table.database + "." + table.table;
  if (!IsInDatabase(document)) {
    return Fail("Table", "table " + name +
                             " is not in a database; choose one that is, or read it with the node "
                             "AWS Glue Data Catalog");
  }
  if (table.place == TablePlace::kFiles) {
    return Fail("Table", "table " + name +
                             " is in a database, not in S3; read it with the node AWS Glue Data "
                             "Catalog, or with that of the database");
  }
  if (table.place == TablePlace::kQueried) {
    return Fail("Table", "table " + name +
                             " is in a database, which a query does not reach; query it with a "
                             "job");
  }
  if (!table.partition_predicate.empty()) {
    return Fail("PartitionPredicate", "table " + name +
                                          " is in a database, which has no partitions; remove the "
                                          "predicate and put a Filter node behind this one");
  }
  return BindDatabaseTable(name, document, table.database_kind, environment);
}

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
  const std::optional<LakeKind> kind = LakeKindOf(*document);
  if (table.kind && kind != table.kind) {
    const std::string wanted(NameOf(*table.kind));
    return Fail("Table", "table " + table.database + "." + table.table + " is not one of " +
                             wanted + "; choose a table of " + wanted + ", or another node");
  }
  if (table.place == TablePlace::kDatabase || IsInDatabase(*document)) {
    return BindInDatabase(table, *document, environment);
  }
  if (kind && (*document)["TableType"].StringOr("") != "VIRTUAL_VIEW") {
    return BindLakeTable(*kind, *document, table.lake, environment);
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
