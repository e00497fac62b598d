#include "graph/nested_fields.h"

#include <algorithm>

#include "graph/column_fault.h"
#include "text/quote.h"

namespace tenon::graph {
namespace {

SqlValue FieldOf(const SqlValue& value, const Field& field) {
  return {value.sql + '.' + SqlIdentifier(field.name), field.type};
}

// The paths that go on from a field, without it. Absent if none leads there; one that is empty if
// the field itself is named.
std::optional<std::vector<ColumnPath>> Below(const std::vector<ColumnPath>& paths,
                                             const std::string& field) {
  std::vector<ColumnPath> below;
  for (const ColumnPath& path : paths) {
    if (PlainName(path[0]) == field) below.emplace_back(path.begin() + 1, path.end());
  }
  if (below.empty()) return std::nullopt;
  return below;
}

bool NamesTheWhole(const std::vector<ColumnPath>& below) {
  return std::ranges::any_of(below, &ColumnPath::empty);
}

}  // namespace

SqlValue ColumnValue(const Column& column) {
  return {'(' + SqlIdentifier(column.name) + ')', column.type};
}

SqlValue PackStruct(const std::vector<std::pair<std::string, SqlValue>>& fields,
                    std::string_view guard) {
  SqlValue out{"{", Type(TypeKind::kStruct)};
  for (const auto& [name, value] : fields) {
    if (!out.type.fields.empty()) out.sql += ", ";
    out.sql += SqlString(name) + ": " + value.sql;
    out.type.fields.push_back({name, value.type});
  }
  out.sql += '}';
  if (!guard.empty()) {
    out.sql = "CASE WHEN " + std::string(guard) + " IS NOT NULL THEN " + out.sql + " END";
  }
  return out;
}

std::optional<SqlValue> OnlyFields(const SqlValue& value, const std::vector<ColumnPath>& paths) {
  std::vector<std::pair<std::string, SqlValue>> kept;
  for (const Field& field : value.type.fields) {
    const auto below = Below(paths, field.name);
    if (!below) continue;
    SqlValue inner = FieldOf(value, field);
    std::optional<SqlValue> left = NamesTheWhole(*below) ? inner : OnlyFields(inner, *below);
    if (left) kept.emplace_back(field.name, *std::move(left));
  }
  if (kept.empty()) return std::nullopt;
  return PackStruct(kept, value.sql);
}

std::optional<SqlValue> WithoutFields(const SqlValue& value, const std::vector<ColumnPath>& paths) {
  std::vector<std::pair<std::string, SqlValue>> kept;
  for (const Field& field : value.type.fields) {
    SqlValue inner = FieldOf(value, field);
    const auto below = Below(paths, field.name);
    if (below && NamesTheWhole(*below)) continue;
    std::optional<SqlValue> left = below ? WithoutFields(inner, *below) : inner;
    if (left) kept.emplace_back(field.name, *std::move(left));
  }
  if (kept.empty()) return std::nullopt;
  return PackStruct(kept, value.sql);
}

SqlValue WithRenamedField(const SqlValue& value, std::span<const std::string> path,
                          const std::string& name) {
  std::vector<std::pair<std::string, SqlValue>> fields;
  for (const Field& field : value.type.fields) {
    SqlValue inner = FieldOf(value, field);
    const bool here = field.name == path[0];
    if (here && path.size() > 1) inner = WithRenamedField(inner, path.subspan(1), name);
    fields.emplace_back(here && path.size() == 1 ? name : field.name, std::move(inner));
  }
  return PackStruct(fields, value.sql);
}

Choice Choose(const Schema& schema, const std::vector<ColumnPath>& paths,
              const std::string& field) {
  Choice choice;
  std::vector<bool> whole(schema.size());
  const json::Value parameter = ToJson(paths);
  for (const ColumnPath& path : paths) {
    const Result<ResolvedColumn> found = Resolve(schema, path, "", CaseRule::kCounts);
    if (!found) {
      choice.faults.push_back(ColumnFault(field, found.error().message, parameter, schema, path,
                                          CaseRule::kCounts, choice.faults.size()));
      continue;
    }
    auto at = std::ranges::find(choice.columns, found->index, &ChosenColumn::column);
    if (at == choice.columns.end()) at = choice.columns.insert(at, {found->index, {}});
    if (path.size() == 1) whole[found->index] = true;
    if (whole[found->index]) {
      at->inside.clear();
    } else {
      at->inside.emplace_back(path.begin() + 1, path.end());
    }
  }
  return choice;
}

void AddChosen(const Schema& schema, const Choice& choice, Projection& out) {
  for (const ChosenColumn& chosen : choice.columns) {
    const Column& column = schema[chosen.column];
    if (chosen.inside.empty()) {
      out.Keep(chosen.column);
    } else if (const auto left = OnlyFields(ColumnValue(column), chosen.inside)) {
      out.AddStrict(column.name, left->type, left->sql, chosen.column);
    }
  }
}

void AddRest(const Schema& schema, const Choice& choice, Projection& out) {
  for (std::size_t i = 0; i < schema.size(); ++i) {
    const auto chosen = std::ranges::find(choice.columns, i, &ChosenColumn::column);
    if (chosen == choice.columns.end()) {
      out.Keep(i);
    } else if (!chosen->inside.empty()) {
      const auto left = WithoutFields(ColumnValue(schema[i]), chosen->inside);
      if (left) out.AddStrict(schema[i].name, left->type, left->sql, i);
    }
  }
}

}  // namespace tenon::graph
