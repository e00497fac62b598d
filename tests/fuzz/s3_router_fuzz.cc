// What S3 reads of a request's head: address, operation, range, conditions, digests, copy source.
// The input is lines: method, path, host, query, then header fields as "name: value".

#include <cstdint>
#include <string_view>

#include "api/s3/address.h"
#include "api/s3/byte_range.h"
#include "api/s3/checksums.h"
#include "api/s3/conditions.h"
#include "api/s3/copy_source.h"
#include "api/s3/object_headers.h"
#include "api/s3/router.h"
#include "base/check.h"

namespace {

std::string_view TakeLine(std::string_view& text) {
  const std::size_t end = text.find('\n');
  const std::string_view line = text.substr(0, end);
  text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
  return line;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace tenon;
  using namespace tenon::api::s3;
  static const Router router(api::S3Model());
  constexpr std::uint64_t kSize = 1000;

  std::string_view text(reinterpret_cast<const char*>(data), size);
  const std::string_view method = TakeLine(text);
  const std::string_view path = TakeLine(text);
  const std::string_view host = TakeLine(text);
  const auto parameters = ParseQuery(TakeLine(text), true);
  http::Headers headers;
  while (!text.empty()) {
    const std::string_view line = TakeLine(text);
    const std::size_t colon = line.find(':');
    if (colon != std::string_view::npos) headers.Add(line.substr(0, colon), line.substr(colon + 1));
  }

  const auto address = ResolveAddress(path, host);
  if (address && parameters) {
    const auto operation = router.Match(method, *address, *parameters, headers);
    CHECK(!operation || api::S3Model().FindOperation(*operation) != nullptr);
  }
  const auto range = ParseRange(headers.Get("Range"), kSize);
  if (range && *range) {
    CHECK((*range)->length > 0 && (*range)->offset + (*range)->length <= kSize);
  }
  const auto piece = ParseCopyRange(headers.Get("x-amz-copy-source-range"), kSize);
  CHECK(!piece || piece->offset + piece->length <= kSize);
  const auto source = ParseCopySource(headers.Get("x-amz-copy-source"));
  CHECK(!source || (!source->bucket.empty() && !source->key.empty()));
  Evaluate(ReadConditions(headers), "abc", Time{});
  const auto precondition = WritePrecondition(headers);
  CHECK(!precondition || precondition->if_match.empty() || !precondition->if_none_match);
  const auto expected = ReadExpectedDigests(headers);
  CHECK(!expected || !expected->checksum ||
        expected->checksum->size() == expected->algorithm->size);
  const auto attributes = AttributesFromHeaders(headers);
  CHECK(!attributes || attributes->tags.size() <= 10);
  return 0;
}
