#include "graph/explain.h"

#include <algorithm>

#include "graph/shape.h"

namespace tenon::graph {
namespace {

const PaddedJoin* JoinOf(const Step& step) {
  const auto* select = std::get_if<Select>(&step.bound.part);
  return select == nullptr ? nullptr : std::get_if<PaddedJoin>(&select->text);
}

std::string LabelOf(const Step& step) { return Label(step.title, step.id); }

std::string TitleOf(const std::vector<Step>& steps, const std::string& id) {
  const auto found = std::ranges::find(steps, id, &Step::id);
  return found == steps.end() ? id : found->title;
}

// "a left join": the kind of a join by the rows that it keeps without partner.
std::string KindOf(const PaddedJoin& join) {
  if (join.pads[0] && join.pads[1]) return "a full outer join";
  if (join.pads[0]) return "a right join";
  if (join.pads[1]) return "a left join";
  return "an inner join";
}

// The step of the same node after the optimizer: a join that was moved has lent its id.
const Step* Counterpart(const std::vector<Step>& after, const Step& step) {
  const auto found = std::ranges::find_if(after, [&](const Step& other) {
    return other.id == step.id || other.id.starts_with(step.id + " joined with ");
  });
  return found == after.end() ? nullptr : &*found;
}

}  // namespace

std::vector<std::string> DescribeChanges(const std::vector<Step>& before,
                                         const std::vector<Step>& after) {
  std::vector<std::string> changes;
  for (const Step& step : before) {
    const Step* now = Counterpart(after, step);
    if (now == nullptr) {
      changes.push_back(LabelOf(step) + " is not computed: no target hangs on it");
      continue;
    }
    if (now->once) {
      changes.push_back(LabelOf(step) + " is computed once, for all that read it");
    }
    const PaddedJoin* drawn = JoinOf(step);
    const PaddedJoin* runs = JoinOf(*now);
    if (drawn == nullptr || runs == nullptr || *drawn == *runs) continue;
    if (now->id != step.id) {
      changes.push_back(LabelOf(step) +
                        " is made in another order: " + TitleOf(before, runs->relations[0]) +
                        " is joined with " + TitleOf(before, runs->relations[1]) +
                        " first, since that join only drops or repeats rows of it");
    } else if (drawn->pads != runs->pads && drawn->relations == runs->relations) {
      changes.push_back(LabelOf(step) + " runs as " + KindOf(*runs) + " in place of " +
                        KindOf(*drawn) + ": a later node drops the rows that have no partner");
    } else {
      changes.push_back(LabelOf(step) + " is computed on what was joined before, as " +
                        KindOf(*runs));
    }
  }
  return changes;
}

}  // namespace tenon::graph
