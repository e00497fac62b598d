#pragma once

// What the tests of node kinds share: a node made of JSON text, bound to inputs given as
// "id bigint, name string".

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "graph/memory_environment.h"
#include "graph/node.h"
#include "graph/nodes/registry.h"
#include "text/utf8.h"

namespace tenon::graph {

// "id bigint, tags array<int>": each column is a name up to the first blank, then a type.
inline Schema Columns(std::string_view text) {
  Schema schema;
  int depth = 0;
  std::size_t start = 0;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    const char c = i < text.size() ? text[i] : ',';
    depth += c == '<' || c == '(' ? 1 : 0;
    depth -= c == '>' || c == ')' ? 1 : 0;
    if (c != ',' || depth > 0) continue;
    const std::string_view column = Trim(text.substr(start, i - start));
    const std::size_t blank = column.find(' ');
    schema.push_back({std::string(column.substr(0, blank)), *ParseType(column.substr(blank + 1))});
    start = i + 1;
  }
  return schema;
}

// The reverse of Columns.
inline std::string Text(const Schema& schema) {
  std::string out;
  for (const Column& column : schema) {
    out += (out.empty() ? "" : ", ") + column.name + ' ' + HiveName(column.type);
  }
  return out;
}

inline Result<NodePtr> ParseNode(std::string_view kind, std::string_view parameters) {
  const Result<json::Value> value = json::Parse(parameters);
  REQUIRE(value);
  return FindNodeKind(kind)->parse(*value);
}

// Binds a node to inputs n1, n2, ... of those columns.
inline BindResult BindNode(std::string_view kind, std::string_view parameters,
                           const std::vector<std::string>& inputs, Environment& environment) {
  const Result<NodePtr> node = ParseNode(kind, parameters);
  REQUIRE_MESSAGE(node, node.error().message);
  std::vector<Input> bound;
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    const std::string id = "n" + std::to_string(i + 1);
    bound.push_back({id, "Input " + std::to_string(i + 1), id, Columns(inputs[i])});
  }
  return (*node)->Bind(bound, environment);
}

inline BindResult BindNode(std::string_view kind, std::string_view parameters,
                           const std::vector<std::string>& inputs) {
  MemoryEnvironment environment;
  return BindNode(kind, parameters, inputs, environment);
}

inline std::string SqlOf(const BindResult& bound) {
  REQUIRE(bound);
  return ToSql(std::get<Select>(bound->part));
}

// "Columns: there is no column x": what is wrong, one line a fault.
inline std::string FaultsOf(const BindResult& bound) {
  if (bound) return "";
  std::string out;
  for (const Fault& fault : bound.error()) {
    out += (out.empty() ? "" : "\n") + fault.field + ": " + fault.message;
  }
  return out;
}

}  // namespace tenon::graph
