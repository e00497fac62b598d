#include <cstdint>
#include <cstdlib>
#include <string>

#include "auth/signature.h"

// A request whose Authorization header, query and x-amz-* headers are the input's lines.
namespace {

class NoKeys final : public tenon::auth::KeyRing {
 public:
  tenon::Result<tenon::auth::AccessKey> Find(std::string_view id, std::string_view) const override {
    return tenon::auth::AccessKey{.id = std::string(id), .secret = "secret"};
  }
};

std::string_view TakeLine(std::string_view& rest) {
  const std::string_view line = rest.substr(0, rest.find('\n'));
  rest.remove_prefix(std::min(rest.size(), line.size() + 1));
  return line;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view rest(reinterpret_cast<const char*>(data), size);
  tenon::http::Request request;
  request.method = "GET";
  request.path = TakeLine(rest);
  request.query = TakeLine(rest);
  const std::string_view authorization = TakeLine(rest);
  if (!authorization.empty()) request.headers.Add("Authorization", authorization);
  request.headers.Add("x-amz-date", "20260131T081530Z");
  while (!rest.empty()) {
    const std::string_view line = TakeLine(rest);
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) continue;
    request.headers.Add(line.substr(0, colon), line.substr(colon + 1));
  }
  const tenon::Time now = *tenon::ParseBasicIso8601("20260131T081530Z");
  tenon::auth::ClaimedService(request);
  // Nobody can guess a signature: acceptance would be a hole.
  if (tenon::auth::VerifySignature(request, NoKeys(), now, {.body_sha256 = "00"})) std::abort();
  return 0;
}
