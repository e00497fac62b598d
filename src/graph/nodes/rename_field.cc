// RenameField: the same rows, one column or field of a struct under another name, in its place. The
// target of a field has the path of its struct: ["address","zip"] to ["address","code"].

#include <algorithm>

#include "graph/column_fault.h"
#include "graph/nested_fields.h"
#include "graph/node.h"
#include "graph/projection.h"
#include "graph/script/script.h"
#include "text/utf8.h"

namespace tenon::graph {
namespace {

class RenameField final : public Node {
 public:
  RenameField(ColumnPath source, ColumnPath target)
      : source_(std::move(source)), target_(std::move(target)) {}

  BindResult Bind(std::span<const Input> inputs, Environment&) const override {
    const Schema& schema = inputs[0].schema;
    const Result<ResolvedColumn> source = Resolve(schema, source_);
    if (!source) {
      return std::unexpected(Faults{
          ColumnFault("SourcePath", source.error().message, ToJson(source_), schema, source_)});
    }
    if (!std::ranges::equal(OuterOf(source_), OuterOf(target_), EqualsIgnoringCase, PlainName,
                            PlainName)) {
      return StaysInItsStruct();
    }
    const std::string name = PlainName(target_.back());
    if (IsTaken(schema, name, source->name)) {
      return Fail("TargetPath", "there is a column of this name already; choose another than " +
                                    ToString(target_));
    }
    Projection out(inputs[0]);
    for (std::size_t i = 0; i < schema.size(); ++i) {
      if (i != source->index) {
        out.Keep(i);
      } else if (source_.size() == 1) {
        out.KeepAs(i, name);
      } else {
        const ColumnPath path = SpelledPath(schema[i].type);
        const SqlValue value = WithRenamedField(ColumnValue(schema[i]), path, name);
        out.AddStrict(schema[i].name, value.type, value.sql, i);
      }
    }
    out.MakeOneRowOfEach();
    return std::move(out).Finish();
  }

 private:
  static std::span<const std::string> OuterOf(const ColumnPath& path) {
    return std::span(path).first(path.size() - 1);
  }

  BindResult StaysInItsStruct() const {
    ColumnPath target(source_.begin(), source_.end() - 1);
    target.push_back(target_.back());
    Fault fault{"TargetPath",
                "a field is renamed where it is, so the target must have the path of "
                "the source but for its end, unlike " +
                    ToString(target_)};
    fault.fixes.push_back(FixBySetting("Use " + ToString(target), "TargetPath", ToJson(target)));
    return std::unexpected(Faults{std::move(fault)});
  }

  // Whether another field beside the source has the name.
  bool IsTaken(const Schema& schema, const std::string& name, const std::string& source) const {
    ColumnPath path(target_.begin(), target_.end() - 1);
    path.push_back(name);
    const Result<ResolvedColumn> found = Resolve(schema, path);
    return found && !EqualsIgnoringCase(found->name, source);
  }

  // The source's path inside its column, as the type spells it.
  ColumnPath SpelledPath(Type type) const {
    ColumnPath path;
    for (const std::string& segment : std::span(source_).subspan(1)) {
      for (const Field& field : type.fields) {
        if (!EqualsIgnoringCase(field.name, PlainName(segment))) continue;
        path.push_back(field.name);
        type = Type(field.type);
        break;
      }
    }
    return path;
  }

  const ColumnPath source_;
  const ColumnPath target_;
};

Result<NodePtr> Parse(const json::Value& parameters) {
  ASSIGN_OR_RETURN(ColumnPath source, ReadPath(parameters["SourcePath"], "SourcePath"));
  ASSIGN_OR_RETURN(ColumnPath target, ReadPath(parameters["TargetPath"], "TargetPath"));
  if (source.empty()) return InvalidInput("SourcePath must not be empty");
  if (target.empty() || target.back().empty()) return InvalidInput("TargetPath must not be empty");
  return std::make_unique<RenameField>(std::move(source), std::move(target));
}

Status WritePart(const ScriptNode& node, Script& script) {
  ASSIGN_OR_RETURN(const ColumnPath source, ReadPath(node.parameters["SourcePath"], "SourcePath"));
  ASSIGN_OR_RETURN(const ColumnPath target, ReadPath(node.parameters["TargetPath"], "TargetPath"));
  script.Assign(node.variable, Python::Call("RenameField.apply",
                                            {{"frame", Python::Code(node.inputs[0].variable)},
                                             {"old_name", Python::Text(ScriptPath(source))},
                                             {"new_name", Python::Text(ScriptPath(target))},
                                             {"transformation_ctx", Python::Text(node.variable)}}));
  return {};
}

constexpr Parameter kParameters[] = {{.name = "SourcePath",
                                      .type = ParameterType::kColumn,
                                      .required = true,
                                      .title = "Current field name",
                                      .help = "The column, or field inside a struct."},
                                     {.name = "TargetPath",
                                      .type = ParameterType::kList,
                                      .required = true,
                                      .title = "New field name",
                                      .help = "Its new name, after the path of its struct."}};

}  // namespace

extern constinit const NodeKind kRenameField = {
    .name = "RenameField",
    .category = Category::kTransform,
    .title = "Rename Field",
    .documentation =
        "Gives one column, or field of a struct, another name. All rows and all other columns "
        "stay.",
    .parameters = kParameters,
    .parse = &Parse,
    .script = &WritePart};

}  // namespace tenon::graph
