// Union: the rows of two inputs under one another; DISTINCT keeps one of rows that are alike.
//
// Columns are put together by their places, not by their names, and have the first input's names:
// as in the script that Glue Studio writes, "select * from source1 UNION ALL select * from
// source2". Types are widened as Spark widens them (widen.h). Other names in the same places are a
// warning.

#include <algorithm>

#include "graph/column_fault.h"
#include "graph/node.h"
#include "graph/script/script.h"
#include "graph/widen.h"
#include "text/quote.h"
#include "text/utf8.h"

namespace tenon::graph {
namespace {

class Union final : public Node {
 public:
  explicit Union(bool distinct) : distinct_(distinct) {}

  BindResult Bind(std::span<const Input> inputs, Environment&) const override {
    if (inputs[0].schema.size() != inputs[1].schema.size()) {
      return std::unexpected(Faults{OfNumbers(inputs)});
    }
    Schema schema;
    Faults faults;
    for (std::size_t i = 0; i < inputs[0].schema.size(); ++i) {
      const Column& first = inputs[0].schema[i];
      const Column& second = inputs[1].schema[i];
      const std::optional<Type> type = WiderType(first.type, second.type);
      if (type) {
        schema.push_back({first.name, *type});
      } else {
        faults.push_back(OfTypes(inputs, i));
      }
    }
    if (!faults.empty()) return std::unexpected(std::move(faults));
    Bound bound{.schema = schema, .part = MakeSelect(inputs, schema)};
    if (std::optional<Fault> warning = OfNames(inputs)) bound.warnings.push_back(*warning);
    return bound;
  }

 private:
  Select MakeSelect(std::span<const Input> inputs, const Schema& schema) const {
    Select select;
    std::string text;
    for (std::size_t side = 0; side < 2; ++side) {
      text += side == 0 ? "SELECT " : distinct_ ? " UNION SELECT " : " UNION ALL SELECT ";
      for (std::size_t i = 0; i < schema.size(); ++i) {
        const Column& column = inputs[side].schema[i];
        const std::string name = SqlIdentifier(schema[i].name);
        const std::string sql = Widened(SqlIdentifier(column.name), column.type, schema[i].type);
        text += (i > 0 ? ", " : "") + sql + (sql == name ? "" : " AS " + name);
        if (distinct_) select.deciding.push_back({side, i});
      }
      text += " FROM " + SqlIdentifier(inputs[side].relation);
    }
    select.text = std::move(text);
    select.origins.resize(schema.size());
    for (std::size_t i = 0; i < schema.size(); ++i) select.values.push_back({{0, i}, {1, i}});
    return select;
  }

  // Unlike numbers of columns; the way out is to select those that both have.
  static Fault OfNumbers(std::span<const Input> inputs) {
    Fault fault{"Inputs", inputs[0].title + " has " + std::to_string(inputs[0].schema.size()) +
                              " columns and " + inputs[1].title + " has " +
                              std::to_string(inputs[1].schema.size()) +
                              "; select the same ones of both before the union"};
    std::vector<ColumnPath> common[2];
    for (const Column& column : inputs[0].schema) {
      const auto same = FindIgnoringCase(inputs[1].schema, column.name);
      if (same.size() != 1) continue;
      common[0].push_back({column.name});
      common[1].push_back({same[0]->name});
    }
    if (common[0].empty()) return fault;
    Fix fix{"Select the common columns", {}};
    for (std::size_t side = 0; side < 2; ++side) {
      fix.edits.push_back(SelectBefore(inputs, side, common[side]));
    }
    fault.fixes.push_back(std::move(fix));
    return fault;
  }

  static InsertNode SelectBefore(std::span<const Input> inputs, std::size_t side,
                                 const std::vector<ColumnPath>& columns) {
    return {side,
            "SelectFields",
            {{"Name", "Columns of " + inputs[side].title}, {"Paths", ToJson(columns)}}};
  }

  static Fault OfTypes(std::span<const Input> inputs, std::size_t place) {
    const Column& first = inputs[0].schema[place];
    const Column& second = inputs[1].schema[place];
    Fault fault{"Inputs", "column " + std::to_string(place + 1) + " is " + first.name + " (" +
                              HiveName(first.type) + ") in " + inputs[0].title + " and " +
                              second.name + " (" + HiveName(second.type) + ") in " +
                              inputs[1].title +
                              ", which cannot be put together; give both one type by a Change "
                              "Schema node"};
    auto cast = FixByCasting(1, inputs[1].title, inputs[1].schema, place, first.type);
    if (cast) fault.fixes.push_back(*std::move(cast));
    return fault;
  }

  // Names that differ in some place, with the reordering that mends it if there is one.
  static std::optional<Fault> OfNames(std::span<const Input> inputs) {
    std::vector<ColumnPath> order;
    const Column* different = nullptr;
    const Column* other = nullptr;
    for (std::size_t i = 0; i < inputs[0].schema.size(); ++i) {
      const Column& first = inputs[0].schema[i];
      const auto same = FindIgnoringCase(inputs[1].schema, first.name);
      if (same.size() == 1) order.push_back({same[0]->name});
      if (different != nullptr || EqualsIgnoringCase(first.name, inputs[1].schema[i].name)) {
        continue;
      }
      different = &first;
      other = &inputs[1].schema[i];
    }
    if (different == nullptr) return std::nullopt;
    Fault fault{"Inputs",
                "columns are put together by their places, not by their names: " + other->name +
                    " of " + inputs[1].title + " comes under " + different->name + " of " +
                    inputs[0].title,
                Severity::kWarning};
    if (order.size() == inputs[0].schema.size()) {
      fault.fixes.push_back({"Put them in the same order", {SelectBefore(inputs, 1, order)}});
    }
    return fault;
  }

  const bool distinct_;
};

Result<NodePtr> Parse(const json::Value& parameters) {
  ASSIGN_OR_RETURN(const std::string type, json::Reader(parameters).String("UnionType"));
  if (type != "ALL" && type != "DISTINCT") {
    return InvalidInput("UnionType must be ALL or DISTINCT: " + type);
  }
  return std::make_unique<Union>(type == "DISTINCT");
}

constexpr std::string_view kSparkUnion =
    R"py(def sparkUnion(glueContext, unionType, mapping, transformation_ctx) -> DynamicFrame:
    """The rows of two frames under one another, columns put together by their places."""
    for alias, frame in mapping.items():
        frame.toDF().createOrReplaceTempView(alias)
    query = f"(SELECT * FROM source1) UNION {unionType} (SELECT * FROM source2)"
    return DynamicFrame.fromDF(spark.sql(query), glueContext, transformation_ctx)
)py";

Status WritePart(const ScriptNode& node, Script& script) {
  ASSIGN_OR_RETURN(const std::string type, json::Reader(node.parameters).String("UnionType"));
  script.ImportFrom("awsglue.dynamicframe", {"DynamicFrame"});
  script.Define(kSparkUnion);
  script.Assign(
      node.variable,
      Python::Call(
          "sparkUnion",
          {{"", Python::Code("glueContext")},
           {"unionType", Python::Text(type)},
           {"mapping", Python::Dictionary({{"source1", Python::Code(node.inputs[0].variable)},
                                           {"source2", Python::Code(node.inputs[1].variable)}})},
           {"transformation_ctx", Python::Text(node.variable)}}));
  return {};
}

constexpr Parameter kParameters[] = {
    {.name = "UnionType",
     .type = ParameterType::kChoice,
     .required = true,
     .title = "Union type",
     .help = "ALL keeps every row; DISTINCT keeps one of rows that are alike in all columns.",
     .default_value = "ALL",
     .choices = "ALL|DISTINCT"}};

}  // namespace

extern constinit const NodeKind kUnion = {
    .name = "Union",
    .category = Category::kTransform,
    .least_inputs = 2,
    .most_inputs = 2,
    .title = "Union",
    .documentation =
        "Puts the rows of two inputs under one another. Columns go by their places, not by their "
        "names: both inputs need as many, of types that fit, and the names are those of the first. "
        "ALL keeps every row, DISTINCT one of rows that are alike.",
    .parameters = kParameters,
    .parse = &Parse,
    .script = &WritePart};

}  // namespace tenon::graph
