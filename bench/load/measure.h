#pragma once

#include <functional>
#include <vector>

#include "base/result.h"
#include "json/value.h"
#include "load/recorder.h"
#include "load/schedule.h"

namespace tenon::load {

// Does what the schedule gives it until that ends, and records it.
using Worker = std::function<Status(Schedule& schedule, Recorder& recorder)>;

// Runs each worker on a thread of its own, and says what they measured together: what
// Recorder::Summary says, the requests with those of the warm-up as "requests_in_all", and the
// processor time that these took here as "client_cpu_seconds". The first failure ends all and is
// returned.
Result<json::Value> Measure(const std::vector<Worker>& workers, const Extent& extent);

}  // namespace tenon::load
