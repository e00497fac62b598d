// Merge: brings a table up to date with the records of a staging table, as Glue's
// DynamicFrame.mergeDynamicFrame does.
//
// Source names the staging input. All its rows come out, and those rows of the other input whose
// primary keys no staging row has. Rows with the same keys in one input all stay. A NULL key is
// nobody's key. The inputs need not have the same columns: those of the table come first, then what
// only the staging input has, NULL where an input has no such column; types are widened as Spark
// widens them.

#include <array>

#include "graph/column_fault.h"
#include "graph/column_path.h"
#include "graph/node.h"
#include "graph/script/script.h"
#include "graph/widen.h"
#include "text/quote.h"

namespace tenon::graph {
namespace {

// A column of the output: its places in the table and in the staging input.
struct MergedColumn {
  Column column;
  std::array<const Column*, 2> from = {};
};

class Merge final : public Node {
 public:
  Merge(std::string source, std::vector<ColumnPath> keys)
      : source_(std::move(source)), keys_(std::move(keys)) {}

  BindResult Bind(std::span<const Input> inputs, Environment&) const override {
    if (inputs[0].id != source_ && inputs[1].id != source_) return WrongSource(inputs);
    const std::size_t staging = inputs[1].id == source_ ? 1 : 0;
    Faults faults;
    Select select;
    const std::string conditions = BindKeys(inputs, staging, select, faults);
    const std::vector<MergedColumn> columns = MergeColumns(inputs, staging, faults);
    if (!faults.empty()) return std::unexpected(std::move(faults));
    Bound bound;
    for (const MergedColumn& merged : columns) {
      bound.schema.push_back(merged.column);
      std::vector<ColumnOf>& values = select.values.emplace_back();
      for (std::size_t i = 0; i < 2; ++i) {
        const std::size_t input = i == 0 ? 1 - staging : staging;
        if (merged.from[i] == nullptr) continue;
        values.push_back(
            {input, static_cast<std::size_t>(merged.from[i] - inputs[input].schema.data())});
      }
    }
    select.origins.resize(columns.size());
    select.text = SelectFrom(columns, 1) + " FROM " + SqlIdentifier(inputs[staging].relation) +
                  " AS b UNION ALL " + SelectFrom(columns, 0) + " FROM " +
                  SqlIdentifier(inputs[1 - staging].relation) + " AS a ANTI JOIN " +
                  SqlIdentifier(inputs[staging].relation) + " AS b ON " + conditions;
    bound.part = std::move(select);
    return bound;
  }

 private:
  static BindResult WrongSource(std::span<const Input> inputs) {
    Fault fault{"Source", "choose which input has the new records: " + inputs[0].title + " or " +
                              inputs[1].title};
    for (const Input& input : inputs) {
      fault.fixes.push_back(FixBySetting("Take " + input.title, "Source", input.id));
    }
    return std::unexpected(Faults{std::move(fault)});
  }

  // "a.k = b.k": a is the table, b the staging input.
  std::string BindKeys(std::span<const Input> inputs, std::size_t staging, Select& select,
                       Faults& faults) const {
    std::string conditions;
    for (const ColumnPath& key : keys_) {
      std::array<Result<ResolvedColumn>, 2> columns = {
          Resolve(inputs[1 - staging].schema, key, "a."),
          Resolve(inputs[staging].schema, key, "b.")};
      bool found = true;
      for (std::size_t i = 0; i < 2; ++i) {
        const std::size_t side = i == 0 ? 1 - staging : staging;
        if (columns[i]) {
          select.deciding.push_back({side, columns[i]->index});
          continue;
        }
        found = false;
        faults.push_back(ColumnFault("PrimaryKeys",
                                     inputs[side].title + ": " + columns[i].error().message,
                                     ToJson(keys_), inputs[side].schema, key));
      }
      if (!found) continue;
      if (!AreComparable(columns[0]->type, columns[1]->type)) {
        faults.push_back({"PrimaryKeys", ToString(key) + " is of type " +
                                             HiveName(columns[0]->type) + " in one input and " +
                                             HiveName(columns[1]->type) +
                                             " in the other; give both one type by a Change "
                                             "Schema node before the merge"});
      }
      conditions += conditions.empty() ? "" : " AND ";
      conditions += columns[0]->sql + " = " + columns[1]->sql;
    }
    return conditions;
  }

  static std::vector<MergedColumn> MergeColumns(std::span<const Input> inputs, std::size_t place,
                                                Faults& faults) {
    const Input& table = inputs[1 - place];
    const Input& staging = inputs[place];
    std::vector<MergedColumn> merged;
    for (const Column& column : table.schema) {
      MergedColumn both{column, {&column, nullptr}};
      const auto other = FindIgnoringCase(staging.schema, column.name);
      if (!other.empty()) {
        both.from[1] = other[0];
        const std::optional<Type> type = WiderType(column.type, other[0]->type);
        if (type) {
          both.column.type = *type;
        } else {
          faults.push_back(OfTypes(column, table, *other[0], staging, place));
        }
      }
      merged.push_back(std::move(both));
    }
    for (const Column& column : staging.schema) {
      if (FindIgnoringCase(table.schema, column.name).empty()) {
        merged.push_back({column, {nullptr, &column}});
      }
    }
    return merged;
  }

  static Fault OfTypes(const Column& column, const Input& table, const Column& other,
                       const Input& staging, std::size_t place) {
    Fault fault{"Inputs", column.name + " is of type " + HiveName(column.type) + " in " +
                              table.title + " and " + HiveName(other.type) + " in " +
                              staging.title +
                              ", which cannot be put together; give both one type by a Change "
                              "Schema node before the merge"};
    const auto index = static_cast<std::size_t>(&other - staging.schema.data());
    auto cast = FixByCasting(place, staging.title, staging.schema, index, column.type);
    if (cast) fault.fixes.push_back(*std::move(cast));
    return fault;
  }

  static std::string SelectFrom(const std::vector<MergedColumn>& columns, std::size_t side) {
    std::string out = "SELECT ";
    for (const MergedColumn& merged : columns) {
      if (&merged != &columns.front()) out += ", ";
      const Column* from = merged.from[side];
      out += from == nullptr ? "CAST(NULL AS " + DuckDbName(merged.column.type) + ")"
                             : Widened((side == 0 ? "a." : "b.") + SqlIdentifier(from->name),
                                       from->type, merged.column.type);
      out += " AS " + SqlIdentifier(merged.column.name);
    }
    return out;
  }

  const std::string source_;
  const std::vector<ColumnPath> keys_;
};

Result<NodePtr> Parse(const json::Value& parameters) {
  ASSIGN_OR_RETURN(std::string source, json::Reader(parameters).String("Source"));
  ASSIGN_OR_RETURN(std::vector<ColumnPath> keys,
                   ReadPaths(parameters["PrimaryKeys"], "PrimaryKeys"));
  if (keys.empty()) return InvalidInput("PrimaryKeys must have at least one column");
  return std::make_unique<Merge>(std::move(source), std::move(keys));
}

Status WritePart(const ScriptNode& node, Script& script) {
  ASSIGN_OR_RETURN(const std::string source, json::Reader(node.parameters).String("Source"));
  ASSIGN_OR_RETURN(Python keys, ScriptPaths(node.parameters["PrimaryKeys"], "PrimaryKeys"));
  if (node.inputs[0].id != source && node.inputs[1].id != source) {
    return InvalidInput("Source names none of the inputs: " + source);
  }
  const std::size_t staging = node.inputs[1].id == source ? 1 : 0;
  script.Assign(node.variable,
                Python::Call(node.inputs[1 - staging].variable + ".mergeDynamicFrame",
                             {{"stage_dynamic_frame", Python::Code(node.inputs[staging].variable)},
                              {"primary_keys", std::move(keys)},
                              {"transformation_ctx", Python::Text(node.variable)}}));
  return {};
}

constexpr Parameter kParameters[] = {
    {.name = "Source",
     .type = ParameterType::kNode,
     .required = true,
     .title = "Source",
     .help = "The input with the new records, which replace those of the other input."},
    {.name = "PrimaryKeys",
     .type = ParameterType::kColumns,
     .required = true,
     .title = "Primary keys",
     .help = "The columns, in both inputs, by which a record is known again."}};

}  // namespace

extern constinit const NodeKind kMerge = {
    .name = "Merge",
    .category = Category::kTransform,
    .least_inputs = 2,
    .most_inputs = 2,
    .title = "Merge",
    .documentation =
        "Brings a table up to date: every record of the source comes out, and the records of the "
        "other input whose primary keys the source has not. Records with the same keys within one "
        "input are all kept. A column that one input lacks is NULL in its records.",
    .parameters = kParameters,
    .parse = &Parse,
    .script = &WritePart};

}  // namespace tenon::graph
