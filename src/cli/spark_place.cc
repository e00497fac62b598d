#include "cli/spark_place.h"

namespace tenon::cli {

runner::SparkInstallation SparkOf(const Config& config, const std::filesystem::path& programs) {
  const std::filesystem::path beside = programs / "spark";
  const auto or_beside = [&](const std::string& named, const char* path) {
    return named.empty() ? beside / path : std::filesystem::path(named);
  };
  return {.python = or_beside(config.spark.python, "python/bin/python"),
          .jars = or_beside(config.spark.jars, "jars"),
          .modules = programs / "python",
          .master = config.spark.master};
}

}  // namespace tenon::cli
