// The XML documents that clients of S3 send.

#include <cstdint>
#include <string_view>

#include "api/s3/documents.h"
#include "base/check.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace tenon::api::s3;
  const std::string_view xml(reinterpret_cast<const char*>(data), size);
  const auto deletion = ParseDelete(xml);
  CHECK(!deletion || (!deletion->objects.empty() && deletion->objects.size() <= 1000));
  const auto parts = ParseCompleteMultipartUpload(xml);
  CHECK(!parts || (!parts->empty() && parts->size() <= 10'000));
  const auto tags = ParseTagging(xml);
  CHECK(!tags || tags->size() <= 10);
  const auto ownership = ParseOwnershipControls(xml);
  CHECK(!ownership || IsObjectOwnership(*ownership));
  const bool others[] = {ParseLocationConstraint(xml).has_value(),
                         ParsePublicAccessBlock(xml).has_value(), ParseVersioning(xml).has_value()};
  static_cast<void>(others);
  return 0;
}
