#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sql/spark_sql.h"

// What the translator knows of an expression, and how one type becomes another.
namespace tenon::sql {

struct SparkValue {
  std::string sql = {};
  std::optional<Type> type = std::nullopt;  // not known
  std::string name = {};                    // as Spark names the column
  SparkOrigins origins = {};
  bool is_column = false;                              // or a field of one
  bool is_null = false;                                // the literal NULL, or a list of nothing
  bool is_interval = false;                            // of which no column can be made
  std::optional<std::string> constant = std::nullopt;  // the text of a literal

  bool Is(TypeKind kind) const { return type && type->kind == kind; }
};

bool IsIntegral(const Type& type);
bool IsNumber(const Type& type);
bool IsText(const Type& type);
bool IsNested(const Type& type);
// "INT", "DECIMAL(10,2)", "ARRAY<INT>": as Spark writes a type in names of columns.
std::string SparkTypeName(const Type& type);
// A whole number as the decimal that holds it: INT is decimal(10,0).
Type AsDecimal(const Type& type);
Type ArrayOf(Type element);
Type MapOf(Type key, Type value);

// The type that both become in CASE, coalesce, UNION and IN; nullopt if it is not known.
std::optional<Type> CommonType(const std::optional<Type>& a, const std::optional<Type>& b);
// The common type of values, NULLs left out.
std::optional<Type> CommonType(const std::vector<SparkValue>& values);
// The type that both become to be compared.
std::optional<Type> ComparedType(const Type& a, const Type& b);

// SQL of the value as CAST makes it with ANSI off: NULL where it cannot.
std::string SparkCast(const SparkValue& value, const Type& to);
// The value itself if it has the type.
SparkValue Coerced(SparkValue value, const Type& to);

// A boolean of that SQL.
SparkValue BooleanValue(std::string sql, std::string name, SparkOrigins origins);
// SQL of a value where a condition is wanted: text, as Spark casts it, or what it is.
std::string ConditionSql(const SparkValue& value);
// The columns that any of the values is made of.
SparkOrigins OriginsOf(const std::vector<SparkValue>& values);
// A part (SQL or name) of the values from one on, with commas between.
std::string JoinedParts(const std::vector<SparkValue>& values, std::size_t from,
                        std::string SparkValue::* part);

// Replaces $1, $2, ... in a template by these texts and $* by all of them. An argument that is long
// and stands there twice is bound to a name once, so that nested calls do not grow exponentially.
std::string FillTemplate(std::string_view text, const std::vector<std::string>& arguments);
// A text as it stands in a template that it is made part of: $ is written twice.
std::string TemplateText(std::string_view text);
// The same as FillTemplate without such a binding, which cannot reach into an aggregate function.
std::string FillAggregate(std::string_view text, const std::vector<std::string>& arguments);

}  // namespace tenon::sql
