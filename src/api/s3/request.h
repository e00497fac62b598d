#pragma once

#include <algorithm>
#include <string>
#include <string_view>

#include "api/operation.h"
#include "api/s3/address.h"
#include "auth/signature.h"
#include "http/message.h"
#include "objects/store.h"
#include "text/url.h"

namespace tenon::api::s3 {

// One request of S3 as its handler sees it: authenticated, and routed to its operation. Borrows all
// that it refers to for as long as the handler runs.
struct Request {
  objects::Store& store;
  const http::Request& http;
  auth::CheckedBody& body;
  const Call& call;
  const Address& address;
  const QueryParameters& parameters;

  const std::string& bucket() const { return address.bucket; }
  const std::string& key() const { return address.key; }
  const http::Headers& headers() const { return http.headers; }

  // The first query parameter of that name; null pointer if there is none.
  const std::string* Parameter(std::string_view name) const {
    const auto found = std::ranges::find(parameters, name, &QueryParameters::value_type::first);
    return found == parameters.end() ? nullptr : &found->second;
  }
  // Likewise, or "".
  std::string_view ParameterOr(std::string_view name, std::string_view fallback = {}) const {
    const std::string* value = Parameter(name);
    return value == nullptr ? fallback : std::string_view(*value);
  }
};

// Answers one operation.
using Handler = Result<http::Response> (*)(const Request&);

// An answer with an XML document.
inline http::Response XmlResponse(std::string document) {
  http::Response response;
  response.headers.Set("Content-Type", "application/xml");
  response.body = std::move(document);
  return response;
}

// An answer of a status alone: 204 for what was removed.
inline http::Response EmptyResponse(int status = 200) { return {.status = status}; }

}  // namespace tenon::api::s3
