// DropDuplicates: one row of each set of rows that are alike.
//
// Without Columns rows are alike if all their values are; NULL is like NULL. With Columns those
// decide, and any one row of the set stays: which one is not promised, as in Spark.

#include "graph/column_fault.h"
#include "graph/column_path.h"
#include "graph/node.h"
#include "graph/projection.h"
#include "graph/script/script.h"
#include "text/quote.h"

namespace tenon::graph {
namespace {

class DropDuplicates final : public Node {
 public:
  explicit DropDuplicates(std::vector<ColumnPath> columns) : columns_(std::move(columns)) {}

  BindResult Bind(std::span<const Input> inputs, Environment&) const override {
    const Schema& schema = inputs[0].schema;
    Projection out(inputs[0]);
    out.PutRowsTogether();
    if (columns_.empty()) {
      out.KeepAll();
      std::vector<std::size_t> all(schema.size());
      for (std::size_t i = 0; i < all.size(); ++i) all[i] = i;
      out.Decide(all);
      return std::move(out).Finish("", "DISTINCT");
    }
    Faults faults;
    std::string list;
    std::vector<std::size_t> keys;           // columns that decide
    std::vector<bool> whole(schema.size());  // as a whole
    const json::Value parameter = ToJson(columns_);
    for (const ColumnPath& path : columns_) {
      const Result<ResolvedColumn> column = Resolve(schema, path);
      if (!column) {
        faults.push_back(ColumnFault("Columns", column.error().message, parameter, schema, path,
                                     CaseRule::kIgnored, faults.size()));
        continue;
      }
      list += (list.empty() ? "" : ", ") + column->sql;
      keys.push_back(column->index);
      if (path.size() == 1) whole[column->index] = true;
    }
    if (!faults.empty()) return std::unexpected(std::move(faults));
    for (std::size_t i = 0; i < schema.size(); ++i) {
      if (whole[i]) {
        out.Keep(i);
      } else {
        // Not kept as the optimizer sees it: were the row that stands for its set left out because
        // of a NULL here, another would have to take its place.
        out.Add(schema[i].name, schema[i].type, SqlIdentifier(schema[i].name), {i});
      }
    }
    out.Decide(keys);
    return std::move(out).Finish("", "DISTINCT ON (" + list + ")");
  }

 private:
  const std::vector<ColumnPath> columns_;
};

Result<NodePtr> Parse(const json::Value& parameters) {
  ASSIGN_OR_RETURN(std::vector<ColumnPath> columns, ReadPaths(parameters["Columns"], "Columns"));
  return std::make_unique<DropDuplicates>(std::move(columns));
}

Status WritePart(const ScriptNode& node, Script& script) {
  ASSIGN_OR_RETURN(const std::vector<ColumnPath> columns,
                   ReadPaths(node.parameters["Columns"], "Columns"));
  std::vector<std::string> names;
  for (const ColumnPath& path : columns) {
    if (path.size() > 1) {
      return Unsupported("Spark compares whole columns only, not the field " + ToString(path) +
                         "; make it a column by a Change Schema node before");
    }
    names.push_back(PlainName(path[0]));
  }
  Python::Items keys;
  if (!names.empty()) keys.push_back({"", Python::ListOfTexts(names)});
  const std::string frame = node.inputs[0].variable + ".toDF().dropDuplicates";
  script.Assign(node.variable, script.FromDataFrame(node, Python::Call(frame, std::move(keys))));
  return {};
}

constexpr Parameter kParameters[] = {
    {.name = "Columns",
     .type = ParameterType::kColumns,
     .title = "Keys to match",
     .help = "The columns whose values make rows alike; none for all columns."}};

}  // namespace

extern constinit const NodeKind kDropDuplicates = {
    .name = "DropDuplicates",
    .category = Category::kTransform,
    .title = "Drop Duplicates",
    .documentation =
        "Keeps one row of those that are alike: in all columns, or in the keys that you choose. "
        "Which of several rows with the same keys stays is not promised.",
    .parameters = kParameters,
    .parse = &Parse,
    .script = &WritePart};

}  // namespace tenon::graph
