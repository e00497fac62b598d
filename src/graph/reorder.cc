#include "graph/reorder.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "text/quote.h"

namespace tenon::graph {
namespace {

PaddedJoin* JoinOf(Step& step) {
  auto* select = std::get_if<Select>(&step.bound.part);
  return select == nullptr ? nullptr : std::get_if<PaddedJoin>(&select->text);
}

bool IsInner(const PaddedJoin& join) { return !join.pads[0] && !join.pads[1]; }

// The side whose rows an outer join keeps; nullopt for an inner or full join.
std::optional<std::size_t> PreservedSide(const PaddedJoin& join) {
  if (join.pads[0] == join.pads[1]) return std::nullopt;
  return join.pads[0] ? 1 : 0;
}

// What an input's column is called there; empty if the join does not yield it.
std::string NameIn(const PaddedJoin& join, const ColumnOf& column) {
  const auto it = std::ranges::find(join.outputs, column, &PaddedJoin::Output::from);
  return it == join.outputs.end() ? std::string() : it->column;
}

// Whether the inner join's keys are all of the outer join's preserved side, and every key that
// would get another name is a whole column.
bool CanMove(const PaddedJoin& inner, std::size_t side, const PaddedJoin& outer,
             std::size_t preserved) {
  for (std::size_t i = 0; i < inner.conditions.size(); ++i) {
    const PaddedJoin::Output& key = outer.outputs[inner.keys[side][i]];
    if (key.from.input != preserved) return false;
    if (inner.conditions[i][side] != SqlIdentifier(key.name)) return false;
  }
  for (std::size_t i = 0; i < outer.conditions.size(); ++i) {
    const std::string name = NameIn(outer, {preserved, outer.keys[preserved][i]});
    if (outer.conditions[i][preserved] != SqlIdentifier(name)) return false;
  }
  return true;
}

// What a column of one side is called between the two joins: no two are the same.
std::string BetweenName(std::size_t side, const std::string& column) {
  return std::to_string(side) + "." + column;
}

// The two joins in their new order.
struct Reordered {
  PaddedJoin first;   // of the preserved side (0) and the inner join's other side (1)
  PaddedJoin second;  // of `first` (0) and the padded side (1)
};

Reordered Reorder(const PaddedJoin& outer, std::size_t preserved, const PaddedJoin& inner,
                  std::size_t side) {
  const std::size_t padded = 1 - preserved;
  Reordered joins;
  joins.first.relations = {outer.relations[preserved], inner.relations[1 - side]};
  joins.second.relations[1] = outer.relations[padded];
  joins.second.pads = {false, true};

  // Has the first join yield a column for the second to read.
  const auto carry = [&](const ColumnOf& from, const std::string& column) {
    auto& carried = joins.first.outputs;
    auto it = std::ranges::find(carried, from, &PaddedJoin::Output::from);
    if (it == carried.end()) {
      it = carried.insert(it, {from, column, BetweenName(from.input, column)});
    }
    return PaddedJoin::Output{{0, static_cast<std::size_t>(it - carried.begin())}, it->name, ""};
  };
  for (std::size_t i = 0; i < inner.conditions.size(); ++i) {
    const PaddedJoin::Output& key = outer.outputs[inner.keys[side][i]];
    joins.first.conditions.push_back({SqlIdentifier(key.column), inner.conditions[i][1 - side]});
    joins.first.keys[0].push_back(key.from.column);
    joins.first.keys[1].push_back(inner.keys[1 - side][i]);
  }
  for (std::size_t i = 0; i < outer.conditions.size(); ++i) {
    const std::size_t key = outer.keys[preserved][i];
    const PaddedJoin::Output moved = carry({0, key}, NameIn(outer, {preserved, key}));
    joins.second.conditions.push_back({SqlIdentifier(moved.column), outer.conditions[i][padded]});
    joins.second.keys[0].push_back(moved.from.column);
    joins.second.keys[1].push_back(outer.keys[padded][i]);
  }
  for (const PaddedJoin::Output& output : inner.outputs) {
    PaddedJoin::Output moved;
    if (output.from.input != side) {
      moved = carry({1, output.from.column}, output.column);
    } else if (const auto& below = outer.outputs[output.from.column];
               below.from.input == preserved) {
      moved = carry({0, below.from.column}, below.column);
    } else {
      moved = {{1, below.from.column}, below.column, ""};
    }
    moved.name = output.name;
    joins.second.outputs.push_back(std::move(moved));
  }
  return joins;
}

// Takes the step out of its place and puts it right before `place`, which is later.
void MoveBefore(std::vector<Step>& steps, std::size_t step, std::size_t place) {
  std::rotate(steps.begin() + static_cast<std::ptrdiff_t>(step),
              steps.begin() + static_cast<std::ptrdiff_t>(step) + 1,
              steps.begin() + static_cast<std::ptrdiff_t>(place));
  for (Step& other : steps) {
    for (std::size_t& input : other.inputs) {
      if (input == step) {
        input = place - 1;
      } else if (input > step && input < place) {
        --input;
      }
    }
  }
}

bool MoveDown(std::vector<Step>& steps, std::size_t at) {
  PaddedJoin* inner = JoinOf(steps[at]);
  if (inner == nullptr || !IsInner(*inner)) return false;
  for (std::size_t side = 0; side < 2; ++side) {
    const std::size_t below = steps[at].inputs[side];
    const PaddedJoin* outer = JoinOf(steps[below]);
    if (outer == nullptr || CountConsumers(steps, below) != 1) continue;
    const auto preserved = PreservedSide(*outer);
    if (!preserved || !CanMove(*inner, side, *outer, *preserved)) continue;

    Reordered joins = Reorder(*outer, *preserved, *inner, side);
    const std::array<std::size_t, 2> first_inputs = {steps[below].inputs[*preserved],
                                                     steps[at].inputs[1 - side]};
    const std::size_t padded_input = steps[below].inputs[1 - *preserved];
    Step& first = steps[below];
    first.id += " joined with " + joins.first.relations[1];
    joins.second.relations[0] = first.id;
    std::get<Select>(first.bound.part).text = std::move(joins.first);
    first.inputs.assign(first_inputs.begin(), first_inputs.end());
    std::get<Select>(steps[at].bound.part).text = std::move(joins.second);
    steps[at].inputs = {below, padded_input};
    MoveBefore(steps, below, at);
    return true;
  }
  return false;
}

}  // namespace

void MoveInnerJoinsDown(std::vector<Step>& steps) {
  // One that has moved may be able to move further; every move takes an inner join further down,
  // so this ends.
  for (std::size_t i = 0; i < steps.size(); ++i) {
    while (MoveDown(steps, i)) --i;
  }
}

}  // namespace tenon::graph
