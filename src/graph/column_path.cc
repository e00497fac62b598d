#include "graph/column_path.h"

#include <set>

#include "graph/nearest_names.h"
#include "text/quote.h"
#include "text/utf8.h"

namespace tenon::graph {
namespace {

// How a message about a missing name ends.
template <typename Named>
std::string WayOut(const std::string& wanted, const std::vector<Named>& list) {
  std::vector<std::string> names;
  for (const Named& named : list) names.push_back(named.name);
  return DidYouMean(NearestNames(wanted, names));
}

bool Matches(std::string_view name, std::string_view wanted, CaseRule letters) {
  return letters == CaseRule::kCounts ? name == wanted : EqualsIgnoringCase(name, wanted);
}

Result<std::size_t> FindColumn(const Schema& schema, const std::string& wanted, CaseRule letters) {
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < schema.size(); ++i) {
    if (schema[i].name == wanted) return i;
    if (Matches(schema[i].name, wanted, letters)) found.push_back(i);
  }
  if (found.size() == 1) return found[0];
  if (found.size() > 1) {
    return InvalidInput("column " + wanted + " is ambiguous: " + schema[found[0]].name + ", " +
                        schema[found[1]].name);
  }
  std::string message = "there is no column " + wanted;
  if (letters == CaseRule::kCounts) {
    const auto other = FindIgnoringCase(schema, wanted);
    if (!other.empty()) message += " (upper and lower case count in this transform)";
  }
  const std::string way_out = WayOut(wanted, schema);
  return InvalidInput(message + (way_out.empty() ? "; there are: " + ListNames(schema) : way_out));
}

Status Descend(ResolvedColumn& at, const std::string& wanted, CaseRule letters) {
  if (at.type.kind != TypeKind::kStruct) {
    return InvalidInput(at.name + " has no field " + wanted + ", as it is a " + HiveName(at.type));
  }
  for (const Field& field : at.type.fields) {
    if (!Matches(field.name, wanted, letters)) continue;
    at.sql += '.' + SqlIdentifier(field.name);
    at.name = field.name;
    at.type = Type(field.type);  // a copy first: `field` lies inside at.type
    return {};
  }
  const std::string way_out = WayOut(wanted, at.type.fields);
  return InvalidInput(at.name + " has no field " + wanted +
                      (way_out.empty() ? ": it is a " + HiveName(at.type) : way_out));
}

}  // namespace

std::string PlainName(const std::string& segment) {
  if (segment.size() > 2 && segment.front() == '`' && segment.back() == '`') {
    return segment.substr(1, segment.size() - 2);
  }
  return segment;
}

std::string ToString(const ColumnPath& path) {
  std::string out;
  for (const std::string& segment : path) {
    if (!out.empty()) out += '.';
    out += PlainName(segment);
  }
  return out;
}

Result<ResolvedColumn> Resolve(const Schema& schema, const ColumnPath& path,
                               std::string_view qualifier, CaseRule letters) {
  if (path.empty()) return InvalidInput("the path of the column is empty");
  ASSIGN_OR_RETURN(const std::size_t index, FindColumn(schema, PlainName(path[0]), letters));
  const Column& column = schema[index];
  ResolvedColumn resolved{index, column.name, column.type,
                          std::string(qualifier) + SqlIdentifier(column.name)};
  // Without a table before it, a."b" would be read as column b of table a.
  if (path.size() > 1 && qualifier.empty()) resolved.sql = '(' + resolved.sql + ')';
  for (const std::string& segment : std::span(path).subspan(1)) {
    RETURN_IF_ERROR(Descend(resolved, PlainName(segment), letters));
  }
  return resolved;
}

Result<ColumnPath> ReadPath(const json::Value& value, std::string_view what) {
  const json::Array* array = value.AsArray();
  const Error error = InvalidInput(std::string(what) + " must be a list of strings");
  if (array == nullptr) return error;
  ColumnPath path;
  for (const json::Value& segment : *array) {
    if (segment.AsString() == nullptr) return error;
    path.push_back(*segment.AsString());
  }
  return path;
}

Result<std::vector<ColumnPath>> ReadPaths(const json::Value& value, std::string_view what) {
  std::vector<ColumnPath> paths;
  if (value.IsNull()) return paths;
  if (value.AsArray() == nullptr) {
    return InvalidInput(std::string(what) + " must be a list of paths");
  }
  for (const json::Value& element : *value.AsArray()) {
    ASSIGN_OR_RETURN(ColumnPath path, ReadPath(element, what));
    paths.push_back(std::move(path));
  }
  return paths;
}

std::string SelectList(const Schema& schema) {
  std::string out;
  for (const Column& column : schema) {
    if (!out.empty()) out += ", ";
    out += SqlIdentifier(column.name);
  }
  return out;
}

const Column* FindDuplicate(const Schema& schema) {
  std::set<std::string> seen;
  for (const Column& column : schema) {
    if (!seen.insert(AsciiLower(column.name)).second) return &column;
  }
  return nullptr;
}

}  // namespace tenon::graph
