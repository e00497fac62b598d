// gs_extract_json ("Extract JSON Path"): values out of JSON texts, as texts, as Spark's
// get_json_object gives them: an object or array as its JSON, NULL where there is nothing or where
// the text is no JSON.

#include <algorithm>
#include <charconv>

#include "graph/managed/managed_transform.h"
#include "graph/projection.h"
#include "text/quote.h"

namespace tenon::graph {
namespace {

constexpr Parameter kParameters[] = {
    {.name = "colName", .type = ParameterType::kColumn, .required = true, .title = "JSON column"},
    {.name = "jsonPaths",
     .required = true,
     .title = "JSON paths",
     .help = "With commas between them: prop_1, $.address.zip, $.items[0], $['a. a']"},
    {.name = "colList",
     .required = true,
     .title = "Output columns",
     .help = "A name for each path, with commas between them."},
    {.name = "dropCol",
     .type = ParameterType::kBoolean,
     .title = "Drop JSON column",
     .default_value = "false"}};

Error Malformed(std::string_view path) {
  return InvalidInput("the path cannot be read, write it as $.a.b, $.list[0] or $['a b']: " +
                      std::string(path));
}

// ."a b", with the engine's escapes.
std::string Member(std::string_view name) {
  std::string out = ".\"";
  for (const char c : name) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + '"';
}

// What stands in brackets from `at`, which is moved behind them.
Result<std::string> Bracket(std::string_view path, std::size_t& at) {
  const char quote = at + 1 < path.size() ? path[at + 1] : '\0';
  if (quote == '\'' || quote == '"') {
    const std::size_t end = path.find(std::string{quote, ']'}, at + 2);
    if (end == std::string_view::npos) return Malformed(path);
    const std::string member = Member(path.substr(at + 2, end - at - 2));
    at = end + 2;
    return member;
  }
  const std::size_t end = path.find(']', at);
  if (end == std::string_view::npos) return Malformed(path);
  const std::string_view digits = path.substr(at + 1, end - at - 1);
  unsigned index = 0;
  const auto parsed = std::from_chars(digits.data(), digits.data() + digits.size(), index);
  if (digits == "*") {
    return Unsupported(
        "a path for all elements of an array is not built here; name one, as in "
        "[0]: " +
        std::string(path));
  }
  if (parsed.ec != std::errc() || parsed.ptr != digits.data() + digits.size()) {
    return Malformed(path);
  }
  at = end + 1;
  return '[' + std::to_string(index) + ']';
}

// The path as the engine writes it: $."address"."zip"[0].
Result<std::string> EnginePath(std::string_view path) {
  std::string out = "$";
  std::size_t at = path.starts_with('$') ? 1 : 0;
  bool first_name = at == 0;
  while (at < path.size()) {
    if (path[at] == '[') {
      ASSIGN_OR_RETURN(const std::string step, Bracket(path, at));
      out += step;
      continue;
    }
    if (path[at] == '.' && !first_name) {
      ++at;
    } else if (!first_name) {
      return Malformed(path);
    }
    first_name = false;
    const std::size_t end = std::min(path.find_first_of(".[", at), path.size());
    const std::string_view name = path.substr(at, end - at);
    if (name.empty() || name == "*") return Malformed(path);
    out += Member(name);
    at = end;
  }
  return out;
}

BindResult Bind(const ManagedCall& call) {
  const auto column = TextArgument(call, "colName");
  if (!column) return std::unexpected(column.error());
  const std::vector<std::string> paths = call.arguments.List("jsonPaths");
  const std::vector<std::string> names = call.arguments.List("colList");
  if (paths.size() != names.size()) {
    return Fail("colList", "there must be as many output columns as paths (" +
                               std::to_string(paths.size()) +
                               "): " + call.arguments.Text("colList"));
  }
  Projection out(call.input);
  const bool drop = call.arguments.Flag("dropCol");
  for (std::size_t i = 0; i < call.input.schema.size(); ++i) {
    if (!drop || i != column->index) out.Keep(i);
  }
  for (std::size_t i = 0; i < paths.size(); ++i) {
    const Result<std::string> path = EnginePath(paths[i]);
    if (!path) return Fail("jsonPaths", path.error().message);
    out.Put(names[i], TypeKind::kString,
            "CASE WHEN json_valid(" + column->sql + ") THEN json_extract_string(" + column->sql +
                ", " + SqlString(*path) + ") END",
            {column->index});
  }
  out.MakeOneRowOfEach();
  return std::move(out).Finish();
}

}  // namespace

extern constinit const ManagedTransform kExtractJson = {
    .name = "gs_extract_json",
    .title = "Extract JSON Path",
    .documentation =
        "Takes values out of a column of JSON texts, each by its path and into a column of texts. "
        "Where there is no such value, or the text is no JSON, the column is NULL.",
    .parameters = kParameters,
    .bind = &Bind};

}  // namespace tenon::graph
