#include <fmt/format.h>

#include <algorithm>

#include "api/validation.h"

namespace tenon::api {
namespace {

Error Wrong(std::string_view path, std::string_view what) {
  return Internal(fmt::format("{}: {}", path.empty() ? "output" : path, what));
}

Status CheckScalar(const ServiceModel& service, const Shape& shape, const json::Value& value,
                   const std::string& path) {
  const bool is_number = value.AsInt() != nullptr || value.AsDouble() != nullptr;
  switch (shape.type) {
    case ShapeType::kInteger:
    case ShapeType::kLong:
      if (value.AsInt() == nullptr) return Wrong(path, "must be a whole number");
      break;
    case ShapeType::kDouble:
      if (!is_number) return Wrong(path, "must be a number");
      break;
    case ShapeType::kTimestamp:
      if (!is_number && shape.timestamp_format == TimestampFormat::kUnixTimestamp) {
        return Wrong(path, "must be a number of epoch seconds");
      }
      break;
    case ShapeType::kBoolean:
      if (value.AsBool() == nullptr) return Wrong(path, "must be a boolean");
      break;
    default:
      if (value.AsString() == nullptr) return Wrong(path, "must be a string");
      if (shape.count > 0 && std::ranges::find(service.EnumValuesOf(shape), *value.AsString()) ==
                                 service.EnumValuesOf(shape).end()) {
        return Wrong(path, "is no value of the enum " + std::string(shape.name));
      }
  }
  return {};
}

Status CheckValue(const ServiceModel& service, const Shape& shape, const json::Value& value,
                  const std::string& path);

Status CheckStructure(const ServiceModel& service, const Shape& shape, const json::Value& value,
                      const std::string& path) {
  if (value.AsObject() == nullptr) return Wrong(path, "must be an object");
  const auto members = service.MembersOf(shape);
  for (const auto& [name, item] : value.AsObject()->members) {
    const std::string item_path = path + (path.empty() ? "" : ".") + name;
    const auto member = std::ranges::find(members, name, &MemberModel::name);
    if (member == members.end()) {
      return Wrong(item_path, "is not a member of " + std::string(shape.name));
    }
    RETURN_IF_ERROR(CheckValue(service, service.shapes[member->shape], item, item_path));
  }
  for (const MemberModel& member : members) {
    if (member.required && value.Find(member.name) == nullptr) {
      return Wrong(path, "lacks its member " + std::string(member.name));
    }
  }
  return {};
}

Status CheckValue(const ServiceModel& service, const Shape& shape, const json::Value& value,
                  const std::string& path) {
  if (shape.type == ShapeType::kDocument) return {};
  if (value.IsNull()) return Wrong(path, "is null: leave it out");
  if (shape.type == ShapeType::kStructure) return CheckStructure(service, shape, value, path);
  if (shape.type == ShapeType::kList) {
    if (value.AsArray() == nullptr) return Wrong(path, "must be an array");
    for (std::size_t i = 0; i < value.AsArray()->size(); ++i) {
      RETURN_IF_ERROR(CheckValue(service, service.shapes[shape.value], (*value.AsArray())[i],
                                 fmt::format("{}[{}]", path, i)));
    }
    return {};
  }
  if (shape.type == ShapeType::kMap) {
    if (value.AsObject() == nullptr) return Wrong(path, "must be an object");
    for (const auto& [key, item] : value.AsObject()->members) {
      RETURN_IF_ERROR(
          CheckValue(service, service.shapes[shape.value], item, path + "[" + key + "]"));
    }
    return {};
  }
  return CheckScalar(service, shape, value, path);
}

}  // namespace

Status CheckOutput(const ServiceModel& service, std::string_view operation,
                   const json::Value& output) {
  const OperationModel* model = service.FindOperation(operation);
  if (model == nullptr) return Internal("no such operation: " + std::string(operation));
  if (model->output == kNoShape) {
    return output.AsObject() != nullptr && output.AsObject()->members.empty()
               ? Status{}
               : Wrong("", "must be an empty object");
  }
  return CheckValue(service, service.shapes[model->output], output, "");
}

}  // namespace tenon::api
