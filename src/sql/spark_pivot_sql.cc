// PIVOT and UNPIVOT.

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

// Adds the names of all columns that an expression reads.
void CollectColumns(const SparkExpression& expression, std::vector<std::string>& names) {
  if (expression.kind == SparkKind::kColumn) names.push_back(AsciiLower(expression.names.back()));
  for (const SparkExpression& operand : expression.operands) CollectColumns(operand, names);
}

bool Has(const std::vector<std::string>& names, std::string_view name) {
  return std::ranges::find(names, AsciiLower(name)) != names.end();
}

}  // namespace

// The columns of one value of PIVOT: one for each aggregate.
Status SparkTranslator::PivotValue(const SparkPivot& pivot, const SparkSelectItem& value,
                                   std::string& list, std::vector<SparkOutput>& columns) {
  std::vector<const SparkExpression*> parts;
  if (value.value.kind == SparkKind::kRow) {
    for (const SparkExpression& part : value.value.operands) parts.push_back(&part);
  } else {
    parts.push_back(&value.value);
  }
  if (parts.size() != pivot.columns.size()) {
    return InvalidInput(At(value.value.position) + "PIVOT needs as many values as columns");
  }
  std::string condition;
  std::string name;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    ASSIGN_OR_RETURN(const SparkValue column, Value(pivot.columns[i]));
    ASSIGN_OR_RETURN(const SparkValue constant, Value(*parts[i]));
    condition += (i == 0 ? "" : " AND ") + Compare("<=>", column, constant).sql;
    name += (i == 0 ? "" : "_") + constant.name;
  }
  if (!value.aliases.empty()) name = value.aliases[0];
  for (const SparkSelectItem& item : pivot.aggregates) {
    pivot_filter_ = condition;
    const Result<SparkValue> aggregate = Value(item.value);
    pivot_filter_.clear();
    if (!aggregate) return aggregate.error();
    const std::string label = item.aliases.empty() ? aggregate->name : item.aliases[0];
    const std::string full = pivot.aggregates.size() == 1 ? name : name + "_" + label;
    // NULL where no row has the value, for counts too: over no rows they would be 0.
    list += (list.empty() ? "" : ", ") + ("CASE WHEN count(*) FILTER (WHERE " + condition) +
            ") > 0 THEN " + aggregate->sql + " END AS " + SqlIdentifier(full);
    columns.push_back({.name = full, .type = aggregate->type, .origins = aggregate->origins});
  }
  return {};
}

// Groups by every column that neither the aggregates nor FOR read, as Spark does.
Result<std::string> SparkTranslator::Pivoted(const SparkRelation& relation, std::string source,
                                             SparkTable& table) {
  const SparkPivot& pivot = *relation.pivot;
  SparkScope scope;
  scope.outer = scope_->outer;
  scope.tables.push_back(table);
  std::vector<std::string> read;
  for (const SparkSelectItem& item : pivot.aggregates) CollectColumns(item.value, read);
  for (const SparkExpression& column : pivot.columns) CollectColumns(column, read);
  const auto run = [&]() -> Result<std::string> {
    std::string list;
    std::vector<SparkOutput> columns;
    for (const SparkOutput& column : table.columns) {
      if (Has(read, column.name)) continue;
      list += (list.empty() ? "" : ", ") + SqlIdentifier(column.name);
      columns.push_back(column);
      deciding_.Add(column.origins);
    }
    if (table.is_open) {
      std::string excluded;
      std::ranges::sort(read);
      read.erase(std::unique(read.begin(), read.end()), read.end());
      for (const std::string& name : read) {
        excluded += (excluded.empty() ? "" : ", ") + SqlIdentifier(name);
      }
      list = "* EXCLUDE (" + excluded + ")";
    }
    for (const SparkSelectItem& value : pivot.values) {
      RETURN_IF_ERROR(PivotValue(pivot, value, list, columns));
    }
    for (const SparkExpression& column : pivot.columns) {
      ASSIGN_OR_RETURN(const SparkValue value, Value(column));
      deciding_.Add(value.origins);
    }
    table.columns = std::move(columns);
    table.name.clear();
    return "(SELECT " + list + " FROM " + source +
           (source.starts_with("(") ? " AS " + SqlIdentifier("source") : "") + " GROUP BY ALL)";
  };
  return In(scope, run);
}

Result<std::string> SparkTranslator::Unpivoted(const SparkRelation& relation, std::string source,
                                               SparkTable& table) {
  const SparkUnpivot& unpivot = *relation.unpivot;
  std::vector<std::string> read;
  std::vector<SparkOutput> made(unpivot.values.size());
  std::string list;
  for (const SparkUnpivot::From& from : unpivot.from) {
    const std::vector<std::string>& names = from.columns[0];
    std::string label;
    for (std::size_t i = 0; i < names.size(); ++i) {
      read.push_back(AsciiLower(names[i]));
      label += (i == 0 ? "" : "_") + names[i];
      const auto column = std::ranges::find_if(table.columns, [&](const SparkOutput& known) {
        return EqualsIgnoringCase(known.name, names[i]);
      });
      if (column == table.columns.end()) {
        if (!table.is_open)
          return InvalidInput(At(relation.position) + "UNPIVOT: no such column: " + names[i]);
        made[i].origins.is_whole = false;
        continue;
      }
      const bool is_first = &from == &unpivot.from.front();
      made[i].type = is_first ? column->type : CommonType(made[i].type, column->type);
      made[i].origins.Add(column->origins);
    }
    list += list.empty() ? "" : ", ";
    list += (names.size() == 1 ? ColumnList(names) : "(" + ColumnList(names) + ")") + " AS " +
            SqlString(from.alias.empty() ? label : from.alias);
  }
  std::vector<SparkOutput> columns;
  for (const SparkOutput& column : table.columns) {
    if (!Has(read, column.name)) columns.push_back(column);
  }
  columns.push_back({.name = unpivot.name, .type = Type(TypeKind::kString), .origins = {}});
  for (std::size_t i = 0; i < made.size(); ++i) {
    made[i].name = unpivot.values[i];
    columns.push_back(std::move(made[i]));
  }
  table.columns = std::move(columns);
  table.name.clear();
  const std::string values = unpivot.values.size() == 1 ? ColumnList(unpivot.values)
                                                        : "(" + ColumnList(unpivot.values) + ")";
  return "(SELECT * FROM " + source + " UNPIVOT " +
         (unpivot.includes_nulls ? "INCLUDE NULLS (" : "(") + values + " FOR " +
         SqlIdentifier(unpivot.name) + " IN (" + list + ")))";
}

}  // namespace tenon::sql
