#pragma once

#include "api/operation.h"
#include "api/tenon/operations.h"

namespace tenon::api {

// PreviewNode (service-2.json beside this file describes it).
Operations PreviewOperations(const TenonParts& parts);

}  // namespace tenon::api
