#pragma once

#include <string_view>

#include "base/result.h"
#include "engine/duckdb.h"

namespace tenon::engine {

// Loads an extension of the engine that does not come inside its library: the file
// extensions/<name>.duckdb_extension beside the running program. Takes 10 to 60 ms. kUnsupported
// if it is not there.
Status LoadExtension(Connection& connection, std::string_view name);

}  // namespace tenon::engine
