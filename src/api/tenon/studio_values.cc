#include "api/tenon/studio_values.h"

#include <algorithm>
#include <array>

namespace tenon::api {
namespace {

const Shape& ShapeOf(ShapeId id) { return GlueModel().shapes[id]; }

// A list of lists of texts.
bool IsListOfPaths(const Shape& shape) {
  if (shape.type != ShapeType::kList) return false;
  const Shape& item = ShapeOf(shape.value);
  return item.type == ShapeType::kList && ShapeOf(item.value).type == ShapeType::kString;
}

bool IsPath(const Shape& structure, std::string_view member) {
  if (structure.name == "RenameField") return member == "SourcePath" || member == "TargetPath";
  return structure.name == "AggregateOperation" && member == "Column";
}

json::Value FlatPath(const json::Value& path) {
  const json::Array* segments = path.AsArray();
  return segments != nullptr && segments->size() == 1 ? (*segments)[0] : path;
}

json::Value PathOf(const json::Value& flat) {
  return flat.AsString() != nullptr ? json::Value(json::Array{flat}) : flat;
}

template <typename Convert>
json::Value Each(const json::Array& list, Convert convert) {
  json::Array out;
  out.reserve(list.size());
  for (const json::Value& item : list) out.push_back(convert(item));
  return out;
}

json::Value ColumnToStudio(const json::Value& column) {
  json::Value out = {{"key", column["Name"]}, {"fullPath", json::Array{column["Name"]}}};
  if (const auto* type = column.Find("Type")) out.Set("type", *type);
  out.Set("glueStudioType", column["GlueStudioType"]);
  out.Set("children", {});
  return out;
}

json::Value SchemaToStudio(const json::Value& schema) {
  const json::Array* columns = schema["Columns"].AsArray();
  return columns == nullptr ? json::Value() : Each(*columns, ColumnToStudio);
}

json::Value ColumnFromStudio(const json::Value& column, const Unheld& unheld) {
  if (column.AsObject() == nullptr) return column;
  json::Value out = {{"Name", column["key"]}};
  if (!column["type"].IsNull()) out.Set("Type", column["type"]);
  if (!column["glueStudioType"].IsNull()) out.Set("GlueStudioType", column["glueStudioType"]);
  if (!IsEmpty(column["children"])) {
    unheld.warnings.push_back(
        unheld.where + ": the fields inside a column of a schema: " + column["key"].StringOr(""));
  }
  return out;
}

json::Value SchemaFromStudio(const json::Value& schema, const Unheld& unheld) {
  if (schema.IsNull()) return json::Object{};
  const json::Array* columns = schema.AsArray();
  if (columns == nullptr) return schema;
  return json::Value{{"Columns", Each(*columns, [&](const json::Value& column) {
                        return ColumnFromStudio(column, unheld);
                      })}};
}

json::Value StructureFromStudio(const Shape& shape, const json::Object& object,
                                const Unheld& unheld) {
  json::Value out = json::Object{};
  const auto members = GlueModel().MembersOf(shape);
  for (const auto& [name, value] : object.members) {
    const std::string where = unheld.where + "." + name;
    const auto member = std::ranges::find_if(
        members, [&](const MemberModel& each) { return StudioName(each.name) == name; });
    if (member == members.end()) {
      // Studio's own note of which of the two bounds is set.
      if (!IsEmpty(value) && name != "boundedOption") unheld.warnings.push_back(where);
      continue;
    }
    if (value.IsNull()) continue;
    out.Set(member->name, IsPath(shape, member->name) ? PathOf(value)
                                                      : FromStudio(ShapeOf(member->shape), value,
                                                                   {where, unheld.warnings}));
  }
  return out;
}

json::Value ListFromStudio(const Shape& shape, const json::Array& list, const Unheld& unheld) {
  if (IsListOfPaths(shape)) return Each(list, PathOf);
  return Each(list, [&](const json::Value& item) {
    return shape.name == "GlueSchemas" ? SchemaFromStudio(item, unheld)
                                       : FromStudio(ShapeOf(shape.value), item, unheld);
  });
}

json::Value StructureToStudio(const Shape& shape, const json::Object& object) {
  json::Value out = json::Object{};
  const auto members = GlueModel().MembersOf(shape);
  for (const auto& [name, value] : object.members) {
    const auto member = std::ranges::find(members, name, &MemberModel::name);
    if (member == members.end()) continue;  // the API has refused it
    out.Set(StudioName(name),
            IsPath(shape, name) ? FlatPath(value) : ToStudio(ShapeOf(member->shape), value));
  }
  return out;
}

}  // namespace

json::Value ToStudio(const Shape& shape, const json::Value& value) {
  if (const json::Object* object = value.AsObject();
      object != nullptr && shape.type == ShapeType::kStructure) {
    return StructureToStudio(shape, *object);
  }
  const json::Array* list = value.AsArray();
  if (list == nullptr || shape.type != ShapeType::kList) return value;
  if (IsListOfPaths(shape)) return Each(*list, FlatPath);
  return Each(*list, [&](const json::Value& item) {
    return shape.name == "GlueSchemas" ? SchemaToStudio(item)
                                       : ToStudio(ShapeOf(shape.value), item);
  });
}

json::Value FromStudio(const Shape& shape, const json::Value& value, const Unheld& unheld) {
  if (const json::Object* object = value.AsObject();
      object != nullptr && shape.type == ShapeType::kStructure) {
    return StructureFromStudio(shape, *object, unheld);
  }
  if (shape.type != ShapeType::kList) return value;
  if (const json::Array* list = value.AsArray()) return ListFromStudio(shape, *list, unheld);
  return ShapeOf(shape.value).type == ShapeType::kString ? PathOf(value) : value;
}

std::string StudioName(std::string_view member) {
  std::string name(member);
  if (!name.empty() && name[0] >= 'A' && name[0] <= 'Z') {
    name[0] = static_cast<char>(name[0] - 'A' + 'a');
  }
  return name;
}

bool IsEmpty(const json::Value& value) {
  if (const json::Object* object = value.AsObject()) return object->members.empty();
  if (const json::Array* array = value.AsArray()) return array->empty();
  if (const std::string* text = value.AsString()) return text->empty();
  return value.IsNull();
}

}  // namespace tenon::api
