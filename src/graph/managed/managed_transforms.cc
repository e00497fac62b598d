#include <algorithm>
#include <array>

#include "graph/cast.h"
#include "graph/column_fault.h"
#include "graph/managed/managed_transform.h"

namespace tenon::graph {

// The managed transforms: k<name> of managed/<name>.cc. A new one is a line here.
#define TENON_MANAGED_TRANSFORMS(TRANSFORM) \
  TRANSFORM(Repartition)                    \
  TRANSFORM(Concat)                         \
  TRANSFORM(Split)                          \
  TRANSFORM(ArrayToColumns)                 \
  TRANSFORM(Now)                            \
  TRANSFORM(Pivot)                          \
  TRANSFORM(Unpivot)                        \
  TRANSFORM(Lookup)                         \
  TRANSFORM(Explode)                        \
  TRANSFORM(Derived)                        \
  TRANSFORM(Flatten)                        \
  TRANSFORM(Uuid)                           \
  TRANSFORM(SequenceId)                     \
  TRANSFORM(ToTimestamp)                    \
  TRANSFORM(FormatTimestamp)                \
  TRANSFORM(NullRows)                       \
  TRANSFORM(ParseJson)                      \
  TRANSFORM(ExtractJson)                    \
  TRANSFORM(RegexExtract)

#define TENON_DECLARE(name) extern const ManagedTransform k##name;
TENON_MANAGED_TRANSFORMS(TENON_DECLARE)
#undef TENON_DECLARE

#define TENON_ADDRESS(name) &k##name,
constexpr std::array kTransforms = {TENON_MANAGED_TRANSFORMS(TENON_ADDRESS)};
#undef TENON_ADDRESS

std::span<const ManagedTransform* const> ManagedTransforms() { return kTransforms; }

const ManagedTransform* FindManagedTransform(std::string_view function_name) {
  const auto it = std::ranges::find(kTransforms, function_name, &ManagedTransform::name);
  return it == kTransforms.end() ? nullptr : *it;
}

namespace {

// "a.`b.c`" -> "a", "`b.c`".
ColumnPath PathOf(std::string_view text) {
  ColumnPath path;
  bool quoted = false;
  std::string segment;
  for (const char c : text) {
    if (c == '`') quoted = !quoted;
    if (c == '.' && !quoted) {
      path.push_back(std::move(segment));
      segment.clear();
    } else {
      segment += c;
    }
  }
  path.push_back(std::move(segment));
  return path;
}

// The fault of a text among an argument's that names no column. The near names are fixes, which set
// the argument.
Fault MissingColumn(const ManagedCall& call, std::string_view argument, const std::string& text,
                    std::string message) {
  Fault fault{std::string(argument), std::move(message)};
  for (const ColumnPath& path : NearPaths(call.input.schema, PathOf(text))) {
    const std::string better = ToString(path);
    json::Array values;
    for (const std::string& name : call.arguments.List(argument)) {
      values.emplace_back(name == text ? better : name);
    }
    fault.fixes.push_back(FixBySetting("Use " + better, std::string(argument), std::move(values)));
  }
  return fault;
}

Result<ResolvedColumn> ResolveText(const Schema& schema, const std::string& text) {
  const Result<ResolvedColumn> whole = Resolve(schema, {text});
  const ColumnPath path = PathOf(text);
  if (whole || path.size() == 1) return whole;
  return Resolve(schema, path);
}

}  // namespace

OrFaults<ResolvedColumn> ColumnArgument(const ManagedCall& call, std::string_view argument) {
  const std::string text = call.arguments.Text(argument);
  Result<ResolvedColumn> column = ResolveText(call.input.schema, text);
  if (column) return *std::move(column);
  return std::unexpected(
      Faults{MissingColumn(call, argument, text, std::move(column).error().message)});
}

OrFaults<std::vector<ResolvedColumn>> ColumnsArgument(const ManagedCall& call,
                                                      std::string_view argument) {
  std::vector<ResolvedColumn> columns;
  Faults faults;
  for (const std::string& name : call.arguments.List(argument)) {
    Result<ResolvedColumn> column = ResolveText(call.input.schema, name);
    if (column) {
      columns.push_back(*std::move(column));
    } else {
      faults.push_back(MissingColumn(call, argument, name, std::move(column).error().message));
    }
  }
  if (!faults.empty()) return std::unexpected(std::move(faults));
  if (columns.empty()) return Fail(std::string(argument), "no column is named; name at least one");
  return columns;
}

OrFaults<ResolvedColumn> TextArgument(const ManagedCall& call, std::string_view argument) {
  OrFaults<ResolvedColumn> column = ColumnArgument(call, argument);
  if (column && !IsTextType(column->type)) {
    return Fail(std::string(argument), column->name + " must be a text, but is of type " +
                                           HiveName(column->type) +
                                           "; change its type before this node");
  }
  return column;
}

std::string ResultName(const ManagedCall& call, std::string_view argument,
                       const ResolvedColumn& made_of) {
  std::string name = call.arguments.Text(argument);
  return name.empty() ? made_of.name : name;
}

Fault OnlyTheDataCanTell(std::string_view argument, std::string_view what) {
  return {std::string(argument),
          std::string(what) +
              ", so the columns are not known before the data is read; preview this node, run the "
              "job, or declare the columns under Output schema",
          Severity::kUnknown};
}

bool IsTextType(const Type& type) {
  return type.kind == TypeKind::kString || type.kind == TypeKind::kChar ||
         type.kind == TypeKind::kVarchar;
}

bool IsNumberType(const Type& type) {
  return type.kind >= TypeKind::kTinyint && type.kind <= TypeKind::kDecimal;
}

bool IsWholeType(const Type& type) {
  return type.kind >= TypeKind::kTinyint && type.kind <= TypeKind::kBigint;
}

Result<std::string> TextSql(const ResolvedColumn& column) {
  return CastSql(column.sql, column.type, TypeKind::kString);
}

}  // namespace tenon::graph
