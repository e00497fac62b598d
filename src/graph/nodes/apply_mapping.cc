// ApplyMapping ("Change Schema"): picks, renames, casts and reorders fields.
//
// A field that no mapping lists is dropped, as is one with Dropped. FromPath may lead into structs.
// FromType is what the author saw when the mapping was drawn; the input's own type counts. Casts
// are Spark's (cast.h): a value that does not fit is NULL. ToKey is the name of a column: a dot in
// it, which would make Glue build a struct, is refused, as are Children.

#include "graph/cast.h"
#include "graph/column_path.h"
#include "graph/node.h"
#include "text/quote.h"

namespace tenon::graph {
namespace {

struct Mapping {
  std::string to_key;
  ColumnPath from_path;
  std::optional<Type> to_type;  // absent: as it is
  bool has_children = false;
};

class ApplyMapping final : public Node {
 public:
  explicit ApplyMapping(std::vector<Mapping> mappings) : mappings_(std::move(mappings)) {}

  BindResult Bind(std::span<const Input> inputs, Environment&) const override {
    Bound bound;
    Select select;
    Faults faults;
    std::string list;
    for (const Mapping& mapping : mappings_) {
      Result<Field> field = Map(mapping, inputs[0].schema, select, list);
      if (field) {
        bound.schema.push_back({std::move(field->name), std::move(field->type)});
      } else {
        faults.push_back({"Mapping", std::move(field).error().message});
      }
    }
    if (mappings_.empty())
      faults.push_back({"Mapping", "every field is dropped; keep at least one"});
    if (!faults.empty()) return std::unexpected(std::move(faults));
    select.text = "SELECT " + list + " FROM " + SqlIdentifier(inputs[0].relation);
    bound.part = std::move(select);
    return bound;
  }

 private:
  static Result<Field> Map(const Mapping& mapping, const Schema& schema, Select& select,
                           std::string& list) {
    if (mapping.has_children) {
      return Unsupported("the fields inside " + mapping.to_key +
                         " cannot be mapped here yet; map it as a whole or by the paths of its "
                         "fields");
    }
    if (mapping.to_key.find('.', 1) != std::string::npos) {
      return Unsupported(
          "a name with a dot would make a struct, which cannot be built here yet; "
          "choose another than " +
          mapping.to_key);
    }
    ASSIGN_OR_RETURN(const ResolvedColumn from, Resolve(schema, mapping.from_path));
    const Type to = mapping.to_type.value_or(from.type);
    Result<std::string> sql = CastSql(from.sql, from.type, to);
    if (!sql) return WithContext(std::move(sql).error(), ToString(mapping.from_path));
    if (!list.empty()) list += ", ";
    list += *sql;
    const bool same_name = from.sql == SqlIdentifier(mapping.to_key);
    if (!same_name || *sql != from.sql) list += " AS " + SqlIdentifier(mapping.to_key);
    select.origins.emplace_back(ColumnOf{0, from.index});
    return Field{mapping.to_key, to};
  }

  const std::vector<Mapping> mappings_;
};

Result<Mapping> ReadMapping(const json::Value& value) {
  Mapping mapping;
  ASSIGN_OR_RETURN(mapping.from_path, ReadPath(value["FromPath"], "FromPath"));
  if (mapping.from_path.empty()) return InvalidInput("FromPath must not be empty");
  ASSIGN_OR_RETURN(mapping.to_key, json::Reader(value).StringOr("ToKey", mapping.from_path.back()));
  if (mapping.to_key.empty()) return InvalidInput("ToKey must not be empty");
  const json::Array* children = value["Children"].AsArray();
  mapping.has_children = children != nullptr && !children->empty();
  ASSIGN_OR_RETURN(const std::string to_type, json::Reader(value).StringOr("ToType", ""));
  if (!to_type.empty() && !mapping.has_children) {
    ASSIGN_OR_RETURN(mapping.to_type, ParseType(to_type));
  }
  return mapping;
}

Result<NodePtr> Parse(const json::Value& parameters) {
  const json::Array* list = parameters["Mapping"].AsArray();
  if (list == nullptr) return InvalidInput("Mapping must be a list");
  std::vector<Mapping> mappings;
  for (const json::Value& value : *list) {
    ASSIGN_OR_RETURN(const bool dropped, json::Reader(value).BoolOr("Dropped", false));
    if (dropped) continue;
    Result<Mapping> mapping = ReadMapping(value);
    if (!mapping) return WithContext(std::move(mapping).error(), "Mapping");
    mappings.push_back(*std::move(mapping));
  }
  return std::make_unique<ApplyMapping>(std::move(mappings));
}

}  // namespace

extern constinit const NodeKind kApplyMapping = {
    .name = "ApplyMapping",
    .category = Category::kTransform,
    .least_inputs = 1,
    .most_inputs = 1,
    .title = "Change Schema",
    .documentation =
        "Renames fields, changes their types, and drops those that are marked or not listed. A "
        "value "
        "that does not fit its new type becomes NULL. The order of the mappings is the order of "
        "the "
        "columns.",
    .parse = &Parse};

}  // namespace tenon::graph
