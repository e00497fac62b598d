#pragma once

#include "cli/config.h"

namespace tenon {

// `tenon serve`: runs a server on the data folder until SIGINT or SIGTERM, then drains requests and
// stops runs in an orderly way. Returns the exit status of the program; what went wrong is on
// standard error.
int Serve(const cli::Config& config, const std::filesystem::path& programs);

}  // namespace tenon
