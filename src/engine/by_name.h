#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "engine/duckdb.h"
#include "task/source.h"

// Files that have columns of their own, read by their names.
namespace tenon::engine {

// A declared column whose files have another type, of which not every value is one of the declared.
struct OwnField {
  Column column;
  std::string text;    // SQL: what the files have, as text
  std::string is_bad;  // SQL: whether it does not fit
};

struct ByName {
  std::string select;  // "a AS a, CAST(...) AS b": the source's columns
  std::string scan;    // what they are selected from
  std::vector<OwnField> doubtful;
};

// How the part's columns come from its files: the declared ones by name in any case, NULL where the
// files have none; all of the files' own if none is declared. A value that does not fit becomes
// `misfit`, an SQL expression, or NULL if that is "".
Result<ByName> ReadByName(Connection& connection, const task::Source& part,
                          std::string_view misfit);

}  // namespace tenon::engine
