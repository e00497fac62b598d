#include "types/schema.h"

#include <algorithm>

#include "text/utf8.h"

namespace tenon {

const Column* Find(const Schema& schema, std::string_view name) {
  const auto it = std::ranges::find(schema, name, &Column::name);
  return it == schema.end() ? nullptr : &*it;
}

std::vector<const Column*> FindIgnoringCase(const Schema& schema, std::string_view name) {
  std::vector<const Column*> found;
  for (const Column& column : schema) {
    if (EqualsIgnoringCase(column.name, name)) found.push_back(&column);
  }
  return found;
}

std::string ListNames(const Schema& schema, std::size_t most) {
  std::string out;
  for (std::size_t i = 0; i < schema.size(); ++i) {
    if (i > 0) out += ", ";
    if (i == most) return out + "...";
    out += schema[i].name;
  }
  return out;
}

}  // namespace tenon
