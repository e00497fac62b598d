// ApplyMapping ("Change Schema"): picks, renames, casts, nests and reorders fields.
//
// A field that no mapping lists is dropped, as is one with Dropped. FromPath may lead into structs.
// FromType is what the author saw when the mapping was drawn; the input's own type counts. Casts
// are Spark's (cast.h): a value that does not fit is NULL. A dot in ToKey builds a struct, "a.b"
// and "a.c" one of two fields, which is there in every row; a dot at its beginning is part of the
// name (Join makes such), as is one in backquotes. Children map the fields of a struct, or of the
// structs in an array: their FromPath begins inside it, and those not listed are dropped. Where the
// struct is NULL, so is the new one.

#include <algorithm>

#include "graph/cast.h"
#include "graph/column_fault.h"
#include "graph/nested_fields.h"
#include "graph/node.h"
#include "graph/projection.h"
#include "graph/script/script.h"
#include "text/utf8.h"

namespace tenon::graph {
namespace {

struct Mapping {
  ColumnPath to;  // "a.b": a, b
  ColumnPath from;
  std::optional<Type> type;  // absent: as it is
  std::vector<Mapping> children;
};

// A column or field of the output: a value, or a struct of fields.
struct Target {
  std::string name;
  std::optional<SqlValue> value;
  std::vector<Target> fields;
  std::vector<std::size_t> from;  // columns of the input
};

SqlValue ValueOf(const Target& target) {
  if (target.value) return *target.value;
  std::vector<std::pair<std::string, SqlValue>> fields;
  for (const Target& field : target.fields) fields.emplace_back(field.name, ValueOf(field));
  return PackStruct(fields, "");
}

// "address.zip" is two segments; ".id" and "`a.b`" are one.
ColumnPath SplitKey(const std::string& key) {
  const std::string plain = PlainName(key);
  if (plain != key) return {plain};
  ColumnPath path(1);
  for (std::size_t i = 0; i < key.size(); ++i) {
    if (key[i] == '.' && !path.back().empty()) {
      path.emplace_back();
    } else {
      path.back() += key[i];
    }
  }
  if (path.back().empty()) return {key};  // "a.": no field
  return path;
}

// The fields of a struct as columns, to look paths up in.
Schema FieldsAsColumns(const Type& type) {
  Schema schema;
  for (const Field& field : type.fields) schema.push_back({field.name, field.type});
  return schema;
}

// Binds the mappings over one input; collects everything that is wrong.
class Binder {
 public:
  Binder(const Input& input, const json::Value& parameter)
      : input_(input), parameter_(parameter), out_(input) {}

  BindResult Bind(const std::vector<Mapping>& mappings) {
    std::vector<Target> targets;
    for (const Mapping& mapping : mappings) {
      const Result<ResolvedColumn> from = Resolve(input_.schema, mapping.from);
      if (!from) {
        faults_.push_back(ColumnFault("Mapping", from.error().message, parameter_, input_.schema,
                                      mapping.from, CaseRule::kIgnored, faults_.size()));
        continue;
      }
      const std::optional<SqlValue> value = Map({from->sql, from->type}, mapping, 0);
      if (value) Place(targets, mapping.to, mapping.to, *value, from->index);
    }
    if (mappings.empty()) Add("every field is dropped; keep at least one");
    if (!faults_.empty()) return std::unexpected(std::move(faults_));
    for (const Target& target : targets) {
      SqlValue value = ValueOf(target);
      if (target.value) {
        out_.AddStrict(target.name, value.type, value.sql, target.from[0]);
      } else {
        out_.Add(target.name, value.type, value.sql, target.from);
      }
    }
    out_.MakeOneRowOfEach();
    return std::move(out_).Finish();
  }

 private:
  void Add(std::string message) { faults_.push_back({"Mapping", std::move(message)}); }

  // The value of a mapping whose source is found; nothing after a fault.
  std::optional<SqlValue> Map(const SqlValue& from, const Mapping& mapping, int depth) {
    if (!mapping.children.empty()) return MapChildren(from, mapping, depth);
    const Type type = mapping.type.value_or(from.type);
    const Result<std::string> sql = CastSql(from.sql, from.type, type);
    if (sql) return SqlValue{*sql, type};
    Add(ToString(mapping.from) + ": " + sql.error().message);
    return std::nullopt;
  }

  std::optional<SqlValue> MapChildren(const SqlValue& from, const Mapping& mapping, int depth) {
    if (from.type.kind == TypeKind::kStruct) return MapFields(from, mapping, depth);
    if (from.type.kind != TypeKind::kArray || from.type.fields[0].type.kind != TypeKind::kStruct) {
      Add(ToString(mapping.from) + " has no fields for Children to map, as it is a " +
          HiveName(from.type));
      return std::nullopt;
    }
    const std::string element = "element" + std::to_string(depth);
    std::optional<SqlValue> value =
        MapFields({element, from.type.fields[0].type}, mapping, depth + 1);
    if (!value) return std::nullopt;
    value->sql = "list_transform(" + from.sql + ", lambda " + element + ": " + value->sql + ")";
    Type array(TypeKind::kArray);
    array.fields.push_back({from.type.fields[0].name, std::move(value->type)});
    value->type = std::move(array);
    return value;
  }

  std::optional<SqlValue> MapFields(const SqlValue& from, const Mapping& mapping, int depth) {
    const Schema schema = FieldsAsColumns(from.type);
    std::vector<Target> targets;
    for (const Mapping& child : mapping.children) {
      const Result<ResolvedColumn> field = Resolve(schema, child.from, from.sql + '.');
      if (!field) {
        faults_.push_back(
            ColumnFault("Mapping", ToString(mapping.from) + ": " + field.error().message,
                        parameter_, schema, child.from, CaseRule::kIgnored, faults_.size()));
        continue;
      }
      const std::optional<SqlValue> value = Map({field->sql, field->type}, child, depth);
      if (value) Place(targets, child.to, child.to, *value, 0);
    }
    if (targets.empty()) return std::nullopt;
    std::vector<std::pair<std::string, SqlValue>> fields;
    for (const Target& target : targets) fields.emplace_back(target.name, ValueOf(target));
    return PackStruct(fields, from.sql);
  }

  // Puts the value where `rest`, the last segments of `to`, says.
  void Place(std::vector<Target>& targets, const ColumnPath& to, std::span<const std::string> rest,
             const SqlValue& value, std::size_t from) {
    const bool last = rest.size() == 1;
    auto at = std::ranges::find(targets, rest[0], &Target::name);
    const bool taken = at != targets.end() && (last || at->value);
    if (taken) {
      Add("two mappings make " + ToString(to) + "; give one of them another ToKey");
      return;
    }
    if (at == targets.end()) at = targets.insert(at, {rest[0], std::nullopt, {}, {}});
    at->from.push_back(from);
    if (last) {
      at->value = value;
    } else {
      Place(at->fields, to, rest.subspan(1), value, from);
    }
  }

  const Input& input_;
  const json::Value& parameter_;
  Projection out_;
  Faults faults_;
};

class ApplyMapping final : public Node {
 public:
  ApplyMapping(std::vector<Mapping> mappings, json::Value parameter)
      : mappings_(std::move(mappings)), parameter_(std::move(parameter)) {}

  BindResult Bind(std::span<const Input> inputs, Environment&) const override {
    return Binder(inputs[0], parameter_).Bind(mappings_);
  }

 private:
  const std::vector<Mapping> mappings_;
  const json::Value parameter_;
};

constexpr std::size_t kMostLevels = 100;  // of structs in one another that a ToKey builds

Result<std::vector<Mapping>> ReadMappings(const json::Array& list);

Result<Mapping> ReadMapping(const json::Value& value) {
  Mapping mapping;
  ASSIGN_OR_RETURN(mapping.from, ReadPath(value["FromPath"], "FromPath"));
  if (mapping.from.empty()) return InvalidInput("FromPath must not be empty");
  ASSIGN_OR_RETURN(const std::string key,
                   json::Reader(value).StringOr("ToKey", mapping.from.back()));
  if (key.empty()) return InvalidInput("ToKey must not be empty");
  mapping.to = SplitKey(key);
  if (mapping.to.size() > kMostLevels) {
    return InvalidInput("ToKey must not build more than 100 structs in one another");
  }
  if (const json::Array* children = value["Children"].AsArray()) {
    ASSIGN_OR_RETURN(mapping.children, ReadMappings(*children));
  }
  ASSIGN_OR_RETURN(const std::string type, json::Reader(value).StringOr("ToType", ""));
  // "struct" and "array" alone say nothing that the input does not.
  const bool is_nested = type == "struct" || type == "array" || type == "map";
  if (!type.empty() && !is_nested && mapping.children.empty()) {
    ASSIGN_OR_RETURN(mapping.type, ParseType(type));
  }
  return mapping;
}

Result<std::vector<Mapping>> ReadMappings(const json::Array& list) {
  std::vector<Mapping> mappings;
  for (const json::Value& value : list) {
    ASSIGN_OR_RETURN(const bool dropped, json::Reader(value).BoolOr("Dropped", false));
    if (dropped) continue;
    ASSIGN_OR_RETURN(Mapping mapping, ReadMapping(value));
    mappings.push_back(std::move(mapping));
  }
  return mappings;
}

Result<NodePtr> Parse(const json::Value& parameters) {
  const json::Array* list = parameters["Mapping"].AsArray();
  if (list == nullptr) return InvalidInput("Mapping must be a list");
  Result<std::vector<Mapping>> mappings = ReadMappings(*list);
  if (!mappings) return WithContext(std::move(mappings).error(), "Mapping");
  return std::make_unique<ApplyMapping>(*std::move(mappings), parameters["Mapping"]);
}

// The mappings of one list, as tuples of Glue: source path, source type, target path, target type.
Status AddTuples(const json::Array& list, const ColumnPath& outer_from, const ColumnPath& outer_to,
                 Python::List& tuples) {
  for (const json::Value& value : list) {
    if (value["Dropped"].BoolOr(false)) continue;
    ASSIGN_OR_RETURN(const Mapping mapping, ReadMapping(value));
    ColumnPath from = outer_from;
    from.insert(from.end(), mapping.from.begin(), mapping.from.end());
    ColumnPath to = outer_to;
    to.insert(to.end(), mapping.to.begin(), mapping.to.end());
    const std::string seen = value["FromType"].StringOr(value["ToType"].StringOr(""));
    const std::string wanted = value["ToType"].StringOr(seen);
    const json::Array* children = value["Children"].AsArray();
    if (children != nullptr && !children->empty()) {
      if (AsciiLower(seen).starts_with("array")) {
        return Unsupported("Glue's mappings reach no fields inside an array, as in " +
                           ToString(from) + "; map the array whole");
      }
      RETURN_IF_ERROR(AddTuples(*children, from, to, tuples));
      continue;
    }
    if (seen.empty()) {
      return InvalidInput(ToString(from) + " has no FromType, which a script needs");
    }
    tuples.push_back(Python::Tuple({Python::Text(ScriptPath(from)), Python::Text(seen),
                                    Python::Text(ScriptPath(to)), Python::Text(wanted)}));
  }
  return {};
}

Status WritePart(const ScriptNode& node, Script& script) {
  Python::List tuples;
  RETURN_IF_ERROR(AddTuples(*node.parameters["Mapping"].AsArray(), {}, {}, tuples));
  script.Assign(node.variable, Python::Call("ApplyMapping.apply",
                                            {{"frame", Python::Code(node.inputs[0].variable)},
                                             {"mappings", Python::ListOf(std::move(tuples))},
                                             {"transformation_ctx", Python::Text(node.variable)}}));
  return {};
}

constexpr Parameter kParameters[] = {
    {.name = "Mapping",
     .type = ParameterType::kStructure,
     .required = true,
     .title = "Change schema (apply mapping)",
     .help = "For each column: FromPath, the new name ToKey, the new type ToType, and Dropped to "
             "leave it out."}};

}  // namespace

extern constinit const NodeKind kApplyMapping = {
    .name = "ApplyMapping",
    .category = Category::kTransform,
    .title = "Change Schema",
    .documentation =
        "Renames fields, changes their types, and drops those that are marked or not listed. A "
        "value that does not fit its new type becomes NULL. The order of the mappings is the order "
        "of the columns. A dot in a new name builds a struct: address.zip.",
    .parameters = kParameters,
    .parse = &Parse,
    .script = &WritePart};

}  // namespace tenon::graph
