#pragma once

#include <expected>
#include <span>
#include <string_view>
#include <vector>

#include "graph/bound.h"
#include "graph/column_path.h"
#include "graph/managed/arguments.h"
#include "graph/node.h"

// The transforms that Glue keeps as Python files of its own and stores as a DynamicTransform: what
// one is, and the list of them. To add one is to add managed/<name>.cc, which defines its
// ManagedTransform, and one line in managed_transforms.cc.
namespace tenon::graph {

// What a managed transform binds with. Borrows all of it.
struct ManagedCall {
  const Arguments& arguments;
  const Input& input;
  Environment& environment;
  const Schema& declared;  // of the node's OutputSchemas; empty if there is none
};

struct ManagedTransform {
  std::string_view name;  // the FunctionName: "gs_concat"
  std::string_view title;
  std::string_view documentation;
  std::span<const Parameter> parameters;
  // Called when Arguments::Check finds nothing wrong.
  BindResult (*bind)(const ManagedCall& call);
};

// Every managed transform, in the order of the console's list.
std::span<const ManagedTransform* const> ManagedTransforms();

// The one of that FunctionName; null pointer for a transform of the user's own.
const ManagedTransform* FindManagedTransform(std::string_view function_name);

template <typename T>
using OrFaults = std::expected<T, Faults>;

// The column that the argument names: a column of that very name ("a.b" where there is one), else a
// path with dots, whose segments may stand in backquotes. A fault of the argument if there is none.
OrFaults<ResolvedColumn> ColumnArgument(const ManagedCall& call, std::string_view argument);
// The same for a list; at least one.
OrFaults<std::vector<ResolvedColumn>> ColumnsArgument(const ManagedCall& call,
                                                      std::string_view argument);
// The same, and it must be a text.
OrFaults<ResolvedColumn> TextArgument(const ManagedCall& call, std::string_view argument);

// What the result is called: the argument, or the column that it is made of where that is "".
std::string ResultName(const ManagedCall& call, std::string_view argument,
                       const ResolvedColumn& made_of);

// The fault of a transform whose columns hang on data that may not be read now.
Fault OnlyTheDataCanTell(std::string_view argument, std::string_view what);

bool IsTextType(const Type& type);
bool IsNumberType(const Type& type);
bool IsWholeType(const Type& type);

// The value as text, as Spark casts it. kUnsupported for a nested type.
Result<std::string> TextSql(const ResolvedColumn& column);

}  // namespace tenon::graph
