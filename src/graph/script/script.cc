#include "graph/script/script.h"

#include <algorithm>

#include "text/utf8.h"

namespace tenon::graph {
namespace {

// In the order in which AWS Glue Studio has them.
constexpr std::string_view kHead =
    "import sys\n"
    "from awsglue.transforms import *\n"
    "from awsglue.utils import getResolvedOptions\n"
    "from pyspark.context import SparkContext\n"
    "from awsglue.context import GlueContext\n"
    "from awsglue.job import Job\n";

constexpr std::string_view kBegin =
    "args = getResolvedOptions(sys.argv, [\"JOB_NAME\"])\n"
    "sc = SparkContext()\n"
    "glueContext = GlueContext(sc)\n"
    "spark = glueContext.spark_session\n"
    "job = Job(glueContext)\n"
    "job.init(args[\"JOB_NAME\"], args)\n";

constexpr std::string_view kEnd = "\njob.commit()\n";

// On one line: a line end in a node's name must not begin a statement.
std::string OnOneLine(std::string_view text) {
  std::string line(text);
  std::ranges::replace_if(line, [](char c) { return static_cast<unsigned char>(c) < 0x20; }, ' ');
  return std::string(Trim(line));
}

}  // namespace

void Script::Define(std::string_view text) {
  if (std::ranges::find(definitions_, text) == definitions_.end()) definitions_.emplace_back(text);
}

std::string Script::DefineAs(const std::string& name, const std::string& rest) {
  std::string given = name;
  for (int i = 2; functions_.contains(given) && functions_.at(given) != rest; ++i) {
    given = name + std::to_string(i);
  }
  if (functions_.emplace(given, rest).second) definitions_.push_back("def " + given + rest);
  return given;
}

void Script::BeginNode(std::string_view title) {
  body_ += '\n';
  Comment("Script generated for node " + std::string(title));
}

void Script::Comment(std::string_view text) { body_ += "# " + OnOneLine(text) + '\n'; }

void Script::Assign(const std::string& variable, const Python& value) {
  body_ += value.PrintStatement(variable + " = ") + '\n';
}

void Script::Run(const Python& expression) { body_ += expression.PrintStatement("") + '\n'; }

std::string Script::DataFrameOf(const ScriptInput& input) {
  std::string variable = input.variable + "DF";
  if (data_frames_.insert(variable).second) {
    Assign(variable, Python::Call(input.variable + ".toDF", {}));
  }
  return variable;
}

Python Script::FromDataFrame(const ScriptNode& node, Python frame) {
  ImportFrom("awsglue.dynamicframe", {"DynamicFrame"});
  return Python::Call("DynamicFrame.fromDF", {{"", std::move(frame)},
                                              {"", Python::Code("glueContext")},
                                              {"", Python::Text(node.variable)}});
}

std::string Script::ToText() const {
  std::string text(kHead);
  for (const auto& [module, names] : names_) {
    text += "from " + module + " import ";
    for (const std::string& name : names) text += (name == *names.begin() ? "" : ", ") + name;
    text += '\n';
  }
  for (const std::string& module : modules_) text += "import " + module + '\n';
  for (const std::string& definition : definitions_) text += "\n\n" + definition;
  text += definitions_.empty() ? "\n" : "\n\n";
  return text + std::string(kBegin) + body_ + std::string(kEnd);
}

std::string ScriptPath(const ColumnPath& path) {
  std::string out;
  for (const std::string& segment : path) {
    const std::string name = PlainName(segment);
    if (!out.empty()) out += '.';
    out += name.contains('.') ? '`' + name + '`' : name;
  }
  return out;
}

Result<Python> ScriptPaths(const json::Value& parameter, std::string_view name) {
  ASSIGN_OR_RETURN(const std::vector<ColumnPath> paths, ReadPaths(parameter, name));
  std::vector<std::string> texts;
  for (const ColumnPath& path : paths) texts.push_back(ScriptPath(path));
  return Python::ListOfTexts(texts);
}

}  // namespace tenon::graph
