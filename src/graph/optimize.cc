#include "graph/optimize.h"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

namespace tenon::graph {
namespace {

// Output columns without which a row of a step reaches no target.
using ColumnSet = std::set<std::size_t>;

// Drops the padding that a join's needed output columns make pointless.
void Narrow(Select& select, const ColumnSet& needed) {
  auto* join = std::get_if<PaddedJoin>(&select.text);
  if (join == nullptr) return;
  for (const std::size_t column : needed) {
    const std::optional<ColumnOf>& origin = select.origins[column];
    if (origin) join->pads[origin->input] = false;
  }
}

// The columns of input `input` without which its rows reach no target through this select.
ColumnSet NeededOf(const Select& select, std::size_t input, const ColumnSet& needed) {
  ColumnSet out;
  for (const ColumnOf& column : select.needed) {
    if (column.input == input) out.insert(column.column);
  }
  for (const std::size_t column : needed) {
    const auto& origin = select.origins[column];
    if (origin && origin->input == input) out.insert(origin->column);
  }
  // A row without partner leaves a trace only if it is kept with the other input padded.
  const auto* join = std::get_if<PaddedJoin>(&select.text);
  if (join != nullptr && !join->pads[1 - input]) {
    out.insert(join->keys[input].begin(), join->keys[input].end());
  }
  return out;
}

}  // namespace

std::vector<Step> WithoutDeadSteps(std::vector<Step> steps) {
  std::vector<bool> live(steps.size());
  for (std::size_t i = steps.size(); i-- > 0;) {
    if (std::holds_alternative<Target>(steps[i].bound.part)) live[i] = true;
    if (!live[i]) continue;
    for (const std::size_t input : steps[i].inputs) live[input] = true;
  }
  std::vector<Step> out;
  std::vector<std::size_t> place(steps.size());
  for (std::size_t i = 0; i < steps.size(); ++i) {
    if (!live[i]) continue;
    for (std::size_t& input : steps[i].inputs) input = place[input];
    place[i] = out.size();
    out.push_back(std::move(steps[i]));
  }
  return out;
}

void NarrowOuterJoins(std::vector<Step>& steps) {
  // Absent until a consumer has spoken; then what all that have spoken agree on.
  std::vector<std::optional<ColumnSet>> needed(steps.size());
  const auto agree = [&](std::size_t step, ColumnSet more) {
    if (!needed[step]) {
      needed[step] = std::move(more);
    } else {
      std::erase_if(*needed[step], [&](std::size_t column) { return !more.contains(column); });
    }
  };
  for (std::size_t i = steps.size(); i-- > 0;) {
    Step& step = steps[i];
    auto* select = std::get_if<Select>(&step.bound.part);
    const ColumnSet mine = needed[i].value_or(ColumnSet());
    if (select != nullptr) Narrow(*select, mine);
    for (std::size_t input = 0; input < step.inputs.size(); ++input) {
      agree(step.inputs[input], select == nullptr ? ColumnSet() : NeededOf(*select, input, mine));
    }
  }
}

void ComputeOnce(std::vector<Step>& steps) {
  std::vector<std::size_t> readers(steps.size());  // through steps that are computed for each
  for (std::size_t i = steps.size(); i-- > 0;) {
    Step& step = steps[i];
    if (std::holds_alternative<Target>(step.bound.part)) readers[i] = 1;
    const auto* select = std::get_if<Select>(&step.bound.part);
    step.once = select != nullptr && select->puts_together && readers[i] > 1;
    for (const std::size_t input : step.inputs) readers[input] += step.once ? 1 : readers[i];
  }
}

}  // namespace tenon::graph
