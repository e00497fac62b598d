#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "types/type.h"

namespace tenon {

// A column of a table or of a node's output.
struct Column {
  std::string name;
  Type type;
  bool operator==(const Column&) const = default;
};

using Schema = std::vector<Column>;

// The column of that name exactly; null pointer if there is none.
const Column* Find(const Schema& schema, std::string_view name);

// The columns of that name in any case: as Spark resolves names (spark.sql.caseSensitive=false).
// More than one means the name is ambiguous.
std::vector<const Column*> FindIgnoringCase(const Schema& schema, std::string_view name);

// "id, name, email": the names for an error message, at most `most` of them, then "...".
std::string ListNames(const Schema& schema, std::size_t most = 12);

}  // namespace tenon
