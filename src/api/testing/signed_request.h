#pragma once

#include <algorithm>
#include <cstring>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "auth/signature.h"
#include "base/clock.h"
#include "base/digest.h"
#include "base/hex.h"
#include "http/message.h"

// Requests as a client signs them, for tests: SigV4 in the Authorization header, written from
// AWS's description and not with the code that verifies it.
namespace tenon::api::testing {

// A body that is in memory.
class TextBody final : public http::BodyReader {
 public:
  explicit TextBody(std::string text) : text_(std::move(text)) {}
  Result<std::size_t> Read(std::span<char> buffer) override {
    const std::size_t size = std::min(buffer.size(), text_.size() - position_);
    std::memcpy(buffer.data(), text_.data() + position_, size);
    position_ += size;
    return size;
  }

 private:
  std::string text_;
  std::size_t position_ = 0;
};

struct Request {
  std::string service = "glue";
  std::string method = "POST";
  std::string path = "/";
  std::string query = "";                           // canonical: sorted and encoded
  std::map<std::string, std::string> headers = {};  // lower-case names
  std::string body = "";
};

// A JSON request: target "AWSGlue.GetTable".
inline Request JsonRequest(std::string service, std::string target, std::string body) {
  return {.service = std::move(service),
          .headers = {{"content-type", "application/x-amz-json-1.1"},
                      {"x-amz-target", std::move(target)}},
          .body = std::move(body)};
}

// A query-protocol request to STS.
inline Request FormRequest(std::string form) {
  return {.service = "sts",
          .headers = {{"content-type", "application/x-www-form-urlencoded; charset=utf-8"}},
          .body = std::move(form)};
}

// A request and its body, which Handle reads.
struct Sent {
  http::Request request;
  std::unique_ptr<TextBody> body;
};

inline std::string SignatureOf(const Request& request, const std::string& secret,
                               const std::string& date, const std::string& signed_headers) {
  std::string canonical = request.method + "\n" + request.path + "\n" + request.query + "\n";
  for (const auto& [name, value] : request.headers) canonical += name + ":" + value + "\n";
  canonical += "\n" + signed_headers + "\n" + ToHex(Sha256(request.body));
  const std::string day = date.substr(0, 8);
  const std::string scope = day + "/us-east-1/" + request.service + "/aws4_request";
  std::string key = HmacSha256("AWS4" + secret, day);
  for (const std::string& part :
       {std::string("us-east-1"), request.service, std::string("aws4_request")}) {
    key = HmacSha256(key, part);
  }
  const std::string text =
      "AWS4-HMAC-SHA256\n" + date + "\n" + scope + "\n" + ToHex(Sha256(canonical));
  return ToHex(HmacSha256(key, text));
}

inline Sent Unsigned(const Request& request) {
  Sent sent;
  sent.request.method = request.method;
  sent.request.path = request.path;
  sent.request.query = request.query;
  for (const auto& [name, value] : request.headers) sent.request.headers.Add(name, value);
  sent.body = std::make_unique<TextBody>(request.body);
  sent.request.body = sent.body.get();
  return sent;
}

inline Sent Sign(Request request, const auth::AccessKey& key, Time now) {
  const std::string date = FormatBasicIso8601(now);
  request.headers.emplace("host", "127.0.0.1:9700");
  request.headers["x-amz-date"] = date;
  if (request.service == "s3")
    request.headers["x-amz-content-sha256"] = ToHex(Sha256(request.body));
  if (!key.session_token.empty()) request.headers["x-amz-security-token"] = key.session_token;
  std::string names;
  for (const auto& [name, value] : request.headers) names += (names.empty() ? "" : ";") + name;
  const std::string signature = SignatureOf(request, key.secret, date, names);
  Sent sent = Unsigned(request);
  sent.request.headers.Add(
      "authorization", "AWS4-HMAC-SHA256 Credential=" + key.id + "/" + date.substr(0, 8) +
                           "/us-east-1/" + request.service +
                           "/aws4_request, SignedHeaders=" + names + ", Signature=" + signature);
  return sent;
}

}  // namespace tenon::api::testing
