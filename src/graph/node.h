#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <expected>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/result.h"
#include "graph/graph.h"
#include "graph/plan.h"
#include "json/value.h"
#include "types/schema.h"

// One box of a visual job, and what a kind of box is. To add a kind is to add nodes/<kind>.cc,
// which defines its NodeKind and holds all that is known about it, and one line in
// nodes/registry.cc.
namespace tenon::graph {

// An input of a node as the node binds.
struct Input {
  std::string id;
  std::string title;     // the node's Name, for messages
  std::string relation;  // what SQL calls it (not quoted)
  Schema schema;
};

// What is wrong with a parameter of a node and the way out, for the user of the job.
struct Fault {
  std::string field;
  std::string message;
  bool operator==(const Fault&) const = default;
};
using Faults = std::vector<Fault>;

// A column of one of a node's inputs.
struct ColumnOf {
  std::size_t input = 0;
  std::size_t column = 0;
  auto operator<=>(const ColumnOf&) const = default;
};

// A join of two inputs that the optimizer may change. Rows without partner are kept with NULLs in
// place of the other input: pads[i] says whether input i is so replaced.
struct PaddedJoin {
  struct Output {
    ColumnOf from;
    std::string column;  // its name in that input
    std::string name;    // its name in the output
    bool operator==(const Output&) const = default;
  };
  std::array<std::string, 2> relations = {};  // what SQL calls the inputs (not quoted)
  std::vector<Output> outputs = {};
  // Pairs of SQL that must be equal, over the columns of input 0 and 1.
  std::vector<std::array<std::string, 2>> conditions = {};
  std::array<bool, 2> pads = {};
  // The columns of each input that the conditions compare: a row with a NULL there has no partner.
  std::array<std::vector<std::size_t>, 2> keys = {};
  bool operator==(const PaddedJoin&) const = default;
};

// The SELECT of a join; `words` stand before JOIN: "LEFT", "SEMI".
std::string ToSql(const PaddedJoin& join, std::string_view words);

// The rows of a transform: a SELECT over its inputs' relations.
struct Select {
  std::variant<std::string, PaddedJoin> text;
  // For each output column, an input's column whose NULL makes it NULL. The row of that input must
  // be the one that the output row is made of.
  std::vector<std::optional<ColumnOf>> origins = {};
  // Rows of an input with a NULL in one of these leave no trace in the output.
  std::vector<ColumnOf> needed = {};
};

std::string ToSql(const Select& select);

// A node whose inputs are known. A source's Scan and a target's Target lack what is the same for
// every kind (names, titles, input): the graph fills that in.
struct Bound {
  Schema schema;  // of the rows that come out; of a target: that go in
  std::variant<Scan, Select, Target> part;
};
using BindResult = std::expected<Bound, Faults>;

// What one box does. Immutable; it only produces values, and reads the world through Environment.
class Node {
 public:
  virtual ~Node() = default;
  // The columns and the SQL that follow from the inputs, or everything that is wrong.
  virtual BindResult Bind(std::span<const Input> inputs, Environment& environment) const = 0;
};
using NodePtr = std::unique_ptr<const Node>;

enum class Category { kSource, kTransform, kTarget };

// A member of Glue's CodeGenConfigurationNode.
struct NodeKind {
  std::string_view name;  // of the member: "ApplyMapping"
  Category category = Category::kTransform;
  std::size_t least_inputs = 1;
  std::size_t most_inputs = 1;
  std::string_view title = {};          // in the console: "Change Schema"
  std::string_view documentation = {};  // for the console's help panel
  // Reads the member's parameters; kInvalidInput if their shape is wrong. Null: known to Glue, but
  // not built here.
  Result<NodePtr> (*parse)(const json::Value& parameters) = nullptr;
};

inline std::unexpected<Faults> Fail(std::string field, std::string message) {
  return std::unexpected(Faults{{std::move(field), std::move(message)}});
}

}  // namespace tenon::graph
