#include "graph/node.h"

namespace tenon::graph {
namespace {

std::string_view WordsOf(const std::array<bool, 2>& pads) {
  if (pads[0] && pads[1]) return " FULL JOIN ";
  if (pads[0]) return " RIGHT JOIN ";
  if (pads[1]) return " LEFT JOIN ";
  return " INNER JOIN ";
}

}  // namespace

std::string ToSql(const Select& select) {
  if (const auto* sql = std::get_if<std::string>(&select.text)) return *sql;
  const auto& join = std::get<PaddedJoin>(select.text);
  return join.head + std::string(WordsOf(join.pads)) + join.tail;
}

}  // namespace tenon::graph
