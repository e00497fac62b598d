// Nodes of every kind with every parameter, generated from Glue's model, and documents beside what
// they become.

#include "api/tenon/studio_job.h"

#include <doctest/doctest.h>

#include "api/model.h"
#include "api/tenon/studio_nodes.h"
#include "api/tenon/studio_values.h"

namespace tenon::api {
namespace {

// Values of a shape. `size` says how much of what may be left out is there: 0 nothing, 1 one of
// each, 2 two of each, and so paths of two segments.
class Values {
 public:
  explicit Values(int size) : size_(size) {}

  json::Value Of(const Shape& shape, int depth) {
    switch (shape.type) {
      case ShapeType::kStructure:
        return Structure(shape, depth);
      case ShapeType::kList: {
        json::Array list;
        for (int i = 0; i < size_; ++i) list.push_back(Of(ShapeOf(shape.value), depth + 1));
        return list;
      }
      case ShapeType::kMap: {
        json::Value map = json::Object{};
        for (int i = 0; i < size_; ++i) map.Set(Text("Key"), Of(ShapeOf(shape.value), depth + 1));
        return map;
      }
      case ShapeType::kBoolean:
        return ++number_ % 2 == 0;
      case ShapeType::kInteger:
      case ShapeType::kLong:
        return ++number_;
      case ShapeType::kDouble:
        return ++number_ + 0.5;
      default:
        return Text("Value");
    }
  }

 private:
  static const Shape& ShapeOf(ShapeId id) { return GlueModel().shapes[id]; }
  std::string Text(const std::string& word) { return word + '.' + std::to_string(++number_); }

  json::Value Structure(const Shape& shape, int depth) {
    constexpr int kDeepest = 8;  // mappings have mappings
    json::Value out = json::Object{};
    for (const MemberModel& member : GlueModel().MembersOf(shape)) {
      if (member.required || (size_ > 0 && depth < kDeepest)) {
        out.Set(member.name, Of(ShapeOf(member.shape), depth + 1));
      }
    }
    return out;
  }

  const int size_;
  int number_ = 0;
};

json::Value JobOf(json::Value nodes) {
  return {{"Name", "etl"},
          {"Role", "LabRole"},
          {"Command", {{"Name", "glueetl"}}},
          {"CodeGenConfigurationNodes", std::move(nodes)}};
}

json::Value Json(std::string_view text) {
  const auto value = json::Parse(text);
  REQUIRE(value);
  return *value;
}

// The one node of a document, without what every node has.
json::Value NodeOf(const json::Value& document) {
  json::Value node = document["dag"]["node-1"];
  for (const auto* name : {"nodeId", "dataPreview", "previewAmount", "generatedNodeName",
                           "parentsValid", "calculatedType", "codeGenVersion"}) {
    node.Erase(name);
  }
  return node;
}

}  // namespace

TEST_CASE("A node of every kind is the same after export and import") {
  const Shape& kinds = *GlueModel().FindShape("CodeGenConfigurationNode");
  for (const MemberModel& kind : GlueModel().MembersOf(kinds)) {
    for (const int size : {0, 1, 2}) {
      CAPTURE(kind.name);
      CAPTURE(size);
      const json::Value parameters = Values(size).Of(GlueModel().shapes[kind.shape], 0);
      const json::Value nodes = {{"node-1", {{std::string(kind.name), parameters}}}};
      const json::Value document = ExportStudioJob(JobOf(nodes));
      CHECK(document.Find("tenon") == nullptr);
      const auto imported = ImportStudioJob(document);
      REQUIRE_MESSAGE(imported, imported.error().message);
      CHECK_MESSAGE(imported->job["CodeGenConfigurationNodes"] == nodes, json::Dump(document));
      CHECK(imported->warnings.empty());
      for (const auto& [name, value] : document["dag"]["node-1"].AsObject()->members) {
        CHECK_FALSE((name[0] >= 'A' && name[0] <= 'Z'));
      }
    }
  }
}

TEST_CASE("Nodes are written as Studio writes them") {
  struct Case {
    std::string_view api;
    std::string_view studio;
  };
  const Case cases[] = {
      {R"({"RenameField": {"Name": "n", "Inputs": ["a"], "SourcePath": ["x"],
           "TargetPath": ["y", "z"]}})",
       R"({"classification": "Transform", "type": "RenameField", "name": "n", "inputs": ["a"],
           "sourcePath": "x", "targetPath": ["y", "z"]})"},
      {R"({"Aggregate": {"Name": "n", "Inputs": ["a"], "Groups": [["g"], ["h", "i"]],
           "Aggs": [{"Column": ["c"], "AggFunc": "sum"}]}})",
       R"({"classification": "Transform", "type": "Aggregate", "name": "n", "inputs": ["a"],
           "groups": ["g", ["h", "i"]], "aggs": [{"column": "c", "aggFunc": "sum"}]})"},
      {R"({"ApplyMapping": {"Name": "n", "Inputs": ["a"],
           "Mapping": [{"ToKey": "k", "FromPath": ["x"], "Dropped": false}]}})",
       R"({"classification": "Transform", "type": "ApplyMapping", "name": "n", "inputs": ["a"],
           "mapping": [{"toKey": "k", "fromPath": ["x"], "dropped": false}]})"},
      {R"({"DynamicTransform": {"Name": "n", "Inputs": ["a"], "TransformName": "t",
           "FunctionName": "gs_split", "Path": "s3://b/t.py",
           "Parameters": [{"Name": "colName", "Type": "str", "Value": ["x"]}]}})",
       R"({"classification": "Transform", "type": "DynamicTransform", "name": "n",
           "inputs": ["a"], "transformName": "t", "functionName": "gs_split",
           "path": "s3://b/t.py",
           "parameters": [{"name": "colName", "type": "str", "value": ["x"]}]})"},
      {R"({"S3CsvSource": {"Name": "n", "Paths": ["s3://b/"], "Separator": "comma",
           "QuoteChar": "quote", "OutputSchemas": [{"Columns": [{"Name": "x", "Type": "int"}]}]}})",
       R"({"classification": "DataSource", "type": "S3", "isCatalog": false, "format": "csv",
           "name": "n", "inputs": [], "paths": ["s3://b/"], "separator": "comma",
           "quoteChar": "quote", "outputSchemas": [[{"key": "x", "fullPath": ["x"],
           "type": "int", "glueStudioType": null, "children": null}]]})"},
      {R"({"S3CatalogSource": {"Name": "n", "Database": "d", "Table": "t"}})",
       R"({"classification": "DataSource", "type": "S3", "isCatalog": true,
           "runtimeParameters": [], "name": "n", "inputs": [], "database": "d", "table": "t"})"},
      {R"({"S3DirectTarget": {"Name": "n", "Inputs": ["a"], "Path": "s3://b/", "Format": "json",
           "SchemaChangePolicy": {"EnableUpdateCatalog": true,
                                  "UpdateBehavior": "UPDATE_IN_DATABASE"}}})",
       R"({"classification": "DataSink", "type": "S3", "format": "json", "name": "n",
           "inputs": ["a"], "path": "s3://b/", "updateCatalogOptions": "schemaAndPartitions",
           "schemaChangePolicy": {"enableUpdateCatalog": true,
                                  "updateBehavior": "UPDATE_IN_DATABASE"}})"},
      {R"({"ConnectorDataTarget": {"Name": "n", "ConnectionType": "x",
           "Data": {"Some Key": "v", "Other": "w"}}})",
       R"({"classification": "DataSink", "type": "ConnectorDataTarget", "name": "n",
           "inputs": [], "connectionType": "x", "data": {"Some Key": "v", "Other": "w"}})"},
  };
  for (const Case& each : cases) {
    const json::Value nodes = {{"node-1", Json(each.api)}};
    const json::Value document = ExportStudioJob(JobOf(nodes));
    CHECK_MESSAGE(NodeOf(document) == Json(each.studio), json::Dump(document));
    CHECK(ImportStudioJob(document)->job["CodeGenConfigurationNodes"] == nodes);
  }
}

TEST_CASE("A generated node name has the words of the name and the id") {
  CHECK(GeneratedNodeName("Renamed keys for Join", "node-17") == "RenamedkeysforJoin_node17");
  CHECK(GeneratedNodeName("rename_code", "node-17") == "rename_code_node17");
  CHECK(GeneratedNodeName("a-é b", "x_1") == "ab_x_1");
}

TEST_CASE("CarryOver takes what the original has beside the job") {
  struct Case {
    std::string_view exported;
    std::string_view base;
    std::string_view original;
    std::string_view expected;
  };
  const Case cases[] = {
      {"{}", "{}", R"({"a": 1})", R"({"a": 1})"},
      {R"({"a": 1, "b": 2})", R"({"a": 1})", R"({"a": 1, "c": 3})", R"({"a": 1, "b": 2, "c": 3})"},
      {R"({"a": 2})", R"({"a": 1})", R"({"c": 3})", R"({"a": 2, "c": 3})"},
      {R"({"b": 2})", R"({"a": 1})", R"({"a": 1, "c": 3})", R"({"b": 2, "c": 3})"},
      {R"({"a": 1, "b": 2})", R"({"a": 1, "b": 1})", R"({"b": 1, "c": null})",
       R"({"b": 2, "c": null})"},
      {R"([{"a": 2}, 5])", R"([{"a": 1}, 4])", R"([{"a": 1, "c": 3}, 4])",
       R"([{"a": 2, "c": 3}, 5])"},
      {R"([1, 2])", R"([1])", R"([7])", R"([1, 2])"},
      {R"({"a": "new"})", R"({"a": "old"})", R"({"a": null})", R"({"a": "new"})"},
  };
  for (const Case& each : cases) {
    CAPTURE(each.exported);
    CHECK(json::Dump(CarryOver(Json(each.exported), Json(each.base), Json(each.original))) ==
          json::Dump(Json(each.expected)));
  }
}

}  // namespace tenon::api
