#include "graph/managed/pattern.h"

#include <re2/re2.h>

namespace tenon::graph {

Result<int> GroupsOf(const std::string& pattern) {
  const RE2 compiled(pattern, RE2::Quiet);
  if (!compiled.ok()) {
    return InvalidInput("the pattern cannot be used (" + compiled.error() + "): " + pattern);
  }
  return compiled.NumberOfCapturingGroups();
}

}  // namespace tenon::graph
