#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "graph/bound.h"
#include "graph/graph.h"
#include "json/value.h"
#include "types/schema.h"

// One box of a visual job, and what a kind of box is. To add a kind is to add nodes/<kind>.cc,
// which defines its NodeKind and holds all that is known about it, and one line in
// nodes/registry.cc.
namespace tenon::graph {

// One table of a collection.
struct InputFrame {
  std::string name;
  std::string relation;  // what SQL calls it (not quoted)
  Schema schema;
};

// An input of a node as the node binds.
struct Input {
  std::string id;
  std::string title;     // the node's Name, for messages
  std::string relation;  // what SQL calls it (not quoted)
  Schema schema;
  // Of a node that yields a collection, which has no relation and schema of its own. Only kinds
  // that take collections see such an input.
  std::vector<InputFrame> frames = {};
  // The scans and views that make the relation, for Environment::QueryRows.
  std::function<Plan()> plan = [] { return Plan(); };
};

// What one box does. Immutable; it only produces values, and reads the world through Environment.
class Node {
 public:
  virtual ~Node() = default;
  // The columns and the SQL that follow from the inputs, or everything that is wrong.
  virtual BindResult Bind(std::span<const Input> inputs, Environment& environment) const = 0;
};
using NodePtr = std::unique_ptr<const Node>;

// Where a kind writes its part of a job's PySpark script (script/script.h).
class Script;
struct ScriptNode;

enum class Category { kSource, kTransform, kTarget };

// How a form asks for a parameter, and what its value is.
enum class ParameterType {
  kText,
  kCode,     // SQL, Python, a regular expression: a text area
  kWhole,    // a whole number
  kNumber,   // any number
  kBoolean,  // true or false
  kChoice,   // one of `choices`
  kColumn,   // the path of a column of an input: ["address","zip"]
  kColumns,  // a list of paths
  kS3Path,
  kS3Paths,
  kDatabase,    // of the Data Catalog
  kTable,       // of the database that the parameter Database names
  kConnection,  // of the Data Catalog
  kNode,        // the id of an input
  kList,        // a list of texts
  kMap,         // texts by texts
  kStructure,   // what else: see Glue's model
};

// A parameter of a node kind, as the console's form and its help need it.
struct Parameter {
  std::string_view name;  // of the member: "JoinType"
  ParameterType type = ParameterType::kText;
  bool required = false;
  std::string_view title = {};          // in the console: "Join type"
  std::string_view help = {};           // what it does, in a sentence
  std::string_view default_value = {};  // as text; "" for none
  std::string_view choices = {};        // of kChoice: "left|right|outer"
};

// A member of Glue's CodeGenConfigurationNode.
struct NodeKind {
  std::string_view name;  // of the member: "ApplyMapping"
  Category category = Category::kTransform;
  std::size_t least_inputs = 1;
  std::size_t most_inputs = 1;
  std::string_view title = {};                 // in the console: "Change Schema"
  std::string_view documentation = {};         // for the console's help panel
  std::span<const Parameter> parameters = {};  // but Name and Inputs, which every kind has
  // Reads the member's parameters; kInvalidInput if their shape is wrong. Null: a job may hold such
  // a node, but not run here.
  Result<NodePtr> (*parse)(const json::Value& parameters) = nullptr;
  // Why not, and the way out: after "Name (id): ".
  std::string_view refusal = {};
  bool takes_collection = false;  // Input::frames may be set
  // Writes the node's part of the job's PySpark script, in AWS Glue's own style. It must give the
  // rows that the node gives here. Null: there is none, for the reason `no_script`, or `refusal`.
  Status (*script)(const ScriptNode& node, Script& script) = nullptr;
  std::string_view no_script = {};
};

}  // namespace tenon::graph
