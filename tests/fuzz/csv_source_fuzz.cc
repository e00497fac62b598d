// Whatever options a source of CSV has, it is refused in words or becomes a scan whose characters
// are single.

#include <cstdint>
#include <string_view>

#include "base/check.h"
#include "graph/memory_environment.h"
#include "graph/node.h"
#include "graph/nodes/registry.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace tenon;  // NOLINT(google-build-using-namespace)
  const auto parameters = json::Parse({reinterpret_cast<const char*>(data), size});
  if (!parameters) return 0;
  const auto node = graph::FindNodeKind("S3CsvSource")->parse(*parameters);
  if (!node) return 0;
  graph::MemoryEnvironment environment;
  const auto bound = (*node)->Bind({}, environment);
  if (bound) {
    CHECK(!bound->schema.empty());
  } else {
    CHECK(!bound.error().empty() && !bound.error().front().message.empty());
  }
  return 0;
}
