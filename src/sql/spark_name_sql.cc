// What a name means: a lambda's parameter, a column, a field of one, an alias of the select list.

#include <algorithm>

#include "sql/spark_translator.h"
#include "text/quote.h"
#include "text/utf8.h"

namespace tenon::sql {
namespace {

const SparkOutput* FindColumn(const std::vector<SparkOutput>& columns, std::string_view name) {
  const auto found = std::ranges::find_if(
      columns, [&](const SparkOutput& column) { return EqualsIgnoringCase(column.name, name); });
  return found == columns.end() ? nullptr : &*found;
}

SparkValue Of(const SparkOutput& column, std::string sql) {
  return {.sql = std::move(sql),
          .type = column.type,
          .name = column.name,
          .origins = column.origins,
          .is_column = true};
}

SparkOrigins NotKnown() { return {.columns = {}, .is_whole = false}; }

std::string NamesInSight(const SparkScope& scope) {
  std::string out;
  int count = 0;
  for (const SparkTable& table : scope.tables) {
    for (const SparkOutput& column : table.columns) {
      if (++count > 12) return out + ", ...";
      out += (out.empty() ? "" : ", ") + column.name;
    }
  }
  return out;
}

}  // namespace

std::string QuotedNames(const std::vector<std::string>& names) {
  std::string out;
  for (const std::string& name : names) out += (out.empty() ? "" : ".") + SqlIdentifier(name);
  return out;
}

std::optional<SparkValue> SparkTranslator::Resolve(const std::vector<std::string>& names,
                                                   const SparkScope& scope,
                                                   std::size_t& used) const {
  used = 1;
  for (auto it = scope.variables.rbegin(); it != scope.variables.rend(); ++it) {
    if (!EqualsIgnoringCase(it->name, names[0])) continue;
    SparkValue value = Of(*it, SqlIdentifier(names[0]));
    value.name = "namedlambdavariable()";
    return value;
  }
  if (scope.prefers_aliases) {
    if (const SparkOutput* alias = FindColumn(scope.aliases, names[0])) {
      return Of(*alias, SqlIdentifier(names[0]));
    }
  }
  if (names.size() > 1) {
    for (const SparkTable& table : scope.tables) {
      if (!EqualsIgnoringCase(table.name, names[0])) continue;
      used = 2;
      const std::string sql = SqlIdentifier(names[0]) + "." + SqlIdentifier(names[1]);
      if (const SparkOutput* column = FindColumn(table.columns, names[1])) return Of(*column, sql);
      if (table.is_open) return SparkValue{.sql = sql, .name = names[1], .origins = NotKnown()};
    }
  }
  used = 1;
  for (const SparkTable& table : scope.tables) {
    const SparkOutput* column = FindColumn(table.columns, names[0]);
    if (column == nullptr) continue;
    SparkValue value = Of(*column, SqlIdentifier(names[0]));
    // One column of two tables: its value comes from either.
    if (FindColumn(scope.aliases, names[0]) == nullptr || !scope.merged.empty()) {
      for (const SparkTable& other : scope.tables) {
        const SparkOutput* twin = FindColumn(other.columns, names[0]);
        if (twin != nullptr &&
            std::ranges::find(scope.merged, AsciiLower(names[0])) != scope.merged.end()) {
          value.origins.Add(twin->origins);
        }
      }
    }
    return value;
  }
  if (const SparkOutput* alias = FindColumn(scope.aliases, names[0])) {
    return Of(*alias, SqlIdentifier(names[0]));
  }
  return std::nullopt;
}

Result<SparkValue> SparkTranslator::Column(const SparkExpression& expression) {
  const std::vector<std::string>& names = expression.names;
  std::size_t used = 0;
  bool is_open = false;
  for (const SparkScope* scope = scope_; scope != nullptr; scope = scope->outer) {
    if (std::optional<SparkValue> value = Resolve(names, *scope, used)) {
      for (std::size_t i = used; i < names.size(); ++i) {
        ASSIGN_OR_RETURN(value, FieldOf(*std::move(value), names[i], expression.position));
      }
      return *std::move(value);
    }
    is_open = is_open || std::ranges::any_of(scope->tables, &SparkTable::is_open);
  }
  if (is_open) {
    return SparkValue{.sql = QuotedNames(names), .name = names.back(), .origins = NotKnown()};
  }
  std::string written;
  for (const std::string& name : names) written += (written.empty() ? "" : ".") + name;
  const std::string known = NamesInSight(*scope_);
  return InvalidInput(At(expression.position) + "no such column: " + written +
                      (known.empty() ? "" : "; the columns here are " + known));
}

Result<SparkValue> SparkTranslator::FieldOf(SparkValue value, const std::string& name,
                                            SparkPosition position) {
  SparkValue out{.name = value.is_column ? name : value.name + "." + name,
                 .origins = std::move(value.origins),
                 .is_column = value.is_column};
  const Type* of = value.type ? &*value.type : nullptr;
  if (of != nullptr && of->kind == TypeKind::kMap) {
    out.sql = value.sql + "[" + SqlString(name) + "]";
    out.type = of->fields[1].type;
    out.name = value.name + "[" + name + "]";
    return out;
  }
  const bool is_list = of != nullptr && of->kind == TypeKind::kArray;
  if (is_list) of = &of->fields[0].type;
  if (of == nullptr) {
    out.sql = value.sql + "." + SqlIdentifier(name);
    return out;
  }
  if (of->kind != TypeKind::kStruct) {
    return InvalidInput(At(position) + value.name + " has no fields, it is " + HiveName(*of) +
                        ": " + name);
  }
  const auto field = std::ranges::find_if(
      of->fields, [&](const Field& known) { return EqualsIgnoringCase(known.name, name); });
  if (field == of->fields.end()) {
    return InvalidInput(At(position) + value.name + " has no such field: " + name);
  }
  if (is_list) {
    out.sql = "list_transform(" + value.sql + ", lambda \"item\": struct_extract(\"item\", " +
              SqlString(field->name) + "))";
    out.type = ArrayOf(field->type);
  } else {
    out.sql = "struct_extract(" + value.sql + ", " + SqlString(field->name) + ")";
    out.type = field->type;
  }
  return out;
}

Result<SparkTranslator::Lambda> SparkTranslator::LambdaOf(
    const SparkExpression& expression, const std::vector<std::optional<Type>>& parameters) {
  if (expression.kind != SparkKind::kLambda) {
    return InvalidInput(At(expression.position) + "expected a lambda such as x -> x + 1");
  }
  if (expression.names.size() > parameters.size()) {
    return InvalidInput(At(expression.position) + "this lambda takes at most " +
                        std::to_string(parameters.size()) + " parameters");
  }
  const std::size_t before = scope_->variables.size();
  std::string names;
  std::string pretty;
  for (std::size_t i = 0; i < expression.names.size(); ++i) {
    scope_->variables.push_back(
        {.name = expression.names[i], .type = parameters[i], .origins = {}});
    names += (i == 0 ? "" : ", ") + SqlIdentifier(expression.names[i]);
    pretty += ", namedlambdavariable()";
  }
  Result<SparkValue> body = Value(expression.operands[0]);
  scope_->variables.resize(before);
  if (!body) return body.error();
  Lambda out;
  out.sql = "lambda " + names + ": " + body->sql;
  out.name = "lambdafunction(" + body->name + pretty + ")";
  out.body = *std::move(body);
  return out;
}

}  // namespace tenon::sql
