#include "engine/extensions.h"

#include <filesystem>
#include <string>

#include "text/quote.h"

namespace tenon::engine {

Status LoadExtension(Connection& connection, std::string_view name) {
  std::error_code failure;
  const auto program = std::filesystem::read_symlink("/proc/self/exe", failure);
  const auto path =
      program.parent_path() / "extensions" / (std::string(name) + ".duckdb_extension");
  if (failure || !std::filesystem::exists(path, failure)) {
    return Unsupported(
        "the engine's extension " + std::string(name) +
        " is not installed; it belongs beside the program, in the folder extensions");
  }
  return connection.Execute("LOAD " + SqlString(path.string()));
}

}  // namespace tenon::engine
