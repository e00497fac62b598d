#include "api/tenon/studio_nodes.h"

#include <algorithm>
#include <array>

#include "api/tenon/studio_values.h"
#include "graph/nodes/registry.h"

namespace tenon::api {
namespace {

struct FileSource {
  std::string_view kind;
  std::string_view format;
};
constexpr std::array kFileSources = {
    FileSource{"S3CsvSource", "csv"}, FileSource{"S3JsonSource", "json"},
    FileSource{"S3ParquetSource", "parquet"}, FileSource{"S3ExcelSource", "excel"}};

// What a node has in Studio beside its kind's members; it follows from them, or is the editor's.
constexpr std::array<std::string_view, 17> kOfEveryNode = {"nodeId",
                                                           "dataPreview",
                                                           "previewAmount",
                                                           "inputs",
                                                           "name",
                                                           "generatedNodeName",
                                                           "classification",
                                                           "type",
                                                           "isCatalog",
                                                           "format",
                                                           "parentsValid",
                                                           "calculatedType",
                                                           "codeGenVersion",
                                                           "columnConditions",
                                                           "updateCatalogOptions",
                                                           "streamingBatchInterval",
                                                           "inferSchemaChanged"};

const Shape& ShapeOf(std::string_view kind) {
  const Shape& node = *GlueModel().FindShape("CodeGenConfigurationNode");
  const auto members = GlueModel().MembersOf(node);
  const auto member = std::ranges::find(members, kind, &MemberModel::name);
  return GlueModel().shapes[member->shape];
}

std::string_view ClassificationOf(graph::Category category) {
  switch (category) {
    case graph::Category::kSource:
      return "DataSource";
    case graph::Category::kTransform:
      return "Transform";
    case graph::Category::kTarget:
      return "DataSink";
  }
  return "Transform";
}

// What tells the kind from others, and what the console derives from the parameters.
void SetType(const graph::NodeKind& kind, const json::Value& parameters, json::Value& node) {
  node.Set("classification", ClassificationOf(kind.category));
  node.Set("type", kind.name);
  const auto* const file = std::ranges::find(kFileSources, kind.name, &FileSource::kind);
  if (file != kFileSources.end()) {
    node.Set("type", "S3");
    node.Set("isCatalog", false);
    node.Set("format", file->format);
  } else if (kind.name == "S3CatalogSource" || kind.name == "CatalogSource") {
    node.Set("type", kind.name == "CatalogSource" ? "Catalog" : "S3");
    node.Set("isCatalog", true);
    node.Set("runtimeParameters", json::Array{});
  } else if (kind.name == "S3GlueParquetTarget" || kind.name == "S3DirectTarget") {
    node.Set("type", "S3");
    if (kind.name == "S3GlueParquetTarget") node.Set("format", "glueparquet");
    const json::Value& policy = parameters["SchemaChangePolicy"];
    std::string_view updates = "none";
    if (policy["EnableUpdateCatalog"].BoolOr(false)) {
      updates =
          policy["UpdateBehavior"].StringOr("") == "LOG" ? "partitions" : "schemaAndPartitions";
    }
    node.Set("updateCatalogOptions", updates);
  } else if (kind.name == "Join") {
    const json::Array* keys = parameters["Columns"].AsArray();
    const json::Array* first =
        keys == nullptr || keys->empty() ? nullptr : (*keys)[0]["Keys"].AsArray();
    node.Set("columnConditions", json::Array(first == nullptr ? 0 : first->size(), "="));
  }
}

json::Value ToStudioNode(const std::string& id, const graph::NodeKind& kind,
                         const json::Value& parameters) {
  const std::string name = parameters["Name"].StringOr(kind.name);
  json::Value node = {{"nodeId", id},
                      {"dataPreview", false},
                      {"previewAmount", 0},
                      {"inputs", json::Array{}},
                      {"generatedNodeName", GeneratedNodeName(name, id)}};
  SetType(kind, parameters, node);
  const json::Value members = ToStudio(ShapeOf(kind.name), parameters);
  for (const auto& [member, value] : members.AsObject()->members) node.Set(member, value);
  if (kind.category == graph::Category::kTransform) node.Set("parentsValid", true);
  node.Set("calculatedType", "");
  node.Set("codeGenVersion", 2);
  return node;
}

std::string_view KindOfSource(std::string_view type, const json::Value& node) {
  if (type == "Catalog") return "CatalogSource";
  if (type != "S3") return type;
  if (node["isCatalog"].BoolOr(false)) return "S3CatalogSource";
  const std::string format = node["format"].StringOr("");
  const auto* const file = std::ranges::find(kFileSources, format, &FileSource::format);
  return file == kFileSources.end() ? "" : file->kind;
}

std::string_view KindOfSink(std::string_view type, const json::Value& node) {
  if (type != "S3") return type;
  return node["format"].StringOr("") == "glueparquet" ? "S3GlueParquetTarget" : "S3DirectTarget";
}

Result<const graph::NodeKind*> KindOf(const std::string& id, const json::Value& node) {
  const std::string classification = node["classification"].StringOr("");
  const std::string type = node["type"].StringOr("");
  std::string_view name = type;
  if (classification == "DataSource") name = KindOfSource(type, node);
  if (classification == "DataSink") name = KindOfSink(type, node);
  const graph::NodeKind* kind = graph::FindNodeKind(name);
  if (kind == nullptr || ClassificationOf(kind->category) != classification) {
    const std::string format = node["format"].StringOr("");
    return InvalidInput("node " + id + ": Glue's API has no kind of node for classification " +
                        classification + ", type " + type +
                        (format.empty() ? "" : ", format " + format));
  }
  return kind;
}

Status CheckJoin(const std::string& id, const json::Value& node) {
  const json::Array* conditions = node["columnConditions"].AsArray();
  if (conditions == nullptr) return {};
  for (const json::Value& condition : *conditions) {
    if (condition == json::Value("=")) continue;
    return InvalidInput("node " + id + ": a Join of Glue's API compares by = only, not by " +
                        condition.StringOr("another condition"));
  }
  return {};
}

Result<json::Value> FromStudioNode(const std::string& id, const json::Value& node,
                                   std::vector<std::string>& warnings) {
  if (node.AsObject() == nullptr) return InvalidInput("node " + id + " must be an object");
  ASSIGN_OR_RETURN(const graph::NodeKind* kind, KindOf(id, node));
  RETURN_IF_ERROR(CheckJoin(id, node));
  const Shape& shape = ShapeOf(kind->name);
  const auto members = GlueModel().MembersOf(shape);
  const auto has = [&](std::string_view name) {
    return std::ranges::find(members, name, &MemberModel::name) != members.end();
  };
  json::Value own = json::Object{};
  for (const auto& [name, value] : node.AsObject()->members) {
    const bool of_every_node =
        std::ranges::find(kOfEveryNode, std::string_view(name)) != kOfEveryNode.end();
    const bool is_parameter =
        name == "name" || (name == "format" && has("Format")) ||
        (name == "inputs" && has("Inputs") && (kind->least_inputs > 0 || !IsEmpty(value)));
    if (!of_every_node || is_parameter) own.Set(name, value);
  }
  return json::Value{{std::string(kind->name), FromStudio(shape, own, {"node " + id, warnings})}};
}

}  // namespace

json::Value ToStudioNodes(const json::Value& nodes) {
  json::Value dag = json::Object{};
  const json::Object* object = nodes.AsObject();
  if (object == nullptr) return dag;
  for (const auto& [id, node] : object->members) {
    const json::Object* kinds = node.AsObject();
    if (kinds == nullptr || kinds->members.empty()) continue;
    const auto& [name, parameters] = kinds->members.front();
    const graph::NodeKind* kind = graph::FindNodeKind(name);
    if (kind == nullptr || parameters.AsObject() == nullptr) continue;  // no job has such a node
    dag.Set(id, ToStudioNode(id, *kind, parameters));
  }
  return dag;
}

Result<json::Value> FromStudioNodes(const json::Value& dag, std::vector<std::string>& warnings) {
  if (dag.AsObject() == nullptr) return InvalidInput("dag must be an object: node by node id");
  json::Value nodes = json::Object{};
  for (const auto& [id, node] : dag.AsObject()->members) {
    ASSIGN_OR_RETURN(json::Value converted, FromStudioNode(id, node, warnings));
    nodes.Set(id, std::move(converted));
  }
  return nodes;
}

std::string GeneratedNodeName(std::string_view name, std::string_view id) {
  std::string out;
  const auto is_word = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  };
  for (const char c : name) {
    if (is_word(c)) out += c;
  }
  out += '_';
  for (const char c : id) {
    if (is_word(c)) out += c;
  }
  return out;
}

}  // namespace tenon::api
