// S3CsvSource: CSV files in S3, without a table.
//
// Columns are those of OutputSchemas, else those that the files show. Files without a header have
// the columns col0, col1, ..., as Glue names them. Fields do not span lines unless Multiline is
// set.

#include <algorithm>
#include <array>
#include <utility>

#include "graph/node.h"
#include "graph/s3_source.h"
#include "graph/script/s3_script.h"

namespace tenon::graph {
namespace {

constexpr std::array<std::pair<std::string_view, char>, 5> kSeparators = {
    {{"comma", ','}, {"ctrla", '\x01'}, {"pipe", '|'}, {"semicolon", ';'}, {"tab", '\t'}}};
constexpr std::array<std::pair<std::string_view, char>, 3> kQuotes = {
    {{"quote", '"'}, {"single_quote", '\''}, {"disabled", '\0'}}};

class S3CsvSource final : public Node {
 public:
  S3CsvSource(S3Files files, task::CsvOptions csv, bool has_names, std::string escaper,
              std::string quote)
      : files_(std::move(files)),
        csv_(csv),
        has_names_(has_names),
        escaper_(std::move(escaper)),
        quote_(std::move(quote)) {}

  BindResult Bind(std::span<const Input>, Environment& environment) const override {
    if (quote_ == "quillemet") {
      return Fail("QuoteChar",
                  "guillemets cannot be read as quotes here; choose another character");
    }
    if (escaper_.size() > 1) {
      return Fail("Escaper", "must be one ASCII character, unlike " + escaper_);
    }
    Scan scan;
    scan.source.format = task::Format::kCsv;
    scan.source.csv = csv_;
    scan.source.csv.escape = escaper_.empty() ? csv_.quote : escaper_[0];
    if (const auto fault = AddFiles(files_, scan)) return std::unexpected(Faults{*fault});
    auto columns = ColumnsOf(files_, scan, environment);
    if (!columns) return std::unexpected(std::move(columns).error());
    if (files_.declared.empty() && !has_names_) {
      for (std::size_t i = 0; i < columns->size(); ++i) {
        (*columns)[i].name = "col" + std::to_string(i);
      }
    }
    scan.source.columns = *columns;
    Bound bound{.schema = *std::move(columns), .part = {}};
    bound.part = std::move(scan);
    return bound;
  }

 private:
  const S3Files files_;
  const task::CsvOptions csv_;
  const bool has_names_;  // the first line holds the columns' names
  const std::string escaper_;
  const std::string quote_;
};

Result<char> ReadQuote(const std::string& name) {
  for (const auto& [candidate, character] : kQuotes) {
    if (candidate == name) return character;
  }
  if (name == "quillemet") return '"';  // told at Bind: such a job can be saved
  return InvalidInput("QuoteChar must be quote, quillemet, single_quote or disabled: " + name);
}

Result<char> ReadSeparator(const std::string& name) {
  for (const auto& [candidate, character] : kSeparators) {
    if (candidate == name) return character;
  }
  return InvalidInput("Separator must be comma, ctrla, pipe, semicolon or tab: " + name);
}

Result<NodePtr> Parse(const json::Value& parameters) {
  const json::Reader reader(parameters);
  task::CsvOptions csv;
  ASSIGN_OR_RETURN(S3Files files, ReadS3Files(parameters));
  ASSIGN_OR_RETURN(const std::string separator, reader.StringOr("Separator", "comma"));
  ASSIGN_OR_RETURN(csv.separator, ReadSeparator(separator));
  ASSIGN_OR_RETURN(std::string quote, reader.StringOr("QuoteChar", "quote"));
  ASSIGN_OR_RETURN(csv.quote, ReadQuote(quote));
  ASSIGN_OR_RETURN(std::string escaper, reader.StringOr("Escaper", ""));
  ASSIGN_OR_RETURN(csv.multiline, reader.BoolOr("Multiline", false));
  ASSIGN_OR_RETURN(const bool has_names, reader.BoolOr("WithHeader", false));
  ASSIGN_OR_RETURN(const bool skip_first, reader.BoolOr("SkipFirst", false));
  csv.header_lines = (has_names ? 1 : 0) + (skip_first ? 1 : 0);
  return std::make_unique<S3CsvSource>(std::move(files), csv, has_names, std::move(escaper),
                                       std::move(quote));
}

Result<Python::Items> FormatOptions(const json::Value& parameters) {
  const json::Reader reader(parameters);
  ASSIGN_OR_RETURN(const std::string separator, reader.StringOr("Separator", "comma"));
  ASSIGN_OR_RETURN(const char character, ReadSeparator(separator));
  ASSIGN_OR_RETURN(const std::string quote, reader.StringOr("QuoteChar", "quote"));
  if (quote == "quillemet") return Unsupported("Glue reads no guillemets as quotes either");
  ASSIGN_OR_RETURN(const char mark, ReadQuote(quote));
  ASSIGN_OR_RETURN(const std::string escaper, reader.StringOr("Escaper", ""));
  ASSIGN_OR_RETURN(const bool has_names, reader.BoolOr("WithHeader", false));
  ASSIGN_OR_RETURN(const bool multiline, reader.BoolOr("Multiline", false));
  ASSIGN_OR_RETURN(const bool skip_first, reader.BoolOr("SkipFirst", false));
  ASSIGN_OR_RETURN(const bool optimize, reader.BoolOr("OptimizePerformance", false));
  Python::Items options = {
      {"quoteChar", mark == '\0' ? Python::Whole(-1) : Python::Text(std::string(1, mark))},
      {"withHeader", Python::Boolean(has_names)},
      {"separator", Python::Text(std::string(1, character))},
      {"optimizePerformance", Python::Boolean(optimize)}};
  if (!escaper.empty()) options.push_back({"escaper", Python::Text(escaper)});
  if (multiline) options.push_back({"multiLine", Python::Boolean(true)});
  if (skip_first) options.push_back({"skipFirst", Python::Boolean(true)});
  return options;
}

// Glue reads every field as text; the types that the columns have here are given to them.
Status WritePart(const ScriptNode& node, Script& script) {
  ASSIGN_OR_RETURN(Python::Items options, FormatOptions(node.parameters));
  ASSIGN_OR_RETURN(const bool has_names, json::Reader(node.parameters).BoolOr("WithHeader", false));
  RETURN_IF_ERROR(WriteS3Source(node, script, "csv", std::move(options)));
  ASSIGN_OR_RETURN(const Schema declared, ReadOutputSchema(node.parameters));
  Schema columns = declared;
  if (declared.empty()) {
    ASSIGN_OR_RETURN(columns, node.columns());
  }
  const bool is_typed = std::ranges::any_of(
      columns, [](const Column& column) { return column.type.kind != TypeKind::kString; });
  if (declared.empty() && !is_typed) return {};
  std::vector<std::string> names;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    names.push_back(has_names ? columns[i].name : "col" + std::to_string(i));
  }
  WriteColumnTypes(node, script, names, columns, "string");
  return {};
}

constexpr auto kParameters = Joined(
    std::array<Parameter, 10>{{
        {.name = "Paths",
         .type = ParameterType::kS3Paths,
         .required = true,
         .title = "S3 URL",
         .help = "Folders or files: s3://bucket/folder/"},
        {.name = "Separator",
         .type = ParameterType::kChoice,
         .required = true,
         .title = "Delimiter",
         .help = "The character between two fields.",
         .default_value = "comma",
         .choices = "comma|ctrla|pipe|semicolon|tab"},
        {.name = "QuoteChar",
         .type = ParameterType::kChoice,
         .required = true,
         .title = "Quote character",
         .help = "The character around fields that hold separators or line ends.",
         .default_value = "quote",
         .choices = "quote|quillemet|single_quote|disabled"},
        {.name = "Escaper",
         .title = "Escape character",
         .help = "The character before a quote that is part of a field; without it the quote is "
                 "doubled."},
        {.name = "WithHeader",
         .type = ParameterType::kBoolean,
         .title = "First line of source file contains column headers",
         .help = "Without it the columns are col0, col1, ...",
         .default_value = "false"},
        {.name = "Multiline",
         .type = ParameterType::kBoolean,
         .title = "Records in source files can span multiple lines",
         .help = "A quoted field may hold line ends.",
         .default_value = "false"},
        {.name = "SkipFirst",
         .type = ParameterType::kBoolean,
         .title = "Skip first line",
         .help = "Pass over the first line of each file.",
         .default_value = "false"},
        {.name = "WriteHeader",
         .type = ParameterType::kBoolean,
         .title = "Write header",
         .help = "Of targets; without effect on a source."},
        {.name = "OptimizePerformance",
         .type = ParameterType::kBoolean,
         .title = "Optimize performance",
         .help = "Glue's vectorized reader; the reader here is always vectorized."},
        kTextCompression,
    }},
    kS3FileParameters);

}  // namespace

extern constinit const NodeKind kS3CsvSource = {
    .name = "S3CsvSource",
    .category = Category::kSource,
    .least_inputs = 0,
    .most_inputs = 0,
    .title = "Amazon S3",
    .documentation =
        "Reads CSV files from S3 without a table. Choose the separator, the quote character and "
        "whether the first line holds the columns' names. Types are those of the output schema if "
        "one is set; otherwise the files are looked at. Files may be packed: names that end in "
        ".gz, .bz2 or .zst tell it, else the compression type does.",
    .parameters = kParameters,
    .parse = &Parse,
    .script = &WritePart};

}  // namespace tenon::graph
