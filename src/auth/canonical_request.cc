#include "auth/canonical_request.h"

#include <algorithm>
#include <utility>

#include "base/digest.h"
#include "base/hex.h"
#include "text/utf8.h"

namespace tenon::auth {
namespace {

// "/a//b/./c/../d/" -> "/a/b/d/" (RFC 3986, 5.2.4, with empty segments dropped as botocore does).
std::string RemoveDotSegments(std::string_view path) {
  std::vector<std::string_view> kept;
  std::string_view rest = path;
  while (!rest.empty()) {
    const std::size_t end = rest.find('/');
    const std::string_view segment = rest.substr(0, end);
    rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
    if (segment == ".." && !kept.empty()) kept.pop_back();
    if (!segment.empty() && segment != "." && segment != "..") kept.push_back(segment);
  }
  std::string normal;
  for (const std::string_view segment : kept) normal.append("/").append(segment);
  if (normal.empty() || path.ends_with('/')) normal += '/';
  return normal;
}

void AppendCollapsed(std::string& out, std::string_view value) {
  bool after_blank = false;
  for (const char c : Trim(value)) {
    const bool is_blank = c == ' ' || c == '\t';
    if (!is_blank) {
      out += c;
    } else if (!after_blank) {
      out += ' ';
    }
    after_blank = is_blank;
  }
}

}  // namespace

Result<std::string> CanonicalPath(std::string_view encoded, std::string_view service) {
  if (service != "s3") return UrlEncode(RemoveDotSegments(encoded), true);
  ASSIGN_OR_RETURN(const std::string path, UrlDecode(encoded));
  return UrlEncode(path, true);
}

std::string CanonicalQuery(const QueryParameters& query, std::string_view except) {
  QueryParameters encoded;
  for (const auto& [name, value] : query) {
    if (!except.empty() && name == except) continue;
    encoded.emplace_back(UrlEncode(name), UrlEncode(value));
  }
  std::ranges::sort(encoded);
  std::string canonical;
  for (const auto& [name, value] : encoded) {
    if (!canonical.empty()) canonical += '&';
    canonical.append(name).append("=").append(value);
  }
  return canonical;
}

std::string CanonicalHeaders(const http::Headers& headers,
                             const std::vector<std::string>& signed_headers) {
  std::string canonical;
  for (const std::string& wanted : signed_headers) {
    canonical.append(wanted).append(":");
    bool is_first = true;
    for (const auto& [name, value] : headers.all()) {
      if (!EqualsIgnoringCase(name, wanted)) continue;
      if (!std::exchange(is_first, false)) canonical += ',';
      AppendCollapsed(canonical, value);
    }
    canonical += '\n';
  }
  return canonical;
}

std::string TextToSign(std::string_view time, std::string_view scope,
                       std::string_view canonical_request) {
  std::string text = "AWS4-HMAC-SHA256\n";
  text.append(time).append("\n").append(scope).append("\n");
  return text + ToHex(Sha256(canonical_request));
}

std::string SigningKey(std::string_view secret, std::string_view date, std::string_view region,
                       std::string_view service) {
  const std::string day = HmacSha256("AWS4" + std::string(secret), date);
  return HmacSha256(HmacSha256(HmacSha256(day, region), service), "aws4_request");
}

}  // namespace tenon::auth
