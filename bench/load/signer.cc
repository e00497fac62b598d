#include "load/signer.h"

#include <fmt/format.h>

#include <utility>

#include "auth/canonical_request.h"
#include "base/digest.h"
#include "base/hex.h"

namespace tenon::load {
namespace {

constexpr std::string_view kContentType = "application/x-amz-json-1.1";
constexpr std::string_view kSignedHeaders = "content-type;host;x-amz-date;x-amz-target";
// As long as what botocore says of itself and of each attempt.
constexpr std::string_view kUserAgent =
    "tenon-load md/Botocore#1.44.5 ua/2.1 os/linux md/arch#x86_64 lang/python#3.11.2 "
    "md/pyimpl#CPython m/e,Z,N,b,E cfg/retry-mode#standard";
constexpr std::string_view kAttempt =
    "amz-sdk-invocation-id: 954882b0-c622-4c29-9017-f233c1b4f54a\r\n"
    "amz-sdk-request: attempt=1; max=3\r\n";

}  // namespace

Signer::Signer(Sender sender, std::string service, std::string target_prefix)
    : sender_(std::move(sender)),
      service_(std::move(service)),
      target_prefix_(std::move(target_prefix)) {}

void Signer::UseTime(Time now) {
  const Time second = std::chrono::floor<std::chrono::seconds>(now);
  if (second == second_) return;
  second_ = second;
  time_text_ = FormatBasicIso8601(second);
  const std::string date = time_text_.substr(0, 8);
  if (date == date_) return;
  date_ = date;
  scope_ = fmt::format("{}/{}/{}/aws4_request", date, sender_.region, service_);
  key_ = auth::SigningKey(sender_.secret, date, sender_.region, service_);
}

std::string Signer::Request(std::string_view operation, std::string_view body, Time now) {
  UseTime(now);
  const std::string canonical = fmt::format(
      "POST\n/\n\ncontent-type:{}\nhost:{}\nx-amz-date:{}\nx-amz-target:{}.{}\n\n{}\n{}",
      kContentType, sender_.host, time_text_, target_prefix_, operation, kSignedHeaders,
      ToHex(Sha256(body)));
  const std::string signature =
      ToHex(HmacSha256(key_, auth::TextToSign(time_text_, scope_, canonical)));
  return fmt::format(
      "POST / HTTP/1.1\r\nHost: {}\r\nAccept-Encoding: identity\r\nX-Amz-Target: {}.{}\r\n"
      "Content-Type: {}\r\nUser-Agent: {}\r\nX-Amz-Date: {}\r\n"
      "Authorization: AWS4-HMAC-SHA256 Credential={}/{}, SignedHeaders={}, Signature={}\r\n"
      "{}Content-Length: {}\r\n\r\n{}",
      sender_.host, target_prefix_, operation, kContentType, kUserAgent, time_text_,
      sender_.access_key_id, scope_, kSignedHeaders, signature, kAttempt, body.size(), body);
}

}  // namespace tenon::load
