// EvaluateDataQuality and EvaluateDataQualityMultiFrame: rules over the rows.
//
// Rules are not evaluated yet: every row passes, and a warning says so. The tables have the columns
// that they have in Glue, so that the nodes below can be built and run:
//
//   EvaluateDataQuality, PrimaryInput        the rows
//   EvaluateDataQuality, EvaluationResults   no rows: an outcome for each rule
//   MultiFrame                               a collection of
//     rowLevelOutcomes   the rows, each with the rules that it passed, failed and skipped: none
//     ruleOutcomes       no rows: an outcome for each rule

#include "graph/node.h"
#include "graph/projection.h"

namespace tenon::graph {
namespace {

constexpr std::string_view kWarning =
    "the rules are not evaluated yet: every row passes, no outcome is recorded, and the job does "
    "not stop for a failed rule";

struct NamedType {
  std::string_view name;
  std::string_view type;
};
constexpr NamedType kRuleOutcomes[] = {{"Rule", "string"},
                                       {"Outcome", "string"},
                                       {"FailureReason", "string"},
                                       {"EvaluatedMetrics", "map<string,double>"},
                                       {"EvaluatedRule", "string"}};
constexpr std::string_view kRulesOfRows[] = {"DataQualityRulesPass", "DataQualityRulesFail",
                                             "DataQualityRulesSkip"};

void Warn(Bound& bound) { bound.warnings.push_back({"Ruleset", std::string(kWarning)}); }

Frame ToFrame(std::string name, Projection columns, std::string_view clauses) {
  BindResult bound = std::move(columns).Finish(clauses);
  return {std::move(name), std::move(bound->schema), std::get<Select>(std::move(bound->part))};
}

Frame RuleOutcomes(const Input& input) {
  Projection out(input);
  for (const NamedType& column : kRuleOutcomes) {
    const Type type = *ParseType(column.type);
    out.Add(std::string(column.name), type, "CAST(NULL AS " + DuckDbName(type) + ")", {});
  }
  return ToFrame("ruleOutcomes", std::move(out), "WHERE false");
}

Frame RowLevelOutcomes(const Input& input) {
  Projection out(input);
  out.KeepAll();
  const Type list = *ParseType("array<string>");
  for (const std::string_view name : kRulesOfRows) {
    out.Put(std::string(name), list, "CAST([] AS VARCHAR[])", {});
  }
  out.Put("DataQualityEvaluationResult", TypeKind::kString, "CAST(NULL AS VARCHAR)", {});
  return ToFrame("rowLevelOutcomes", std::move(out), "");
}

class EvaluateDataQuality final : public Node {
 public:
  explicit EvaluateDataQuality(bool passes_rows) : passes_rows_(passes_rows) {}

  BindResult Bind(std::span<const Input> inputs, Environment&) const override {
    Bound bound;
    if (passes_rows_) {
      Projection out(inputs[0]);
      out.KeepAll();
      BindResult rows = std::move(out).Finish();
      bound = *std::move(rows);
    } else {
      Frame outcomes = RuleOutcomes(inputs[0]);
      bound.schema = std::move(outcomes.schema);
      bound.part = std::move(outcomes.select);
    }
    Warn(bound);
    return bound;
  }

 private:
  const bool passes_rows_;
};

class EvaluateDataQualityMultiFrame final : public Node {
 public:
  BindResult Bind(std::span<const Input> inputs, Environment&) const override {
    Frames frames;
    frames.push_back(RowLevelOutcomes(inputs[0]));
    frames.push_back(RuleOutcomes(inputs[0]));
    Bound bound{.schema = {}, .part = std::move(frames)};
    Warn(bound);
    return bound;
  }
};

Result<NodePtr> ParseSingle(const json::Value& parameters) {
  RETURN_IF_ERROR(json::Reader(parameters).String("Ruleset"));
  ASSIGN_OR_RETURN(const std::string output,
                   json::Reader(parameters).StringOr("Output", "PrimaryInput"));
  if (output != "PrimaryInput" && output != "EvaluationResults") {
    return InvalidInput("Output must be PrimaryInput or EvaluationResults: " + output);
  }
  return std::make_unique<EvaluateDataQuality>(output == "PrimaryInput");
}

Result<NodePtr> ParseMultiFrame(const json::Value& parameters) {
  RETURN_IF_ERROR(json::Reader(parameters).String("Ruleset"));
  return std::make_unique<EvaluateDataQualityMultiFrame>();
}

constexpr Parameter kRuleset = {.name = "Ruleset",
                                .type = ParameterType::kCode,
                                .required = true,
                                .title = "Ruleset editor",
                                .help = "The rules, in the Data Quality Definition Language."};
constexpr Parameter kPublishing = {.name = "PublishingOptions",
                                   .type = ParameterType::kStructure,
                                   .title = "Publish results",
                                   .help = "Where outcomes are published."};
constexpr Parameter kStopping = {.name = "StopJobOnFailureOptions",
                                 .type = ParameterType::kStructure,
                                 .title = "On ruleset failure",
                                 .help = "Whether the job stops: Immediate or AfterDataLoad."};

constexpr Parameter kSingle[] = {kRuleset,
                                 {.name = "Output",
                                  .type = ParameterType::kChoice,
                                  .title = "Data quality transform output",
                                  .help = "The rows that came in, or an outcome for each rule.",
                                  .default_value = "PrimaryInput",
                                  .choices = "PrimaryInput|EvaluationResults"},
                                 kPublishing,
                                 kStopping};
constexpr Parameter kMultiFrame[] = {
    kRuleset,
    {.name = "AdditionalDataSources",
     .type = ParameterType::kMap,
     .title = "Aliases for referenced data sources",
     .help = "The names by which rules know the inputs after the first."},
    kPublishing,
    {.name = "AdditionalOptions",
     .type = ParameterType::kMap,
     .title = "Additional configuration",
     .help = "Options of the evaluation, as performanceTuning.caching."},
    kStopping};

}  // namespace

extern constinit const NodeKind kEvaluateDataQuality = {
    .name = "EvaluateDataQuality",
    .category = Category::kTransform,
    .title = "Evaluate Data Quality (single frame)",
    .documentation =
        "Holds rules about the rows. They are not evaluated yet: all rows pass on, and the run's "
        "log says so.",
    .parameters = kSingle,
    .parse = &ParseSingle,
    .no_script =
        "rules are not evaluated here yet, so that a script with rules would give other rows"};

extern constinit const NodeKind kEvaluateDataQualityMultiFrame = {
    .name = "EvaluateDataQualityMultiFrame",
    .category = Category::kTransform,
    .least_inputs = 1,
    .most_inputs = 1000,
    .title = "Evaluate Data Quality",
    .documentation =
        "Holds rules about the rows of one or more inputs. They are not evaluated yet: "
        "rowLevelOutcomes (index 0) has all rows, ruleOutcomes (index 1) is empty, and the run's "
        "log says so.",
    .parameters = kMultiFrame,
    .parse = &ParseMultiFrame,
    .no_script =
        "rules are not evaluated here yet, so that a script with rules would give other rows"};

}  // namespace tenon::graph
