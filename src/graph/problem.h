#pragma once

#include <cstddef>
#include <string>
#include <variant>
#include <vector>

#include "json/value.h"

namespace tenon::graph {

enum class Severity {
  kError,    // the job cannot run so
  kWarning,  // it runs, and does what the message says
  kUnknown,  // only the data can tell: nothing below can be checked before a preview or a run
};

// Sets a parameter of the node at fault; null removes it.
struct SetParameter {
  std::string name;
  json::Value value;
  bool operator==(const SetParameter&) const = default;
};

// Puts a new node between the node at fault and one of its inputs. What the node at fault says of
// that input (From of Columns and SqlAliases, Source) then means the new node.
struct InsertNode {
  std::size_t input = 0;
  std::string kind;
  json::Value parameters;  // Name and the kind's own; Inputs is filled in
  bool operator==(const InsertNode&) const = default;
};

using Edit = std::variant<SetParameter, InsertNode>;

// Edits that together mend a problem, for a button.
struct Fix {
  std::string title;  // "Resolve it"
  std::vector<Edit> edits;
  bool operator==(const Fix&) const = default;
};

// What is wrong with one node, in words that the user of the job can act on.
struct Problem {
  std::string node_id;
  std::string node_name;
  std::string field;    // the parameter at fault: "Columns", "Mapping"; "" for the whole node
  std::string message;  // what is wrong and the way out
  Severity severity = Severity::kError;
  std::vector<Fix> fixes = {};  // any one of them mends it
  bool operator==(const Problem&) const = default;
};

// "Join Article Hits (node-173...): Columns: ...": a problem as a run's ErrorMessage tells it.
std::string ToString(const Problem& problem);

}  // namespace tenon::graph
