#include "auth/signature_v2.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <optional>
#include <vector>

#include "auth/refusal.h"
#include "base/digest.h"
#include "base/hex.h"
#include "text/url.h"
#include "text/utf8.h"

namespace tenon::auth {
namespace {

// The parameters that SigV2 signs, as botocore's HmacV1Auth lists them.
constexpr std::array<std::string_view, 35> kSignedParameters = {
    "accelerate",
    "acl",
    "analytics",
    "cors",
    "defaultObjectAcl",
    "delete",
    "inventory",
    "lifecycle",
    "location",
    "logging",
    "metrics",
    "notification",
    "object-lock",
    "partNumber",
    "policy",
    "replication",
    "requestPayment",
    "response-cache-control",
    "response-content-disposition",
    "response-content-encoding",
    "response-content-language",
    "response-content-type",
    "response-expires",
    "restore",
    "select",
    "select-type",
    "storageClass",
    "tagging",
    "torrent",
    "uploadId",
    "uploads",
    "versionId",
    "versioning",
    "versions",
    "website",
};

// Unsigned parameters that do not change what a request does, only how a list is told.
constexpr std::array<std::string_view, 19> kHarmlessParameters = {
    "AWSAccessKeyId", "Expires",       "Signature",
    "content-md5",    "content-type",  "continuation-token",
    "delimiter",      "encoding-type", "fetch-owner",
    "key-marker",     "list-type",     "marker",
    "max-keys",       "max-parts",     "max-uploads",
    "prefix",         "start-after",   "upload-id-marker",
    "x-id",
};

struct Parameter {
  std::string name;
  std::optional<std::string> value;  // nothing in "?uploads", which is signed without '='
};

// What cannot be decoded stays as it is: it was not signed so, and will not match.
std::string Decoded(std::string_view text) {
  auto decoded = UrlDecode(text);
  return decoded ? *std::move(decoded) : std::string(text);
}

std::vector<Parameter> Split(std::string_view query) {
  std::vector<Parameter> parameters;
  while (!query.empty()) {
    const std::size_t end = query.find('&');
    const std::string_view part = query.substr(0, end);
    query = end == std::string_view::npos ? std::string_view{} : query.substr(end + 1);
    const std::size_t equals = part.find('=');
    Parameter parameter{.name = Decoded(part.substr(0, equals)), .value = std::nullopt};
    if (equals != std::string_view::npos) parameter.value = Decoded(part.substr(equals + 1));
    parameters.push_back(std::move(parameter));
  }
  return parameters;
}

std::string Get(const std::vector<Parameter>& parameters, std::string_view name) {
  const auto found = std::ranges::find(parameters, name, &Parameter::name);
  return found == parameters.end() ? std::string() : found->value.value_or("");
}

bool IsSigned(const Parameter& parameter) {
  return std::ranges::find(kSignedParameters, parameter.name) != kSignedParameters.end();
}

bool IsAmz(std::string_view name) { return AsciiLower(name).starts_with("x-amz-"); }

// "x-amz-acl:private\n": sorted. A presigned URL may carry them as parameters instead.
std::string AmzHeaders(const http::Headers& headers, const std::vector<Parameter>& parameters) {
  std::map<std::string, std::string> found;
  for (const auto& [name, value] : headers.all()) {
    if (!IsAmz(name)) continue;
    const auto [entry, is_new] = found.emplace(AsciiLower(name), value);
    if (!is_new) entry->second += "," + value;
  }
  for (const Parameter& parameter : parameters) {
    if (!IsAmz(parameter.name)) continue;
    found.emplace(AsciiLower(parameter.name), Trim(parameter.value.value_or("")));
  }
  std::string text;
  for (const auto& [name, value] : found) text.append(name).append(":").append(value).append("\n");
  return text;
}

std::string Subresources(const std::vector<Parameter>& parameters) {
  std::multimap<std::string_view, const Parameter*> sorted;  // equal names stay in their order
  for (const Parameter& parameter : parameters) {
    if (IsSigned(parameter)) sorted.emplace(parameter.name, &parameter);
  }
  std::string text;
  for (const auto& [name, parameter] : sorted) {
    text += text.empty() ? '?' : '&';
    text += name;
    if (parameter->value) text += "=" + *parameter->value;
  }
  return text;
}

std::string HeaderOr(const http::Headers& headers, std::string_view name,
                     const std::vector<Parameter>& parameters) {
  const std::string* header = headers.Find(name);
  return header != nullptr ? *header : Get(parameters, name);
}

}  // namespace

bool IsSignedV2(std::string_view query) {
  const std::vector<Parameter> parameters = Split(query);
  return !Get(parameters, "AWSAccessKeyId").empty() && !Get(parameters, "Signature").empty();
}

std::string TextToSignV2(const http::Request& request, std::string_view path) {
  const std::vector<Parameter> parameters = Split(request.query);
  std::string text = request.method + "\n";
  text += HeaderOr(request.headers, "content-md5", parameters) + "\n";
  text += HeaderOr(request.headers, "content-type", parameters) + "\n";
  text += Get(parameters, "Expires") + "\n";
  text += AmzHeaders(request.headers, parameters);
  return text.append(path) + Subresources(parameters);
}

Result<Identity> VerifyV2(const http::Request& request, const KeyRing& keys, Time now,
                          std::string_view host_bucket) {
  const std::vector<Parameter> parameters = Split(request.query);
  for (const Parameter& parameter : parameters) {
    if (IsSigned(parameter) || IsAmz(parameter.name)) continue;
    if (std::ranges::find(kHarmlessParameters, parameter.name) == kHarmlessParameters.end()) {
      return Refuse("AccessDenied",
                    "Signature version 2 does not sign the parameter, presign the "
                    "URL with signature version s3v4: " +
                        parameter.name);
    }
  }
  std::string token(request.headers.Get("x-amz-security-token"));
  if (token.empty()) token = Get(parameters, "x-amz-security-token");
  ASSIGN_OR_RETURN(const AccessKey key, keys.Find(Get(parameters, "AWSAccessKeyId"), token));

  const std::string expires = Get(parameters, "Expires");
  std::int64_t seconds = 0;
  const auto [end, error] =
      std::from_chars(expires.data(), expires.data() + expires.size(), seconds);
  if (error != std::errc() || end != expires.data() + expires.size()) {
    return Refuse("AuthorizationQueryParametersError",
                  "Expires must be a number of seconds since 1970");
  }
  if (ToEpochSeconds(now) > static_cast<double>(seconds)) {
    return Refuse("AccessDenied", "Request has expired");
  }
  const std::string given = Get(parameters, "Signature");
  const auto matches = [&](std::string_view path) {
    return ConstantTimeEquals(ToBase64(HmacSha1(key.secret, TextToSignV2(request, path))), given);
  };
  const std::string path =
      host_bucket.empty() ? request.path : "/" + std::string(host_bucket) + request.path;
  // botocore asks for "/bucket" and signs "/bucket/", which are one resource.
  const bool is_bucket = path.size() > 1 && path.find('/', 1) == std::string::npos;
  if (!matches(path) && !(is_bucket && matches(path + "/"))) return WrongSignature();
  Identity identity;
  identity.access_key_id = key.id;
  identity.service = "s3";
  identity.payload = PayloadKind::kUnsigned;
  return identity;
}

}  // namespace tenon::auth
