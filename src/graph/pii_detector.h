#pragma once

#include <span>
#include <string>
#include <string_view>

#include "base/result.h"

// What tells personal data in a text: regular expressions, and for numbers with a check digit that
// digit.
namespace tenon::graph {

struct PiiDetector {
  std::string_view name;        // the entity type: "EMAIL"
  std::string_view pattern;     // RE2's, without groups that capture
  std::string_view check = {};  // SQL over the match `tenon_m`, if the pattern alone does not tell
};

// Every entity type that is detected here.
std::span<const PiiDetector> PiiDetectors();

// The detector of an entity type of Glue's. kUnsupported, with the reason, for a type that Glue has
// and that no pattern can tell; kInvalidInput for a type that is none.
Result<const PiiDetector*> FindPiiDetector(std::string_view entity_type);

// SQL: the list of the texts that the detector finds in `text`, one for each time.
std::string PiiMatchesSql(const PiiDetector& detector, std::string_view text);

// SQL: whether it finds any.
std::string PiiIsInSql(const PiiDetector& detector, std::string_view text);

}  // namespace tenon::graph
