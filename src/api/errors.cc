#include "api/errors.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "api/s3_errors.h"
#include "json/value.h"
#include "text/quote.h"

namespace tenon::api {
namespace {

struct CodeAndStatus {
  std::string_view code;
  int status;
};

// What a refusal of authentication is called in each protocol.
struct Refusal {
  std::string_view reason;  // of auth/signature.h
  CodeAndStatus json;
  CodeAndStatus query;
  CodeAndStatus s3;
};

constexpr Refusal kRefusals[] = {
    {"AccessDenied", {"AccessDeniedException", 400}, {"AccessDenied", 403}, {"AccessDenied", 403}},
    {"AuthorizationQueryParametersError",
     {"IncompleteSignatureException", 400},
     {"IncompleteSignature", 400},
     {"AuthorizationQueryParametersError", 400}},
    {"ExpiredToken", {"ExpiredTokenException", 400}, {"ExpiredToken", 403}, {"ExpiredToken", 400}},
    {"IncompleteSignature",
     {"IncompleteSignatureException", 400},
     {"IncompleteSignature", 400},
     {"AuthorizationHeaderMalformed", 400}},
    {"InvalidClientTokenId",
     {"UnrecognizedClientException", 400},
     {"InvalidClientTokenId", 403},
     {"InvalidAccessKeyId", 403}},
    {"InvalidToken",
     {"UnrecognizedClientException", 400},
     {"InvalidClientTokenId", 403},
     {"InvalidToken", 400}},
    {"MissingAuthenticationToken",
     {"MissingAuthenticationTokenException", 400},
     {"MissingAuthenticationToken", 403},
     {"AccessDenied", 403}},
    {"RequestTimeTooSkewed",
     {"InvalidSignatureException", 400},
     {"SignatureDoesNotMatch", 403},
     {"RequestTimeTooSkewed", 403}},
    {"SignatureDoesNotMatch",
     {"InvalidSignatureException", 400},
     {"SignatureDoesNotMatch", 403},
     {"SignatureDoesNotMatch", 403}},
};

// What every service but S3 can answer beside the errors of its model.
constexpr CodeAndStatus kCommonCodes[] = {
    {"OperationNotSupportedException", 400}, {"RequestEntityTooLargeException", 413},
    {"SerializationException", 400},         {"ServiceUnavailableException", 503},
    {"UnknownOperationException", 400},
};

constexpr std::string_view kValidation = "ValidationException";

// The codes of each kind where no reason tells more.
struct KindCodes {
  std::string_view service;  // the signing name; "" is any other service of the protocol
  std::array<CodeAndStatus, 10> by_kind;  // in the order of ErrorKind
};

constexpr KindCodes kGlue = {"glue",
                             {{{"InvalidInputException", 400},
                               {"EntityNotFoundException", 400},
                               {"AlreadyExistsException", 400},
                               {"ConcurrentModificationException", 400},
                               {"ResourceNumberLimitExceededException", 400},
                               {"AccessDeniedException", 400},
                               {"OperationNotSupportedException", 400},
                               {"ServiceUnavailableException", 503},
                               {"ServiceUnavailableException", 503},
                               {"InternalServiceException", 500}}}};
constexpr KindCodes kAthena = {"athena",
                               {{{"InvalidRequestException", 400},
                                 {"InvalidRequestException", 400},
                                 {"InvalidRequestException", 400},
                                 {"InvalidRequestException", 400},
                                 {"TooManyRequestsException", 400},
                                 {"AccessDeniedException", 400},
                                 {"OperationNotSupportedException", 400},
                                 {"ServiceUnavailableException", 503},
                                 {"ServiceUnavailableException", 503},
                                 {"InternalServerException", 500}}}};
constexpr KindCodes kLogs = {"logs",
                             {{{"InvalidParameterException", 400},
                               {"ResourceNotFoundException", 400},
                               {"ResourceAlreadyExistsException", 400},
                               {"OperationAbortedException", 400},
                               {"LimitExceededException", 400},
                               {"AccessDeniedException", 400},
                               {"OperationNotSupportedException", 400},
                               {"ServiceUnavailableException", 503},
                               {"ServiceUnavailableException", 503},
                               {"InternalFailure", 500}}}};
constexpr KindCodes kSecretsManager = {"secretsmanager",
                                       {{{"InvalidParameterException", 400},
                                         {"ResourceNotFoundException", 400},
                                         {"ResourceExistsException", 400},
                                         {"InvalidRequestException", 400},
                                         {"LimitExceededException", 400},
                                         {"AccessDeniedException", 400},
                                         {"OperationNotSupportedException", 400},
                                         {"ServiceUnavailableException", 503},
                                         {"ServiceUnavailableException", 503},
                                         {"InternalServiceError", 500}}}};
constexpr KindCodes kQuery = {"",
                              {{{"ValidationError", 400},
                                {"NoSuchEntity", 404},
                                {"EntityAlreadyExists", 409},
                                {"ConcurrentModification", 409},
                                {"LimitExceeded", 409},
                                {"AccessDenied", 403},
                                {"OperationNotSupportedException", 400},
                                {"ServiceUnavailable", 503},
                                {"ServiceUnavailable", 503},
                                {"InternalFailure", 500}}}};
constexpr KindCodes kS3 = {"s3",
                           {{{"InvalidRequest", 400},
                             {"NoSuchKey", 404},
                             {"BucketAlreadyExists", 409},
                             {"OperationAborted", 409},
                             {"EntityTooLarge", 400},
                             {"AccessDenied", 403},
                             {"NotImplemented", 501},
                             {"ServiceUnavailable", 503},
                             {"ServiceUnavailable", 503},
                             {"InternalError", 500}}}};

const KindCodes& CodesOf(const ServiceModel& service) {
  if (service.protocol == Protocol::kRestXml) return kS3;
  if (service.protocol == Protocol::kQuery) return kQuery;
  if (service.name == kAthena.service) return kAthena;
  if (service.name == kLogs.service) return kLogs;
  if (service.name == kSecretsManager.service) return kSecretsManager;
  return kGlue;  // our own service speaks Glue's words
}

CodeAndStatus CodeOf(const ServiceModel& service, const Error& error) {
  const auto refusal = std::ranges::find(kRefusals, error.reason, &Refusal::reason);
  if (refusal != std::end(kRefusals) && error.kind == ErrorKind::kAccessDenied) {
    if (service.protocol == Protocol::kJson) return refusal->json;
    return service.protocol == Protocol::kQuery ? refusal->query : refusal->s3;
  }
  if (service.protocol == Protocol::kRestXml) {
    if (const S3Error* known = FindS3Error(error.reason)) return {known->code, known->status};
  }
  if (const ErrorModel* known = service.FindError(error.reason)) {
    return {known->code, known->status};
  }
  if (service.protocol != Protocol::kRestXml) {
    // An error that Secrets Manager answers though its model does not declare it.
    if (error.reason == kValidation && service.name == kSecretsManager.service) {
      return {kValidation, 400};
    }
    const auto common = std::ranges::find(kCommonCodes, error.reason, &CodeAndStatus::code);
    if (common != std::end(kCommonCodes)) {
      const bool is_unknown_query_action =
          service.protocol == Protocol::kQuery && common->code == "UnknownOperationException";
      return is_unknown_query_action ? CodeAndStatus{"InvalidAction", 400} : *common;
    }
  }
  return CodesOf(service).by_kind[static_cast<std::size_t>(error.kind)];
}

std::string JsonBody(const ServiceModel& service, const WireError& error) {
  const ErrorModel* model = service.FindError(error.code);
  const std::string_view member = model != nullptr ? model->message_member : "Message";
  return json::Dump(json::Value{{"__type", error.code}, {std::string(member), error.message}});
}

std::string QueryBody(const ServiceModel& service, const WireError& error,
                      std::string_view request_id) {
  return fmt::format(
      "<ErrorResponse xmlns=\"{}\">\n  <Error>\n    <Type>{}</Type>\n    <Code>{}</Code>\n"
      "    <Message>{}</Message>\n  </Error>\n  <RequestId>{}</RequestId>\n</ErrorResponse>\n",
      XmlText(service.xml_namespace), error.status < 500 ? "Sender" : "Receiver",
      XmlText(error.code), XmlText(error.message), XmlText(request_id));
}

std::string S3Body(const WireError& error, std::string_view request_id, std::string_view resource,
                   std::span<const ErrorElement> elements) {
  std::string further;
  for (const auto& [name, text] : elements) {
    further += fmt::format("<{0}>{1}</{0}>", name, XmlText(text));
  }
  return fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>{}</Code><Message>{}</Message>"
      "{}<Resource>{}</Resource><RequestId>{}</RequestId></Error>",
      XmlText(error.code), XmlText(error.message), further, XmlText(resource), XmlText(request_id));
}

}  // namespace

WireError ToWireError(const ServiceModel& service, const Error& error) {
  const CodeAndStatus code = CodeOf(service, error);
  WireError wire = {std::string(code.code), code.status, error.message};
  if (wire.message.empty() && service.protocol == Protocol::kRestXml) {
    const S3Error* known = FindS3Error(code.code);
    if (known != nullptr) wire.message = known->message;
  }
  return wire;
}

http::Response ErrorResponse(const ServiceModel& service, const Error& error,
                             std::string_view request_id, std::string_view resource,
                             std::span<const ErrorElement> elements) {
  const WireError wire = ToWireError(service, error);
  http::Response response;
  response.status = wire.status;
  switch (service.protocol) {
    case Protocol::kJson:
      response.headers.Set("Content-Type",
                           fmt::format("application/x-amz-json-{}", service.json_version));
      response.body = JsonBody(service, wire);
      break;
    case Protocol::kQuery:
      response.headers.Set("Content-Type", "text/xml");
      response.body = QueryBody(service, wire, request_id);
      break;
    case Protocol::kRestXml:
      response.headers.Set("Content-Type", "application/xml");
      if (wire.status != 304) response.body = S3Body(wire, request_id, resource, elements);
      break;
  }
  return response;
}

}  // namespace tenon::api
