#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "graph/column_path.h"
#include "graph/projection.h"
#include "types/type.h"

// Structs taken apart and built anew. A struct that is NULL stays NULL.
namespace tenon::graph {

// SQL and the type of what it yields.
struct SqlValue {
  std::string sql;
  Type type;
};

// A column as a value whose fields can be named: ("address").
SqlValue ColumnValue(const Column& column);

// A struct of those values. `guard` is SQL; where it is NULL, so is the struct ("" for never).
SqlValue PackStruct(const std::vector<std::pair<std::string, SqlValue>>& fields,
                    std::string_view guard);

// The struct with nothing but the fields that the paths name, or without them; `paths` begin inside
// the struct. Nothing if no field is left.
std::optional<SqlValue> OnlyFields(const SqlValue& value, const std::vector<ColumnPath>& paths);
std::optional<SqlValue> WithoutFields(const SqlValue& value, const std::vector<ColumnPath>& paths);

// The struct with the field at the path under another name, in its place.
SqlValue WithRenamedField(const SqlValue& value, std::span<const std::string> path,
                          const std::string& name);

// What a list of paths names of one column.
struct ChosenColumn {
  std::size_t column = 0;
  std::vector<ColumnPath> inside = {};  // fields of it; none for the whole column
};

// What the list names of a schema, in the order of the first mention; upper and lower case count.
// A fault of parameter `field` for each path that leads nowhere.
struct Choice {
  std::vector<ChosenColumn> columns;
  Faults faults;
};
Choice Choose(const Schema& schema, const std::vector<ColumnPath>& paths, const std::string& field);

// Adds what is chosen.
void AddChosen(const Schema& schema, const Choice& choice, Projection& out);
// Adds what is not, in the order of the schema.
void AddRest(const Schema& schema, const Choice& choice, Projection& out);

}  // namespace tenon::graph
