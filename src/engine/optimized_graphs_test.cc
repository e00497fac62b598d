// Random graphs over small random tables with NULLs and duplicates: the optimizer's plan must give
// the rows that the graph gives as it is drawn.

#include <doctest/doctest.h>

#include <random>
#include <set>

#include "engine/duckdb.h"
#include "graph/binder.h"
#include "graph/memory_environment.h"
#include "graph/optimize.h"
#include "graph/reorder.h"
#include "graph/shape.h"
#include "text/quote.h"

namespace tenon::engine {
namespace {

constexpr int kGraphs = 200;
constexpr std::size_t kTables = 3;

// One column of a node that is drawn: its name, and whether it holds numbers (else texts).
struct Drawn {
  std::string name;
  bool is_number;
};

// Draws graphs whose nodes bind: the columns of every node are kept beside it.
class Painter {
 public:
  explicit Painter(std::uint32_t seed) : random_(seed) {}

  json::Value Draw() {
    for (std::size_t i = 0; i < kTables; ++i) DrawTable(i);
    const std::size_t nodes = 3 + Below(6);
    for (std::size_t i = 0; i < nodes; ++i) DrawTransform();
    const std::size_t targets = Below(3) > 0 ? 1 : 2;
    for (std::size_t i = 0; i < targets; ++i) {
      const std::size_t input = i == 0 ? columns_.size() - 1 : AnyTable();
      nodes_.Set("target" + std::to_string(i), {{"S3DirectTarget",
                                                 {{"Name", "Target"},
                                                  {"Inputs", json::Array{Id(input)}},
                                                  {"Path", "s3://b/out" + std::to_string(i)},
                                                  {"Format", "parquet"}}}});
    }
    return nodes_;
  }

  // CREATE TABLE for each table.
  const std::vector<std::string>& tables() const { return tables_; }
  graph::MemoryEnvironment& environment() { return environment_; }

 private:
  std::size_t Below(std::size_t limit) { return random_() % limit; }
  static std::string Id(std::size_t node) { return "n" + std::to_string(node); }

  void Add(const char* kind, json::Value parameters, std::vector<Drawn> columns) {
    const std::string id = Id(columns_.size());
    parameters.Set("Name", id);
    nodes_.Set(id, {{kind, std::move(parameters)}});
    columns_.push_back(std::move(columns));
  }

  // A node that yields one table.
  std::size_t AnyTable() {
    std::size_t node = 0;
    do {
      node = Below(columns_.size());
    } while (columns_[node].empty());
    return node;
  }

  std::string FreshName() { return "c" + std::to_string(names_++); }

  // Few distinct values, so that keys meet; every sixth one NULL.
  std::string RandomValue(bool is_number) {
    if (Below(6) == 0) return "NULL";
    return is_number ? std::to_string(Below(4)) : SqlString(std::string(1, "abé "[Below(2)]));
  }

  void DrawTable(std::size_t table) {
    std::vector<Drawn> columns;
    json::Array declared;
    std::string list;
    for (const bool is_number : {true, true, false}) {
      columns.push_back({FreshName(), is_number});
      const std::string type = is_number ? "bigint" : "string";
      declared.push_back({{"Name", columns.back().name}, {"Type", type}});
      list +=
          (list.empty() ? "" : ", ") + columns.back().name + (is_number ? " BIGINT" : " VARCHAR");
    }
    std::string sql = "CREATE TABLE " + Id(table) + "(" + list + ")";
    const std::size_t rows = Below(9);
    for (std::size_t i = 0; i < rows; ++i) {
      sql += "; INSERT INTO " + Id(table) + " VALUES (" + RandomValue(true) + ", " +
             RandomValue(true) + ", " + RandomValue(false) + ")";
    }
    const std::string name = "t" + std::to_string(table);
    // What a lookup reads.
    sql += "; CREATE TABLE \"lookup/d." + name + "\" AS FROM " + Id(table);
    tables_.push_back(std::move(sql));
    environment_.tables["d." + name] = {
        {"Name", name},
        {"Parameters", {{"classification", "csv"}}},
        {"StorageDescriptor", {{"Location", "s3://b/" + name + "/"}, {"Columns", declared}}}};
    Add("S3CatalogSource", {{"Database", "d"}, {"Table", name}}, std::move(columns));
  }

  // Mostly upon the last node, so that there is something to optimize.
  void DrawTransform() {
    const std::size_t last = columns_.size() - 1;
    const std::size_t input = Below(4) > 0 ? last : AnyTable();
    const std::vector<Drawn> columns = columns_[input];
    const json::Value inputs = json::Array{Id(input)};
    switch (Below(16)) {
      case 0:
        return Add("DropDuplicates", {{"Inputs", inputs}}, columns);
      case 1:
        return DrawAggregate(columns, inputs);
      case 2:
        return DrawUnion(input);
      case 3:
        return DrawSelection(columns, inputs);
      case 4:
        return DrawFilling(columns, inputs);
      case 5:
        return DrawRoute(columns, inputs);
      case 6:
      case 7:
      case 8:
        return DrawFilter(columns, inputs);
      case 9:
        return DrawManaged(columns, inputs);
      default:
        return DrawJoin(input, AnyTable());
    }
  }

  // {"colName": "a"} as Parameters hold it.
  static json::Array Arguments(const std::vector<std::pair<const char*, std::string>>& values) {
    json::Array out;
    for (const auto& [name, value] : values) {
      out.push_back({{"Name", name}, {"Type", "str"}, {"Value", json::Array{value}}});
    }
    return out;
  }

  void AddManaged(const char* function, const json::Value& inputs, json::Array arguments,
                  std::vector<Drawn> columns) {
    Add("DynamicTransform",
        {{"Inputs", inputs},
         {"TransformName", function},
         {"FunctionName", function},
         {"Path", "s3://b/transform.py"},
         {"Parameters", std::move(arguments)}},
        std::move(columns));
  }

  // Transforms that look beside a row (lookup), at all rows (recipe), or make more or less of it.
  void DrawManaged(std::vector<Drawn> columns, const json::Value& inputs) {
    const Drawn& column = columns[Below(columns.size())];
    switch (Below(4)) {
      case 0: {
        const std::size_t table = Below(kTables);
        const std::vector<Drawn>& looked = columns_[table];
        const std::string taken = looked[1].name;
        for (const Drawn& other : columns) {
          if (other.name == taken) return;
        }
        const std::string key = column.is_number ? looked[0].name : looked[2].name;
        json::Array arguments = Arguments({{"tableName", "d.t" + std::to_string(table)},
                                           {"matchCols", column.name + "=" + key},
                                           {"colList", taken}});
        columns.push_back({taken, true});
        return AddManaged("gs_lookup", inputs, std::move(arguments), std::move(columns));
      }
      case 1: {
        const bool outer = Below(2) == 0;
        // Nothing else reads the nodes in between, which have a column of pieces.
        AddManaged("gs_concat", inputs, Arguments({{"colName", "parts"}, {"colList", column.name}}),
                   {});
        AddManaged("gs_split", json::Array{Id(columns_.size() - 1)},
                   Arguments({{"colName", "parts"}, {"pattern", "[b1]"}}), {});
        const std::string piece = FreshName();
        AddManaged(
            "gs_explode", json::Array{Id(columns_.size() - 1)},
            Arguments(
                {{"colName", "parts"}, {"newCol", piece}, {"outer", outer ? "true" : "false"}}),
            {});
        json::Array paths;
        columns.push_back({piece, false});
        for (const Drawn& kept : columns) paths.push_back(json::Array{kept.name});
        return Add("SelectFields",
                   {{"Inputs", json::Array{Id(columns_.size() - 1)}}, {"Paths", paths}}, columns);
      }
      case 2:
        return AddManaged("gs_null_rows", inputs,
                          Arguments({{"extended", Below(2) == 0 ? "true" : "false"}}), columns);
      default: {
        const char* operation =
            column.is_number && Below(2) == 0 ? "FILL_WITH_SUM" : "REMOVE_MISSING";
        return Add(
            "Recipe",
            {{"Inputs", inputs},
             {"RecipeSteps", json::Array{{{"Action",
                                           {{"Operation", operation},
                                            {"Parameters", {{"sourceColumn", column.name}}}}}},
                                         {{"Action", {{"Operation", "DELETE_DUPLICATE_ROWS"}}}}}}},
            columns);
      }
    }
  }

  // Filters and LogicalOperator.
  json::Value DrawCondition(const std::vector<Drawn>& columns) {
    json::Array filters;
    for (std::size_t i = 0; i <= Below(2); ++i) {
      const Drawn& column = columns[Below(columns.size())];
      json::Array values = {{{"Type", "COLUMNEXTRACTED"}, {"Value", json::Array{column.name}}}};
      const char* operation = Below(4) == 0 ? "ISNULL" : Below(2) == 0 ? "EQ" : "GT";
      if (std::string_view(operation) != "ISNULL") {
        values.push_back(
            {{"Type", "CONSTANT"}, {"Value", json::Array{column.is_number ? "1" : "a"}}});
      }
      filters.push_back({{"Operation", operation}, {"Negated", Below(4) == 0}, {"Values", values}});
    }
    return {{"LogicalOperator", Below(3) > 0 ? "AND" : "OR"}, {"Filters", filters}};
  }

  void DrawFilter(const std::vector<Drawn>& columns, const json::Value& inputs) {
    json::Value filter = DrawCondition(columns);
    filter.Set("Inputs", inputs);
    Add("Filter", std::move(filter), columns);
  }

  void DrawSelection(const std::vector<Drawn>& columns, const json::Value& inputs) {
    std::vector<Drawn> kept;
    json::Array paths;
    for (const Drawn& column : columns) {
      if (!kept.empty() && Below(3) == 0) continue;
      kept.push_back(column);
      paths.push_back(json::Array{column.name});
    }
    Add("SelectFields", {{"Inputs", inputs}, {"Paths", paths}}, kept);
  }

  // The count gets a name of its own.
  void DrawAggregate(const std::vector<Drawn>& columns, const json::Value& inputs) {
    const Drawn group = columns[Below(columns.size())];
    const json::Value counted = json::Array{columns[0].name};
    const std::string count = "count(" + columns[0].name + ")";
    if (group.name == count) return;
    Add("Aggregate",
        {{"Inputs", inputs},
         {"Groups", json::Array{json::Value(json::Array{group.name})}},
         {"Aggs", json::Array{{{"Column", counted}, {"AggFunc", "count"}}}}},
        {group, {count, true}});
    const std::string name = FreshName();
    Add("RenameField",
        {{"Inputs", json::Array{Id(columns_.size() - 1)}},
         {"SourcePath", json::Array{count}},
         {"TargetPath", json::Array{name}}},
        {group, {name, true}});
  }

  // With a copy of itself: put under one another, or merged.
  void DrawUnion(std::size_t input) {
    json::Array paths;
    for (const Drawn& column : columns_[input]) paths.push_back(json::Array{column.name});
    const std::vector<Drawn> columns = columns_[input];
    Add("SelectFields", {{"Inputs", json::Array{Id(input)}}, {"Paths", paths}}, columns);
    const std::size_t copy = columns_.size() - 1;
    const json::Value both = json::Array{Id(input), Id(copy)};
    if (Below(2) == 0) {
      DrawFilter(columns, json::Array{Id(copy)});
      return Add("Merge",
                 {{"Inputs", json::Array{Id(input), Id(copy + 1)}},
                  {"Source", Id(copy + 1)},
                  {"PrimaryKeys", json::Array{json::Value(json::Array{columns[0].name})}}},
                 columns);
    }
    Add("Union", {{"Inputs", both}, {"UnionType", Below(2) == 0 ? "ALL" : "DISTINCT"}}, columns);
  }

  // One group and the rest, of which one is taken.
  void DrawRoute(const std::vector<Drawn>& columns, const json::Value& inputs) {
    json::Value group = DrawCondition(columns);
    group.Set("GroupName", "group");
    Add("Route", {{"Inputs", inputs}, {"GroupFiltersList", json::Array{group}}}, columns);
    Add("SelectFromCollection",
        {{"Inputs", json::Array{Id(columns_.size() - 1)}}, {"Index", Below(2)}}, columns);
    // The collection itself is no table that another node could read.
    columns_[columns_.size() - 2].clear();
  }

  void DrawFilling(std::vector<Drawn> columns, const json::Value& inputs) {
    const Drawn filled = columns[Below(columns.size())];
    const std::string name = FreshName();
    columns.push_back({name, filled.is_number});
    Add("FillMissingValues",
        {{"Inputs", inputs}, {"ImputedPath", filled.name}, {"FilledPath", name}}, columns);
  }

  // The right side first gets names of its own.
  void DrawJoin(std::size_t left, std::size_t right) {
    json::Array mapping;
    std::vector<Drawn> renamed;
    for (const Drawn& column : columns_[right]) {
      renamed.push_back({FreshName(), column.is_number});
      mapping.push_back({{"ToKey", renamed.back().name}, {"FromPath", json::Array{column.name}}});
    }
    Add("ApplyMapping", {{"Inputs", json::Array{Id(right)}}, {"Mapping", mapping}}, renamed);
    right = columns_.size() - 1;
    const Drawn& key = columns_[left][Below(columns_[left].size())];
    const Drawn* other = nullptr;
    for (const Drawn& column : renamed) {
      if (column.is_number == key.is_number && (other == nullptr || Below(2) == 0)) other = &column;
    }
    if (other == nullptr) return;
    constexpr const char* kTypes[] = {"equijoin", "left", "right", "outer", "leftsemi", "leftanti"};
    const std::size_t type = Below(6);
    std::vector<Drawn> columns = columns_[left];
    if (type < 4) columns.insert(columns.end(), renamed.begin(), renamed.end());
    Add("Join",
        {{"Inputs", json::Array{Id(left), Id(right)}},
         {"JoinType", kTypes[type]},
         {"Columns", json::Array{{{"From", Id(left)},
                                  {"Keys", json::Array{json::Value(json::Array{key.name})}}},
                                 {{"From", Id(right)},
                                  {"Keys", json::Array{json::Value(json::Array{other->name})}}}}}},
        std::move(columns));
  }

  std::mt19937 random_;
  std::size_t names_ = 0;
  std::vector<std::vector<Drawn>> columns_;  // by node
  std::vector<std::string> tables_;
  json::Value nodes_;
  graph::MemoryEnvironment environment_;
};

// The rows of every target, sorted. Nothing of it stays in the engine.
std::string RowsOf(const graph::Plan& plan, const std::vector<std::string>& tables,
                   Connection& connection) {
  REQUIRE(connection.Execute("BEGIN"));
  for (const std::string& table : tables) REQUIRE(connection.Execute(table));
  for (const task::View& view : plan.views) {
    const Status made =
        connection.Execute("CREATE VIEW " + SqlIdentifier(view.name) + " AS " + view.sql);
    REQUIRE_MESSAGE(made, made.error().message);
  }
  std::string out;
  for (const graph::Target& target : plan.targets) {
    const auto rows = connection.Query("SELECT CAST(COLUMNS(*) AS VARCHAR) FROM " +
                                       SqlIdentifier(target.sink.input) + " ORDER BY ALL");
    REQUIRE_MESSAGE(rows, rows.error().message);
    out += target.sink.node_id + '\n';
    for (const Row& row : *rows) {
      for (const Field& field : row) out += field.value_or("NULL") + '|';
      out += '\n';
    }
  }
  REQUIRE(connection.Execute("ROLLBACK"));
  return out;
}

}  // namespace

TEST_CASE("The optimizer leaves the rows of every target as they are") {
  Result<Database> database = Database::Open();
  Result<Connection> connection = database->Connect();
  int rewritten = 0;
  for (std::uint32_t seed = 1; seed <= kGraphs; ++seed) {
    Painter painter(seed);
    const json::Value document = painter.Draw();
    CAPTURE(seed);
    const auto nodes = graph::ReadShape(document);
    REQUIRE_MESSAGE(nodes, nodes.error().message);
    graph::BoundGraph bound = graph::BindNodes(*nodes, {}, painter.environment());
    for (const graph::Problem& problem : bound.problems) {
      REQUIRE_MESSAGE(problem.severity != graph::Severity::kError, ToString(problem));
    }
    const graph::Plan drawn = graph::ToPlan(bound.steps, "p");
    std::vector<graph::Step> steps = graph::WithoutDeadSteps(std::move(bound.steps));
    const graph::Plan live = graph::ToPlan(steps, "p");
    graph::NarrowOuterJoins(steps);
    graph::MoveInnerJoinsDown(steps);
    const graph::Plan optimized = graph::ToPlan(std::move(steps), "p");
    rewritten += optimized.views != live.views ? 1 : 0;
    CHECK_MESSAGE(RowsOf(optimized, painter.tables(), *connection) ==
                      RowsOf(drawn, painter.tables(), *connection),
                  json::Dump(document));
  }
  CHECK(rewritten > kGraphs / 10);
}

}  // namespace tenon::engine
