// Queries: WITH, SELECT, set operations, ORDER BY, GROUP BY and windows.

#include <algorithm>

#include "sql/spark_translator.h"
#include "text/quote.h"
#include "text/utf8.h"

namespace tenon::sql {
namespace {

// The columns of a query under the names of its alias list.
Status Rename(std::vector<SparkOutput>& columns, bool is_open,
              const std::vector<std::string>& names, const std::string& table) {
  if (names.empty()) return {};
  if (!is_open && names.size() != columns.size()) {
    return InvalidInput("table " + table + " has " + std::to_string(columns.size()) +
                        " columns, but this many names: " + std::to_string(names.size()));
  }
  for (std::size_t i = 0; i < std::min(names.size(), columns.size()); ++i) {
    columns[i].name = names[i];
  }
  return {};
}

// The star of a table whose columns are not known.
std::string OpenStar(const SparkExpression& star) {
  std::string out = star.names.empty() ? "*" : SqlIdentifier(star.names.back()) + ".*";
  for (std::size_t i = 0; i < star.operands.size(); ++i) {
    out += (i == 0 ? " EXCLUDE (" : ", ") + SqlIdentifier(star.operands[i].names[0]);
  }
  return out + (star.operands.empty() ? "" : ")");
}

}  // namespace

Result<SparkRows> SparkTranslator::Query(const SparkQuery& query, const SparkScope* outer) {
  const std::size_t before = tables_.size();
  std::string with;
  SparkScope scope;
  scope.outer = outer;
  const auto run = [&]() -> Result<SparkRows> {
    for (const SparkCommonTable& table : query.tables) {
      ASSIGN_OR_RETURN(SparkRows rows, Query(*table.query, outer));
      RETURN_IF_ERROR(Rename(rows.columns, rows.is_open, table.columns, table.name));
      with += (with.empty() ? "WITH " : ", ") + SqlIdentifier(table.name);
      for (std::size_t i = 0; i < table.columns.size(); ++i) {
        with += (i == 0 ? "(" : ", ") + SqlIdentifier(table.columns[i]);
      }
      with += (table.columns.empty() ? " AS (" : ") AS (") + rows.sql + ")";
      tables_.push_back({table.name, std::move(rows.columns), rows.is_open});
    }
    return Body(query.body, &query);
  };
  Result<SparkRows> rows = In(scope, run);
  tables_.resize(before);
  if (rows && (rows->sql.size() > kSparkLongest || rows->columns.size() > kSparkColumns)) {
    return InvalidInput("the query grows too long for the engine; split it into several");
  }
  if (rows && !with.empty()) rows->sql = with + " " + rows->sql;
  return rows;
}

// ORDER BY and LIMIT of a query whose names are in scope.
Result<std::string> SparkTranslator::Tail(const SparkQuery& query) {
  std::string sql;
  if (!query.order.empty()) {
    SparkOrigins origins;
    scope_->prefers_aliases = true;
    Result<std::string> keys = SortKeys(query.order, nullptr, &origins);
    scope_->prefers_aliases = false;
    if (!keys) return keys.error();
    sql += " ORDER BY " + *keys;
    if (query.limit || query.offset) deciding_.Add(origins);
  }
  if (query.limit) {
    ASSIGN_OR_RETURN(const SparkValue limit, Value(*query.limit));
    sql += " LIMIT " + limit.sql;
  }
  if (query.offset) {
    ASSIGN_OR_RETURN(const SparkValue offset, Value(*query.offset));
    sql += " OFFSET " + offset.sql;
  }
  return sql;
}

Result<SparkRows> SparkTranslator::Body(const SparkBody& body, const SparkQuery* with_order) {
  if (body.select != nullptr) return Select(*body.select, with_order);
  SparkRows rows;
  if (body.query != nullptr) {
    ASSIGN_OR_RETURN(rows, Query(*body.query, scope_->outer));
    rows.sql = "(" + rows.sql + ")";
  } else {
    ASSIGN_OR_RETURN(rows, SetOperation(body));
  }
  if (with_order != nullptr) {
    SparkScope scope;
    scope.outer = scope_->outer;
    scope.tables.push_back({"", rows.columns, rows.is_open});
    ASSIGN_OR_RETURN(const std::string tail, In(scope, [&] { return Tail(*with_order); }));
    rows.sql += tail;
  }
  return rows;
}

Result<SparkRows> SparkTranslator::SetOperation(const SparkBody& body) {
  ASSIGN_OR_RETURN(SparkRows left, Body(body.sides[0], nullptr));
  ASSIGN_OR_RETURN(SparkRows right, Body(body.sides[1], nullptr));
  const bool is_open = left.is_open || right.is_open;
  if (!is_open && left.columns.size() != right.columns.size()) {
    return InvalidInput(body.operation + " needs the same number of columns on both sides: " +
                        std::to_string(left.columns.size()) + " and " +
                        std::to_string(right.columns.size()));
  }
  // Both sides take the common type, which the engine would see otherwise (text with numbers).
  std::vector<std::optional<Type>> types;
  for (std::size_t i = 0; !is_open && i < left.columns.size(); ++i) {
    types.push_back(CommonType(left.columns[i].type, right.columns[i].type));
  }
  const auto cast = [&](SparkRows& side) {
    bool differs = false;
    std::string list;
    for (std::size_t i = 0; i < types.size(); ++i) {
      const SparkValue column{.sql = SqlIdentifier(side.columns[i].name),
                              .type = side.columns[i].type};
      differs = differs || (types[i] && column.type != types[i]);
      list += (i == 0 ? "" : ", ") + (types[i] ? SparkCast(column, *types[i]) : column.sql) +
              " AS " + column.sql;
    }
    if (differs) side.sql = "SELECT " + list + " FROM (" + side.sql + ")";
  };
  cast(left);
  cast(right);
  SparkRows out;
  out.is_open = is_open;
  out.sql =
      "(" + left.sql + ") " + body.operation + (body.is_all ? " ALL (" : " (") + right.sql + ")";
  out.columns = std::move(left.columns);
  for (std::size_t i = 0; i < std::min(out.columns.size(), right.columns.size()); ++i) {
    if (i < types.size()) out.columns[i].type = types[i];
    if (body.operation == "UNION") {
      out.columns[i].origins.Add(right.columns[i].origins);
    } else {
      deciding_.Add(out.columns[i].origins);
      deciding_.Add(right.columns[i].origins);
    }
  }
  return out;
}

// grouping_id() of the select list needs what is grouped by.
void SparkTranslator::CollectGroupKeys(const SparkGrouping& grouping) {
  for (const SparkGrouping::Part& part : grouping.parts) {
    for (const auto& set : part.sets) {
      for (const SparkExpression& key : set) {
        if (key.kind != SparkKind::kColumn) continue;
        const Result<SparkValue> value = Value(key);
        if (value &&
            std::ranges::find(scope_->group_keys, value->sql) == scope_->group_keys.end()) {
          scope_->group_keys.push_back(value->sql);
        }
      }
    }
  }
}

Result<SparkRows> SparkTranslator::Select(const SparkSelect& select, const SparkQuery* with_order) {
  SparkRows rows;
  std::string from;
  for (const SparkRelation& relation : select.from) {
    ASSIGN_OR_RETURN(const std::string sql, Relation(relation));
    from += (from.empty() ? " FROM " : ", ") + sql;
  }
  if (from.empty() && !select.views.empty()) from = " FROM (SELECT 1)";
  for (const SparkLateralView& view : select.views) {
    ASSIGN_OR_RETURN(const std::string sql, LateralView(view));
    from += sql;
  }
  std::string where;
  if (select.where) {
    ASSIGN_OR_RETURN(const SparkValue condition, Value(*select.where));
    deciding_.Add(condition.origins);
    where = " WHERE " + SparkCast(condition.type ? condition
                                                 : SparkValue{.sql = condition.sql,
                                                              .type = Type(TypeKind::kBoolean)},
                                  Type(TypeKind::kBoolean));
  }
  std::string named_windows;
  std::string list;
  const auto windows = [&]() -> Status {
    for (const auto& [name, window] : select.windows) {
      std::string ignored;
      ASSIGN_OR_RETURN(const std::string sql, Window(window, ignored, deciding_));
      named_windows += (named_windows.empty() ? " WINDOW " : ", ") + SqlIdentifier(name) + " AS " +
                       (window.base.empty() ? sql : "(" + sql + ")");
    }
    return {};
  };
  RETURN_IF_ERROR(windows());
  std::string group;
  if (select.grouping) CollectGroupKeys(*select.grouping);
  for (const SparkSelectItem& item : select.items) RETURN_IF_ERROR(Item(item, rows, list));
  if (select.grouping) {
    ASSIGN_OR_RETURN(group, GroupBy(*select.grouping));
  }
  std::string having;
  if (select.having) {
    ASSIGN_OR_RETURN(const SparkValue condition, Value(*select.having));
    deciding_.Add(condition.origins);
    having = " HAVING " + condition.sql;
  }
  rows.sql = std::string("SELECT ") + (select.is_distinct ? "DISTINCT " : "") + list + from +
             where + group + having + named_windows;
  if (with_order != nullptr) {
    ASSIGN_OR_RETURN(const std::string tail, Tail(*with_order));
    rows.sql += tail;
  }
  return rows;
}

Status SparkTranslator::Item(const SparkSelectItem& item, SparkRows& rows, std::string& list) {
  const SparkExpression& written = item.value;
  const auto add = [&](const SparkValue& value, const std::string& alias) {
    list += (list.empty() ? "" : ", ") + value.sql + " AS " + SqlIdentifier(alias);
    rows.columns.push_back({.name = alias, .type = value.type, .origins = value.origins});
    scope_->aliases.push_back(rows.columns.back());
  };
  if (written.kind == SparkKind::kStar) return Star(written, rows, list);
  if (written.kind == SparkKind::kCall && IsGenerator(written.text)) {
    ASSIGN_OR_RETURN(
        const std::vector<SparkValue> values,
        Generate(written.text, written.operands, written.position, false, item.aliases.size()));
    if (!item.aliases.empty() && item.aliases.size() != values.size()) {
      return InvalidInput(At(written.position) + written.text + " makes " +
                          std::to_string(values.size()) + " columns; name each of them");
    }
    for (std::size_t i = 0; i < values.size(); ++i) {
      add(values[i], item.aliases.empty() ? values[i].name : item.aliases[i]);
    }
    return {};
  }
  if (item.aliases.size() > 1) {
    return InvalidInput(At(written.position) +
                        "only a generator such as explode has several names");
  }
  ASSIGN_OR_RETURN(const SparkValue value, Value(written));
  std::string alias = item.aliases.empty() ? value.name : item.aliases[0];
  if (item.aliases.empty() && written.kind == SparkKind::kNamed) alias = written.names[0];
  add(value, alias.empty() ? "col" : alias);
  return {};
}

Status SparkTranslator::Star(const SparkExpression& star, SparkRows& rows, std::string& list) {
  const auto is_excluded = [&](const std::string& name) {
    return std::ranges::any_of(star.operands, [&](const SparkExpression& column) {
      return EqualsIgnoringCase(column.names[0], name);
    });
  };
  bool is_open = false;
  bool found = star.names.empty();
  std::vector<std::pair<std::string, SparkOutput>> expanded;
  for (const std::string& name : scope_->merged) {
    if (!star.names.empty() || is_excluded(name)) continue;
    std::size_t used = 0;
    if (const std::optional<SparkValue> value = Resolve({name}, *scope_, used)) {
      expanded.emplace_back(
          SqlIdentifier(name),
          SparkOutput{.name = value->name, .type = value->type, .origins = value->origins});
    }
  }
  for (const SparkTable& table : scope_->tables) {
    if (!star.names.empty() && !EqualsIgnoringCase(table.name, star.names.back())) continue;
    found = true;
    is_open = is_open || table.is_open;
    for (const SparkOutput& column : table.columns) {
      const bool is_merged =
          star.names.empty() &&
          std::ranges::find(scope_->merged, AsciiLower(column.name)) != scope_->merged.end();
      if (is_merged || is_excluded(column.name)) continue;
      const std::string qualifier = table.name.empty() ? "" : SqlIdentifier(table.name) + ".";
      expanded.emplace_back(qualifier + SqlIdentifier(column.name), column);
    }
  }
  if (!found) {
    // A struct's fields: s.*
    SparkExpression column{
        .kind = SparkKind::kColumn, .names = star.names, .position = star.position};
    ASSIGN_OR_RETURN(const SparkValue value, Column(column));
    if (!value.Is(TypeKind::kStruct)) {
      return InvalidInput(At(star.position) + "no such table: " + star.names.back());
    }
    for (const Field& field : value.type->fields) {
      ASSIGN_OR_RETURN(const SparkValue part, FieldOf(value, field.name, star.position));
      expanded.emplace_back(
          part.sql, SparkOutput{.name = field.name, .type = part.type, .origins = part.origins});
    }
  }
  if (is_open) {
    rows.is_open = true;
    list += (list.empty() ? "" : ", ") + OpenStar(star);
    return {};
  }
  if (expanded.empty()) return InvalidInput(At(star.position) + "* stands for no column here");
  for (auto& [sql, column] : expanded) {
    list += (list.empty() ? "" : ", ") + sql + " AS " + SqlIdentifier(column.name);
    rows.columns.push_back(std::move(column));
  }
  return {};
}

}  // namespace tenon::sql
