#include "graph/lineage.h"

#include <algorithm>

#include "graph/shape.h"
#include "graph/step.h"

namespace tenon::graph {
namespace {

// The inputs of a step, traced.
using Inputs = std::vector<const Lineage*>;

void AddColumn(const ColumnOf& column, const Inputs& inputs, SourceColumns& to) {
  if (column.input >= inputs.size()) return;
  const auto& columns = inputs[column.input]->columns;
  if (column.column >= columns.size()) return;
  const SourceColumns& from = columns[column.column].values;
  to.insert(from.begin(), from.end());
}

Lineage OfScan(const Step& step) {
  Lineage lineage;
  for (const Column& column : step.bound.schema) {
    lineage.columns.push_back({column.name, {{step.id, column.name}}});
  }
  return lineage;
}

// What a table has from its inputs whatever its own columns are.
Lineage Inherited(const Inputs& inputs) {
  Lineage lineage;
  for (const Lineage* input : inputs) {
    lineage.deciding.insert(input->deciding.begin(), input->deciding.end());
    for (const std::string& gap : input->gaps) {
      if (std::ranges::find(lineage.gaps, gap) == lineage.gaps.end()) lineage.gaps.push_back(gap);
    }
  }
  return lineage;
}

Lineage OfTarget(const Step& step, const Inputs& inputs) {
  Lineage lineage = Inherited(inputs);
  for (std::size_t i = 0; i < step.bound.schema.size(); ++i) {
    lineage.columns.push_back({step.bound.schema[i].name, {}});
    AddColumn({0, i}, inputs, lineage.columns.back().values);
  }
  return lineage;
}

Lineage OfSelect(const Step& step, const Select& select, const Inputs& inputs) {
  Lineage lineage = Inherited(inputs);
  bool whole = true;
  for (std::size_t i = 0; i < step.bound.schema.size(); ++i) {
    SourceColumns& values = lineage.columns.emplace_back(step.bound.schema[i].name).values;
    if (i < select.values.size()) {
      for (const ColumnOf& column : select.values[i]) AddColumn(column, inputs, values);
    } else if (i < select.origins.size() && select.origins[i]) {
      AddColumn(*select.origins[i], inputs, values);
    } else {
      whole = false;
    }
  }
  for (const ColumnOf& column : select.deciding) AddColumn(column, inputs, lineage.deciding);
  if (const auto* join = std::get_if<PaddedJoin>(&select.text)) {
    for (std::size_t side = 0; side < 2; ++side) {
      for (const std::size_t key : join->keys[side]) {
        AddColumn({side, key}, inputs, lineage.deciding);
      }
    }
  }
  if (!select.lineage_gap.empty()) {
    lineage.gaps.push_back(Label(step.title, step.id) + ": " + select.lineage_gap);
  } else if (!whole) {
    lineage.gaps.push_back(Label(step.title, step.id) +
                           ": the origin of its computed columns is not traced");
  }
  return lineage;
}

}  // namespace

std::vector<Lineage> TraceLineage(const std::vector<Step>& steps) {
  std::vector<Lineage> traced;
  traced.reserve(steps.size());
  for (const Step& step : steps) {
    Inputs inputs;
    for (const std::size_t input : step.inputs) inputs.push_back(&traced[input]);
    if (std::holds_alternative<Scan>(step.bound.part)) {
      traced.push_back(OfScan(step));
    } else if (const auto* select = std::get_if<Select>(&step.bound.part)) {
      traced.push_back(OfSelect(step, *select, inputs));
    } else {
      traced.push_back(OfTarget(step, inputs));
    }
  }
  return traced;
}

}  // namespace tenon::graph
