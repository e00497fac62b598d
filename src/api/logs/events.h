#pragma once

#include "api/operation.h"
#include "runner/run_log.h"

namespace tenon::api {

// CloudWatch Logs' GetLogEvents and FilterLogEvents over the logs of job runs. As on Glue, a run's
// stream is its id: its lines are in the group /aws-glue/jobs/output, errors also in
// /aws-glue/jobs/error. The logs must outlive the operations.
Operations LogsOperations(const runner::RunLogs& logs);

}  // namespace tenon::api
