#include "api/query_protocol.h"

#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <map>

#include "base/clock.h"
#include "text/quote.h"
#include "text/utf8.h"

namespace tenon::api {
namespace {

using Fields = std::map<std::string, std::string, std::less<>>;

template <typename Number>
json::Value ReadNumber(const std::string& text) {
  Number number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return text;
  return number;
}

json::Value ReadScalar(const Shape& shape, const std::string& text) {
  switch (shape.type) {
    case ShapeType::kInteger:
    case ShapeType::kLong:
      return ReadNumber<std::int64_t>(text);
    case ShapeType::kDouble:
      return ReadNumber<double>(text);
    case ShapeType::kBoolean:
      if (text == "true" || text == "false") return text == "true";
      return text;
    default:
      return text;
  }
}

// Reads what the fields say under one name; null if they say nothing.
class FormReader {
 public:
  FormReader(const ServiceModel& service, const Fields& fields)
      : service_(service), fields_(fields) {}

  json::Value Read(const Shape& shape, const std::string& name) const {
    switch (shape.type) {
      case ShapeType::kStructure:
        return Has(name) ? ReadMembers(shape, name + ".") : json::Value();
      case ShapeType::kList:
        return ReadItems(shape, name + (shape.is_flattened ? "." : ".member."));
      case ShapeType::kMap:
        return ReadEntries(shape, name + (shape.is_flattened ? "." : ".entry."));
      default:
        break;
    }
    const auto field = fields_.find(name);
    return field == fields_.end() ? json::Value() : ReadScalar(shape, field->second);
  }

  json::Value ReadMembers(const Shape& shape, const std::string& prefix) const {
    json::Value value = json::Object{};
    for (const MemberModel& member : service_.MembersOf(shape)) {
      json::Value item =
          Read(service_.shapes[member.shape], prefix + std::string(member.wire_name));
      if (!item.IsNull()) value.Set(member.name, std::move(item));
    }
    return value;
  }

 private:
  json::Value ReadItems(const Shape& shape, const std::string& prefix) const {
    json::Value items;
    for (int i = 1;; ++i) {
      json::Value item = Read(service_.shapes[shape.value], prefix + std::to_string(i));
      if (item.IsNull()) return items;
      items.Append(std::move(item));
    }
  }

  json::Value ReadEntries(const Shape& shape, const std::string& prefix) const {
    json::Value map;
    for (int i = 1;; ++i) {
      const std::string entry = prefix + std::to_string(i);
      const auto key = fields_.find(entry + ".key");
      if (key == fields_.end()) return map;
      map.Set(key->second, Read(service_.shapes[shape.value], entry + ".value"));
    }
  }

  // Whether any field lies below the name.
  bool Has(const std::string& name) const {
    const auto field = fields_.lower_bound(name + ".");
    return field != fields_.end() && field->first.starts_with(name + ".");
  }

  const ServiceModel& service_;
  const Fields& fields_;
};

std::string ScalarText(const Shape& shape, const json::Value& value) {
  if (const auto* text = value.AsString()) return *text;
  if (shape.type == ShapeType::kTimestamp) {
    const double seconds =
        value.AsDouble() != nullptr ? *value.AsDouble() : static_cast<double>(value.IntOr(0));
    return FormatIso8601(FromMillis(std::llround(seconds * 1000)));
  }
  return json::Dump(value);
}

void WriteXml(const ServiceModel& service, const Shape& shape, std::string_view element,
              const json::Value& value, std::string& out) {
  out += fmt::format("<{}>", element);
  if (const auto* items = value.AsArray()) {
    for (const json::Value& item : *items) {
      WriteXml(service, service.shapes[shape.value], "member", item, out);
    }
  } else if (shape.type == ShapeType::kStructure) {
    for (const MemberModel& member : service.MembersOf(shape)) {
      const json::Value* item = value.Find(member.name);
      if (item == nullptr || item->IsNull()) continue;
      WriteXml(service, service.shapes[member.shape], member.wire_name, *item, out);
    }
  } else {
    out += XmlText(ScalarText(shape, value));
  }
  out += fmt::format("</{}>", element);
}

}  // namespace

Result<json::Value> ReadForm(const ServiceModel& service, const Shape& input,
                             const QueryParameters& form) {
  Fields fields;
  for (const auto& [name, value] : form) {
    if (!IsUtf8(name) || !IsUtf8(value)) return InvalidInput("the form is not UTF-8");
    fields[name] = value;
  }
  return FormReader(service, fields).ReadMembers(input, "");
}

std::string WriteQueryResult(const ServiceModel& service, const OperationModel& operation,
                             const json::Value& output, std::string_view request_id) {
  std::string result;
  if (operation.output != kNoShape) {
    WriteXml(service, service.shapes[operation.output], operation.result_wrapper, output, result);
  }
  return fmt::format(
      "<{0}Response xmlns=\"{1}\">{2}<ResponseMetadata><RequestId>{3}</RequestId>"
      "</ResponseMetadata></{0}Response>",
      operation.name, XmlText(service.xml_namespace), result, XmlText(request_id));
}

}  // namespace tenon::api
