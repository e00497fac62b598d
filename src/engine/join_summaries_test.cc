// Random joins of small random tables with NULL keys, duplicates and rows without partner: the
// summary that does not make the rows must be the summary of the rows.

#include <doctest/doctest.h>

#include <random>

#include "engine/duckdb.h"
#include "engine/functions.h"
#include "graph/binder.h"
#include "graph/join_summary.h"
#include "graph/memory_environment.h"
#include "graph/optimize.h"
#include "graph/profile.h"
#include "graph/reorder.h"
#include "graph/shape.h"
#include "text/quote.h"

namespace tenon::engine {
namespace {

constexpr int kGraphs = 150;

// Draws a tree of joins over two to four tables, some of them filtered.
class Painter {
 public:
  explicit Painter(std::uint32_t seed) : random_(seed) {}

  json::Value Draw() {
    std::vector<Drawn> drawn;
    const std::size_t tables = 2 + Below(3);
    for (std::size_t i = 0; i < tables; ++i) drawn.push_back(DrawTable(i));
    while (drawn.size() > 1) {
      const std::size_t left = Below(drawn.size());
      const Drawn first = Take(drawn, left);
      const Drawn second = Take(drawn, Below(drawn.size()));
      drawn.push_back(DrawJoin(first, second));
    }
    return nodes_;
  }

  const std::vector<std::string>& tables() const { return tables_; }
  graph::MemoryEnvironment& environment() { return environment_; }

 private:
  // A node, and how many tables' columns it has: each has the columns a<i>, b<i> and s<i>.
  struct Drawn {
    std::string id;
    std::vector<std::size_t> tables;
  };

  std::size_t Below(std::size_t limit) { return random_() % limit; }

  static Drawn Take(std::vector<Drawn>& drawn, std::size_t at) {
    Drawn taken = drawn[at];
    drawn.erase(drawn.begin() + static_cast<std::ptrdiff_t>(at));
    return taken;
  }

  std::string Add(const char* kind, json::Value parameters) {
    const std::string id = "n" + std::to_string(count_++);
    parameters.Set("Name", id);
    nodes_.Set(id, {{kind, std::move(parameters)}});
    return id;
  }

  std::string RandomNumber() { return Below(4) == 0 ? "NULL" : std::to_string(Below(5)); }

  Drawn DrawTable(std::size_t table) {
    const std::string number = std::to_string(table);
    const std::string name = "t" + number;
    const std::string location = "s3://b/" + name + "/";
    const std::string id = Add("S3CatalogSource", {{"Database", "d"}, {"Table", name}});
    std::string sql = "CREATE TABLE " + id + "(a" + number + " BIGINT, b" + number + " BIGINT, s" +
                      number + " VARCHAR)";
    const std::size_t rows = Below(8);
    for (std::size_t i = 0; i < rows; ++i) {
      sql += "; INSERT INTO " + id + " VALUES (" + RandomNumber() + ", " + RandomNumber() + ", " +
             (Below(4) == 0 ? "NULL" : SqlString(std::string(1, "abé "[Below(2)]))) + ")";
    }
    tables_.push_back(std::move(sql));
    environment_.bytes[location] = Below(100);
    environment_.tables["d." + name] = {
        {"Name", name},
        {"Parameters", {{"classification", "csv"}}},
        {"StorageDescriptor",
         {{"Location", location},
          {"Columns", json::Array{{{"Name", "a" + number}, {"Type", "bigint"}},
                                  {{"Name", "b" + number}, {"Type", "bigint"}},
                                  {{"Name", "s" + number}, {"Type", "string"}}}}}}};
    if (Below(4) > 0) return {id, {table}};
    const json::Value values =
        json::Array{{{"Type", "COLUMNEXTRACTED"}, {"Value", json::Array{"a" + number}}},
                    {{"Type", "CONSTANT"}, {"Value", json::Array{"3"}}}};
    return {Add("Filter",
                {{"Inputs", json::Array{id}},
                 {"LogicalOperator", "AND"},
                 {"Filters",
                  json::Array{{{"Operation", "LT"}, {"Negated", false}, {"Values", values}}}}}),
            {table}};
  }

  Drawn DrawJoin(const Drawn& left, const Drawn& right) {
    json::Array left_keys;
    json::Array right_keys;
    for (std::size_t i = 0; i <= Below(3) / 2; ++i) {
      const std::size_t kind = Below(3);
      const auto key = [&](const Drawn& side) {
        const char* names = kind == 2 ? "ss" : "ab";
        return json::Array{names[Below(2)] +
                           std::to_string(side.tables[Below(side.tables.size())])};
      };
      left_keys.push_back(key(left));
      right_keys.push_back(key(right));
    }
    constexpr const char* kTypes[] = {"equijoin", "left", "right", "outer", "leftsemi", "leftanti"};
    const std::size_t type = Below(14);
    const char* name = kTypes[type < 12 ? type % 4 : type - 8];
    Drawn joined{
        Add("Join", {{"Inputs", json::Array{left.id, right.id}},
                     {"JoinType", name},
                     {"Columns", json::Array{{{"From", left.id}, {"Keys", left_keys}},
                                             {{"From", right.id}, {"Keys", right_keys}}}}}),
        left.tables};
    if (type < 12) {
      joined.tables.insert(joined.tables.end(), right.tables.begin(), right.tables.end());
    }
    return joined;
  }

  std::mt19937 random_;
  std::size_t count_ = 0;
  std::vector<std::string> tables_;
  json::Value nodes_;
  graph::MemoryEnvironment environment_;
};

// The answer to a statement over the views of a plan, as text.
std::string AnswerOf(std::vector<graph::Step> steps, const std::string& sql,
                     const std::vector<std::string>& tables, Connection& connection) {
  REQUIRE(connection.Execute("BEGIN"));
  for (const std::string& table : tables) REQUIRE(connection.Execute(table));
  for (const task::View& view : graph::ToPlan(std::move(steps), "").views) {
    REQUIRE(connection.Execute("CREATE VIEW " + SqlIdentifier(view.name) + " AS " + view.sql));
  }
  const auto rows = connection.Query("SELECT CAST(COLUMNS(*) AS VARCHAR) FROM (" + sql + ")");
  REQUIRE_MESSAGE(rows, rows.error().message);
  std::string out;
  for (const Row& row : *rows) {
    for (const Field& field : row) out += field.value_or("NULL") + '|';
    out += '\n';
  }
  REQUIRE(connection.Execute("ROLLBACK"));
  return out;
}

}  // namespace

TEST_CASE("The summary of a join is that of its rows, though they are not made") {
  Result<Database> database = Database::Open();
  Result<Connection> connection = database->Connect();
  REQUIRE(RegisterFunctions(*connection));
  int summed = 0;
  int chosen = 0;
  for (std::uint32_t seed = 1; seed <= kGraphs; ++seed) {
    Painter painter(seed);
    const json::Value document = painter.Draw();
    CAPTURE(seed);
    CAPTURE(json::Dump(document));
    const auto nodes = graph::ReadShape(document);
    REQUIRE_MESSAGE(nodes, nodes.error().message);
    const graph::BoundGraph bound = graph::BindNodes(*nodes, {}, painter.environment());
    REQUIRE(bound.problems.empty());
    const std::vector<graph::Step> drawn = graph::Upstream(bound.steps, bound.steps.size() - 1);
    std::vector<graph::Step> steps = drawn;
    if (seed % 2 == 0) {
      graph::NarrowOuterJoins(steps);
      graph::MoveInnerJoinsDown(steps);
    }
    const auto bytes_of = [&](const graph::Scan& scan) {
      return painter.environment().BytesOf(scan);
    };
    const auto sql = graph::JoinSummarySql(steps, bytes_of, 0);
    if (!sql) continue;
    ++summed;
    chosen += sql->find("tenon_has_row") != std::string::npos ? 1 : 0;
    CHECK(AnswerOf(steps, *sql, painter.tables(), *connection) ==
          AnswerOf(drawn, graph::SummarySql(drawn.back().id, drawn.back().bound.schema),
                   painter.tables(), *connection));
  }
  CHECK(summed > kGraphs / 2);
  CHECK(chosen > kGraphs / 4);
}

}  // namespace tenon::engine
