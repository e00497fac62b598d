#include "auth/authorization.h"

#include <algorithm>
#include <charconv>

#include "auth/refusal.h"
#include "text/utf8.h"

namespace tenon::auth {
namespace {

constexpr std::string_view kScheme = "AWS4-HMAC-SHA256";
constexpr std::chrono::seconds kLongestLifetime{7 * 24 * 60 * 60};

std::vector<std::string_view> Split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (;;) {
    const std::size_t end = text.find(separator);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

Error Incomplete(std::string_view what) {
  return Refuse("IncompleteSignature", "Authorization header: " + std::string(what));
}

Error MalformedQuery(std::string_view what) {
  return Refuse("AuthorizationQueryParametersError",
                "query-string authentication: " + std::string(what));
}

// Whether the text is <id>/<date>/<region>/<service>/aws4_request. An id may hold slashes.
bool ReadCredential(std::string_view text, SignatureClaim& claim) {
  std::vector<std::string_view> parts = Split(text, '/');
  if (parts.size() < 5 || parts.back() != "aws4_request") return false;
  const std::size_t date = parts.size() - 4;
  claim.access_key_id =
      text.substr(0, static_cast<std::size_t>(parts[date].data() - text.data()) - 1);
  claim.date = parts[date];
  claim.region = parts[date + 1];
  claim.service = parts[date + 2];
  return !claim.access_key_id.empty() && claim.date.size() == 8 && !claim.service.empty();
}

void ReadSignedHeaders(std::string_view text, SignatureClaim& claim) {
  for (const std::string_view name : Split(text, ';')) {
    claim.signed_headers.push_back(AsciiLower(name));
  }
}

bool IsSignature(std::string_view text) {
  return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

// Reads x-amz-date, or Date, which old clients sign instead.
Status ReadTime(const http::Headers& headers, SignatureClaim& claim) {
  const std::string* amz_date = headers.Find("x-amz-date");
  const std::string* date = headers.Find("date");
  if (amz_date == nullptr && date == nullptr) return Incomplete("no x-amz-date beside it");
  const std::string& text = amz_date != nullptr ? *amz_date : *date;
  auto time = ParseBasicIso8601(text);
  if (!time && amz_date == nullptr) time = ParseHttpDate(text);
  if (!time) return Incomplete("the date beside it is malformed");
  claim.time = *time;
  claim.time_text = FormatBasicIso8601(*time);
  return {};
}

}  // namespace

const std::string* FindParameter(const QueryParameters& query, std::string_view name) {
  const auto found = std::ranges::find(query, name, &QueryParameters::value_type::first);
  return found == query.end() ? nullptr : &found->second;
}

Result<SignatureClaim> ParseAuthorization(std::string_view header) {
  const std::size_t blank = header.find(' ');
  if (header.substr(0, blank) != kScheme || blank == std::string_view::npos) {
    return Incomplete("its scheme must be AWS4-HMAC-SHA256");
  }
  SignatureClaim claim;
  for (std::string_view part : Split(header.substr(blank), ',')) {
    part = Trim(part);
    const std::size_t equals = part.find('=');
    if (equals == std::string_view::npos) return Incomplete("a part has no '='");
    const std::string_view name = part.substr(0, equals);
    const std::string_view value = part.substr(equals + 1);
    if (name == "Credential") {
      if (!ReadCredential(value, claim)) {
        return Incomplete("Credential must be <id>/<date>/<region>/<service>/aws4_request");
      }
    } else if (name == "SignedHeaders") {
      ReadSignedHeaders(value, claim);
    } else if (name == "Signature") {
      if (!IsSignature(value)) return Incomplete("Signature must be 64 hexadecimal digits");
      claim.signature = value;
    }
  }
  if (claim.access_key_id.empty()) return Incomplete("no Credential");
  if (claim.signed_headers.empty()) return Incomplete("no SignedHeaders");
  if (claim.signature.empty()) return Incomplete("no Signature");
  return claim;
}

Result<SignatureClaim> ClaimOfHeaders(const http::Headers& headers) {
  ASSIGN_OR_RETURN(SignatureClaim claim, ParseAuthorization(headers.Get("authorization")));
  RETURN_IF_ERROR(ReadTime(headers, claim));
  claim.session_token = headers.Get("x-amz-security-token");
  return claim;
}

Result<SignatureClaim> ClaimOfQuery(const QueryParameters& query) {
  const auto get = [&](std::string_view name) {
    const std::string* value = FindParameter(query, name);
    return value == nullptr ? std::string_view{} : std::string_view(*value);
  };
  SignatureClaim claim;
  if (get("X-Amz-Algorithm") != kScheme) {
    return MalformedQuery("X-Amz-Algorithm must be AWS4-HMAC-SHA256");
  }
  if (!ReadCredential(get("X-Amz-Credential"), claim)) {
    return MalformedQuery("X-Amz-Credential must be <id>/<date>/<region>/<service>/aws4_request");
  }
  const auto time = ParseBasicIso8601(get("X-Amz-Date"));
  if (!time) return MalformedQuery("X-Amz-Date must be like 20260131T081530Z");
  claim.time = *time;
  claim.time_text = get("X-Amz-Date");
  const std::string_view expires = get("X-Amz-Expires");
  std::int64_t seconds = 0;
  const auto [end, error] =
      std::from_chars(expires.data(), expires.data() + expires.size(), seconds);
  if (error != std::errc() || end != expires.data() + expires.size() || seconds < 0 ||
      seconds > kLongestLifetime.count()) {
    return MalformedQuery("X-Amz-Expires must be a number of seconds up to 604800");
  }
  claim.lifetime = std::chrono::seconds(seconds);
  ReadSignedHeaders(get("X-Amz-SignedHeaders"), claim);
  claim.signature = get("X-Amz-Signature");
  if (!IsSignature(claim.signature)) {
    return MalformedQuery("X-Amz-Signature must be 64 hexadecimal digits");
  }
  claim.session_token = get("X-Amz-Security-Token");
  return claim;
}

}  // namespace tenon::auth
