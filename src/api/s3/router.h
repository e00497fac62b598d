#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "api/model.h"
#include "api/s3/address.h"
#include "base/result.h"
#include "http/message.h"
#include "text/url.h"

namespace tenon::api::s3 {

// Finds the operation that a request asks for, from what the service model says of each: method,
// path ("/{Bucket}/{Key+}?acl"), and the query parameters and headers that it requires
// (x-amz-copy-source makes CopyObject out of PutObject). Where several fit, the one with most
// requirements is meant. Immutable; thread-safe.
class Router {
 public:
  explicit Router(const ServiceModel& model);

  // What was asked for. kInvalidInput with reason MethodNotAllowed if S3 has no such operation.
  // Parameters that no operation knows are passed over as S3 does, but for bare names ("?frob"):
  // such a request means something else than the plain object or bucket, which it must not harm.
  Result<std::string_view> Match(std::string_view method, const Address& address,
                                 const QueryParameters& parameters,
                                 const http::Headers& headers) const;

 private:
  enum class Scope { kService, kBucket, kObject };
  struct Route {
    std::string_view operation;
    std::string_view method;
    Scope scope = Scope::kService;
    std::string_view fixed_bucket = {};  // of a path that names none: WriteGetObjectResponse
    QueryParameters selectors = {};      // "acl" or "list-type=2": must be there as they are
    std::vector<std::string_view> required = {};    // query parameters
    std::vector<std::string_view> headers = {};     // that must be there
    std::vector<std::string_view> parameters = {};  // that may be there
  };

  static Route MakeRoute(const ServiceModel& model, const OperationModel& operation);
  static bool Fits(const Route& route, std::string_view method, const Address& address,
                   const QueryParameters& parameters, const http::Headers& headers);
  static bool Knows(const Route& route, std::string_view parameter);
  Status CheckParameters(const Route& route, const QueryParameters& parameters) const;

  std::vector<Route> routes_;                 // the most demanding first
  std::vector<std::string_view> meaningful_;  // parameters that select an operation
};

}  // namespace tenon::api::s3
