// PIIDetection ("Detect Sensitive Data"): finds personal data in the columns of text by patterns
// (pii_detector.h).
//
//   RowAudit           adds DetectedEntities, or OutputColumnName: by column, what was found and
//                      where (characters, from 0, the end not in it)
//   RowHashing         what was found is replaced by its SHA-256
//   RowMasking         by MaskValue or RedactText
//   RowPartialMasking  its characters by RedactChar, but for the first and last so many; or what
//                      MatchPattern matches in it
//   ColumnAudit        a row for each column in which something is found: columnName, entityTypes
//   ColumnHashing, ColumnMasking  every value of such a column is replaced
//
// DetectionParameters (pii_rule.h) give each type of entity an action and columns of its own,
// instead of the one action for all; DetectedEntities then comes too.
//
// Something is found in a column if at least ThresholdFraction of its values (which are not NULL)
// have it, of the sample of rows that SampleFraction takes, always the same one. The column that
// RowAudit adds also comes with the other Row types if OutputColumnName is given.

#include <algorithm>
#include <array>
#include <utility>

#include "graph/managed/pattern.h"
#include "graph/node.h"
#include "graph/pii_detector.h"
#include "graph/pii_rule.h"
#include "graph/pii_sql.h"
#include "text/quote.h"
#include "text/utf8.h"

namespace tenon::graph {
namespace {

struct Options {
  PiiAction action;
  std::vector<std::string> entity_types;
  std::string output_column;
  double sample = 1;
  double threshold = 0.1;
  std::string detection_parameters;
  std::string sensitivity;
};

// The qualifiers of the rows, and of what the columns were found to hold.
constexpr std::string_view kRows = "\"tenon rows\".";
constexpr std::string_view kFound = "\"tenon found\".";

// Whether enough values of the column have what the condition says.
std::string EnoughSql(const std::string& column, const std::string& condition,
                      const Options& options) {
  const std::string count = "count_if(" + condition + ")";
  return "(" + count + " > 0 AND " + count + " >= " + std::to_string(options.threshold) +
         " * count(" + column + "))";
}

std::string SampledSql(const Input& input, const Options& options) {
  std::string sql = SqlIdentifier(input.relation);
  if (options.sample < 1) {
    sql += " TABLESAMPLE bernoulli(" + std::to_string(options.sample * 100) + "%) REPEATABLE (1)";
  }
  return sql;
}

std::vector<ColumnOf> TextColumns(const Schema& schema) {
  std::vector<ColumnOf> columns;
  for (std::size_t i = 0; i < schema.size(); ++i) {
    if (IsPiiText(schema[i])) columns.push_back({0, i});
  }
  return columns;
}

// What is done to the texts of a column by one action; the column itself if nothing is.
std::string ReplacedSql(const Column& column, const std::vector<PiiRule>& rules,
                        const PiiAction& action) {
  const std::string name = SqlIdentifier(column.name);
  PiiDetectorList detectors;
  for (const PiiRule& rule : rules) {
    if (rule.action == action && Applies(rule, column)) detectors.push_back(rule.detector);
  }
  return detectors.empty() ? name : PiiReplacedSql(name, detectors, action) + " AS " + name;
}

// The actions of the rules that change something, each once.
std::vector<PiiAction> ChangesOf(const std::vector<PiiRule>& rules) {
  std::vector<PiiAction> actions;
  for (const PiiRule& rule : rules) {
    if (rule.action.type != "RowAudit" &&
        std::ranges::find(actions, rule.action) == actions.end()) {
      actions.push_back(rule.action);
    }
  }
  return actions;
}

// One SELECT for each action, over the one before it; the first also tells what was found.
std::string RowsSql(const Input& input, const std::vector<PiiRule>& rules,
                    const std::string& output_column) {
  std::vector<PiiAction> actions = ChangesOf(rules);
  if (actions.empty()) actions.push_back({.type = "RowAudit", .mask = ""});
  std::string sql;
  for (const PiiAction& action : actions) {
    std::vector<std::string> list;
    for (const Column& column : input.schema) list.push_back(ReplacedSql(column, rules, action));
    const std::string output = SqlIdentifier(output_column);
    if (!output_column.empty()) {
      list.push_back(sql.empty() ? PiiFoundSql(input.schema, rules) + " AS " + output : output);
    }
    const std::string from = sql.empty() ? SqlIdentifier(input.relation) : "(" + sql + ")";
    sql = "SELECT " + Joined(list) + " FROM " + from;
  }
  return sql;
}

BindResult BindRows(const Input& input, const std::vector<PiiRule>& rules,
                    const std::string& output_column) {
  Schema schema = input.schema;
  Select select;
  for (std::size_t i = 0; i < schema.size(); ++i) {
    select.origins.emplace_back(ColumnOf{0, i});
    select.values.push_back({{0, i}});
    const bool replaced = std::ranges::any_of(rules, [&](const PiiRule& rule) {
      return rule.action.type != "RowAudit" && Applies(rule, input.schema[i]);
    });
    if (replaced) schema[i].type = TypeKind::kString;
  }
  if (!output_column.empty()) {
    if (!FindIgnoringCase(schema, output_column).empty()) {
      return Fail("OutputColumnName",
                  "there is a column of this name already; choose another: " + output_column);
    }
    schema.push_back({output_column, PiiFoundType()});
    select.origins.emplace_back(std::nullopt);
    select.values.push_back(TextColumns(input.schema));
  }
  select.text = RowsSql(input, rules, output_column);
  return Bound{.schema = std::move(schema), .part = std::move(select)};
}

BindResult BindColumns(const Input& input, const PiiDetectorList& detectors,
                       const Options& options) {
  Schema schema = input.schema;
  Select select;
  std::vector<std::string> list;
  std::vector<std::string> found;
  for (std::size_t i = 0; i < schema.size(); ++i) {
    const std::string name = SqlIdentifier(schema[i].name);
    select.origins.emplace_back(std::nullopt);
    select.values.push_back({{0, i}});
    if (!IsPiiText(schema[i])) {
      list.push_back(std::string(kRows) + name);
      continue;
    }
    std::vector<std::string> enough;
    for (const PiiDetector* detector : detectors) {
      enough.push_back(EnoughSql(name, PiiIsInSql(*detector, name), options));
    }
    found.push_back(Joined(enough, " OR ") + " AS " + name);
    const std::string value = options.action.type == "ColumnHashing"
                                  ? "sha256(" + std::string(kRows) + name + ")"
                                  : SqlString(options.action.mask);
    list.push_back("CASE WHEN " + std::string(kFound) + name + " THEN " + value + " ELSE " +
                   std::string(kRows) + name + " END AS " + name);
    schema[i].type = TypeKind::kString;
  }
  const std::string relation = SqlIdentifier(input.relation);
  if (found.empty()) {
    select.text = "SELECT " + Joined(list) + " FROM " + relation + " AS \"tenon rows\"";
  } else {
    select.text = "WITH \"tenon found\" AS MATERIALIZED (SELECT " + Joined(found) + " FROM " +
                  SampledSql(input, options) + ") SELECT " + Joined(list) + " FROM " + relation +
                  " AS \"tenon rows\", \"tenon found\"";
  }
  return Bound{.schema = std::move(schema), .part = std::move(select)};
}

BindResult BindColumnAudit(const Input& input, const PiiDetectorList& detectors,
                           const Options& options) {
  std::vector<std::string> entries;
  for (const Column& column : input.schema) {
    if (!IsPiiText(column)) continue;
    const std::string name = SqlIdentifier(column.name);
    std::vector<std::string> types;
    for (const PiiDetector* detector : detectors) {
      types.push_back("CASE WHEN " + EnoughSql(name, PiiIsInSql(*detector, name), options) +
                      " THEN " + SqlString(detector->name) + " END");
    }
    entries.push_back("{'column': " + SqlString(column.name) + ", 'types': list_filter([" +
                      Joined(types) + "], lambda tenon_t: tenon_t IS NOT NULL)}");
  }
  if (entries.empty()) return Fail("", "there is no column of text, so nothing can be found");
  Select select;
  select.text =
      "SELECT entry.column AS \"columnName\", CAST(to_json(entry.types) AS VARCHAR) AS "
      "\"entityTypes\" FROM (SELECT unnest([" +
      Joined(entries) + "]) AS entry FROM " + SampledSql(input, options) +
      ") WHERE len(entry.types) > 0";
  select.origins.resize(2);
  select.values = {{}, TextColumns(input.schema)};
  select.deciding = TextColumns(input.schema);
  return Bound{.schema = {{"columnName", TypeKind::kString}, {"entityTypes", TypeKind::kString}},
               .part = std::move(select)};
}

class PiiDetection final : public Node {
 public:
  explicit PiiDetection(Options options) : options_(std::move(options)) {}

  BindResult Bind(std::span<const Input> inputs, Environment&) const override {
    PiiDetectorList detectors;
    Faults faults = Check();
    for (const std::string& type : options_.entity_types) {
      const Result<const PiiDetector*> detector = FindPiiDetector(type);
      if (!detector) {
        faults.push_back({"EntityTypesToDetect", detector.error().message});
      } else if (std::ranges::find(detectors, *detector) == detectors.end()) {
        detectors.push_back(*detector);
      }
    }
    if (!faults.empty()) return std::unexpected(std::move(faults));
    BindResult bound = BindType(inputs[0], detectors);
    if (bound && options_.sensitivity == "HIGH") {
      bound->warnings.push_back(
          {"DetectionSensitivity",
           "has no effect here: everything that fits a pattern counts, at any sensitivity"});
    }
    return bound;
  }

 private:
  BindResult BindType(const Input& input, const PiiDetectorList& detectors) const {
    if (options_.action.type == "ColumnAudit") return BindColumnAudit(input, detectors, options_);
    if (!options_.action.type.starts_with("Row")) return BindColumns(input, detectors, options_);
    if (!options_.detection_parameters.empty()) {
      const auto rules = ReadPiiRules(options_.detection_parameters, input.schema);
      if (!rules) return Fail("DetectionParameters", rules.error().message);
      return BindRows(input, *rules, options_.output_column);
    }
    std::vector<PiiRule> rules;
    for (const PiiDetector* detector : detectors) rules.push_back({detector, options_.action});
    return BindRows(input, rules, options_.output_column);
  }

  Faults Check() const {
    Faults faults;
    if (options_.entity_types.empty() && options_.detection_parameters.empty()) {
      faults.push_back({"EntityTypesToDetect", "choose at least one type of entity"});
    }
    if (!options_.detection_parameters.empty() && !options_.action.type.starts_with("Row")) {
      faults.push_back({"DetectionParameters",
                        "these are actions on cells, but whole columns are looked at; remove them "
                        "or choose a PiiType that begins with Row",
                        Severity::kError,
                        {{"Remove it", {SetParameter{"DetectionParameters", json::Value()}}}}});
    }
    if (!(options_.sample > 0 && options_.sample <= 1)) {
      faults.push_back({"SampleFraction", "must be above 0 and at most 1"});
    }
    if (!(options_.threshold >= 0 && options_.threshold <= 1)) {
      faults.push_back({"ThresholdFraction", "must be from 0 to 1"});
    }
    if (options_.action.left < 0 || options_.action.right < 0) {
      faults.push_back(
          {options_.action.left < 0 ? "NumLeftCharsToExclude" : "NumRightCharsToExclude",
           "must be 0 or more"});
    }
    if (CountCodePoints(options_.action.redact_char) != 1) {
      faults.push_back({"RedactChar", "must be one character: " + options_.action.redact_char});
    }
    if (const auto groups = GroupsOf(options_.action.match_pattern); !groups) {
      faults.push_back({"MatchPattern", groups.error().message});
    }
    return faults;
  }

  const Options options_;
};

constexpr std::array<std::string_view, 7> kTypes = {
    "RowAudit",    "RowHashing",    "RowMasking",   "RowPartialMasking",
    "ColumnAudit", "ColumnHashing", "ColumnMasking"};

Result<double> FractionOr(const json::Value& parameters, std::string_view name, double fallback) {
  const json::Value& value = parameters[name];
  if (value.IsNull()) return fallback;
  if (const double* number = value.AsDouble()) return *number;
  if (const std::int64_t* number = value.AsInt()) return static_cast<double>(*number);
  return InvalidInput(std::string(name) + " must be a number");
}

Result<NodePtr> Parse(const json::Value& parameters) {
  const json::Reader reader(parameters);
  Options options;
  ASSIGN_OR_RETURN(options.action.type, reader.String("PiiType"));
  if (std::ranges::find(kTypes, options.action.type) == kTypes.end()) {
    return InvalidInput(
        "PiiType must be one of RowAudit, RowHashing, RowMasking, "
        "RowPartialMasking, ColumnAudit, ColumnHashing, ColumnMasking: " +
        options.action.type);
  }
  ASSIGN_OR_RETURN(options.entity_types, reader.Strings("EntityTypesToDetect"));
  ASSIGN_OR_RETURN(options.detection_parameters, reader.StringOr("DetectionParameters", ""));
  const bool tells = options.action.type == "RowAudit" || !options.detection_parameters.empty();
  ASSIGN_OR_RETURN(options.output_column,
                   reader.StringOr("OutputColumnName", tells ? "DetectedEntities" : ""));
  ASSIGN_OR_RETURN(options.sample, FractionOr(parameters, "SampleFraction", options.sample));
  ASSIGN_OR_RETURN(options.threshold,
                   FractionOr(parameters, "ThresholdFraction", options.threshold));
  ASSIGN_OR_RETURN(const std::string redacted, reader.StringOr("RedactText", kDefaultPiiMask));
  ASSIGN_OR_RETURN(options.action.mask, reader.StringOr("MaskValue", redacted));
  ASSIGN_OR_RETURN(options.action.redact_char,
                   reader.StringOr("RedactChar", options.action.redact_char));
  ASSIGN_OR_RETURN(options.action.match_pattern, reader.StringOr("MatchPattern", ""));
  ASSIGN_OR_RETURN(options.action.left, reader.IntOr("NumLeftCharsToExclude", 0));
  ASSIGN_OR_RETURN(options.action.right, reader.IntOr("NumRightCharsToExclude", 0));
  ASSIGN_OR_RETURN(options.sensitivity, reader.StringOr("DetectionSensitivity", ""));
  return std::make_unique<PiiDetection>(std::move(options));
}

constexpr Parameter kParameters[] = {
    {.name = "PiiType",
     .type = ParameterType::kChoice,
     .required = true,
     .title = "Action",
     .help = "Where to look, in each cell or for whole columns, and what to do with what is found.",
     .choices = "RowAudit|RowHashing|RowMasking|RowPartialMasking|ColumnAudit|ColumnHashing|"
                "ColumnMasking"},
    {.name = "EntityTypesToDetect",
     .type = ParameterType::kList,
     .required = true,
     .title = "Types of sensitive information to detect",
     .help = "EMAIL, CREDIT_CARD and so on."},
    {.name = "OutputColumnName",
     .title = "Output column name",
     .help = "The column that tells what was found in the row, and where.",
     .default_value = "DetectedEntities"},
    {.name = "SampleFraction",
     .type = ParameterType::kNumber,
     .title = "Sample portion",
     .help = "For whole columns: the share of the rows that is looked at, above 0 to 1.",
     .default_value = "1"},
    {.name = "ThresholdFraction",
     .type = ParameterType::kNumber,
     .title = "Detection threshold",
     .help = "For whole columns: the share of the values that must have it, from 0 to 1.",
     .default_value = "0.1"},
    {.name = "MaskValue",
     .title = "Mask value",
     .help = "Stands for what was found.",
     .default_value = "*******"},
    {.name = "RedactText",
     .title = "Redaction text",
     .help = "The same, where there is no mask value."},
    {.name = "RedactChar",
     .title = "Redaction character",
     .help = "For partial masking: stands for each character.",
     .default_value = "*"},
    {.name = "MatchPattern",
     .type = ParameterType::kCode,
     .title = "Match pattern",
     .help = "For partial masking: a regular expression; only what it matches is masked."},
    {.name = "NumLeftCharsToExclude",
     .type = ParameterType::kWhole,
     .title = "Characters to keep on the left",
     .help = "For partial masking: so many characters at that end stay.",
     .default_value = "0"},
    {.name = "NumRightCharsToExclude",
     .type = ParameterType::kWhole,
     .title = "Characters to keep on the right",
     .help = "For partial masking: so many characters at that end stay.",
     .default_value = "0"},
    {.name = "DetectionParameters",
     .type = ParameterType::kCode,
     .title = "Detection parameters",
     .help = "In JSON: an action and columns for each entity type, instead of one for all."},
    {.name = "DetectionSensitivity",
     .type = ParameterType::kChoice,
     .title = "Sensitivity",
     .help = "Has no effect here.",
     .choices = "LOW|HIGH"}};

}  // namespace

extern constinit const NodeKind kPIIDetection = {
    .name = "PIIDetection",
    .category = Category::kTransform,
    .least_inputs = 1,
    .most_inputs = 1,
    .title = "Detect Sensitive Data",
    .documentation =
        "Finds personal data in columns of text, by patterns: e-mail addresses, card numbers, "
        "phone "
        "numbers and so on. It can tell what it found, or replace it: in each cell, or in whole "
        "columns in which enough values have it. What no pattern can tell, such as names, is not "
        "found.",
    .parameters = kParameters,
    .parse = &Parse,
    .no_script = "the detectors of AWS are not public, so that a script would find other data"};

}  // namespace tenon::graph
