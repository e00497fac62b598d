#pragma once

#include "api/operation.h"
#include "api/tenon/operations.h"

namespace tenon::api {

// What is known of a job's graph without running it: ValidateGraph, InferSchema, GetLineage,
// ExplainJob, GenerateScript (service-2.json beside this file describes them).
Operations GraphOperations(const TenonParts& parts);

}  // namespace tenon::api
