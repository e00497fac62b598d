#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "api/model.h"
#include "json/value.h"

// How one value of a node is written in the API (CodeGenConfigurationNodes) and in the documents
// that Glue Studio downloads. Seen in such documents of 2024 and 2025:
//
//   names of members begin with a small letter: SqlQuery is sqlQuery; keys of maps stay as they are
//   a list of paths has a text for each path: Keys [["id"]] is keys ["id"]; so have SourcePath,
//     TargetPath and the Column of an aggregation. FromPath of a mapping stays a list
//   an output schema is a list of columns {key, fullPath, type, glueStudioType, children}
//   members that have no value are null
//
// How a path of several segments is written was not seen: here it stays a list.
namespace tenon::api {

// A value of the API as Studio writes it.
json::Value ToStudio(const Shape& shape, const json::Value& value);

// What a document says that a job cannot hold.
struct Unheld {
  std::string where;  // "node-1: mapping"
  std::vector<std::string>& warnings;
};

// The reverse; null for what has no value. A value of another type than the model's stays as it
// is, for the API to refuse. Members that the model has not are left out, with a warning unless
// they are empty.
json::Value FromStudio(const Shape& shape, const json::Value& value, const Unheld& unheld);

// "SqlQuery" as "sqlQuery".
std::string StudioName(std::string_view member);
// Whether a value says nothing: null, "", [] or {}.
bool IsEmpty(const json::Value& value);

}  // namespace tenon::api
