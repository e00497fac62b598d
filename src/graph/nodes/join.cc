// Join: pairs the rows of two inputs whose keys are equal.
//
// A NULL equals nothing; texts are compared byte by byte; numbers of different types, and date and
// timestamp, are widened as in Spark. Names that both sides have (in any case):
//   equijoin               the right side's column becomes ".name", as in Glue's Join.apply
//   left, right, outer     a problem that names both columns, since Spark would keep the two apart
//                          until a later node names them, and then fail
//   leftsemi, leftanti     no matter: only the left side's columns come out

#include <array>
#include <utility>

#include "graph/column_fault.h"
#include "graph/column_path.h"
#include "graph/node.h"
#include "graph/script/script.h"
#include "text/utf8.h"

namespace tenon::graph {
namespace {

struct JoinType {
  std::string_view name;
  bool pads_left;               // right rows without partner come out
  bool pads_right;              // left rows without partner come out
  std::string_view words = {};  // of a join that yields the left side's columns only
};
constexpr std::array<JoinType, 6> kJoinTypes = {{{"equijoin", false, false},
                                                 {"left", false, true},
                                                 {"right", true, false},
                                                 {"outer", true, true},
                                                 {"leftsemi", false, false, "SEMI"},
                                                 {"leftanti", false, true, "ANTI"}}};

constexpr std::string_view kPrefix = "right_";

class Join final : public Node {
 public:
  Join(const JoinType& type, std::array<std::vector<ColumnPath>, 2> keys, std::string title)
      : type_(type), keys_(std::move(keys)), title_(std::move(title)) {}

  BindResult Bind(std::span<const Input> inputs, Environment&) const override {
    Faults faults;
    PaddedJoin join;
    join.pads = {type_.pads_left, type_.pads_right};
    join.relations = {inputs[0].relation, inputs[1].relation};
    BindKeys(inputs, join, faults);
    Bound bound{.schema = inputs[0].schema, .part = {}};
    AddColumns(0, inputs[0].schema, inputs[0].schema, join);
    if (type_.words.empty()) {
      const Schema right = RightColumns(inputs, faults);
      AddColumns(1, inputs[1].schema, right, join);
      bound.schema.insert(bound.schema.end(), right.begin(), right.end());
    }
    if (!faults.empty()) return std::unexpected(std::move(faults));
    Select select;
    for (const PaddedJoin::Output& output : join.outputs) select.origins.emplace_back(output.from);
    for (std::size_t side = 0; side < 2; ++side) {
      for (const std::size_t key : join.keys[side]) select.deciding.push_back({side, key});
    }
    if (type_.words.empty()) {
      select.text = std::move(join);
    } else {
      select.needed = NeededBySemiJoin(join);
      select.text = ToSql(join, type_.words);
    }
    bound.part = std::move(select);
    return bound;
  }

 private:
  // The conditions, and the columns that they compare.
  void BindKeys(std::span<const Input> inputs, PaddedJoin& join, Faults& faults) const {
    for (std::size_t i = 0; i < keys_[0].size(); ++i) {
      const Result<ResolvedColumn> left = Resolve(inputs[0].schema, keys_[0][i], "a.");
      const Result<ResolvedColumn> right = Resolve(inputs[1].schema, keys_[1][i], "b.");
      if (!left) faults.push_back(MissingKey(inputs, 0, i, left.error().message));
      if (!right) faults.push_back(MissingKey(inputs, 1, i, right.error().message));
      if (!left || !right) continue;
      if (!AreComparable(left->type, right->type)) {
        faults.push_back(UnlikeKeys(inputs, i, *left, *right));
      }
      // Without the "a." and "b." that make a path of a nested field mean what it says.
      join.conditions.push_back({left->sql.substr(2), right->sql.substr(2)});
      join.keys[0].push_back(left->index);
      join.keys[1].push_back(right->index);
    }
  }

  Fault MissingKey(std::span<const Input> inputs, std::size_t side, std::size_t key,
                   const std::string& message) const {
    Fault fault{"Columns", inputs[side].title + ": " + message};
    for (const ColumnPath& near : NearPaths(inputs[side].schema, keys_[side][key])) {
      auto keys = keys_;
      keys[side][key] = near;
      fault.fixes.push_back(
          FixBySetting("Use " + ToString(near), "Columns", ColumnsOf(inputs, keys)));
    }
    return fault;
  }

  // A column as a whole can be cast before the join, to the other side's type.
  Fault UnlikeKeys(std::span<const Input> inputs, std::size_t key, const ResolvedColumn& left,
                   const ResolvedColumn& right) const {
    Fault fault{"Columns", ToString(keys_[0][key]) + " (" + HiveName(left.type) +
                               ") cannot be compared with " + ToString(keys_[1][key]) + " (" +
                               HiveName(right.type) +
                               "); give both one type by a Change Schema node before the join"};
    for (const std::size_t side : {1U, 0U}) {
      const ResolvedColumn& column = side == 0 ? left : right;
      const Type& type = side == 0 ? right.type : left.type;
      if (keys_[side][key].size() > 1) continue;
      auto cast = FixByCasting(side, inputs[side].title, inputs[side].schema, column.index, type);
      if (cast) fault.fixes.push_back(*std::move(cast));
    }
    return fault;
  }

  // The right side's columns under their names in the output.
  Schema RightColumns(std::span<const Input> inputs, Faults& faults) const {
    Schema right = inputs[1].schema;
    for (Column& column : right) {
      const auto same = FindIgnoringCase(inputs[0].schema, column.name);
      if (same.empty()) continue;
      if (type_.name == "equijoin") {
        column.name.insert(column.name.begin(), '.');
        continue;
      }
      faults.push_back({"Columns",
                        "both inputs have a column of one name: " + same[0]->name + " of " +
                            inputs[0].title + " and " + column.name + " of " + inputs[1].title +
                            "; choose \"Resolve it\", or rename one before the join",
                        Severity::kError,
                        {RenamingFix("Resolve it", inputs, true),
                         RenamingFix("Rename only the columns that clash", inputs, false)}});
    }
    return right;
  }

  // Puts a Change Schema node before the right input that gives its columns a prefix: all of them,
  // as Glue Studio's button does, or those that the left input has too.
  Fix RenamingFix(std::string title, std::span<const Input> inputs, bool all) const {
    Schema renamed = inputs[1].schema;
    Schema taken = inputs[0].schema;
    if (!all) taken.insert(taken.end(), renamed.begin(), renamed.end());
    for (Column& column : renamed) {
      if (!all && FindIgnoringCase(inputs[0].schema, column.name).empty()) continue;
      do {
        column.name.insert(0, kPrefix);
      } while (!FindIgnoringCase(taken, column.name).empty());
      taken.push_back(column);
    }
    auto keys = keys_;
    for (ColumnPath& key : keys[1]) {
      const Result<ResolvedColumn> column = Resolve(inputs[1].schema, key);
      if (column) key[0] = renamed[column->index].name;
    }
    return {std::move(title),
            {InsertNode{1,
                        "ApplyMapping",
                        {{"Name", "Renamed keys for " + title_},
                         {"Mapping", MappingBetween(inputs[1].schema, renamed)}}},
             SetParameter{"Columns", ColumnsOf(inputs, keys)}}};
  }

  // The parameter Columns with those keys.
  static json::Value ColumnsOf(std::span<const Input> inputs,
                               const std::array<std::vector<ColumnPath>, 2>& keys) {
    return json::Array{{{"From", inputs[0].id}, {"Keys", ToJson(keys[0])}},
                       {{"From", inputs[1].id}, {"Keys", ToJson(keys[1])}}};
  }

  // All columns of one side, under the names that they have in the output.
  static void AddColumns(std::size_t side, const Schema& columns, const Schema& names,
                         PaddedJoin& join) {
    for (std::size_t i = 0; i < columns.size(); ++i) {
      join.outputs.push_back({ColumnOf{side, i}, columns[i].name, names[i].name});
    }
  }

  // A right row with a NULL key is no row's partner, and a left one has none, which keeps it out of
  // a semi join only.
  std::vector<ColumnOf> NeededBySemiJoin(const PaddedJoin& join) const {
    std::vector<ColumnOf> needed;
    for (const std::size_t column : join.keys[1]) needed.push_back({1, column});
    if (type_.pads_right) return needed;
    for (const std::size_t column : join.keys[0]) needed.push_back({0, column});
    return needed;
  }

  const JoinType& type_;
  const std::array<std::vector<ColumnPath>, 2> keys_;
  const std::string title_;
};

Result<std::array<std::vector<ColumnPath>, 2>> ReadKeys(const json::Value& parameters) {
  const json::Array* columns = parameters["Columns"].AsArray();
  const json::Array* inputs = parameters["Inputs"].AsArray();
  if (columns == nullptr || columns->size() != 2 || inputs == nullptr || inputs->size() != 2) {
    return InvalidInput("Columns must have two entries, one for each input");
  }
  std::array<std::vector<ColumnPath>, 2> keys;
  for (std::size_t side = 0; side < 2; ++side) {
    const json::Value* entry = nullptr;
    for (const json::Value& column : *columns) {
      if (column["From"] == (*inputs)[side]) entry = &column;
    }
    if (entry == nullptr) {
      return InvalidInput("Columns: no entry has this input as its From: " +
                          (*inputs)[side].StringOr(""));
    }
    ASSIGN_OR_RETURN(keys[side], ReadPaths((*entry)["Keys"], "Keys"));
  }
  if (keys[0].empty() || keys[0].size() != keys[1].size()) {
    return InvalidInput("Columns: both entries must have equally many Keys, at least one");
  }
  return keys;
}

Result<NodePtr> Parse(const json::Value& parameters) {
  ASSIGN_OR_RETURN(const std::string name, json::Reader(parameters).String("JoinType"));
  ASSIGN_OR_RETURN(auto keys, ReadKeys(parameters));
  for (const JoinType& type : kJoinTypes) {
    if (type.name == name) {
      return std::make_unique<Join>(type, std::move(keys), parameters["Name"].StringOr("Join"));
    }
  }
  return InvalidInput("JoinType must be equijoin, left, right, outer, leftsemi or leftanti: " +
                      name);
}

// frame["address"]["zip"]
std::string ColumnOfFrame(const std::string& frame, const ColumnPath& path) {
  std::string out = frame;
  for (std::size_t i = 0; i < path.size(); ++i) {
    const std::string name = PlainName(path[i]);
    // Spark reads a dot in a column's name as a way into a struct.
    const bool quoted = i == 0 && name.contains('.');
    out += '[' + Python::Text(quoted ? '`' + name + '`' : name).Print("") + ']';
  }
  return out;
}

// As Studio: Join.apply for equijoin, and a join of DataFrames for what that has not.
Status WritePart(const ScriptNode& node, Script& script) {
  ASSIGN_OR_RETURN(const std::string type, json::Reader(node.parameters).String("JoinType"));
  ASSIGN_OR_RETURN(const auto keys, ReadKeys(node.parameters));
  if (type == "equijoin") {
    std::array<std::vector<std::string>, 2> paths;
    for (std::size_t side = 0; side < 2; ++side) {
      for (const ColumnPath& key : keys[side]) paths[side].push_back(ScriptPath(key));
    }
    script.Assign(
        node.variable,
        Python::Call("Join.apply", {{"frame1", Python::Code(node.inputs[0].variable)},
                                    {"frame2", Python::Code(node.inputs[1].variable)},
                                    {"keys1", Python::ListOfTexts(paths[0])},
                                    {"keys2", Python::ListOfTexts(paths[1])},
                                    {"transformation_ctx", Python::Text(node.variable)}}));
    return {};
  }
  const std::string left = script.DataFrameOf(node.inputs[0]);
  const std::string right = script.DataFrameOf(node.inputs[1]);
  Python::List conditions;
  for (std::size_t i = 0; i < keys[0].size(); ++i) {
    conditions.push_back(Python::Equal(Python::Code(ColumnOfFrame(left, keys[0][i])),
                                       Python::Code(ColumnOfFrame(right, keys[1][i]))));
  }
  Python on =
      conditions.size() == 1 ? std::move(conditions[0]) : Python::ListOf(std::move(conditions));
  script.Assign(node.variable, script.FromDataFrame(
                                   node, Python::Call(left + ".join", {{"", Python::Code(right)},
                                                                       {"", std::move(on)},
                                                                       {"", Python::Text(type)}})));
  return {};
}

constexpr Parameter kParameters[] = {
    {.name = "JoinType",
     .type = ParameterType::kChoice,
     .required = true,
     .title = "Join type",
     .help = "Inner (equijoin) keeps pairs; left, right and outer also rows without partner.",
     .default_value = "equijoin",
     .choices = "equijoin|left|right|outer|leftsemi|leftanti"},
    {.name = "Columns",
     .type = ParameterType::kStructure,
     .required = true,
     .title = "Join conditions",
     .help = "Two entries, one for each input (From): its Keys, which are compared one by one with "
             "those of the other."}};

}  // namespace

extern constinit const NodeKind kJoin = {
    .name = "Join",
    .category = Category::kTransform,
    .least_inputs = 2,
    .most_inputs = 2,
    .title = "Join",
    .documentation =
        "Pairs the rows of two inputs whose keys are equal. Inner keeps the pairs; left, right and "
        "outer also keep the rows without partner of that side or of both, with NULLs for the "
        "other; "
        "left semi and left anti keep the left side's rows that have a partner, or that have none. "
        "Columns of the same name must be renamed first: choose \"Resolve it\".",
    .parameters = kParameters,
    .parse = &Parse,
    .script = &WritePart};

}  // namespace tenon::graph
