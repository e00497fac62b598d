#pragma once

#include <compare>
#include <set>
#include <string>
#include <vector>

namespace tenon::graph {

struct Step;

// A column of a source node.
struct SourceColumn {
  std::string node_id;
  std::string column;
  auto operator<=>(const SourceColumn&) const = default;
};
using SourceColumns = std::set<SourceColumn>;

// Where the rows of a table come from.
struct Lineage {
  struct Output {
    std::string name;
    SourceColumns values;  // that make its value
    bool operator==(const Output&) const = default;
  };
  std::vector<Output> columns;
  // That only decide which rows there are, or which are put together: of filters, joins, groups.
  SourceColumns deciding;
  // Why something may be wanting, one sentence for each node that defeats the trace; empty if the
  // lineage is whole.
  std::vector<std::string> gaps;
  bool operator==(const Lineage&) const = default;
};

// The lineage of every step, in their order; each step stands after its inputs. Pure.
std::vector<Lineage> TraceLineage(const std::vector<Step>& steps);

}  // namespace tenon::graph
