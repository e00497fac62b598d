#include "graph/binder.h"

#include <algorithm>
#include <utility>

#include "graph/column_path.h"

namespace tenon::graph {
namespace {

std::string FrameRelation(const std::string& node_id, const std::string& frame) {
  return node_id + '/' + frame;
}

// Binds nodes in order; each input is bound before its consumers.
class Binder {
 public:
  Binder(const std::vector<PlacedNode>& nodes, Environment& environment)
      : nodes_(nodes), environment_(environment) {
    graph_.nodes.resize(nodes.size());
  }

  void BindNode(std::size_t index) {
    const PlacedNode& node = nodes_[index];
    BoundNode& place = graph_.nodes[index];
    place.failed = true;
    if (node.node == nullptr) {
      Add(node, {.field = "", .message = std::string(node.kind->refusal)});
      return;
    }
    const std::optional<Inputs> inputs = InputsOf(node);
    if (!inputs) return;
    BindResult bound = node.node->Bind(inputs->values, environment_);
    if (!bound) {
      for (Fault& fault : bound.error()) Add(node, std::move(fault));
      return;
    }
    if (!CheckNames(node, *bound) || !CheckDatabase(node, *bound)) return;
    for (Fault& warning : bound->warnings) {
      warning.severity = Severity::kWarning;
      Add(node, std::move(warning));
    }
    place.failed = false;
    Place(node, index, *inputs, *std::move(bound));
  }

  BoundGraph Take() && { return std::move(graph_); }

 private:
  struct Inputs {
    std::vector<Input> values;
    std::vector<std::size_t> steps;  // of every table of the inputs, in order
  };

  void Add(const PlacedNode& node, Fault fault) {
    graph_.problems.push_back({node.id, node.title, std::move(fault.field),
                               std::move(fault.message), fault.severity, std::move(fault.fixes)});
  }

  // Absent if an input has a problem, which has been told, or is a collection that cannot be taken.
  std::optional<Inputs> InputsOf(const PlacedNode& node) {
    Inputs inputs;
    for (const std::size_t index : node.inputs) {
      const BoundNode& bound = graph_.nodes[index];
      if (bound.failed) return std::nullopt;
      Input input{
          .id = nodes_[index].id, .title = nodes_[index].title, .relation = {}, .schema = {}};
      if (bound.step) {
        const Step& step = graph_.steps[*bound.step];
        input.relation = step.id;
        input.schema = step.bound.schema;
        input.plan = [this, last = *bound.step] {
          return ToPlan(Upstream(graph_.steps, last), "");
        };
        inputs.steps.push_back(*bound.step);
      } else if (!node.kind->takes_collection) {
        Add(node, {.field = "Inputs",
                   .message = input.title +
                              " yields several tables; put a Select From Collection node between, "
                              "which takes one of them"});
        return std::nullopt;
      }
      for (const auto& [name, frame] : bound.frames) {
        const Step& step = graph_.steps[frame];
        input.frames.push_back({name, step.id, step.bound.schema});
        inputs.steps.push_back(frame);
      }
      inputs.values.push_back(std::move(input));
    }
    return inputs;
  }

  bool CheckNames(const PlacedNode& node, const Bound& bound) {
    std::vector<const Schema*> schemas = {&bound.schema};
    if (const auto* frames = std::get_if<Frames>(&bound.part)) {
      for (const Frame& frame : *frames) schemas.push_back(&frame.schema);
    }
    for (const Schema* schema : schemas) {
      const Column* duplicate = FindDuplicate(*schema);
      if (duplicate == nullptr) continue;
      Add(node, {.field = "",
                 .message = "two columns have the name " + duplicate->name +
                            " (upper and lower case do not tell them apart); rename one of them "
                            "or drop it"});
      return false;
    }
    return true;
  }

  // What a run writes to databases is one transaction, and that there is in one database only. Of
  // two targets that write one table, none may drop what the other has written.
  bool CheckDatabase(const PlacedNode& node, const Bound& bound) {
    const auto* target = std::get_if<Target>(&bound.part);
    if (target == nullptr || !target->sink.database) return true;
    const task::DatabaseSink& sink = *target->sink.database;
    for (const Step& step : graph_.steps) {
      const auto* earlier = std::get_if<Target>(&step.bound.part);
      if (earlier == nullptr || !earlier->sink.database) continue;
      const task::DatabaseSink& other = *earlier->sink.database;
      const std::string label = Label(step.title, step.id);
      if (other.connection != sink.connection) {
        Add(node,
            {.field = "",
             .message =
                 "a run writes to one database, as only there it is one transaction: " + label +
                 " writes by connection " + other.connection.name + ", and this node by " +
                 sink.connection.name + "; write one of them with a job of its own"});
        return false;
      }
      const bool is_same = other.schema == sink.schema && other.table == sink.table;
      const bool drops =
          other.mode == task::WriteMode::kOverwrite || sink.mode == task::WriteMode::kOverwrite;
      if (is_same && drops) {
        Add(node, {.field = "",
                   .message = label + " writes the table " + sink.table +
                              " as well, and one of the two overwrites it; put the inputs together "
                              "with a Union node, or append with both"});
        return false;
      }
    }
    return true;
  }

  void Place(const PlacedNode& node, std::size_t index, const Inputs& inputs, Bound bound) {
    std::optional<SideOutput> side = std::move(bound.side);
    bound.side.reset();
    BoundNode& place = graph_.nodes[index];
    const std::vector<std::size_t> reads = PlaceReads(std::exchange(bound.reads, {}));
    if (auto* frames = std::get_if<Frames>(&bound.part)) {
      for (Frame& frame : *frames) {
        place.frames.emplace_back(frame.name, graph_.steps.size());
        graph_.steps.push_back(
            {FrameRelation(node.id, frame.name),
             node.title,
             inputs.steps,
             {.schema = std::move(frame.schema), .part = std::move(frame.select)}});
      }
      return;
    }
    Step step{node.id, node.title, inputs.steps, std::move(bound)};
    step.inputs.insert(step.inputs.end(), reads.begin(), reads.end());
    Complete(step, inputs.values);
    if (node.kind->takes_collection) KeepTakenTable(step);
    place.step = SameSource(step);
    if (!place.step) {
      place.step = graph_.steps.size();
      graph_.steps.push_back(std::move(step));
    }
    if (side) PlaceSide(node, inputs, *std::move(side));
  }

  // A node that takes one table of a collection as it is does not hang on the others, which may
  // then be left out.
  static void KeepTakenTable(Step& step) {
    auto* select = std::get_if<Select>(&step.bound.part);
    if (select == nullptr || select->origins.empty() || !select->origins[0]) return;
    const std::size_t taken = select->origins[0]->input;
    const auto is_taken = [&](const std::optional<ColumnOf>& origin) {
      return origin && origin->input == taken;
    };
    if (!std::ranges::all_of(select->origins, is_taken)) return;
    for (std::optional<ColumnOf>& origin : select->origins) origin->input = 0;
    step.inputs = {step.inputs[taken]};
    select->row_by_row = true;
  }

  // The scans beside the inputs as steps of their own; one for all of a name.
  std::vector<std::size_t> PlaceReads(std::vector<Read> reads) {
    std::vector<std::size_t> steps;
    for (Read& read : reads) {
      const auto same = std::ranges::find(graph_.steps, read.scan.source.name, &Step::id);
      steps.push_back(static_cast<std::size_t>(same - graph_.steps.begin()));
      if (same != graph_.steps.end()) continue;
      graph_.steps.push_back({read.scan.source.name,
                              read.scan.source.title,
                              {},
                              {.schema = std::move(read.schema), .part = std::move(read.scan)}});
    }
    return steps;
  }

  // What a transform writes: the rows as a step, and the target that reads it.
  void PlaceSide(const PlacedNode& node, const Inputs& inputs, SideOutput side) {
    const std::size_t rows = graph_.steps.size();
    const std::string relation = FrameRelation(node.id, "sample");
    graph_.steps.push_back({relation,
                            node.title,
                            inputs.steps,
                            {.schema = side.schema, .part = std::move(side.select)}});
    side.target.sink.node_id = node.id;
    side.target.sink.title = node.title;
    side.target.sink.input = relation;
    graph_.steps.push_back({FrameRelation(node.id, "target"),
                            node.title,
                            {rows},
                            {.schema = std::move(side.schema), .part = std::move(side.target)}});
  }

  // Fills in what every kind leaves to the graph.
  static void Complete(Step& step, const std::vector<Input>& inputs) {
    if (auto* scan = std::get_if<Scan>(&step.bound.part)) {
      scan->source.name = step.id;
      scan->source.title = step.title;
    } else if (auto* target = std::get_if<Target>(&step.bound.part)) {
      target->sink.node_id = step.id;
      target->sink.title = step.title;
      target->sink.input = inputs[0].relation;
    }
  }

  // The earlier step that reads the same source, so that one scan serves both.
  std::optional<std::size_t> SameSource(const Step& step) const {
    const auto* scan = std::get_if<Scan>(&step.bound.part);
    if (scan == nullptr) return std::nullopt;
    // How far each node with a bookmark has read is its own matter.
    if (scan->source.database && !scan->source.database->bookmark_key.empty()) return std::nullopt;
    for (std::size_t i = 0; i < graph_.steps.size(); ++i) {
      const auto* other = std::get_if<Scan>(&graph_.steps[i].bound.part);
      if (other == nullptr) continue;
      Scan renamed = *scan;
      renamed.source.name = other->source.name;
      renamed.source.title = other->source.title;
      if (renamed == *other) return i;
    }
    return std::nullopt;
  }

  const std::vector<PlacedNode>& nodes_;
  Environment& environment_;
  BoundGraph graph_;
};

}  // namespace

BoundGraph BindNodes(const std::vector<PlacedNode>& nodes, const std::vector<bool>& wanted,
                     Environment& environment) {
  Binder binder(nodes, environment);
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    if (wanted.empty() || wanted[i]) binder.BindNode(i);
  }
  return std::move(binder).Take();
}

Plan ToPlan(std::vector<Step> steps, std::string_view file_prefix) {
  Plan plan;
  for (Step& step : steps) {
    if (auto* scan = std::get_if<Scan>(&step.bound.part)) {
      plan.scans.push_back(std::move(*scan));
    } else if (const auto* select = std::get_if<Select>(&step.bound.part)) {
      plan.views.push_back({.name = step.id,
                            .title = step.title,
                            .sql = ToSql(*select),
                            .once = step.once,
                            .rows_of = select->rows_of});
    } else {
      Target target = std::get<Target>(std::move(step.bound.part));
      target.schema = std::move(step.bound.schema);
      target.sink.file_prefix = file_prefix;
      plan.targets.push_back(std::move(target));
    }
  }
  return plan;
}

std::vector<Step> Upstream(const std::vector<Step>& steps, std::size_t last) {
  std::vector<bool> wanted(last + 1);
  wanted[last] = true;
  for (std::size_t i = last + 1; i-- > 0;) {
    if (!wanted[i]) continue;
    for (const std::size_t input : steps[i].inputs) wanted[input] = true;
  }
  std::vector<Step> out;
  std::vector<std::size_t> place(last + 1);
  for (std::size_t i = 0; i <= last; ++i) {
    if (!wanted[i]) continue;
    place[i] = out.size();
    Step& step = out.emplace_back(steps[i]);
    for (std::size_t& input : step.inputs) input = place[input];
  }
  return out;
}

}  // namespace tenon::graph
