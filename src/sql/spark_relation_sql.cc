// FROM: tables, joins, VALUES, lateral views, PIVOT, UNPIVOT and samples.

#include <algorithm>

#include "sql/spark_translator.h"
#include "text/quote.h"
#include "text/utf8.h"

namespace tenon::sql {
namespace {

std::string ColumnList(const std::vector<std::string>& names) {
  std::string out;
  for (const std::string& name : names) out += (out.empty() ? "" : ", ") + SqlIdentifier(name);
  return out;
}

// The relation under the names that it has before PIVOT or UNPIVOT.
std::string Inner(const SparkRelation& relation, const std::string& source, SparkTable& table) {
  if (!relation.inner_alias.empty()) table.name = relation.inner_alias;
  const std::vector<std::string>& names = relation.inner_columns;
  for (std::size_t i = 0; i < std::min(names.size(), table.columns.size()); ++i) {
    table.columns[i].name = names[i];
  }
  const bool is_made = relation.kind == SparkRelation::Kind::kValues ||
                       relation.kind == SparkRelation::Kind::kFunction;
  if (names.empty() && !is_made) return source;
  std::vector<std::string> all = names;
  if (all.empty()) {
    for (const SparkOutput& column : table.columns) all.push_back(column.name);
  }
  return "(SELECT * FROM " + source + " AS " +
         SqlIdentifier(table.name.empty() ? "query" : table.name) + "(" + ColumnList(all) + "))";
}

std::string Sampled(const SparkSample& sample, const std::string& source) {
  if (sample.rows) return source;
  std::string sql = "(SELECT * FROM " + source + " TABLESAMPLE bernoulli(";
  sql += sample.percent.find('/') == std::string::npos
             ? sample.percent
             : std::to_string(100.0 / std::stod(sample.percent.substr(8)));
  sql += "%)";
  if (!sample.seed.empty()) sql += " REPEATABLE (" + sample.seed + ")";
  return sql + ")";
}

}  // namespace

Result<std::string> SparkTranslator::Relation(const SparkRelation& relation) {
  if (relation.kind == SparkRelation::Kind::kJoin) {
    const std::size_t before = scope_->tables.size();
    ASSIGN_OR_RETURN(std::string sql, Join(relation));
    if (relation.alias.empty()) return sql;
    // An alias of the join hides those within it.
    SparkTable table{relation.alias, {}, false};
    for (std::size_t i = before; i < scope_->tables.size(); ++i) {
      SparkTable& part = scope_->tables[i];
      std::ranges::move(part.columns, std::back_inserter(table.columns));
      table.is_open = table.is_open || part.is_open;
    }
    scope_->tables.resize(before);
    scope_->tables.push_back(std::move(table));
    return "(SELECT * FROM " + sql + ") AS " + SqlIdentifier(relation.alias);
  }
  SparkTable table;
  ASSIGN_OR_RETURN(std::string sql, Source(relation, table));
  if (relation.sample) {
    sql = Sampled(*relation.sample, sql);
    if (relation.sample->rows) {
      ASSIGN_OR_RETURN(const SparkValue rows, Value(*relation.sample->rows));
      sql = "(SELECT * FROM " + sql + " LIMIT " + rows.sql + ")";
    }
  }
  if (relation.pivot || relation.unpivot) sql = Inner(relation, sql, table);
  if (relation.pivot) {
    ASSIGN_OR_RETURN(sql, Pivoted(relation, std::move(sql), table));
  } else if (relation.unpivot) {
    ASSIGN_OR_RETURN(sql, Unpivoted(relation, std::move(sql), table));
  }
  if (!relation.alias.empty()) table.name = relation.alias;
  std::vector<std::string> names = relation.column_aliases;
  if (!names.empty() && !table.is_open && names.size() != table.columns.size()) {
    return InvalidInput(At(relation.position) + "table " + table.name + " has " +
                        std::to_string(table.columns.size()) +
                        " columns; give as many names: " + std::to_string(names.size()));
  }
  for (std::size_t i = 0; i < std::min(names.size(), table.columns.size()); ++i) {
    table.columns[i].name = names[i];
  }
  const bool is_made =
      relation.kind != SparkRelation::Kind::kTable && relation.kind != SparkRelation::Kind::kQuery;
  if (names.empty() && is_made) {
    for (const SparkOutput& column : table.columns) names.push_back(column.name);
  }
  const bool keeps_name = relation.kind == SparkRelation::Kind::kTable && relation.alias.empty() &&
                          !relation.sample && !relation.pivot && !relation.unpivot;
  if (!keeps_name) {
    const std::string alias = table.name.empty() ? "query" : table.name;
    sql += " AS " + SqlIdentifier(alias);
    if (!names.empty()) sql += "(" + ColumnList(names) + ")";
  }
  scope_->tables.push_back(std::move(table));
  return sql;
}

// The relation itself, without alias; its columns go to `table`.
Result<std::string> SparkTranslator::Source(const SparkRelation& relation, SparkTable& table) {
  switch (relation.kind) {
    case SparkRelation::Kind::kTable: {
      const auto known = std::find_if(tables_.rbegin(), tables_.rend(), [&](const SparkTable& t) {
        return relation.names.size() == 1 && EqualsIgnoringCase(t.name, relation.names[0]);
      });
      if (known != tables_.rend()) table = *known;
      if (known == tables_.rend()) table.is_open = true;
      table.name = relation.names.back();
      return QuotedNames(relation.names);
    }
    case SparkRelation::Kind::kQuery: {
      // A lateral query sees what stands before it; another one only what is around the whole.
      ASSIGN_OR_RETURN(SparkRows rows,
                       Query(*relation.query, relation.is_lateral ? scope_ : scope_->outer));
      table.columns = std::move(rows.columns);
      table.is_open = rows.is_open;
      return (relation.is_lateral ? "LATERAL (" : "(") + rows.sql + ")";
    }
    case SparkRelation::Kind::kValues:
      return ValueRows(relation, table);
    case SparkRelation::Kind::kFunction:
      return TableFunction(relation, table);
    case SparkRelation::Kind::kJoin: {
      // A join that is sampled or pivoted.
      SparkScope scope;
      scope.outer = scope_->outer;
      ASSIGN_OR_RETURN(const std::string sql, In(scope, [&] { return Join(relation); }));
      for (SparkTable& part : scope.tables) {
        std::ranges::move(part.columns, std::back_inserter(table.columns));
        table.is_open = table.is_open || part.is_open;
      }
      return "(SELECT * FROM " + sql + ")";
    }
  }
  return Internal("no such kind of relation");
}

Result<std::string> SparkTranslator::Join(const SparkRelation& relation) {
  const std::size_t first = scope_->tables.size();
  ASSIGN_OR_RETURN(const std::string left, Relation(*relation.left));
  const std::size_t second = scope_->tables.size();
  ASSIGN_OR_RETURN(const std::string right, Relation(*relation.right));
  std::string kind = relation.names[0];
  std::string sql;
  std::vector<std::string> merged = relation.using_columns;
  if (relation.is_natural) {
    for (std::size_t i = first; i < second; ++i) {
      for (const SparkOutput& column : scope_->tables[i].columns) {
        for (std::size_t k = second; k < scope_->tables.size(); ++k) {
          const bool shares =
              std::ranges::any_of(scope_->tables[k].columns, [&](const SparkOutput& other) {
                return EqualsIgnoringCase(other.name, column.name);
              });
          if (shares) merged.push_back(column.name);
        }
      }
    }
    if (merged.empty()) {
      return InvalidInput(At(relation.position) + "NATURAL JOIN finds no column of both tables");
    }
  }
  std::string condition;
  if (relation.condition) {
    ASSIGN_OR_RETURN(const SparkValue value, Value(*relation.condition));
    deciding_.Add(value.origins);
    condition = " ON " + value.sql;
  } else if (!merged.empty()) {
    condition = " USING (" + ColumnList(merged) + ")";
    for (const std::string& name : merged) {
      for (std::size_t i = first; i < scope_->tables.size(); ++i) {
        for (const SparkOutput& column : scope_->tables[i].columns) {
          if (EqualsIgnoringCase(column.name, name)) deciding_.Add(column.origins);
        }
        if (scope_->tables[i].is_open) deciding_.is_whole = false;
      }
      scope_->merged.push_back(AsciiLower(name));
    }
  } else if (kind == "INNER" || kind == "CROSS") {
    kind = "CROSS";
  } else {
    condition = " ON true";
  }
  const bool is_semi = kind == "SEMI" || kind == "ANTI";
  if (kind == "CROSS" && !condition.empty()) kind = "INNER";
  if (is_semi) {
    scope_->tables.resize(second);
    for (const std::string& name : merged) std::erase(scope_->merged, AsciiLower(name));
  }
  return left + " " + kind + " JOIN " + right + condition;
}

Result<std::string> SparkTranslator::ValueRows(const SparkRelation& relation, SparkTable& table) {
  std::vector<std::vector<SparkValue>> rows;
  for (const SparkExpression& row : relation.arguments) {
    if (row.kind == SparkKind::kRow) {
      ASSIGN_OR_RETURN(std::vector<SparkValue> values, Values(row.operands));
      rows.push_back(std::move(values));
    } else {
      ASSIGN_OR_RETURN(SparkValue value, Value(row));
      rows.push_back({std::move(value)});
    }
    if (rows.back().size() != rows.front().size()) {
      return InvalidInput(At(row.position) + "every row of VALUES needs the same number of values");
    }
  }
  for (std::size_t i = 0; i < rows.front().size(); ++i) {
    std::vector<SparkValue> column;
    for (const auto& row : rows) column.push_back(row[i]);
    const std::optional<Type> type = CommonType(column);
    table.columns.push_back({.name = "col" + std::to_string(i + 1), .type = type, .origins = {}});
    if (!type) continue;
    for (auto& row : rows) row[i] = Coerced(std::move(row[i]), *type);
  }
  std::string sql;
  for (const auto& row : rows) {
    sql += sql.empty() ? "(VALUES (" : ", (";
    for (std::size_t i = 0; i < row.size(); ++i) sql += (i == 0 ? "" : ", ") + row[i].sql;
    sql += ")";
  }
  return sql + ")";
}

Result<std::string> SparkTranslator::TableFunction(const SparkRelation& relation,
                                                   SparkTable& table) {
  const std::string& name = relation.names[0];
  table.name = name;
  if (name == "range") {
    ASSIGN_OR_RETURN(std::vector<SparkValue> values, Values(relation.arguments));
    if (values.empty() || values.size() > 4) {
      return InvalidInput(At(relation.position) + "range takes (start, end, step, parts)");
    }
    values.resize(std::min<std::size_t>(values.size(), 3));
    std::string sql;
    for (const SparkValue& value : values) {
      sql += (sql.empty() ? "range(" : ", ") + SparkCast(value, Type(TypeKind::kBigint));
    }
    table.columns = {{.name = "id", .type = Type(TypeKind::kBigint), .origins = {}}};
    return sql + ")";
  }
  if (!IsGenerator(name)) {
    return InvalidInput(At(relation.position) + "no such table function here: " + name);
  }
  ASSIGN_OR_RETURN(
      const std::vector<SparkValue> values,
      Generate(name, relation.arguments, relation.position, false, relation.column_aliases.size()));
  std::string list;
  for (const SparkValue& value : values) {
    list += (list.empty() ? "" : ", ") + value.sql + " AS " + SqlIdentifier(value.name);
    table.columns.push_back({.name = value.name, .type = value.type, .origins = value.origins});
  }
  return (relation.is_lateral ? "LATERAL (SELECT " : "(SELECT ") + list + ")";
}

Result<std::string> SparkTranslator::LateralView(const SparkLateralView& view) {
  const SparkExpression& call = view.generator;
  if (!IsGenerator(call.text)) {
    return InvalidInput(At(call.position) +
                        "LATERAL VIEW takes a generator such as explode: " + call.text);
  }
  ASSIGN_OR_RETURN(
      const std::vector<SparkValue> values,
      Generate(call.text, call.operands, call.position, view.is_outer, view.columns.size()));
  if (!view.columns.empty() && view.columns.size() != values.size()) {
    return InvalidInput(At(call.position) + call.text + " makes " + std::to_string(values.size()) +
                        " columns; name each of them");
  }
  SparkTable table{view.alias, {}, false};
  std::string list;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const std::string name = view.columns.empty() ? values[i].name : view.columns[i];
    list += (i == 0 ? "" : ", ") + values[i].sql + " AS " + SqlIdentifier(name);
    table.columns.push_back({.name = name, .type = values[i].type, .origins = values[i].origins});
    deciding_.Add(values[i].origins);
  }
  const std::string alias =
      view.alias.empty() ? "view" + std::to_string(scope_->tables.size()) : view.alias;
  scope_->tables.push_back(std::move(table));
  return ", LATERAL (SELECT " + list + ") AS " + SqlIdentifier(alias);
}

}  // namespace tenon::sql
