#include "text/url.h"

#include "base/hex.h"

namespace tenon {
namespace {

bool IsUnreserved(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '_' || c == '.' || c == '~';
}

}  // namespace

std::string UrlEncode(std::string_view text, bool keep_slash) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    if (IsUnreserved(c) || (keep_slash && c == '/')) {
      out += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    out += '%';
    out += kHex[byte >> 4];
    out += kHex[byte & 0x0f];
  }
  return out;
}

Result<std::string> UrlDecode(std::string_view text, bool plus_is_space) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%') {
      const auto byte = FromHex(text.substr(i + 1, 2));
      if (!byte || byte->size() != 1) {
        return InvalidInput("malformed percent-encoding: " + std::string(text));
      }
      out += *byte;
      i += 2;
    } else {
      out += plus_is_space && text[i] == '+' ? ' ' : text[i];
    }
  }
  return out;
}

Result<QueryParameters> ParseQuery(std::string_view query, bool plus_is_space) {
  QueryParameters parameters;
  while (!query.empty()) {
    const std::size_t end = query.find('&');
    const std::string_view part = query.substr(0, end);
    query = end == std::string_view::npos ? std::string_view{} : query.substr(end + 1);
    if (part.empty()) continue;
    const std::size_t equals = part.find('=');
    ASSIGN_OR_RETURN(std::string name, UrlDecode(part.substr(0, equals), plus_is_space));
    std::string value;
    if (equals != std::string_view::npos) {
      ASSIGN_OR_RETURN(value, UrlDecode(part.substr(equals + 1), plus_is_space));
    }
    parameters.emplace_back(std::move(name), std::move(value));
  }
  return parameters;
}

Result<S3Location> ParseS3Location(std::string_view uri) {
  for (const std::string_view scheme : {"s3://", "s3a://", "s3n://"}) {
    if (!uri.starts_with(scheme)) continue;
    const std::string_view rest = uri.substr(scheme.size());
    const std::size_t slash = rest.find('/');
    S3Location location{.bucket = std::string(rest.substr(0, slash)), .key = {}};
    if (slash != std::string_view::npos) location.key = rest.substr(slash + 1);
    if (location.bucket.empty()) break;
    return location;
  }
  return InvalidInput("not a location of the form s3://bucket/key: " + std::string(uri));
}

std::string ToString(const S3Location& location) {
  return "s3://" + location.bucket + "/" + location.key;
}

}  // namespace tenon
