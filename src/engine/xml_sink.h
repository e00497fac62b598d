#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>

#include "base/result.h"
#include "engine/duckdb.h"
#include "task/task.h"

namespace tenon::engine {

// Writes rows as XML files <folder>/<key>=<value>/data.xml, one for each partition (one even of no
// rows, where there are no keys): <root> with one element of the sink's row tag for each row.
// `rows` is a SELECT of the row as JSON text and of the partition keys. A member is an element; of
// an array, several; NULL is none. Members whose names begin with the attribute prefix are
// attributes, and the value tag is text, so that what was read from XML is written as it was.
// Characters that XML cannot hold become U+FFFD. Yields the rows of each file.
Result<std::map<std::string, std::uint64_t>> WriteXmlFiles(Connection& connection,
                                                           const task::Sink& sink,
                                                           const std::string& rows,
                                                           const std::filesystem::path& folder);

}  // namespace tenon::engine
