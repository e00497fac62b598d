#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "graph/bound.h"
#include "graph/column_path.h"
#include "json/value.h"
#include "types/schema.h"

namespace tenon::graph {

// The paths that lead somewhere and differ from this one, which does not, in one segment that is
// near to its own: nearest first. None if the path leads somewhere.
std::vector<ColumnPath> NearPaths(const Schema& schema, const ColumnPath& path,
                                  CaseRule letters = CaseRule::kIgnored);

// [["address","zip"]]: the reverse of ReadPath and ReadPaths.
json::Value ToJson(const ColumnPath& path);
json::Value ToJson(const std::vector<ColumnPath>& paths);

// The fault of a parameter with a path that leads nowhere: `message` is what Resolve says. Each
// near path is a fix: it takes the place of the wrong one wherever that stands in `parameter`, the
// whole value of the parameter `field` (the constants of a filter are no paths). Each fix holds
// that value, so there is none if the node has twenty faults already: `before` says how many.
Fault ColumnFault(std::string field, std::string message, const json::Value& parameter,
                  const Schema& schema, const ColumnPath& path,
                  CaseRule letters = CaseRule::kIgnored, std::size_t before = 0);

// Sets the parameter as a fix's only edit.
Fix FixBySetting(std::string title, std::string parameter, json::Value value);

// Puts a Change Schema node before an input of that title and columns, which casts one of them.
// Nothing if there is no such cast.
std::optional<Fix> FixByCasting(std::size_t input, const std::string& title, const Schema& schema,
                                std::size_t column, const Type& to);

// The Mapping of an ApplyMapping that makes columns `to` of columns `from`, in order.
json::Value MappingBetween(const Schema& from, const Schema& to);

}  // namespace tenon::graph
