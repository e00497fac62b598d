#include "graph/column_fault.h"

#include <utility>

#include "graph/cast.h"
#include "graph/nearest_names.h"

namespace tenon::graph {
namespace {

constexpr std::size_t kMostWithFixes = 20;

json::Value Replace(const json::Value& value, const json::Value& from, const json::Value& to) {
  if (value == from) return to;
  if (const json::Array* array = value.AsArray()) {
    json::Array out;
    for (const json::Value& element : *array) out.push_back(Replace(element, from, to));
    return out;
  }
  if (const json::Object* object = value.AsObject()) {
    if (value["Type"] == json::Value("CONSTANT")) return value;
    json::Object out;
    for (const auto& [name, member] : object->members) {
      out.members.emplace_back(name, Replace(member, from, to));
    }
    return out;
  }
  return value;
}

template <typename Named>
std::vector<std::string> NamesOf(const std::vector<Named>& list) {
  std::vector<std::string> names;
  for (const Named& named : list) names.push_back(named.name);
  return names;
}

}  // namespace

std::vector<ColumnPath> NearPaths(const Schema& schema, const ColumnPath& path, CaseRule letters) {
  std::vector<std::string> names = NamesOf(schema);
  std::vector<ColumnPath> near;
  for (std::size_t i = 0; i < path.size(); ++i) {
    const ColumnPath head(path.begin(), path.begin() + static_cast<std::ptrdiff_t>(i) + 1);
    const Result<ResolvedColumn> found = Resolve(schema, head, "", letters);
    if (found) {
      names = NamesOf(found->type.fields);
      continue;
    }
    for (const std::string& name : NearestNames(PlainName(path[i]), names)) {
      ColumnPath other = path;
      other[i] = name;
      if (Resolve(schema, other, "", letters)) near.push_back(std::move(other));
    }
    break;
  }
  return near;
}

json::Value ToJson(const ColumnPath& path) {
  json::Array out;
  for (const std::string& segment : path) out.emplace_back(segment);
  return out;
}

json::Value ToJson(const std::vector<ColumnPath>& paths) {
  json::Array out;
  for (const ColumnPath& path : paths) out.push_back(ToJson(path));
  return out;
}

Fault ColumnFault(std::string field, std::string message, const json::Value& parameter,
                  const Schema& schema, const ColumnPath& path, CaseRule letters,
                  std::size_t before) {
  Fault fault{field, std::move(message)};
  if (before >= kMostWithFixes) return fault;
  for (const ColumnPath& near : NearPaths(schema, path, letters)) {
    fault.fixes.push_back(FixBySetting("Use " + ToString(near), field,
                                       Replace(parameter, ToJson(path), ToJson(near))));
  }
  return fault;
}

Fix FixBySetting(std::string title, std::string parameter, json::Value value) {
  return {std::move(title), {SetParameter{std::move(parameter), std::move(value)}}};
}

std::optional<Fix> FixByCasting(std::size_t input, const std::string& title, const Schema& schema,
                                std::size_t column, const Type& to) {
  const Column& from = schema[column];
  if (!CastSql(from.name, from.type, to)) return std::nullopt;
  Schema cast = schema;
  cast[column].type = to;
  return Fix{
      "Cast " + from.name + " of " + title + " to " + HiveName(to),
      {InsertNode{input,
                  "ApplyMapping",
                  {{"Name", "Types of " + title}, {"Mapping", MappingBetween(schema, cast)}}}}};
}

json::Value MappingBetween(const Schema& from, const Schema& to) {
  json::Array mapping;
  for (std::size_t i = 0; i < from.size(); ++i) {
    mapping.push_back({{"ToKey", to[i].name},
                       {"FromPath", json::Array{from[i].name}},
                       {"FromType", HiveName(from[i].type)},
                       {"ToType", HiveName(to[i].type)},
                       {"Dropped", false}});
  }
  return mapping;
}

}  // namespace tenon::graph
