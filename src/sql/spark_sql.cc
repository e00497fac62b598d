#include "sql/spark_sql.h"

#include <algorithm>

#include "sql/spark_parser.h"
#include "sql/spark_translator.h"

namespace tenon::sql {
namespace {

SparkTable TableOf(const SparkInput& input) {
  SparkTable table{input.name, {}, false};
  for (const Column& column : input.columns) {
    SparkOrigins origins;
    origins.Add(SparkOrigin{input.name, column.name});
    table.columns.push_back({column.name, column.type, std::move(origins)});
  }
  return table;
}

}  // namespace

void SparkOrigins::Add(const SparkOrigin& origin) {
  const auto place = std::ranges::lower_bound(columns, origin);
  if (place == columns.end() || *place != origin) columns.insert(place, origin);
}

void SparkOrigins::Add(const SparkOrigins& more) {
  for (const SparkOrigin& origin : more.columns) Add(origin);
  is_whole = is_whole && more.is_whole;
}

SparkTranslator::SparkTranslator(std::span<const SparkInput> inputs) {
  for (const SparkInput& input : inputs) tables_.push_back(TableOf(input));
}

Result<SparkTranslation> TranslateSparkQuery(std::string_view query,
                                             std::span<const SparkInput> inputs) {
  ASSIGN_OR_RETURN(const SparkQuery tree, ParseSparkQuery(query));
  SparkTranslator translator(inputs);
  ASSIGN_OR_RETURN(SparkRows rows, translator.Query(tree, nullptr));
  return SparkTranslation{.sql = std::move(rows.sql),
                          .columns = std::move(rows.columns),
                          .columns_are_known = !rows.is_open,
                          .deciding = translator.deciding()};
}

Result<SparkExpressionTranslation> TranslateSparkExpression(std::string_view expression,
                                                            const Schema& columns) {
  ASSIGN_OR_RETURN(const SparkExpression tree, ParseSparkExpression(expression));
  SparkTranslator translator({});
  SparkScope scope;
  scope.tables.push_back(TableOf({"", columns}));
  ASSIGN_OR_RETURN(SparkValue value, translator.In(scope, [&] { return translator.Value(tree); }));
  return SparkExpressionTranslation{.sql = std::move(value.sql),
                                    .name = std::move(value.name),
                                    .type = std::move(value.type),
                                    .origins = std::move(value.origins)};
}

Result<std::string> FromSparkQuery(std::string_view query) {
  ASSIGN_OR_RETURN(SparkTranslation translation, TranslateSparkQuery(query, {}));
  return std::move(translation.sql);
}

Result<std::string> FromSparkExpression(std::string_view expression) {
  ASSIGN_OR_RETURN(const SparkExpression tree, ParseSparkExpression(expression));
  SparkTranslator translator({});
  SparkScope scope;
  scope.tables.push_back({.name = "", .columns = {}, .is_open = true});
  ASSIGN_OR_RETURN(SparkValue value, translator.In(scope, [&] { return translator.Value(tree); }));
  return std::move(value.sql);
}

}  // namespace tenon::sql
