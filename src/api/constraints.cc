#include "api/constraints.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/hex.h"
#include "text/utf8.h"

namespace tenon::api {
namespace {

constexpr std::size_t kLongestRendering = 512;

// A limit of the model: whole numbers as such, and never with an exponent.
std::string LimitText(double limit) {
  constexpr double kWhole = 9007199254740992.0;  // 2^53
  const bool is_whole = limit > -kWhole && limit < kWhole &&
                        limit == static_cast<double>(static_cast<std::int64_t>(limit));
  return is_whole ? fmt::format("{}", static_cast<std::int64_t>(limit)) : fmt::format("{}", limit);
}

bool IsNumber(const Shape& shape) {
  return shape.type == ShapeType::kInteger || shape.type == ShapeType::kLong ||
         shape.type == ShapeType::kDouble;
}

std::string MinText(const Shape& shape) {
  return fmt::format("Member must have {} greater than or equal to {}",
                     IsNumber(shape) ? "value" : "length", LimitText(shape.min));
}

std::string MaxText(const Shape& shape) {
  return fmt::format("Member must have {} less than or equal to {}",
                     IsNumber(shape) ? "value" : "length", LimitText(shape.max));
}

std::string PatternText(const ServiceModel& service, const Shape& shape) {
  return fmt::format("Member must satisfy regular expression pattern: {}",
                     service.patterns[shape.pattern].published);
}

std::string EnumText(const ServiceModel& service, const Shape& shape) {
  return fmt::format("Member must satisfy enum value set: [{}]",
                     fmt::join(service.EnumValuesOf(shape), ", "));
}

bool HasEnum(const Shape& shape) { return shape.type == ShapeType::kString && shape.count > 0; }

// What min and max count: characters, items, bytes, or the number itself.
double MeasureOf(const Shape& shape, const json::Value& value) {
  if (const auto* text = value.AsString()) {
    if (shape.type != ShapeType::kBlob) return static_cast<double>(CountCodePoints(*text));
    const Result<std::string> bytes = FromBase64(*text);
    return bytes ? static_cast<double>(bytes->size()) : 0;
  }
  if (const auto* items = value.AsArray()) return static_cast<double>(items->size());
  if (const auto* object = value.AsObject()) return static_cast<double>(object->members.size());
  if (const auto* number = value.AsInt()) return static_cast<double>(*number);
  if (const auto* number = value.AsDouble()) return *number;
  return 0;
}

std::string Shorten(std::string text) {
  if (text.size() <= kLongestRendering) return text;
  std::size_t end = kLongestRendering;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  text.resize(end);
  return text + "...";
}

}  // namespace

std::vector<std::string> BrokenConstraints(const ServiceModel& service, const PatternSet& patterns,
                                           const Shape& shape, const json::Value& value) {
  std::vector<std::string> broken;
  if (shape.has_max || shape.has_min) {
    const double measure = MeasureOf(shape, value);
    if (shape.has_max && measure > shape.max) broken.push_back(MaxText(shape));
    if (shape.has_min && measure < shape.min) broken.push_back(MinText(shape));
  }
  const std::string* text = value.AsString();
  if (text == nullptr) return broken;
  if (shape.pattern != kNoPattern && !patterns.Matches(shape.pattern, *text)) {
    broken.push_back(PatternText(service, shape));
  }
  if (HasEnum(shape) &&
      std::ranges::find(service.EnumValuesOf(shape), *text) == service.EnumValuesOf(shape).end()) {
    broken.push_back(EnumText(service, shape));
  }
  return broken;
}

std::string AllConstraints(const ServiceModel& service, const Shape& shape) {
  std::vector<std::string> all;
  if (shape.has_max) all.push_back(MaxText(shape));
  if (shape.has_min) all.push_back(MinText(shape));
  if (shape.pattern != kNoPattern) all.push_back(PatternText(service, shape));
  if (HasEnum(shape)) all.push_back(EnumText(service, shape));
  return fmt::format("[{}]", fmt::join(all, ", "));
}

std::optional<std::string> RenderValue(const json::Value& value) {
  if (value.AsObject() != nullptr) return std::nullopt;
  if (const auto* plain = value.AsString()) return Shorten(*plain);
  if (value.AsArray() == nullptr) return json::Dump(value);
  std::string text;
  for (const json::Value& item : *value.AsArray()) {
    const std::optional<std::string> rendered = RenderValue(item);
    if (!rendered) return std::nullopt;
    if (text.size() <= kLongestRendering) text += (text.empty() ? "" : ", ") + *rendered;
  }
  return "[" + Shorten(std::move(text)) + "]";
}

}  // namespace tenon::api
