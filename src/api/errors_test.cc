#include "api/errors.h"

#include <doctest/doctest.h>

#include <tuple>

namespace tenon::api {
namespace {

TEST_CASE("a kind without a reason has one code in every service") {
  using K = ErrorKind;
  const std::tuple<const ServiceModel*, K, std::string, int> cases[] = {
      {&GlueModel(), K::kInvalidInput, "InvalidInputException", 400},
      {&GlueModel(), K::kNotFound, "EntityNotFoundException", 400},
      {&GlueModel(), K::kAlreadyExists, "AlreadyExistsException", 400},
      {&GlueModel(), K::kConflict, "ConcurrentModificationException", 400},
      {&GlueModel(), K::kLimitExceeded, "ResourceNumberLimitExceededException", 400},
      {&GlueModel(), K::kAccessDenied, "AccessDeniedException", 400},
      {&GlueModel(), K::kUnsupported, "OperationNotSupportedException", 400},
      {&GlueModel(), K::kUnavailable, "ServiceUnavailableException", 503},
      {&GlueModel(), K::kStopped, "ServiceUnavailableException", 503},
      {&GlueModel(), K::kInternal, "InternalServiceException", 500},
      {&TenonModel(), K::kNotFound, "EntityNotFoundException", 400},
      {&AthenaModel(), K::kInvalidInput, "InvalidRequestException", 400},
      {&AthenaModel(), K::kNotFound, "InvalidRequestException", 400},
      {&AthenaModel(), K::kLimitExceeded, "TooManyRequestsException", 400},
      {&AthenaModel(), K::kInternal, "InternalServerException", 500},
      {&LogsModel(), K::kInvalidInput, "InvalidParameterException", 400},
      {&LogsModel(), K::kNotFound, "ResourceNotFoundException", 400},
      {&SecretsManagerModel(), K::kInvalidInput, "InvalidParameterException", 400},
      {&SecretsManagerModel(), K::kNotFound, "ResourceNotFoundException", 400},
      {&SecretsManagerModel(), K::kAlreadyExists, "ResourceExistsException", 400},
      {&SecretsManagerModel(), K::kLimitExceeded, "LimitExceededException", 400},
      {&SecretsManagerModel(), K::kUnsupported, "OperationNotSupportedException", 400},
      {&SecretsManagerModel(), K::kInternal, "InternalServiceError", 500},
      {&StsModel(), K::kInvalidInput, "ValidationError", 400},
      {&StsModel(), K::kInternal, "InternalFailure", 500},
      {&S3Model(), K::kInvalidInput, "InvalidRequest", 400},
      {&S3Model(), K::kUnsupported, "NotImplemented", 501},
      {&S3Model(), K::kInternal, "InternalError", 500},
  };
  for (const auto& [service, kind, code, status] : cases) {
    CAPTURE(service->name);
    CAPTURE(code);
    CHECK(ToWireError(*service, {kind, "m", {}}) == WireError{code, status, "m"});
  }
}

TEST_CASE("a reason that the service or the protocol knows is the code") {
  using K = ErrorKind;
  const std::tuple<const ServiceModel*, K, std::string_view, std::string, int> cases[] = {
      {&GlueModel(), K::kLimitExceeded, "ConcurrentRunsExceededException",
       "ConcurrentRunsExceededException", 400},
      {&GlueModel(), K::kInvalidInput, "ValidationException", "ValidationException", 400},
      {&GlueModel(), K::kInvalidInput, "SerializationException", "SerializationException", 400},
      {&GlueModel(), K::kNotFound, "NoSuchKey", "EntityNotFoundException", 400},
      {&AthenaModel(), K::kInvalidInput, "ValidationException", "InvalidRequestException", 400},
      {&AthenaModel(), K::kNotFound, "MetadataException", "MetadataException", 400},
      {&LogsModel(), K::kInvalidInput, "InvalidInputException", "InvalidParameterException", 400},
      {&SecretsManagerModel(), K::kInvalidInput, "ValidationException", "ValidationException", 400},
      {&SecretsManagerModel(), K::kInvalidInput, "InvalidInputException",
       "InvalidParameterException", 400},
      {&SecretsManagerModel(), K::kInternal, "DecryptionFailure", "DecryptionFailure", 400},
      {&StsModel(), K::kInvalidInput, "ValidationException", "ValidationError", 400},
      {&StsModel(), K::kInvalidInput, "UnknownOperationException", "InvalidAction", 400},
      {&S3Model(), K::kNotFound, "NoSuchBucket", "NoSuchBucket", 404},
      {&S3Model(), K::kNotFound, "NoSuchUpload", "NoSuchUpload", 404},
      {&S3Model(), K::kConflict, "BucketNotEmpty", "BucketNotEmpty", 409},
      {&S3Model(), K::kConflict, "PreconditionFailed", "PreconditionFailed", 412},
      {&S3Model(), K::kInvalidInput, "EntityTooSmall", "EntityTooSmall", 400},
      {&S3Model(), K::kInvalidInput, "XAmzContentSHA256Mismatch", "XAmzContentSHA256Mismatch", 400},
      {&S3Model(), K::kInvalidInput, "SignatureDoesNotMatch", "SignatureDoesNotMatch", 403},
  };
  for (const auto& [service, kind, reason, code, status] : cases) {
    CAPTURE(service->name);
    CAPTURE(reason);
    CHECK(ToWireError(*service, {kind, "m", reason}) == WireError{code, status, "m"});
  }
}

TEST_CASE("refusals of authentication have each protocol's own names") {
  const std::tuple<std::string_view, std::string, std::string, std::string> cases[] = {
      {"MissingAuthenticationToken", "MissingAuthenticationTokenException",
       "MissingAuthenticationToken", "AccessDenied"},
      {"IncompleteSignature", "IncompleteSignatureException", "IncompleteSignature",
       "AuthorizationHeaderMalformed"},
      {"AuthorizationQueryParametersError", "IncompleteSignatureException", "IncompleteSignature",
       "AuthorizationQueryParametersError"},
      {"InvalidClientTokenId", "UnrecognizedClientException", "InvalidClientTokenId",
       "InvalidAccessKeyId"},
      {"SignatureDoesNotMatch", "InvalidSignatureException", "SignatureDoesNotMatch",
       "SignatureDoesNotMatch"},
      {"RequestTimeTooSkewed", "InvalidSignatureException", "SignatureDoesNotMatch",
       "RequestTimeTooSkewed"},
      {"ExpiredToken", "ExpiredTokenException", "ExpiredToken", "ExpiredToken"},
      {"InvalidToken", "UnrecognizedClientException", "InvalidClientTokenId", "InvalidToken"},
      {"AccessDenied", "AccessDeniedException", "AccessDenied", "AccessDenied"},
  };
  for (const auto& [reason, json, query, s3] : cases) {
    CAPTURE(reason);
    const Error error = {ErrorKind::kAccessDenied, "m", reason};
    CHECK(ToWireError(GlueModel(), error).code == json);
    CHECK(ToWireError(AthenaModel(), error).code == json);
    CHECK(ToWireError(StsModel(), error).code == query);
    CHECK(ToWireError(S3Model(), error).code == s3);
  }
}

TEST_CASE("an S3 error without a message has S3's own") {
  CHECK(ToWireError(S3Model(), {ErrorKind::kNotFound, "", "NoSuchKey"}).message ==
        "The specified key does not exist.");
  CHECK(ToWireError(S3Model(), {ErrorKind::kAccessDenied, "", {}}).message == "Access Denied");
}

TEST_CASE("error answers are written in the words of the protocol, and quoted") {
  const Error error = {ErrorKind::kNotFound, "no <\"x\">", {}};
  const http::Response json = ErrorResponse(GlueModel(), error, "id");
  CHECK(json.headers.Get("Content-Type") == "application/x-amz-json-1.1");
  CHECK(std::get<std::string>(json.body) ==
        R"({"__type":"EntityNotFoundException","Message":"no <\"x\">"})");

  const http::Response query = ErrorResponse(StsModel(), InvalidInput("a<b"), "id");
  CHECK(std::get<std::string>(query.body) ==
        "<ErrorResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\">\n  <Error>\n"
        "    <Type>Sender</Type>\n    <Code>ValidationError</Code>\n"
        "    <Message>a&lt;b</Message>\n  </Error>\n  <RequestId>id</RequestId>\n"
        "</ErrorResponse>\n");

  const http::Response s3 = ErrorResponse(S3Model(), error, "id", "/b/k");
  CHECK(s3.status == 404);
  CHECK(std::get<std::string>(s3.body) ==
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>NoSuchKey</Code>"
        "<Message>no &lt;&quot;x&quot;&gt;</Message><Resource>/b/k</Resource>"
        "<RequestId>id</RequestId></Error>");

  const ErrorElement elements[] = {{"ActualObjectSize", "10"}, {"RangeRequested", "<"}};
  CHECK(std::get<std::string>(ErrorResponse(S3Model(), error, "id", "/b/k", elements).body) ==
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>NoSuchKey</Code>"
        "<Message>no &lt;&quot;x&quot;&gt;</Message><ActualObjectSize>10</ActualObjectSize>"
        "<RangeRequested>&lt;</RangeRequested><Resource>/b/k</Resource>"
        "<RequestId>id</RequestId></Error>");

  const Error not_modified = {ErrorKind::kConflict, "", "NotModified"};
  CHECK(std::get<std::string>(ErrorResponse(S3Model(), not_modified, "id", "/b/k").body).empty());
}

TEST_CASE("the message member is the one that the error's model has") {
  const Error error = {ErrorKind::kNotFound, "gone", {}};
  CHECK(std::get<std::string>(ErrorResponse(LogsModel(), error, "id").body) ==
        R"({"__type":"ResourceNotFoundException","message":"gone"})");
}

}  // namespace
}  // namespace tenon::api
