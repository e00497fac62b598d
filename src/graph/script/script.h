#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "graph/column_path.h"
#include "graph/graph.h"
#include "graph/script/python.h"
#include "json/value.h"
#include "types/schema.h"

// The PySpark script of a job, as AWS Glue Studio writes one: what a node kind says of its part
// (NodeKind::script), and where it says it. write_script.h puts the whole together.
namespace tenon::graph {

// An input of a node: what its part of the script has made.
struct ScriptInput {
  std::string id;
  std::string title;
  std::string variable;  // a DynamicFrame, or a DynamicFrameCollection
  // Of a collection: the names of its frames in their order, where they are known.
  std::vector<std::string> frames = {};
};

// A node whose part of the script is written. Borrows what it refers to.
struct ScriptNode {
  std::string id;
  std::string title;
  std::string
      variable;  // that its part must set, unless it is a target; also its transformation_ctx
  const json::Value& parameters;  // of the shape that NodeKind::parse accepts
  std::vector<ScriptInput> inputs;
  Environment& environment;
  // The columns of an input, and of the node itself. The graph is bound when first asked, so a kind
  // asks only if its text hangs on them; the error says why they are not known.
  std::function<Result<Schema>(std::size_t input)> columns_of;
  std::function<Result<Schema>()> columns;
  // The first error of the node's own, or of those that it hangs on; the graph is bound for it,
  // too.
  std::function<Status()> check;
};

// What the nodes of one job write to, one after another. One thread at a time.
class Script {
 public:
  // A module ("re"), or names of a module. Comes out once, in alphabetical order.
  void Import(const std::string& module) { modules_.insert(module); }
  void ImportFrom(const std::string& module, const std::vector<std::string>& names) {
    names_[module].insert(names.begin(), names.end());
  }
  // A function or class at the head of the script, once for all nodes. `text` ends in a line end.
  void Define(std::string_view text);

  // A function of the user's own: "def name" and `rest`. The name that it gets: another one, if a
  // function of that name and another text is there already.
  std::string DefineAs(const std::string& name, const std::string& rest);

  // The statements of a node.
  void Comment(std::string_view text);
  void Assign(const std::string& variable, const Python& value);
  void Run(const Python& expression);
  // For a collection: what the frames are called, in their order.
  void NameFrames(std::vector<std::string> names) { frames_ = std::move(names); }

  // The variable of an input's DataFrame ("<variable>DF"), which is set where it is first asked
  // for.
  std::string DataFrameOf(const ScriptInput& input);
  // DynamicFrame.fromDF(frame, glueContext, "<variable of the node>"), with its import.
  Python FromDataFrame(const ScriptNode& node, Python frame);

  // For write_script.cc.
  void BeginNode(std::string_view title);
  std::vector<std::string> TakeFrames() { return std::exchange(frames_, {}); }
  std::string ToText() const;

 private:
  std::set<std::string> modules_;
  std::map<std::string, std::set<std::string>> names_;  // by module
  std::vector<std::string> definitions_;
  std::string body_;
  std::map<std::string, std::string> functions_;  // of users: name and rest
  std::set<std::string> data_frames_;
  std::vector<std::string> frames_;
};

// A path as DynamicFrame's methods take it: a.b, with a segment that has a dot in it in backquotes.
std::string ScriptPath(const ColumnPath& path);
// The paths of a parameter, so; kInvalidInput if it has another shape.
Result<Python> ScriptPaths(const json::Value& parameter, std::string_view name);

}  // namespace tenon::graph
