#include "sql/spark_value.h"

#include <algorithm>
#include <cctype>

namespace tenon::sql {
namespace {

// How wide a number is; wider ones hold narrower ones.
int Width(TypeKind kind) {
  switch (kind) {
    case TypeKind::kTinyint:
      return 1;
    case TypeKind::kSmallint:
      return 2;
    case TypeKind::kInt:
      return 3;
    case TypeKind::kBigint:
      return 4;
    case TypeKind::kDecimal:
      return 5;
    case TypeKind::kFloat:
      return 6;
    case TypeKind::kDouble:
      return 7;
    default:
      return 0;
  }
}

Type WiderDecimal(const Type& a, const Type& b) {
  const int scale = std::max(a.scale, b.scale);
  const int whole = std::max(a.precision - a.scale, b.precision - b.scale);
  return Type(TypeKind::kDecimal, std::min(38, whole + scale), std::min(38, scale));
}

std::optional<Type> CommonNested(const Type& a, const Type& b) {
  if (a.kind != b.kind || a.fields.size() != b.fields.size()) return std::nullopt;
  Type out = a;
  for (std::size_t i = 0; i < out.fields.size(); ++i) {
    const std::optional<Type> field = CommonType(a.fields[i].type, b.fields[i].type);
    if (!field) return std::nullopt;
    out.fields[i].type = *field;
  }
  return out;
}

std::size_t CountUses(std::string_view text, std::size_t argument) {
  const std::string mark = "$" + std::to_string(argument);
  std::size_t count = 0;
  for (std::size_t at = text.find(mark); at != std::string_view::npos;
       at = text.find(mark, at + 1)) {
    const std::size_t end = at + mark.size();
    if (end >= text.size() || std::isdigit(static_cast<unsigned char>(text[end])) == 0) ++count;
  }
  return count;
}

std::string Replaced(std::string_view text, const std::vector<std::string>& arguments) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '$' || i + 1 == text.size()) {
      out += text[i];
      continue;
    }
    if (text[i + 1] == '$') {
      out += text[++i];
      continue;
    }
    std::size_t first = 0;
    while (i + 1 < text.size() && std::isdigit(static_cast<unsigned char>(text[i + 1])) != 0) {
      first = first * 10 + static_cast<std::size_t>(text[++i] - '0');
    }
    if (i + 1 < text.size() && text[i + 1] == '*') {
      ++i;
      first = first == 0 ? 1 : first;
      for (std::size_t k = first; k <= arguments.size(); ++k) {
        out += (k == first ? "" : ", ") + arguments[k - 1];
      }
    } else if (first >= 1 && first <= arguments.size()) {
      out += arguments[first - 1];
    }
  }
  return out;
}

}  // namespace

bool IsIntegral(const Type& type) {
  const int width = Width(type.kind);
  return width >= 1 && width <= 4;
}

bool IsNumber(const Type& type) { return Width(type.kind) > 0; }

bool IsText(const Type& type) {
  return type.kind == TypeKind::kString || type.kind == TypeKind::kChar ||
         type.kind == TypeKind::kVarchar;
}

bool IsNested(const Type& type) {
  return type.kind == TypeKind::kArray || type.kind == TypeKind::kMap ||
         type.kind == TypeKind::kStruct;
}

std::string SparkTypeName(const Type& type) {
  std::string name = HiveName(type);
  if (IsText(type)) return "STRING";
  if (type.kind == TypeKind::kStruct) {
    std::string out = "STRUCT<";
    for (std::size_t i = 0; i < type.fields.size(); ++i) {
      out += (i == 0 ? "" : ", ") + type.fields[i].name + ": " + SparkTypeName(type.fields[i].type);
    }
    return out + ">";
  }
  if (type.kind == TypeKind::kArray) return "ARRAY<" + SparkTypeName(type.fields[0].type) + ">";
  if (type.kind == TypeKind::kMap) {
    return "MAP<" + SparkTypeName(type.fields[0].type) + ", " + SparkTypeName(type.fields[1].type) +
           ">";
  }
  std::ranges::transform(name, name.begin(),
                         [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  return name;
}

Type AsDecimal(const Type& type) {
  switch (type.kind) {
    case TypeKind::kTinyint:
      return Type(TypeKind::kDecimal, 3, 0);
    case TypeKind::kSmallint:
      return Type(TypeKind::kDecimal, 5, 0);
    case TypeKind::kInt:
      return Type(TypeKind::kDecimal, 10, 0);
    case TypeKind::kBigint:
      return Type(TypeKind::kDecimal, 20, 0);
    default:
      return type;
  }
}

Type ArrayOf(Type element) {
  Type out(TypeKind::kArray);
  out.fields.push_back({"element", std::move(element)});
  return out;
}

Type MapOf(Type key, Type value) {
  Type out(TypeKind::kMap);
  out.fields.push_back({"key", std::move(key)});
  out.fields.push_back({"value", std::move(value)});
  return out;
}

std::optional<Type> CommonType(const std::optional<Type>& a, const std::optional<Type>& b) {
  if (!a || !b) return std::nullopt;
  if (*a == *b) return a;
  const bool has_text = IsText(*a) || IsText(*b);
  if (has_text && !IsNested(*a) && !IsNested(*b)) return Type(TypeKind::kString);
  if (IsNumber(*a) && IsNumber(*b)) {
    const bool a_floats = Width(a->kind) >= Width(TypeKind::kFloat);
    const bool b_floats = Width(b->kind) >= Width(TypeKind::kFloat);
    const bool has_decimal = a->kind == TypeKind::kDecimal || b->kind == TypeKind::kDecimal;
    if (has_decimal && (a_floats || b_floats)) return Type(TypeKind::kDouble);
    if (has_decimal) return WiderDecimal(AsDecimal(*a), AsDecimal(*b));
    return Width(a->kind) >= Width(b->kind) ? a : b;
  }
  const auto is_time = [](const Type& type) {
    return type.kind == TypeKind::kDate || type.kind == TypeKind::kTimestamp;
  };
  if (is_time(*a) && is_time(*b)) return Type(TypeKind::kTimestamp);
  return CommonNested(*a, *b);
}

std::optional<Type> CommonType(const std::vector<SparkValue>& values) {
  std::optional<Type> out;
  bool is_first = true;
  for (const SparkValue& value : values) {
    if (value.is_null) continue;
    out = is_first ? value.type : CommonType(out, value.type);
    is_first = false;
    if (!out) return std::nullopt;
  }
  return out;
}

std::optional<Type> ComparedType(const Type& a, const Type& b) {
  if (IsText(a) != IsText(b) && !IsNested(a) && !IsNested(b)) {
    const Type& other = IsText(a) ? b : a;
    if (other.kind == TypeKind::kBinary) return other;
    return other.kind == TypeKind::kDecimal ? Type(TypeKind::kDouble) : other;
  }
  if (a.kind == TypeKind::kBoolean && IsNumber(b)) return b;
  if (b.kind == TypeKind::kBoolean && IsNumber(a)) return a;
  return CommonType(a, b);
}

std::string TemplateText(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '$') out += c;
    out += c;
  }
  return out;
}

std::string FillTemplate(std::string_view text, const std::vector<std::string>& arguments) {
  constexpr std::size_t kLong = 120;
  std::vector<std::string> filled = arguments;
  std::string bound;
  for (std::size_t i = 0; i < filled.size(); ++i) {
    if (filled[i].size() <= kLong || CountUses(text, i + 1) < 2) continue;
    const std::string name = "a" + std::to_string(i + 1);
    bound += (bound.empty() ? "'" : ", '") + name + "': " + filled[i];
    filled[i] = "\"bound\"['" + name + "']";
  }
  // The values stand outside of the lambda: aggregates and subqueries may be among them.
  if (bound.empty()) return Replaced(text, filled);
  return "(list_transform([{" + bound + "}], lambda \"bound\": " + Replaced(text, filled) + "))[1]";
}

std::string FillAggregate(std::string_view text, const std::vector<std::string>& arguments) {
  return Replaced(text, arguments);
}

SparkValue BooleanValue(std::string sql, std::string name, SparkOrigins origins) {
  return {.sql = std::move(sql),
          .type = Type(TypeKind::kBoolean),
          .name = std::move(name),
          .origins = std::move(origins)};
}

std::string ConditionSql(const SparkValue& value) {
  return value.type && IsText(*value.type) ? SparkCast(value, Type(TypeKind::kBoolean)) : value.sql;
}

SparkOrigins OriginsOf(const std::vector<SparkValue>& values) {
  SparkOrigins out;
  for (const SparkValue& value : values) out.Add(value.origins);
  return out;
}

std::string JoinedParts(const std::vector<SparkValue>& values, std::size_t from,
                        std::string SparkValue::* part) {
  std::string out;
  for (std::size_t i = from; i < values.size(); ++i) {
    out += (i == from ? "" : ", ") + values[i].*part;
  }
  return out;
}

}  // namespace tenon::sql
