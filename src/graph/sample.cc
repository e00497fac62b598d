#include "graph/sample.h"

#include <algorithm>
#include <utility>

namespace tenon::graph {
namespace {

// What is taken for the size of a database's table: files of a size that is easily held are less.
constexpr std::uint64_t kUnknownSize = std::uint64_t{256} << 20;

// Turns the join around: input 0 becomes input 1.
void Swap(PaddedJoin& join) {
  std::swap(join.relations[0], join.relations[1]);
  std::swap(join.pads[0], join.pads[1]);
  std::swap(join.keys[0], join.keys[1]);
  for (auto& condition : join.conditions) std::swap(condition[0], condition[1]);
  for (PaddedJoin::Output& output : join.outputs) output.from.input = 1 - output.from.input;
}

}  // namespace

void StreamLargeSides(std::vector<Step>& steps,
                      const std::function<std::uint64_t(const Scan&)>& bytes_of) {
  if (steps.empty()) return;
  const std::vector<std::uint64_t> bytes = BytesAbove(steps, [&](const Scan& scan) {
    const std::uint64_t known = bytes_of(scan);
    return known == 0 && scan.source.database ? kUnknownSize : known;
  });
  std::size_t at = steps.size() - 1;
  for (;;) {
    Step& step = steps[at];
    auto* select = std::get_if<Select>(&step.bound.part);
    // Somebody else may need all the rows.
    if (select == nullptr || CountConsumers(steps, at) > 1) return;
    auto* join = std::get_if<PaddedJoin>(&select->text);
    if (join == nullptr) {
      if (!select->row_by_row || step.inputs.size() != 1) return;
      at = step.inputs[0];
      continue;
    }
    if (bytes[step.inputs[1]] > bytes[step.inputs[0]]) {
      Swap(*join);
      std::swap(step.inputs[0], step.inputs[1]);
    }
    join->pads[0] = false;
    at = step.inputs[0];
  }
}

}  // namespace tenon::graph
