#pragma once

#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "api/model.h"
#include "base/result.h"
#include "http/message.h"

namespace tenon::api {

// A failure as a service puts it on the wire.
struct WireError {
  std::string code;  // "EntityNotFoundException", "NoSuchKey"
  int status = 400;
  std::string message;
  bool operator==(const WireError&) const = default;
};

// The one place that knows which exception and HTTP status a failure becomes. In this order:
//  1. refusals of authentication (the reasons of auth/signature.h) become the protocol's words for
//     them: InvalidClientTokenId is UnrecognizedClientException in JSON, InvalidAccessKeyId in S3;
//  2. a reason that is an error code of the service goes out as it is, with the status of the
//     model ("ConcurrentRunsExceededException"), or of the table of S3's codes ("NoSuchUpload");
//  3. a reason that is a code of the protocol itself ("ValidationException",
//     "SerializationException", "UnknownOperationException") likewise;
//  4. otherwise the kind decides: kNotFound is EntityNotFoundException in Glue and
//     InvalidRequestException in Athena.
// An S3 error without a message gets the one that S3 documents for its code.
WireError ToWireError(const ServiceModel& service, const Error& error);

// A further element of an S3 error's document: {"ActualObjectSize", "10"}.
using ErrorElement = std::pair<std::string_view, std::string>;

// The answer that carries the error in the service's protocol, request id included:
//   JSON     {"__type":"EntityNotFoundException","Message":"Database x not found."}
//   query    <ErrorResponse><Error><Type>Sender</Type><Code>..</Code>...
//   REST/XML <Error><Code>NoSuchKey</Code><Message>..</Message><Resource>..</Resource>...
// `resource` is the path of the request, for S3 only, as `elements` are.
http::Response ErrorResponse(const ServiceModel& service, const Error& error,
                             std::string_view request_id, std::string_view resource = {},
                             std::span<const ErrorElement> elements = {});

}  // namespace tenon::api
