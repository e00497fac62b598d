#include "graph/projection.h"

#include <utility>

#include "text/quote.h"
#include "text/utf8.h"

namespace tenon::graph {
namespace {

std::vector<ColumnOf> OfTheInput(const std::vector<std::size_t>& columns) {
  std::vector<ColumnOf> out;
  for (const std::size_t column : columns) out.push_back({0, column});
  return out;
}

}  // namespace

void Projection::Keep(std::size_t column) { KeepAs(column, input_.schema[column].name); }

void Projection::KeepAs(std::size_t column, std::string name) {
  const Column& kept = input_.schema[column];
  AddStrict(std::move(name), kept.type, SqlIdentifier(kept.name), column);
}

void Projection::KeepAll() {
  for (std::size_t i = 0; i < input_.schema.size(); ++i) Keep(i);
}

void Projection::Add(std::string name, Type type, std::string sql, std::vector<std::size_t> from) {
  const std::string alias = SqlIdentifier(name);
  list_.push_back(sql == alias ? alias : std::move(sql) + " AS " + alias);
  schema_.push_back({std::move(name), std::move(type)});
  select_.origins.emplace_back(std::nullopt);
  select_.values.push_back(OfTheInput(from));
}

void Projection::AddStrict(std::string name, Type type, std::string sql, std::size_t from) {
  Add(std::move(name), std::move(type), std::move(sql), {from});
  select_.origins.back() = ColumnOf{0, from};
}

void Projection::Put(std::string name, Type type, std::string sql, std::vector<std::size_t> from) {
  for (std::size_t i = 0; i < schema_.size(); ++i) {
    if (!EqualsIgnoringCase(schema_[i].name, name)) continue;
    list_[i] = std::move(sql) + " AS " + SqlIdentifier(name);
    schema_[i] = {std::move(name), std::move(type)};
    select_.origins[i].reset();
    select_.values[i] = OfTheInput(from);
    return;
  }
  Add(std::move(name), std::move(type), std::move(sql), std::move(from));
}

void Projection::Decide(const std::vector<std::size_t>& columns) {
  for (const ColumnOf column : OfTheInput(columns)) select_.deciding.push_back(column);
}

void Projection::Need(std::size_t column) { select_.needed.push_back({0, column}); }

BindResult Projection::Finish(std::string_view clauses, std::string_view words) && {
  if (list_.empty()) return Fail("", "no column would be left; keep at least one");
  std::string sql = "SELECT ";
  if (!words.empty()) sql += std::string(words) + ' ';
  for (std::size_t i = 0; i < list_.size(); ++i) sql += (i > 0 ? ", " : "") + list_[i];
  sql += " FROM " + SqlIdentifier(input_.relation);
  if (!clauses.empty()) sql += ' ' + std::string(clauses);
  select_.text = std::move(sql);
  select_.row_by_row =
      !looks_at_all_rows_ && words.empty() && (clauses.empty() || clauses.starts_with("WHERE "));
  return Bound{.schema = std::move(schema_), .part = std::move(select_)};
}

}  // namespace tenon::graph
