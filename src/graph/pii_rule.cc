#include "graph/pii_rule.h"

#include <algorithm>
#include <array>
#include <utility>

#include "graph/column_path.h"
#include "graph/managed/pattern.h"
#include "json/value.h"
#include "text/utf8.h"

namespace tenon::graph {
namespace {

// Glue's names of actions, and the type of detection that does the same.
constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kActions = {
    {{"DETECT", "RowAudit"},
     {"REDACT", "RowMasking"},
     {"PARTIAL_REDACT", "RowPartialMasking"},
     {"SHA256_HASH", "RowHashing"}}};

// A whole number, which Glue Studio writes as a text.
Result<std::int64_t> WholeOr(const json::Value& options, std::string_view name) {
  const json::Value& value = options[name];
  const std::string text = value.AsInt() == nullptr ? value.StringOr("0") : json::Dump(value);
  if (text.empty() || text.size() > 9 ||
      text.find_first_not_of("0123456789") != std::string::npos) {
    return InvalidInput(std::string(name) + " must be a whole number, 0 or more: " + text);
  }
  return std::stoll(text);
}

Result<PiiAction> ReadAction(const json::Value& value) {
  ASSIGN_OR_RETURN(const std::string name, json::Reader(value).String("action"));
  const auto* known = std::ranges::find(kActions, name, &decltype(kActions)::value_type::first);
  if (known == kActions.end()) {
    return InvalidInput("action must be DETECT, REDACT, PARTIAL_REDACT or SHA256_HASH: " + name);
  }
  const json::Value& options = value["actionOptions"];
  const json::Reader reader(options);
  PiiAction action;
  action.type = known->second;
  if (options.IsNull()) {
    action.mask = kDefaultPiiMask;
    return action;
  }
  ASSIGN_OR_RETURN(action.mask, reader.StringOr("redactText", kDefaultPiiMask));
  ASSIGN_OR_RETURN(action.redact_char, reader.StringOr("redactChar", action.redact_char));
  ASSIGN_OR_RETURN(action.match_pattern, reader.StringOr("matchPattern", ""));
  ASSIGN_OR_RETURN(action.left, WholeOr(options, "numLeftCharsToExclude"));
  ASSIGN_OR_RETURN(action.right, WholeOr(options, "numRightCharsToExclude"));
  if (CountCodePoints(action.redact_char) != 1) {
    return InvalidInput("redactChar must be one character: " + action.redact_char);
  }
  RETURN_IF_ERROR(GroupsOf(action.match_pattern));
  return action;
}

Result<PiiRule> ReadRule(const PiiDetector* detector, const json::Value& value,
                         const Schema& schema) {
  PiiRule rule{.detector = detector, .action = {}};
  ASSIGN_OR_RETURN(rule.action, ReadAction(value));
  const json::Reader reader(value);
  if (!value["sourceColumns"].IsNull()) {
    ASSIGN_OR_RETURN(rule.columns, reader.Strings("sourceColumns"));
    for (const std::string& name : rule.columns) {
      if (name != "*") RETURN_IF_ERROR(Resolve(schema, {name}));
    }
  }
  if (!value["sourceColumnsToExclude"].IsNull()) {
    ASSIGN_OR_RETURN(rule.excluded, reader.Strings("sourceColumnsToExclude"));
  }
  return rule;
}

}  // namespace

Result<std::vector<PiiRule>> ReadPiiRules(std::string_view detection_parameters,
                                          const Schema& schema) {
  ASSIGN_OR_RETURN(const json::Value parameters, json::Parse(detection_parameters));
  if (parameters.AsObject() == nullptr) {
    return InvalidInput("must be a JSON object of entity types");
  }
  std::vector<PiiRule> rules;
  for (const auto& [type, list] : parameters.AsObject()->members) {
    ASSIGN_OR_RETURN(const PiiDetector* detector, FindPiiDetector(type));
    if (list.AsArray() == nullptr) return InvalidInput(type + " must be a list of actions");
    for (const json::Value& value : *list.AsArray()) {
      Result<PiiRule> rule = ReadRule(detector, value, schema);
      if (!rule) return WithContext(std::move(rule).error(), type);
      rules.push_back(*std::move(rule));
    }
  }
  if (rules.empty()) return InvalidInput("there is no action; choose at least one");
  return rules;
}

}  // namespace tenon::graph
