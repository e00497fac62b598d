#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "graph/lineage.h"
#include "graph/plan.h"
#include "graph/problem.h"
#include "json/value.h"
#include "types/schema.h"

namespace tenon::graph {

// Rows as text, NULL as nullopt.
using DataRows = std::vector<std::vector<std::optional<std::string>>>;

// What binding has to ask of the world outside the graph.
class Environment {
 public:
  virtual ~Environment() = default;
  // The TableInput document of a catalog table. kNotFound if the database or table is not there.
  virtual Result<json::Value> Table(std::string_view database, std::string_view table) = 0;
  // How a connection of the Data Catalog leads to a database: no more than may be known by all, so
  // without its password. kNotFound if it is not there; kUnsupported, saying why, if it leads to no
  // database that can be read here.
  virtual Result<task::DatabaseConnection> Connection(std::string_view name) = 0;
  // The columns that the files, or the table or query, of a scan have, where nothing declares them
  // (Parquet footers, a bounded sniff of CSV, the database's own catalog). kNotFound if there is no
  // file; of a database, what it answers.
  virtual Result<Schema> FileSchema(const Scan& scan) = 0;
  // The columns of a SELECT over relations of those names and columns.
  virtual Result<Schema> QuerySchema(std::string_view sql, std::span<const std::string> names,
                                     std::span<const Schema> schemas) = 0;
  // How much a scan has to read, in bytes; 0 if nobody knows. For choices of speed only.
  virtual std::uint64_t BytesOf(const Scan& scan) = 0;
  // The rows of a SELECT over the scans and views of a plan, read from the real data: for the few
  // kinds whose columns hang on it. kUnavailable where data may not be read now, as while a graph
  // is edited.
  virtual Result<DataRows> QueryRows(const Plan& plan, std::string_view sql) = 0;
};

// The graph with every schema known that can be known.
struct Binding {
  std::map<std::string, Schema> schemas;  // by node id; absent below a problem
  // By node id: the tables of each node that yields a collection, by name.
  std::map<std::string, std::vector<std::pair<std::string, Schema>>> collections;
  std::vector<Problem> problems;  // in the order of the graph
};

// A job as drawn, as it runs, and the difference in words.
struct Explanation {
  Plan drawn;
  Plan optimized;
  std::vector<std::string> changes;  // a sentence each; empty if nothing was changed
};

// A visual job: CodeGenConfigurationNodes, parsed. Immutable. Thread-safe.
class Graph {
 public:
  // Checks the shape: one known kind a node, inputs there and as many as the kind takes, no cycle,
  // at least one source. kInvalidInput with a message that names the node otherwise. Kinds that
  // are in Glue's model but not built here are kept (Binding names them as problems).
  static Result<Graph> Parse(const json::Value& nodes);
  ~Graph();
  Graph(Graph&&) noexcept;
  Graph& operator=(Graph&&) noexcept;

  // The output columns of every node, and everything that is wrong. Never fails as a whole. With a
  // `node_id`, of that node and those that it hangs on; of none if there is no such node.
  Binding Bind(Environment& environment, std::string_view node_id = "") const;

  // The lineage of the table of each node, and of each table of a collection by "<id>/<name>".
  // Absent below a problem.
  std::map<std::string, Lineage> Trace(Environment& environment) const;

  // What the optimizer makes of a job. kInvalidInput as for Compile.
  Result<Explanation> Explain(Environment& environment) const;

  // The plan of a graph that binds without errors; otherwise kInvalidInput with the first of them.
  // `file_prefix` begins the names of the files that targets write.
  Result<Plan> Compile(Environment& environment, std::string_view file_prefix) const;

  // The job as a PySpark script for AWS Glue; see WriteScript (script/write_script.h).
  Result<std::string> ToScript(Environment& environment) const;

  // The plan of the rows that leave one node, without targets: a SELECT over the relation of its
  // name (`relation`) yields them. `frame` names the table of a node that yields a collection.
  // kNotFound for a node that is not there or has no rows; kInvalidInput with the first error among
  // the nodes that it hangs on, which is all that is looked at.
  struct NodePlan {
    Plan plan;
    std::string relation;
    Schema schema;
    // Of Rows::kAll: SQL of the one row that ReadSummary reads (profile.h).
    std::string summary = "";
  };
  // With Rows::kFirst it yields some of them, soon (sample.h).
  enum class Rows { kAll, kFirst };
  Result<NodePlan> CompileNode(Environment& environment, std::string_view node_id, Rows rows,
                               std::string_view frame = "") const;

 private:
  struct State;
  explicit Graph(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace tenon::graph
