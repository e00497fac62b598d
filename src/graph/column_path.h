#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "json/value.h"
#include "types/schema.h"

namespace tenon::graph {

// A field as Glue's nodes name it: a column, then the fields of structs inside it. A segment may
// stand in backquotes, as in Glue's scripts: "`.id`".
using ColumnPath = std::vector<std::string>;

// "address.zip": for messages.
std::string ToString(const ColumnPath& path);
// A segment without its backquotes.
std::string PlainName(const std::string& segment);

// What a path means in a schema.
struct ResolvedColumn {
  std::size_t index = 0;  // of the column in the schema
  std::string name;       // of the column or innermost field, as the schema spells it
  Type type;
  std::string sql;  // "address"."zip", after the qualifier
};

enum class CaseRule { kIgnored, kCounts };

// Looks the path up. `qualifier` goes before the column in SQL: "a." or "". kInvalidInput, with the
// nearest names or else the columns that there are, if there is no such field or if its name is
// ambiguous.
Result<ResolvedColumn> Resolve(const Schema& schema, const ColumnPath& path,
                               std::string_view qualifier = "",
                               CaseRule letters = CaseRule::kIgnored);

// Reads a path: ["address","zip"]. kInvalidInput names `what` if it is none.
Result<ColumnPath> ReadPath(const json::Value& value, std::string_view what);
// Reads a list of paths. Absent: an empty one.
Result<std::vector<ColumnPath>> ReadPaths(const json::Value& value, std::string_view what);

// `"a", "b"`: the columns, quoted, for a SELECT.
std::string SelectList(const Schema& schema);

// The second of two columns whose names differ at most in case, which SQL could not tell apart;
// null pointer if there is none.
const Column* FindDuplicate(const Schema& schema);

}  // namespace tenon::graph
