#include "api/s3/s3_api.h"

#include <algorithm>
#include <memory>

#include "api/errors.h"
#include "api/s3/access.h"
#include "api/s3/failure.h"
#include "api/s3/operations.h"
#include "api/s3/router.h"
#include "text/url.h"

namespace tenon::api::s3 {
namespace {

Result<http::Response> Answer(const Router& router, objects::Store& store,
                              const http::Request& http, auth::CheckedBody& body,
                              const Call& call) {
  ASSIGN_OR_RETURN(const Address address, ResolveAddress(http.path, http.headers.Get("Host")));
  const Result<QueryParameters> parameters = ParseQuery(http.query, /*plus_is_space=*/true);
  if (!parameters) return Failure("InvalidURI", parameters.error().message);
  ASSIGN_OR_RETURN(const std::string_view operation,
                   router.Match(http.method, address, *parameters, http.headers));
  const auto handlers = Handlers();
  const auto handler = std::ranges::find(handlers, operation, &NamedHandler::operation);
  if (handler == handlers.end()) return NotBuilt("the operation " + std::string(operation));
  const Request request{.store = store,
                        .http = http,
                        .body = body,
                        .call = call,
                        .address = address,
                        .parameters = *parameters};
  RETURN_IF_ERROR(CheckHeaders(request));
  return handler->run(request);
}

}  // namespace

S3Handler MakeS3Handler(objects::Store& store) {
  return [&store, router = std::make_shared<const Router>(S3Model())](
             http::Request& request, auth::CheckedBody& body, const Call& call) {
    Result<http::Response> answer = Answer(*router, store, request, body, call);
    http::Response response =
        answer ? *std::move(answer)
               : ErrorResponse(S3Model(), answer.error(), call.request_id, request.path);
    if (request.method == "HEAD") response.body = std::string();
    return response;
  };
}

}  // namespace tenon::api::s3
