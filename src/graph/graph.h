#pragma once

#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "graph/plan.h"
#include "json/value.h"
#include "types/schema.h"

namespace tenon::graph {

// What binding has to ask of the world outside the graph.
class Environment {
 public:
  virtual ~Environment() = default;
  // The TableInput document of a catalog table. kNotFound if the database or table is not there.
  virtual Result<json::Value> Table(std::string_view database, std::string_view table) = 0;
  // The columns that the files of a scan have, where nothing declares them (Parquet footers, a
  // bounded sniff of CSV). kNotFound if there is no file.
  virtual Result<Schema> FileSchema(const Scan& scan) = 0;
  // The columns of a SELECT over relations of those names and columns.
  virtual Result<Schema> QuerySchema(std::string_view sql, std::span<const std::string> names,
                                     std::span<const Schema> schemas) = 0;
};

// What is wrong with one node, in words that the user of the job can act on.
struct Problem {
  std::string node_id;
  std::string node_name;
  std::string field;    // the parameter at fault: "Columns", "Mapping"; "" for the whole node
  std::string message;  // what is wrong and the way out
  bool operator==(const Problem&) const = default;
};

// "Join Article Hits (node-173...): Columns: ...": a problem as a run's ErrorMessage tells it.
std::string ToString(const Problem& problem);

// The graph with every schema known that can be known.
struct Binding {
  std::map<std::string, Schema> schemas;  // by node id; absent below a problem
  std::vector<Problem> problems;          // in the order of the graph
};

class Node;

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

  // The output columns of every node, and everything that is wrong. Never fails as a whole.
  Binding Bind(Environment& environment) const;

  // The plan of a graph that binds without problems; otherwise kInvalidInput with the first
  // problem. `file_prefix` begins the names of the files that targets write.
  Result<Plan> Compile(Environment& environment, std::string_view file_prefix) const;

 private:
  struct State;
  explicit Graph(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace tenon::graph
