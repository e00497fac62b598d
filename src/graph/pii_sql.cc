#include "graph/pii_sql.h"

#include <algorithm>
#include <utility>

#include "text/quote.h"
#include "text/utf8.h"

// The parameters of lambdas are named so that no column of a job has their name, which SQL would
// take them for.
namespace tenon::graph {
namespace {

std::string NameOfAction(const std::string& type) {
  if (type == "RowHashing") return "SHA256_HASH";
  if (type == "RowMasking") return "REDACT";
  return type == "RowPartialMasking" ? "PARTIAL_REDACT" : "DETECT";
}

// All lists as one.
std::string Concatenated(const std::vector<std::string>& lists) {
  return lists.size() == 1 ? lists[0] : "list_concat(" + Joined(lists) + ")";
}

// The entities of a detector in the text `tenon_x`, with where they stand: the lengths of what lies
// before add up.
std::string PlacesSql(const PiiDetector& detector, const std::string& action) {
  const std::string pattern = SqlString(detector.pattern);
  const std::string matches = "regexp_extract_all(tenon_x, " + pattern + ")";
  const std::string start = "length(array_to_string(regexp_split_to_array(tenon_x, " + pattern +
                            ")[1:tenon_i], '')) + length(array_to_string(" + matches +
                            "[1:tenon_i-1], ''))";
  std::string places = "list_transform(" + matches +
                       ", lambda tenon_m, tenon_i: {'text': tenon_m, 'start': " + start + "})";
  if (!detector.check.empty()) {
    // The check is of a name of its own.
    places = "list_filter(" + places +
             ", lambda tenon_p: list_transform([tenon_p.text], lambda tenon_m: " +
             std::string(detector.check) + ")[1])";
  }
  return "list_transform(" + places +
         ", lambda tenon_p: {'entityType': " + SqlString(detector.name) +
         ", 'actionUsed': " + SqlString(action) +
         ", 'start': CAST(tenon_p.start AS INT), 'end': CAST(tenon_p.start + length(tenon_p.text) "
         "AS INT)})";
}

// What takes the place of the match `tenon_m`.
std::string ReplacementSql(const PiiAction& action) {
  if (action.type == "RowHashing") return "sha256(tenon_m)";
  if (action.type == "RowMasking") return SqlString(action.mask);
  if (!action.match_pattern.empty()) {
    return "regexp_replace(tenon_m, " + SqlString(action.match_pattern) + ", " +
           SqlString(action.redact_char) + ", 'g')";
  }
  const std::string left = std::to_string(action.left);
  const std::string right = std::to_string(action.right);
  return "CASE WHEN length(tenon_m) > " + left + " + " + right + " THEN left(tenon_m, " + left +
         ") || repeat(" + SqlString(action.redact_char) + ", length(tenon_m) - " + left + " - " +
         right + ") || right(tenon_m, " + right + ") ELSE tenon_m END";
}

}  // namespace

std::string Joined(const std::vector<std::string>& parts, std::string_view between) {
  std::string out;
  for (const std::string& part : parts) out += (out.empty() ? "" : std::string(between)) + part;
  return out;
}

bool IsPiiText(const Column& column) {
  return column.type.kind == TypeKind::kString || column.type.kind == TypeKind::kChar ||
         column.type.kind == TypeKind::kVarchar;
}

Type PiiFoundType() {
  Type entity(TypeKind::kStruct);
  entity.fields = {{"entityType", TypeKind::kString},
                   {"actionUsed", TypeKind::kString},
                   {"start", TypeKind::kInt},
                   {"end", TypeKind::kInt}};
  Type list(TypeKind::kArray);
  list.fields = {{"element", std::move(entity)}};
  Type map(TypeKind::kMap);
  map.fields = {{"key", TypeKind::kString}, {"value", std::move(list)}};
  return map;
}

bool Applies(const PiiRule& rule, const Column& column) {
  const auto is_named = [&](const std::string& name) {
    return name == "*" || EqualsIgnoringCase(name, column.name);
  };
  return IsPiiText(column) && std::ranges::any_of(rule.columns, is_named) &&
         std::ranges::none_of(rule.excluded, is_named);
}

std::string PiiFoundSql(const Schema& schema, const std::vector<PiiRule>& rules) {
  std::vector<std::string> entries;
  for (const Column& column : schema) {
    std::vector<std::string> lists;
    for (const PiiRule& rule : rules) {
      if (!Applies(rule, column)) continue;
      lists.push_back(PlacesSql(*rule.detector, NameOfAction(rule.action.type)));
    }
    if (lists.empty()) continue;
    entries.push_back("{'name': " + SqlString(column.name) +
                      ", 'found': list_transform([coalesce(" + SqlIdentifier(column.name) +
                      ", '')], lambda tenon_x: " + Concatenated(lists) + ")[1]}");
  }
  if (entries.empty()) return "CAST(MAP {} AS " + DuckDbName(PiiFoundType()) + ")";
  return "map_from_entries(list_filter([" + Joined(entries) +
         "], lambda tenon_e: len(tenon_e.found) > 0))";
}

std::string PiiReplacedSql(const std::string& text, const PiiDetectorList& detectors,
                           const PiiAction& action) {
  std::vector<std::string> patterns;
  std::vector<std::string> lists;
  for (const PiiDetector* detector : detectors) {
    patterns.push_back("(?:" + std::string(detector->pattern) + ")");
    lists.push_back(PiiMatchesSql(*detector, "tenon_x"));
  }
  const std::string longest_first =
      "list_transform(list_reverse_sort(list_transform(list_distinct(" + Concatenated(lists) +
      "), lambda tenon_m: {'length': length(tenon_m), 'text': tenon_m})), lambda tenon_s: "
      "tenon_s.text)";
  return "CASE WHEN regexp_matches(" + text + ", " + SqlString(Joined(patterns, "|")) +
         ") THEN list_transform([" + text +
         "], lambda tenon_x: list_reduce(list_prepend(tenon_x, " + longest_first +
         "), lambda tenon_a, tenon_m: replace(tenon_a, tenon_m, " + ReplacementSql(action) +
         ")))[1] ELSE " + text + " END";
}

}  // namespace tenon::graph
