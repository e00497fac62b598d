// GROUP BY, ORDER BY and windows.

#include "sql/spark_translator.h"
#include "text/quote.h"

namespace tenon::sql {

Result<std::string> SparkTranslator::GroupBy(const SparkGrouping& grouping) {
  if (grouping.is_all) return std::string(" GROUP BY ALL");
  const auto set = [&](const std::vector<SparkExpression>& keys) -> Result<std::string> {
    std::string sql;
    for (const SparkExpression& key : keys) {
      ASSIGN_OR_RETURN(const SparkValue value, Value(key));
      deciding_.Add(value.origins);
      const bool is_column = key.kind == SparkKind::kColumn && key.names.size() == 1;
      const bool is_ordinal = key.kind == SparkKind::kNumber && value.Is(TypeKind::kInt);
      if (is_ordinal) {
        const std::size_t place = std::stoul(key.text) - 1;
        if (place < scope_->aliases.size()) deciding_.Add(scope_->aliases[place].origins);
      }
      sql += (sql.empty() ? "" : ", ") + (is_column ? SqlIdentifier(key.names[0]) : value.sql);
    }
    return sql;
  };
  std::string out;
  for (const SparkGrouping::Part& part : grouping.parts) {
    out += out.empty() ? " GROUP BY " : ", ";
    if (part.kind.empty()) {
      ASSIGN_OR_RETURN(const std::string key, set(part.sets[0]));
      out += key;
      continue;
    }
    out += part.kind + " (";
    for (std::size_t i = 0; i < part.sets.size(); ++i) {
      ASSIGN_OR_RETURN(const std::string keys, set(part.sets[i]));
      const bool is_set = part.kind == "GROUPING SETS" || part.sets[i].size() != 1;
      out += (i == 0 ? "" : ", ") + (is_set ? "(" + keys + ")" : keys);
    }
    out += ")";
  }
  return out;
}

Result<std::string> SparkTranslator::SortKeys(const std::vector<SparkSortKey>& keys,
                                              std::string* names, SparkOrigins* origins) {
  std::string out;
  for (const SparkSortKey& key : keys) {
    ASSIGN_OR_RETURN(const SparkValue value, Value(key.value));
    const std::string order = std::string(key.is_descending ? " DESC" : " ASC") + " NULLS " +
                              (key.nulls_first ? "FIRST" : "LAST");
    out += (out.empty() ? "" : ", ") + value.sql + order;
    if (names != nullptr) *names += (names->empty() ? "" : ", ") + value.name + order;
    if (origins != nullptr) origins->Add(value.origins);
    const bool is_ordinal =
        key.value.kind == SparkKind::kNumber && value.Is(TypeKind::kInt) && scope_->prefers_aliases;
    if (is_ordinal && origins != nullptr) {
      const std::size_t place = std::stoul(key.value.text) - 1;
      if (place < scope_->aliases.size()) origins->Add(scope_->aliases[place].origins);
    }
  }
  return out;
}

Result<std::string> SparkTranslator::Window(const SparkWindow& window, std::string& name,
                                            SparkOrigins& origins) {
  if (!window.base.empty() && window.order.empty() && window.unit.empty()) {
    name = window.base;
    return SqlIdentifier(window.base);
  }
  std::string out = window.base.empty() ? "" : SqlIdentifier(window.base);
  for (std::size_t i = 0; i < window.partition.size(); ++i) {
    ASSIGN_OR_RETURN(const SparkValue value, Value(window.partition[i]));
    out += (i == 0 ? "PARTITION BY " : ", ") + value.sql;
    name += (i == 0 ? "PARTITION BY " : ", ") + value.name;
    origins.Add(value.origins);
  }
  if (!window.order.empty()) {
    std::string names;
    ASSIGN_OR_RETURN(const std::string keys, SortKeys(window.order, &names, &origins));
    out += (out.empty() ? "ORDER BY " : " ORDER BY ") + keys;
    name += (name.empty() ? "ORDER BY " : " ORDER BY ") + names;
  }
  if (!window.unit.empty()) {
    std::string frame;
    for (const auto& [word, amount] : window.bounds) {
      frame += frame.empty() ? "" : " AND ";
      if (amount) {
        ASSIGN_OR_RETURN(const SparkValue value, Value(*amount));
        frame += value.sql + " ";
      }
      frame += word;
    }
    if (window.bounds.size() == 1) frame += " AND CURRENT ROW";
    out += (out.empty() ? "" : " ") + window.unit + " BETWEEN " + frame;
    name += (name.empty() ? "" : " ") + window.unit + " BETWEEN " + frame;
  } else {
    name += (name.empty() ? "" : " ") + std::string(window.order.empty()
                                                        ? "ROWS BETWEEN UNBOUNDED PRECEDING AND "
                                                          "UNBOUNDED FOLLOWING"
                                                        : "RANGE BETWEEN UNBOUNDED PRECEDING AND "
                                                          "CURRENT ROW");
  }
  name = "(" + name + ")";
  return "(" + out + ")";
}

}  // namespace tenon::sql
