#include "graph/bound.h"

#include "text/quote.h"

namespace tenon::graph {
namespace {

constexpr std::array<std::string_view, 2> kAliases = {"a", "b"};

std::string_view WordsOf(const std::array<bool, 2>& pads) {
  if (pads[0] && pads[1]) return "FULL";
  if (pads[0]) return "RIGHT";
  if (pads[1]) return "LEFT";
  return "INNER";
}

// "a" AS a: a name of SQL that the rest of the statement can be short with.
std::string Aliased(const PaddedJoin& join, std::size_t side) {
  return SqlIdentifier(join.relations[side]) + " AS " + std::string(kAliases[side]);
}

}  // namespace

std::string ToSql(const PaddedJoin& join, std::string_view words) {
  std::string sql = "SELECT ";
  for (std::size_t i = 0; i < join.outputs.size(); ++i) {
    const PaddedJoin::Output& output = join.outputs[i];
    if (i > 0) sql += ", ";
    sql += std::string(kAliases[output.from.input]) + "." + SqlIdentifier(output.column);
    if (output.name != output.column) sql += " AS " + SqlIdentifier(output.name);
  }
  sql += " FROM " + Aliased(join, 0) + " " + std::string(words) + " JOIN " + Aliased(join, 1);
  for (std::size_t i = 0; i < join.conditions.size(); ++i) {
    sql += i == 0 ? " ON a." : " AND a.";
    sql += join.conditions[i][0] + " = b." + join.conditions[i][1];
  }
  return sql;
}

std::string ToSql(const Select& select) {
  if (const auto* sql = std::get_if<std::string>(&select.text)) return *sql;
  const auto& join = std::get<PaddedJoin>(select.text);
  return ToSql(join, WordsOf(join.pads));
}

}  // namespace tenon::graph
