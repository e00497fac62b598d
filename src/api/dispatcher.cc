#include "api/dispatcher.h"

#include <algorithm>
#include <exception>
#include <map>
#include <utility>

#include "api/errors.h"
#include "api/host_bucket.h"
#include "api/query_protocol.h"
#include "api/validation.h"
#include "base/check.h"
#include "base/digest.h"
#include "base/hex.h"
#include "base/log.h"
#include "base/random.h"
#include "text/url.h"

namespace tenon::api {
namespace {

constexpr std::size_t kLargestBody = 16 * 1024 * 1024;
constexpr int kNotImplemented = 501;  // S3's word for what is not built: no failure of ours
constexpr std::string_view kHealthPath = "/_tenon/health";
constexpr std::string_view kJson10 = "application/x-amz-json-1.0";
constexpr std::string_view kForm = "application/x-www-form-urlencoded";

bool HasAction(const http::Request& request) {
  return request.query.starts_with("Action=") ||
         request.query.find("&Action=") != std::string::npos;
}

Protocol ProtocolOf(const http::Request& request) {
  if (request.headers.Find("X-Amz-Target") != nullptr) return Protocol::kJson;
  const bool is_post = request.method == "POST";
  const bool is_form = is_post && request.headers.Get("Content-Type").starts_with(kForm);
  const bool is_action = HasAction(request) && (is_post || request.method == "GET");
  return request.path == "/" && (is_form || is_action) ? Protocol::kQuery : Protocol::kRestXml;
}

// A service of the protocol, for failures that belong to none: they are written alike.
const ServiceModel& AnyModelOf(Protocol protocol) {
  if (protocol == Protocol::kJson) return TenonModel();
  return protocol == Protocol::kQuery ? StsModel() : S3Model();
}

Result<std::string> ReadBody(http::Request& request) {
  Result<std::string> body = http::ReadAll(*request.body, kLargestBody);
  if (!body && body.error().kind == ErrorKind::kLimitExceeded) {
    return Error{ErrorKind::kLimitExceeded, "The request's body is larger than 16 MiB",
                 "RequestEntityTooLargeException"};
  }
  if (!body) {
    return Error{ErrorKind::kInvalidInput, "The request's body could not be read to its end",
                 "SerializationException"};
  }
  return body;
}

// A body together with who has signed it.
struct SignedBody {
  std::string body;
  auth::Identity identity;
};

// Reads the whole body, whose hash is a part of the signature, and verifies it. A request that is
// not signed at all is refused before its body is read.
Result<SignedBody> ReadSigned(http::Request& request, const auth::KeyRing& keys, Time now) {
  SignedBody result;
  if (!auth::ClaimedService(request).empty()) {
    ASSIGN_OR_RETURN(result.body, ReadBody(request));
  }
  const std::string sha256 = ToHex(Sha256(result.body));
  ASSIGN_OR_RETURN(result.identity,
                   auth::VerifySignature(request, keys, now, {.body_sha256 = sha256}));
  return result;
}

Status CheckSignedFor(const auth::Identity& identity, const ServiceModel& service) {
  if (identity.service == service.name) return {};
  return Error{
      ErrorKind::kAccessDenied,
      "Credential should be scoped to correct service: '" + std::string(service.name) + "'",
      "SignatureDoesNotMatch"};
}

Error UnknownOperation(std::string_view name) {
  return {ErrorKind::kInvalidInput, "Unknown operation: " + std::string(name),
          "UnknownOperationException"};
}

std::string FindParameter(const QueryParameters& parameters, std::string_view name) {
  const auto it = std::ranges::find(parameters, name, &QueryParameters::value_type::first);
  return it == parameters.end() ? "" : it->second;
}

// Lends a request another body for a while: its own is back in place whatever happens, as the
// server reads what is left of it.
class LentBody {
 public:
  LentBody(http::Request& request, http::BodyReader& body)
      : request_(request), own_(std::exchange(request.body, &body)) {}
  ~LentBody() { request_.body = own_; }
  LentBody(const LentBody&) = delete;
  LentBody& operator=(const LentBody&) = delete;

 private:
  http::Request& request_;
  http::BodyReader* const own_;
};

// The error document of a failed request, for the log: it tells what has failed.
std::string StartOfBody(const http::Response& response) {
  constexpr std::size_t kMostLogged = 1000;
  const auto* text = std::get_if<std::string>(&response.body);
  return text == nullptr ? "" : text->substr(0, kMostLogged);
}

}  // namespace

struct Dispatcher::Endpoint {
  explicit Endpoint(Service service) : model(service.model), validator(service.model) {
    for (Operation& operation : service.operations) {
      CHECK(model.FindOperation(operation.name) != nullptr);
      operations.emplace(operation.name, std::move(operation.run));
    }
  }
  const ServiceModel& model;
  const Validator validator;
  std::map<std::string_view, decltype(Operation::run)> operations;
};

Dispatcher::Dispatcher(std::vector<Service> services, S3Handler s3, const auth::KeyRing& keys,
                       const Clock& clock, Place place)
    : s3_(std::move(s3)), keys_(keys), clock_(clock), place_(std::move(place)) {
  for (Service& service : services) {
    endpoints_.push_back(std::make_unique<Endpoint>(std::move(service)));
  }
}

Dispatcher::~Dispatcher() = default;

Dispatcher::Counts Dispatcher::counts() const {
  return {.requests = requests_, .client_errors = client_errors_, .server_errors = server_errors_};
}

http::Response Dispatcher::Handle(http::Request& request) {
  if (request.path == kHealthPath && request.method == "GET") return {};
  Call call = {.request_id = RandomUuid(),
               .access_key_id = "",
               .account = place_.account,
               .region = place_.region,
               .now = clock_.Now()};
  return Answer(ProtocolOf(request), request, call);
}

http::Response Dispatcher::HandleFor(const std::string& access_key_id, Protocol protocol,
                                     http::Request& request) {
  CHECK(!access_key_id.empty() && protocol != Protocol::kQuery);
  Call call = {.request_id = RandomUuid(),
               .access_key_id = access_key_id,
               .account = place_.account,
               .region = place_.region,
               .now = clock_.Now()};
  return Answer(protocol, request, call);
}

http::Response Dispatcher::Answer(Protocol protocol, http::Request& request, Call& call) {
  http::Response response;
  try {
    response = Route(protocol, request, call);
  } catch (const std::exception& exception) {
    Log(LogLevel::kError, "request ended in an exception",
        {{"request_id", call.request_id}, {"what", std::string(exception.what())}});
    response = ErrorResponse(AnyModelOf(protocol), Internal("The server has met an internal error"),
                             call.request_id, request.path);
  }
  if (protocol == Protocol::kRestXml) {
    response.headers.Set("x-amz-request-id", call.request_id);
    response.headers.Set("x-amz-id-2", ToBase64(Sha256(call.request_id)));
  } else {
    response.headers.Set("x-amzn-RequestId", call.request_id);
  }
  Count(request, response, call);
  return response;
}

void Dispatcher::Count(const http::Request& request, const http::Response& response,
                       const Call& call) {
  ++requests_;
  if (response.status < 400) return;
  if (response.status < 500 || response.status == kNotImplemented) {
    ++client_errors_;
    return;
  }
  ++server_errors_;
  Log(LogLevel::kError, "request failed",
      {{"request_id", call.request_id},
       {"status", response.status},
       {"method", request.method},
       {"path", request.path},
       {"target", std::string(request.headers.Get("X-Amz-Target"))},
       {"answer", StartOfBody(response)}});
}

http::Response Dispatcher::Route(Protocol protocol, http::Request& request, Call& call) {
  switch (protocol) {
    case Protocol::kJson:
      return AnswerJson(request, request.headers.Get("X-Amz-Target"), call);
    case Protocol::kQuery:
      return AnswerQuery(request, call);
    case Protocol::kRestXml:
      break;
  }
  return AnswerS3(request, call);
}

// The body of a request that AWS JSON came with. Says in `call` who has signed it, unless it says
// already who calls; `model` is the service that is called, a null pointer where there is none.
Result<std::string> Dispatcher::ReadFrom(http::Request& request, const ServiceModel* model,
                                         Call& call) const {
  if (!call.access_key_id.empty()) return ReadBody(request);
  ASSIGN_OR_RETURN(SignedBody received, ReadSigned(request, keys_, call.now));
  call.access_key_id = received.identity.access_key_id;
  if (model != nullptr) RETURN_IF_ERROR(CheckSignedFor(received.identity, *model));
  return std::move(received.body);
}

// What the operation answers, or why it does not.
Result<json::Value> Dispatcher::Run(const Endpoint& endpoint, const OperationModel& operation,
                                    json::Value input, const Call& call) const {
  const auto built = endpoint.operations.find(operation.name);
  if (built == endpoint.operations.end()) {
    return Error{ErrorKind::kUnsupported,
                 "Operation " + std::string(operation.name) + " is not supported by this server",
                 "OperationNotSupportedException"};
  }
  const Shape& shape = endpoint.model.shapes[operation.input];
  RETURN_IF_ERROR(endpoint.validator.CheckInput(shape, input));
  DropNulls(endpoint.model, shape, input);
  return built->second(input, call);
}

http::Response Dispatcher::AnswerJson(http::Request& request, std::string_view target, Call& call) {
  const std::size_t dot = target.rfind('.');
  const std::string_view prefix = target.substr(0, dot);
  const std::string_view name = dot == std::string_view::npos ? "" : target.substr(dot + 1);
  const auto endpoint = std::ranges::find_if(endpoints_, [&](const auto& candidate) {
    return candidate->model.protocol == Protocol::kJson && candidate->model.target_prefix == prefix;
  });
  const ServiceModel& model = endpoint == endpoints_.end() ? TenonModel() : (*endpoint)->model;

  const auto answer = [&]() -> Result<json::Value> {
    const bool is_known = endpoint != endpoints_.end();
    ASSIGN_OR_RETURN(const std::string body, ReadFrom(request, is_known ? &model : nullptr, call));
    if (!is_known) return UnknownOperation(target);
    const OperationModel* operation = model.FindOperation(name);
    if (operation == nullptr) return UnknownOperation(name);
    json::Value input = json::Object{};
    if (!body.empty()) {
      Result<json::Value> parsed = json::Parse(body);
      if (!parsed) {
        return Error{ErrorKind::kInvalidInput, parsed.error().message, "SerializationException"};
      }
      input = *std::move(parsed);
    }
    return Run(**endpoint, *operation, std::move(input), call);
  }();

  http::Response response;
  if (answer) {
    response.body = json::Dump(*answer);
    response.headers.Set("Content-Type",
                         "application/x-amz-json-" + std::string(model.json_version));
  } else {
    response = ErrorResponse(model, answer.error(), call.request_id);
  }
  if (request.headers.Get("Content-Type").starts_with(kJson10)) {
    response.headers.Set("Content-Type", kJson10);
  }
  return response;
}

http::Response Dispatcher::AnswerQuery(http::Request& request, Call& call) {
  const ServiceModel* model = &StsModel();
  const auto answer = [&]() -> Result<std::string> {
    ASSIGN_OR_RETURN(const SignedBody received, ReadSigned(request, keys_, call.now));
    call.access_key_id = received.identity.access_key_id;
    const auto endpoint = std::ranges::find_if(endpoints_, [&](const auto& candidate) {
      return candidate->model.protocol == Protocol::kQuery &&
             candidate->model.name == received.identity.service;
    });
    if (endpoint == endpoints_.end()) return CheckSignedFor(received.identity, *model).error();
    model = &(*endpoint)->model;
    const bool in_url = HasAction(request);
    ASSIGN_OR_RETURN(const QueryParameters form,
                     ParseQuery(in_url ? request.query : received.body, true));
    const std::string name = FindParameter(form, "Action");
    const std::string version = FindParameter(form, "Version");
    const OperationModel* operation = model->FindOperation(name);
    if (operation == nullptr || (!version.empty() && version != model->api_version)) {
      return Error{ErrorKind::kInvalidInput,
                   "Could not find operation " + name + " for version " + version,
                   "UnknownOperationException"};
    }
    ASSIGN_OR_RETURN(json::Value input, ReadForm(*model, model->shapes[operation->input], form));
    ASSIGN_OR_RETURN(const json::Value output, Run(**endpoint, *operation, std::move(input), call));
    return WriteQueryResult(*model, *operation, output, call.request_id);
  }();

  if (!answer) return ErrorResponse(*model, answer.error(), call.request_id);
  http::Response response;
  response.headers.Set("Content-Type", "text/xml");
  response.body = *answer;
  return response;
}

Result<auth::Identity> Dispatcher::CallerOfS3(const http::Request& request,
                                              const Call& call) const {
  if (!call.access_key_id.empty()) {
    auth::Identity known;
    known.access_key_id = call.access_key_id;
    known.payload = auth::PayloadKind::kUnsigned;
    return known;
  }
  const std::string bucket = HostBucket(request.headers.Get("Host"));
  ASSIGN_OR_RETURN(auth::Identity verified,
                   auth::VerifySignature(request, keys_, call.now,
                                         {.body_sha256 = std::nullopt, .host_bucket = bucket}));
  if (verified.service == S3Model().name) return verified;
  return Error{ErrorKind::kAccessDenied,
               "The authorization header is malformed; incorrect service '" + verified.service +
                   "', expecting 's3'",
               "AuthorizationHeaderMalformed"};
}

http::Response Dispatcher::AnswerS3(http::Request& request, Call& call) {
  const auto identity = CallerOfS3(request, call);
  if (!identity) {
    return ErrorResponse(S3Model(), identity.error(), call.request_id, request.path);
  }
  call.access_key_id = identity->access_key_id;
  const std::unique_ptr<auth::CheckedBody> body = auth::CheckBody(*identity, *request.body);
  const LentBody lent(request, *body);
  return s3_(request, *body, call);
}

}  // namespace tenon::api
