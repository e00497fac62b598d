#pragma once

#include "cli/api_client.h"
#include "cli/config.h"

namespace tenon::cli {

// A client of the server that runs on the data folder, with the folder's root key. kUnavailable,
// with the command that starts one, if none runs.
Result<ApiClient> ConnectToServer(const Config& config);

}  // namespace tenon::cli
