#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace tenon::runner {

// The files that hold the newest state of a Hudi table which is copied on write, told by the names
// of its objects alone ("2026/01/<file id>_<write token>_<instant>.parquet", and the timeline
// ".hoodie/<instant>.commit" or ".hoodie/timeline/<instant>_<completed>.commit"): of each file
// group the one of its newest completed instant. An instant before the timeline's first is
// completed, as the timeline is archived in order.
//
// kUnsupported for a table that is merged on read, or whose file groups have been replaced
// (clustering, insert overwrite): what was replaced stands only inside of its commits.
// kInvalidInput without a timeline.
Result<std::vector<std::string>> NewestHudiFiles(const std::vector<std::string>& keys);

}  // namespace tenon::runner
