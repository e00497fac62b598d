#include "api/dispatcher.h"

#include <doctest/doctest.h>

#include <stdexcept>

#include "api/testing/signed_request.h"
#include "base/hex.h"

namespace tenon::api {
namespace {

using testing::FormRequest;
using testing::JsonRequest;
using testing::Sent;
using testing::Sign;

const Time kNow = FromMillis(1'769'847'330'000);  // 2026-01-31T08:15:30Z
const auth::AccessKey kKey = {.id = "AKIATEST", .secret = "secret"};

class OneKey final : public auth::KeyRing {
 public:
  Result<auth::AccessKey> Find(std::string_view id, std::string_view token) const override {
    if (id == kKey.id && token.empty()) return kKey;
    return Error{ErrorKind::kAccessDenied, "The security token included in the request is invalid",
                 "InvalidClientTokenId"};
  }
};

Operations GlueOperations() {
  return {
      {"GetDatabase",
       [](const json::Value& input, const Call& call) -> Result<json::Value> {
         const std::string name = input["Name"].StringOr("");
         if (name == "missing") return NotFound("Database missing not found.");
         if (name == "throws") throw std::runtime_error("unforeseen");
         if (name == "broken") return Internal("disk full");
         return json::Value{{"Database", {{"Name", name}, {"CatalogId", call.account}}}};
       }},
      {"StartJobRun",
       [](const json::Value&, const Call&) -> Result<json::Value> {
         return Error{ErrorKind::kLimitExceeded, "Concurrent runs exceeded for j",
                      "ConcurrentRunsExceededException"};
       }},
      {"CreateDatabase",
       [](const json::Value& input, const Call&) -> Result<json::Value> { return input; }},
  };
}

Operations IdentityOperations() {
  return {{"GetCallerIdentity",
           [](const json::Value&, const Call& call) -> Result<json::Value> {
             return json::Value{{"Arn", "<" + call.access_key_id + ">"}};
           }},
          {"GetSessionToken", [](const json::Value& input, const Call&) -> Result<json::Value> {
             const double end = static_cast<double>(input["DurationSeconds"].IntOr(0));
             return json::Value{{"Credentials", {{"AccessKeyId", "A&B"}, {"Expiration", end}}}};
           }}};
}

// Reads the body, as an upload does, and answers with it.
http::Response EchoS3(http::Request& request, auth::CheckedBody& body, const Call& call) {
  if (request.path == "/throws") throw std::runtime_error("unforeseen");
  const Result<std::string> text = http::ReadAll(body, 1000);
  http::Response response;
  response.body = text ? request.path + " " + *text + " " + call.access_key_id
                       : std::string(text.error().reason);
  return response;
}

struct Fixture {
  OneKey keys;
  ManualClock clock{kNow};
  Dispatcher dispatcher{
      {{GlueModel(), GlueOperations()}, {StsModel(), IdentityOperations()}}, EchoS3, keys, clock};

  http::Response Send(const testing::Request& request) {
    Sent sent = Sign(request, kKey, kNow);
    return dispatcher.Handle(sent.request);
  }
};

std::string BodyOf(const http::Response& response) { return std::get<std::string>(response.body); }

TEST_CASE_FIXTURE(Fixture, "a JSON request is validated, run and answered as JSON with its id") {
  const http::Response response =
      Send(JsonRequest("glue", "AWSGlue.GetDatabase", R"({"Name":"sales","CatalogId":null})"));
  CHECK(response.status == 200);
  CHECK(response.headers.Get("content-type") == "application/x-amz-json-1.1");
  CHECK(response.headers.Get("x-amzn-requestid").size() == 36);
  CHECK(BodyOf(response) == R"({"Database":{"Name":"sales","CatalogId":"000000000000"}})");
}

TEST_CASE_FIXTURE(Fixture, "failures become their service's exceptions") {
  struct Case {
    std::string target, body;
    int status;
    std::string answer;
  };
  const Case cases[] = {
      {"AWSGlue.GetDatabase", R"({"Name":"missing"})", 400,
       R"({"__type":"EntityNotFoundException","Message":"Database missing not found."})"},
      {"AWSGlue.StartJobRun", R"({"JobName":"j"})", 400,
       R"({"__type":"ConcurrentRunsExceededException","Message":"Concurrent runs exceeded for j"})"},
      {"AWSGlue.GetDatabase", R"({})", 400,
       R"({"__type":"ValidationException","Message":"1 validation error detected: Value null at 'name' failed to satisfy constraint: Member must not be null"})"},
      {"AWSGlue.GetDatabase", R"({"Name":1})", 400,
       R"({"__type":"SerializationException","Message":"NUMBER_VALUE can not be converted to a String at 'name'"})"},
      {"AWSGlue.GetDatabase", "[]", 400,
       R"({"__type":"SerializationException","Message":"Start of list found where not expected"})"},
      {"AWSGlue.CreateBlueprint", "{}", 400,
       R"({"__type":"OperationNotSupportedException","Message":"Operation CreateBlueprint is not supported by this server"})"},
      {"AWSGlue.Nonsense", "{}", 400,
       R"({"__type":"UnknownOperationException","Message":"Unknown operation: Nonsense"})"},
      {"Nonsense.GetDatabase", "{}", 400,
       R"({"__type":"UnknownOperationException","Message":"Unknown operation: Nonsense.GetDatabase"})"},
      {"AWSGlue", "{}", 400,
       R"({"__type":"UnknownOperationException","Message":"Unknown operation: "})"},
      {"AWSGlue.GetDatabase", R"({"Name":"broken"})", 500,
       R"({"__type":"InternalServiceException","Message":"disk full"})"},
      {"AWSGlue.GetDatabase", R"({"Name":"throws"})", 500,
       R"({"__type":"InternalServiceException","Message":"The server has met an internal error"})"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.target);
    CAPTURE(c.body);
    const http::Response response = Send(JsonRequest("glue", c.target, c.body));
    CHECK(response.status == c.status);
    CHECK(BodyOf(response) == c.answer);
  }
}

TEST_CASE_FIXTURE(Fixture, "text that is no JSON is a SerializationException") {
  const std::string body = BodyOf(Send(JsonRequest("glue", "AWSGlue.GetDatabase", "{\"Name\":")));
  CHECK(body.starts_with(R"({"__type":"SerializationException")"));
}

TEST_CASE_FIXTURE(Fixture, "null members do not reach a handler, at any depth") {
  const http::Response response = Send(JsonRequest(
      "glue", "AWSGlue.CreateDatabase",
      R"({"CatalogId":null,"DatabaseInput":{"Name":"a","Description":null,"Parameters":{"k":"v"}}})"));
  CHECK(BodyOf(response) == R"({"DatabaseInput":{"Name":"a","Parameters":{"k":"v"}}})");
}

TEST_CASE_FIXTURE(Fixture, "JSON 1.0 is answered with JSON 1.0") {
  testing::Request request = JsonRequest("glue", "AWSGlue.GetDatabase", R"({"Name":"a"})");
  request.headers["content-type"] = "application/x-amz-json-1.0";
  CHECK(Send(request).headers.Get("content-type") == "application/x-amz-json-1.0");
  request.body = "{}";
  CHECK(Send(request).headers.Get("content-type") == "application/x-amz-json-1.0");
}

TEST_CASE_FIXTURE(Fixture, "every way to be nobody is refused in JSON") {
  const testing::Request good = JsonRequest("glue", "AWSGlue.GetDatabase", R"({"Name":"a"})");
  const auto code_of = [&](Sent sent) {
    const http::Response response = dispatcher.Handle(sent.request);
    CHECK(response.status == 400);
    return (*json::Parse(BodyOf(response)))["__type"].StringOr("");
  };
  CHECK(code_of(testing::Unsigned(good)) == "MissingAuthenticationTokenException");
  CHECK(code_of(Sign(good, {.id = "AKIAOTHER", .secret = "secret"}, kNow)) ==
        "UnrecognizedClientException");
  CHECK(code_of(Sign(good, {.id = kKey.id, .secret = "wrong"}, kNow)) ==
        "InvalidSignatureException");
  CHECK(code_of(Sign(good, kKey, kNow + std::chrono::minutes(16))) == "InvalidSignatureException");
  CHECK(code_of(Sign(good, kKey, kNow - std::chrono::minutes(16))) == "InvalidSignatureException");

  Sent tampered = Sign(good, kKey, kNow);
  testing::TextBody other(R"({"Name":"b"})");
  tampered.request.body = &other;
  CHECK(code_of(std::move(tampered)) == "InvalidSignatureException");

  Sent retargeted = Sign(good, kKey, kNow);
  retargeted.request.headers.Set("x-amz-target", "AWSGlue.StartJobRun");
  CHECK(code_of(std::move(retargeted)) == "InvalidSignatureException");

  testing::Request other_service = good;
  other_service.service = "athena";
  CHECK(code_of(Sign(other_service, kKey, kNow)) == "InvalidSignatureException");
}

TEST_CASE_FIXTURE(Fixture, "a body above 16 MiB is refused") {
  const http::Response response =
      Send(JsonRequest("glue", "AWSGlue.GetDatabase", std::string(16 * 1024 * 1024 + 1, ' ')));
  CHECK(response.status == 413);
  CHECK(
      BodyOf(response) ==
      R"({"__type":"RequestEntityTooLargeException","Message":"The request's body is larger than 16 MiB"})");
}

TEST_CASE_FIXTURE(Fixture, "a form to / is STS's query protocol") {
  const http::Response response = Send(FormRequest("Action=GetCallerIdentity&Version=2011-06-15"));
  CHECK(response.status == 200);
  CHECK(response.headers.Get("content-type") == "text/xml");
  const std::string id(response.headers.Get("x-amzn-requestid"));
  CHECK(BodyOf(response) ==
        "<GetCallerIdentityResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\">"
        "<GetCallerIdentityResult><Arn>&lt;AKIATEST&gt;</Arn></GetCallerIdentityResult>"
        "<ResponseMetadata><RequestId>" +
            id +
            "</RequestId></ResponseMetadata>"
            "</GetCallerIdentityResponse>");
}

TEST_CASE_FIXTURE(Fixture, "a form's numbers are read, and timestamps written as text") {
  const std::string body = BodyOf(Send(FormRequest("Action=GetSessionToken&DurationSeconds=900")));
  CHECK(body.find("<Credentials><AccessKeyId>A&amp;B</AccessKeyId>"
                  "<Expiration>1970-01-01T00:15:00.000Z</Expiration></Credentials>") !=
        std::string::npos);
}

TEST_CASE_FIXTURE(Fixture, "failures of the query protocol are error documents") {
  struct Case {
    std::string form;
    int status;
    std::string code;
  };
  const Case cases[] = {
      {"Action=GetSessionToken&DurationSeconds=899", 400, "ValidationError"},
      {"Action=GetSessionToken&DurationSeconds=soon", 400, "SerializationException"},
      {"Action=AssumeRole&RoleArn=arn:aws:iam::0:role/abcdefgh&RoleSessionName=s", 400,
       "OperationNotSupportedException"},
      {"Action=Nonsense", 400, "InvalidAction"},
      {"Action=GetCallerIdentity&Version=2010-05-08", 400, "InvalidAction"},
      {"", 400, "InvalidAction"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.form);
    const http::Response response = Send(FormRequest(c.form));
    CHECK(response.status == c.status);
    CHECK(BodyOf(response).find("<Code>" + c.code + "</Code>") != std::string::npos);
    CHECK(BodyOf(response).find("<RequestId>") != std::string::npos);
  }
  Sent stranger = Sign(FormRequest("Action=GetCallerIdentity"), {.id = "X", .secret = "s"}, kNow);
  const http::Response response = dispatcher.Handle(stranger.request);
  CHECK(response.status == 403);
  CHECK(BodyOf(response).find("<Code>InvalidClientTokenId</Code>") != std::string::npos);
}

TEST_CASE_FIXTURE(Fixture, "everything else is S3, whose handler reads a checked body") {
  const testing::Request put = {
      .service = "s3", .method = "PUT", .path = "/bucket/key", .body = "content"};
  const http::Response response = Send(put);
  CHECK(BodyOf(response) == "/bucket/key content AKIATEST");
  CHECK(response.headers.Get("x-amz-request-id").size() == 36);
  CHECK(!response.headers.Get("x-amz-id-2").empty());

  Sent tampered = Sign(put, kKey, kNow);
  testing::TextBody other("CONTENT");
  tampered.request.body = &other;
  CHECK(BodyOf(dispatcher.Handle(tampered.request)) == "XAmzContentSHA256Mismatch");
}

TEST_CASE_FIXTURE(Fixture, "refusals of S3 are S3's error documents") {
  testing::Request get = {.service = "s3", .method = "GET", .path = "/bucket/a%26b"};
  Sent anonymous = testing::Unsigned(get);
  const http::Response response = dispatcher.Handle(anonymous.request);
  CHECK(response.status == 403);
  CHECK(response.headers.Get("content-type") == "application/xml");
  CHECK(BodyOf(response).find("<Code>AccessDenied</Code>") != std::string::npos);
  CHECK(BodyOf(response).find("<Resource>/bucket/a%26b</Resource>") != std::string::npos);

  get.headers["x-amz-content-sha256"] = ToHex(Sha256(""));
  get.service = "glue";
  get.path = "/bucket/key";
  CHECK(BodyOf(Send(get)).find("<Code>AuthorizationHeaderMalformed</Code>") != std::string::npos);
}

TEST_CASE_FIXTURE(Fixture,
                  "an exception of the S3 handler is an InternalError, and the body is back") {
  Sent sent = Sign({.service = "s3", .method = "PUT", .path = "/throws"}, kKey, kNow);
  const http::Response response = dispatcher.Handle(sent.request);
  CHECK(response.status == 500);
  CHECK(BodyOf(response).find("<Code>InternalError</Code>") != std::string::npos);
  CHECK(response.headers.Get("x-amz-request-id").size() == 36);
  CHECK(sent.request.body == sent.body.get());
}

TEST_CASE_FIXTURE(Fixture, "only the health probe is answered unsigned, and it tells nothing") {
  Sent probe = testing::Unsigned({.method = "GET", .path = "/_tenon/health"});
  const http::Response response = dispatcher.Handle(probe.request);
  CHECK(response.status == 200);
  CHECK(BodyOf(response).empty());
}

TEST_CASE_FIXTURE(Fixture, "answers are counted") {
  Send(JsonRequest("glue", "AWSGlue.GetDatabase", R"({"Name":"a"})"));
  Send(JsonRequest("glue", "AWSGlue.GetDatabase", R"({"Name":"missing"})"));
  Send(JsonRequest("glue", "AWSGlue.GetDatabase", R"({"Name":"broken"})"));
  const Dispatcher::Counts counts = dispatcher.counts();
  CHECK(counts.requests == 3);
  CHECK(counts.client_errors == 1);
  CHECK(counts.server_errors == 1);
}

}  // namespace
}  // namespace tenon::api
