// ARNs of the tag operations: whatever a client takes for one is refused or names a resource, whose
// own ARN names it again.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/check.h"
#include "catalog/tags.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto resource = tenon::catalog::ParseArn(text);
  if (!resource) return 0;
  std::string arn = "arn:aws:glue:us-east-1:000000000000:" + resource->type + "/";
  if (!resource->parent.empty()) arn += resource->parent + "/";
  const auto again = tenon::catalog::ParseArn(arn + resource->name);
  CHECK(again);
  CHECK(*again == *resource);
  return 0;
}
