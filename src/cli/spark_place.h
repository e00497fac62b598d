#pragma once

#include <filesystem>

#include "cli/config.h"
#include "runner/spark.h"

namespace tenon::cli {

// Where Spark is: what the configuration names, or the folder spark beside the programs, which
// `./dev spark` puts there. It may not be there.
runner::SparkInstallation SparkOf(const Config& config, const std::filesystem::path& programs);

}  // namespace tenon::cli
