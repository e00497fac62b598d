#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "api/model.h"
#include "api/operation.h"
#include "auth/signature.h"
#include "base/clock.h"
#include "http/message.h"

namespace tenon::api {

// The operations of one service that are built. The model names more; the others answer that they
// are not supported.
struct Service {
  const ServiceModel& model;
  Operations operations;
};

// Answers one S3 request whose signature has been verified. `request.body` is `body`, which
// verifies the bytes while they pass: nothing may be acted on before its Read has returned 0. The
// dispatcher adds x-amz-request-id and x-amz-id-2. Errors: ErrorResponse(S3Model(), ...).
using S3Handler =
    std::function<http::Response(http::Request& request, auth::CheckedBody& body, const Call&)>;

// Who we are: a part of every ARN.
struct Place {
  std::string account = "000000000000";
  std::string region = "us-east-1";
};

// The one way in. Recognises the service and protocol of a request, verifies its signature (there
// is no anonymous access), validates its input against the service model, runs the operation, and
// puts the result or the error in the protocol's words:
//   X-Amz-Target: AWSGlue.GetTable                   JSON 1.1 and 1.0
//   POST / with a form, or GET /?Action=             query protocol (STS)
//   GET /_tenon/health                               200, empty, unsigned: for readiness probes
//   anything else                                    S3
// Every answer carries a request id. Never throws. Thread-safe.
class Dispatcher {
 public:
  // Requests answered so far.
  struct Counts {
    std::uint64_t requests = 0;
    std::uint64_t client_errors = 0;  // 4xx, and what is not built
    std::uint64_t server_errors = 0;  // 5xx but 501; each is logged
  };

  // CHECKs that every operation is in its model. `keys` and `clock` must outlive the dispatcher.
  Dispatcher(std::vector<Service> services, S3Handler s3, const auth::KeyRing& keys,
             const Clock& clock, Place place = {});
  ~Dispatcher();

  http::Response Handle(http::Request& request);
  // Answers a request whose caller is known otherwise than by a signature, such as by the console's
  // session: nothing is verified, also no hash of the body. `protocol` is kJson, or kRestXml for S3
  // in path style; any other is a mistake of the program.
  http::Response HandleFor(const std::string& access_key_id, Protocol protocol,
                           http::Request& request);
  Counts counts() const;

 private:
  struct Endpoint;  // a service, its operations by name, its validator
  http::Response Answer(Protocol protocol, http::Request& request, Call& call);
  http::Response Route(Protocol protocol, http::Request& request, Call& call);
  http::Response AnswerJson(http::Request& request, std::string_view target, Call& call);
  http::Response AnswerQuery(http::Request& request, Call& call);
  http::Response AnswerS3(http::Request& request, Call& call);
  Result<std::string> ReadFrom(http::Request& request, const ServiceModel* model, Call& call) const;
  Result<auth::Identity> CallerOfS3(const http::Request& request, const Call& call) const;
  void Count(const http::Request& request, const http::Response& response, const Call& call);
  Result<json::Value> Run(const Endpoint& endpoint, const OperationModel& operation,
                          json::Value input, const Call& call) const;

  std::vector<std::unique_ptr<Endpoint>> endpoints_;
  const S3Handler s3_;
  const auth::KeyRing& keys_;
  const Clock& clock_;
  const Place place_;
  std::atomic<std::uint64_t> requests_{0};
  std::atomic<std::uint64_t> client_errors_{0};
  std::atomic<std::uint64_t> server_errors_{0};
};

}  // namespace tenon::api
