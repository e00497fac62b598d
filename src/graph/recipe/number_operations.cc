// Mathematical functions, each into a column of its own, as double; what they leave whole is
// bigint. A text is read as a number, and is NULL if it is none. NULL stays NULL, as does a
// division by zero and what has no answer.

#include <string_view>
#include <utility>

#include "graph/cast.h"
#include "graph/recipe/recipe_operation.h"
#include "graph/recipe/recipe_parameters.h"
#include "text/quote.h"

namespace tenon::graph {
namespace {

struct NumberInput {
  std::string sql;
  std::vector<std::size_t> from;
};

// A column, or a value.
Result<NumberInput> ReadNumber(const RecipeCall& call, std::string_view column_name,
                               std::string_view value_name) {
  const std::string value = RecipeTextOr(call, value_name, "");
  if (RecipeTextOr(call, column_name, "").empty() && !value.empty()) {
    return NumberInput{"TRY_CAST(" + SqlString(value) + " AS DOUBLE)", {}};
  }
  ASSIGN_OR_RETURN(const ResolvedColumn column, RecipeColumn(call, column_name));
  ASSIGN_OR_RETURN(std::string sql, CastSql(column.sql, column.type, TypeKind::kDouble));
  return NumberInput{std::move(sql), {column.index}};
}

Result<Bound> OfOne(const RecipeCall& call, const Type& type, std::string_view before,
                    std::string_view behind) {
  ASSIGN_OR_RETURN(NumberInput number, ReadNumber(call, "sourceColumn", "value"));
  ASSIGN_OR_RETURN(const std::string target, RecipeText(call, "targetColumn"));
  const std::string sql = std::string(before) + number.sql + std::string(behind);
  return AddColumn(call, target, type, "TRY_CAST(" + sql + " AS " + DuckDbName(type) + ")",
                   std::move(number.from));
}

Result<Bound> Absolute(const RecipeCall& call) {
  return OfOne(call, TypeKind::kDouble, "abs(", ")");
}
Result<Bound> Ceiling(const RecipeCall& call) {
  return OfOne(call, TypeKind::kBigint, "ceil(", ")");
}
Result<Bound> Floor(const RecipeCall& call) {
  return OfOne(call, TypeKind::kBigint, "floor(", ")");
}
Result<Bound> Round(const RecipeCall& call) {
  return OfOne(call, TypeKind::kBigint, "floor(0.5 + ", ")");
}
Result<Bound> Negate(const RecipeCall& call) { return OfOne(call, TypeKind::kDouble, "-(", ")"); }
Result<Bound> Sign(const RecipeCall& call) { return OfOne(call, TypeKind::kBigint, "sign(", ")"); }
Result<Bound> SquareRoot(const RecipeCall& call) {
  return OfOne(call, TypeKind::kDouble, "TRY(sqrt(", "))");
}
Result<Bound> NaturalLogarithm(const RecipeCall& call) {
  return OfOne(call, TypeKind::kDouble, "TRY(ln(", "))");
}
Result<Bound> Degrees(const RecipeCall& call) {
  return OfOne(call, TypeKind::kDouble, "degrees(", ")");
}
Result<Bound> Radians(const RecipeCall& call) {
  return OfOne(call, TypeKind::kDouble, "radians(", ")");
}
Result<Bound> IsEven(const RecipeCall& call) {
  return OfOne(call, TypeKind::kBoolean, "(", " % 2 = 0)");
}
Result<Bound> IsOdd(const RecipeCall& call) {
  return OfOne(call, TypeKind::kBoolean, "(abs(", ") % 2 = 1)");
}

Result<Bound> OfTwo(const RecipeCall& call, std::string_view symbol, bool divides = false) {
  ASSIGN_OR_RETURN(NumberInput first, ReadNumber(call, "sourceColumn1", "value1"));
  ASSIGN_OR_RETURN(NumberInput second, ReadNumber(call, "sourceColumn2", "value2"));
  ASSIGN_OR_RETURN(const std::string target, RecipeText(call, "targetColumn"));
  const std::string right = divides ? "nullif(" + second.sql + ", 0)" : second.sql;
  first.from.insert(first.from.end(), second.from.begin(), second.from.end());
  return AddColumn(call, target, TypeKind::kDouble,
                   first.sql + ' ' + std::string(symbol) + ' ' + right, std::move(first.from));
}

Result<Bound> Add(const RecipeCall& call) { return OfTwo(call, "+"); }
Result<Bound> Subtract(const RecipeCall& call) { return OfTwo(call, "-"); }
Result<Bound> Multiply(const RecipeCall& call) { return OfTwo(call, "*"); }
Result<Bound> Divide(const RecipeCall& call) { return OfTwo(call, "/", true); }
Result<Bound> Modulo(const RecipeCall& call) { return OfTwo(call, "%", true); }

constexpr RecipeParameter kOfOne[] = {
    kColumnOfFunction, ValueOfFunction("value", "Value", ParameterType::kNumber), kTargetColumn};
constexpr RecipeParameter kOfTwo[] = {
    kFirstColumnOfFunction, ValueOfFunction("value1", "First value", ParameterType::kNumber),
    kSecondColumnOfFunction, ValueOfFunction("value2", "Second value", ParameterType::kNumber),
    kTargetColumn};

constexpr RecipeOperation kOperations[] = {
    {"ABSOLUTE", "Makes a column of the absolute value.", kOfOne, &Absolute},
    {"CEILING", "Makes a column of the next whole number that is not smaller.", kOfOne, &Ceiling},
    {"FLOOR", "Makes a column of the next whole number that is not larger.", kOfOne, &Floor},
    {"ROUND", "Makes a column of the nearest whole number; a half is rounded up.", kOfOne, &Round},
    {"NEGATE", "Makes a column of the number with the other sign.", kOfOne, &Negate},
    {"SIGN", "Makes a column of the sign: -1, 0 or 1.", kOfOne, &Sign},
    {"SQUARE_ROOT", "Makes a column of the square root.", kOfOne, &SquareRoot},
    {"LN", "Makes a column of the natural logarithm.", kOfOne, &NaturalLogarithm},
    {"DEGREES", "Makes a column of an angle in degrees, which is given in radians.", kOfOne,
     &Degrees},
    {"RADIANS", "Makes a column of an angle in radians, which is given in degrees.", kOfOne,
     &Radians},
    {"IS_EVEN", "Makes a column that tells whether the number is even.", kOfOne, &IsEven},
    {"IS_ODD", "Makes a column that tells whether the number is odd.", kOfOne, &IsOdd},
    {"ADD", "Makes a column of the sum of two numbers.", kOfTwo, &Add},
    {"SUBTRACT", "Makes a column of the first number less the second.", kOfTwo, &Subtract},
    {"MULTIPLY", "Makes a column of the product of two numbers.", kOfTwo, &Multiply},
    {"DIVIDE", "Makes a column of the first number divided by the second; by 0 it is NULL.", kOfTwo,
     &Divide},
    {"MOD", "Makes a column of what a division leaves over; by 0 it is NULL.", kOfTwo, &Modulo},
};

}  // namespace

std::span<const RecipeOperation> RecipeNumberOperations() { return kOperations; }

}  // namespace tenon::graph
