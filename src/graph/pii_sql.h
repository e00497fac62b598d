#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "graph/pii_detector.h"
#include "types/schema.h"

namespace tenon::graph {

using PiiDetectorList = std::vector<const PiiDetector*>;

// What is done with the personal data that is found.
struct PiiAction {
  std::string type;                // PiiType: "RowMasking"
  std::string mask;                // stands for what was found
  std::string redact_char = "*";   // stands for each of its characters
  std::string match_pattern = "";  // of a partial masking: the parts to replace; "" for none
  std::int64_t left = 0;           // of a partial masking: characters that stay at both ends
  std::int64_t right = 0;
  bool operator==(const PiiAction&) const = default;
};

// What stands for personal data where nothing else is chosen.
constexpr std::string_view kDefaultPiiMask = "*******";

// What is done with one type of entity, and where.
struct PiiRule {
  const PiiDetector* detector = nullptr;
  PiiAction action;
  std::vector<std::string> columns = {"*"};  // by name, in any case; "*" for all
  std::vector<std::string> excluded = {};
};

bool Applies(const PiiRule& rule, const Column& column);

// Whether personal data is looked for in a column.
bool IsPiiText(const Column& column);

// Of the column that tells what was found: by column of the row a list of entity types and places.
Type PiiFoundType();

// SQL of that column: what the rules' detectors find in the row.
std::string PiiFoundSql(const Schema& schema, const std::vector<PiiRule>& rules);

// SQL of the text with everything that the detectors find in it replaced: the longest first, so
// that what is also part of another match is not replaced inside it.
std::string PiiReplacedSql(const std::string& text, const PiiDetectorList& detectors,
                           const PiiAction& action);

// Puts parts of SQL together with a comma, or something else, between them.
std::string Joined(const std::vector<std::string>& parts, std::string_view between = ", ");

}  // namespace tenon::graph
