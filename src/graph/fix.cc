#include "graph/fix.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <limits>
#include <string>

namespace tenon::graph {
namespace {

constexpr std::string_view kPrefix = "node-";

// "node-8" after "node-7".
std::string NextId(const json::Object& nodes) {
  std::uint64_t largest = 0;
  for (const auto& [id, node] : nodes.members) {
    if (!id.starts_with(kPrefix)) continue;
    std::uint64_t number = 0;
    const auto [end, error] =
        std::from_chars(id.data() + kPrefix.size(), id.data() + id.size(), number);
    const bool is_number = error == std::errc() && end == id.data() + id.size();
    if (is_number && number < std::numeric_limits<std::uint64_t>::max()) {
      largest = std::max(largest, number);
    }
  }
  return std::string(kPrefix) + std::to_string(largest + 1);
}

// Gives members that are one id another. Texts in lists are no ids but paths of columns.
void Rename(json::Value& value, const std::string& from, const std::string& to) {
  if (const std::string* text = value.AsString()) {
    if (*text == from) value = to;
  } else if (json::Array* array = value.AsArray()) {
    for (json::Value& element : *array) {
      if (element.AsString() == nullptr) Rename(element, from, to);
    }
  } else if (json::Object* object = value.AsObject()) {
    for (auto& [name, member] : object->members) Rename(member, from, to);
  }
}

// The one member of a node's document: its kind and what that holds.
json::Value* ParametersOf(json::Value& node) {
  json::Object* object = node.AsObject();
  if (object == nullptr || object->members.size() != 1) return nullptr;
  json::Value& parameters = object->members[0].second;
  return parameters.AsObject() == nullptr ? nullptr : &parameters;
}

Status Insert(json::Object& nodes, std::string_view node_id, const InsertNode& edit) {
  const auto at = std::ranges::find(nodes.members, node_id, &json::Member::first);
  json::Value& parameters = *ParametersOf(at->second);
  const json::Value old_inputs = parameters["Inputs"];
  const json::Array* inputs = old_inputs.AsArray();
  if (inputs == nullptr || edit.input >= inputs->size() ||
      (*inputs)[edit.input].AsString() == nullptr) {
    return InvalidInput("node " + std::string(node_id) + " has no input of number " +
                        std::to_string(edit.input + 1));
  }
  const std::string old_id = *(*inputs)[edit.input].AsString();
  const std::string new_id = NextId(nodes);
  for (auto& [name, member] : parameters.AsObject()->members) {
    if (name == "Inputs") {
      (*member.AsArray())[edit.input] = new_id;
    } else if (name != "Name") {
      Rename(member, old_id, new_id);
    }
  }
  json::Value inserted = edit.parameters;
  inserted.Set("Inputs", json::Array{old_id});
  nodes.members.insert(at, {new_id, {{edit.kind, std::move(inserted)}}});
  return {};
}

}  // namespace

Result<json::Value> ApplyFix(const json::Value& nodes, std::string_view node_id, const Fix& fix) {
  json::Value out = nodes;
  json::Object* document = out.AsObject();
  json::Value* node = nullptr;
  if (document != nullptr) {
    const auto at = std::ranges::find(document->members, node_id, &json::Member::first);
    if (at != document->members.end()) node = ParametersOf(at->second);
  }
  if (node == nullptr) return NotFound("there is no node " + std::string(node_id));
  for (const Edit& edit : fix.edits) {
    const auto* set = std::get_if<SetParameter>(&edit);
    if (set == nullptr) continue;
    if (set->value.IsNull()) {
      node->Erase(set->name);
    } else {
      node->Set(set->name, set->value);
    }
  }
  for (const Edit& edit : fix.edits) {
    const auto* insert = std::get_if<InsertNode>(&edit);
    if (insert == nullptr) continue;
    RETURN_IF_ERROR(Insert(*document, node_id, *insert));
  }
  return out;
}

}  // namespace tenon::graph
