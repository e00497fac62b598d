#include "objects/listing.h"

#include <algorithm>

#include "objects/index.h"
#include "objects/names.h"

namespace tenon::objects {
namespace {

constexpr int kMaxPage = 1000;

// The common prefix that a key rolls up to; empty if it stands for itself.
std::string_view CommonPrefixOf(std::string_view key, const ListRequest& request) {
  if (request.delimiter.empty() || !key.starts_with(request.prefix)) return {};
  const std::size_t at = key.find(request.delimiter, request.prefix.size());
  if (at == std::string_view::npos) return {};
  return key.substr(0, at + request.delimiter.size());
}

// The first key that may be on the page.
std::string FirstKey(const ListRequest& request) {
  if (request.start_after < request.prefix || request.start_after.empty()) return request.prefix;
  const std::string_view passed = CommonPrefixOf(request.start_after, request);
  // The smallest text greater than another is that text and a NUL.
  return passed.empty() ? request.start_after + '\0' : PrefixEnd(passed);
}

}  // namespace

Result<ListPage> ListObjects(db::Transaction& transaction, const ListRequest& request) {
  RETURN_IF_ERROR(RequireBucket(transaction, request.bucket));
  ListPage page;
  const int limit = std::min(request.max_keys, kMaxPage);
  if (limit <= 0) return page;
  const std::string end = PrefixEnd(request.prefix);
  std::string next = FirstKey(request);
  int taken = 0;
  while (!page.truncated && next < end) {
    // From `next` on until the first key that rolls up; then beyond all that roll up with it.
    bool rolled_up = false;
    const Status scanned = ScanObjects(
        transaction, request.bucket, next, end, limit - taken + 1, [&](Object object) -> Status {
          if (taken == limit) {
            page.truncated = true;
            return {};
          }
          ++taken;
          const std::string_view common = CommonPrefixOf(object.key, request);
          if (common.empty()) {
            page.next_start_after = object.key;
            page.objects.push_back(std::move(object));
            return {};
          }
          rolled_up = true;
          page.common_prefixes.emplace_back(common);
          page.next_start_after = common;
          next = PrefixEnd(common);
          return Error{ErrorKind::kStopped, "", {}};
        });
    if (!scanned && !rolled_up) return scanned.error();
    if (!rolled_up) break;
  }
  if (!page.truncated) page.next_start_after.clear();
  return page;
}

}  // namespace tenon::objects
