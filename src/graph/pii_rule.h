#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "graph/pii_sql.h"

namespace tenon::graph {

// Reads DetectionParameters, Glue's fine-grained actions:
//   {"EMAIL": [{"action": "REDACT", "sourceColumns": ["*"], "sourceColumnsToExclude": ["contact"],
//               "actionOptions": {"redactText": "***"}}]}
// The actions are DETECT, REDACT (redactText), PARTIAL_REDACT (redactChar, matchPattern,
// numLeftCharsToExclude, numRightCharsToExclude) and SHA256_HASH. kInvalidInput or kUnsupported,
// with the entity type, for anything else, and for a column that is not in the schema.
Result<std::vector<PiiRule>> ReadPiiRules(std::string_view detection_parameters,
                                          const Schema& schema);

}  // namespace tenon::graph
