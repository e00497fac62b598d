#include "console/console.h"

#include <doctest/doctest.h>

#include "api/errors.h"
#include "api/testing/signed_request.h"
#include "console/cookie.h"

namespace tenon::console {
namespace {

constexpr Time kNow = Time(std::chrono::seconds(1'700'000'000));
const std::string kSecret = "secret";

// A lasting key, and a temporary one that is good for an hour.
class TwoKeys final : public auth::KeyRing {
 public:
  Result<auth::AccessKey> Find(std::string_view id, std::string_view token) const override {
    if (id == "AKIATEST" && token.empty()) {
      return auth::AccessKey{.id = "AKIATEST", .secret = kSecret};
    }
    if (id == "ASIATEST" && token == "token") {
      return auth::AccessKey{.id = "ASIATEST",
                             .secret = kSecret,
                             .session_token = "token",
                             .expires = kNow + std::chrono::hours(1)};
    }
    return Error{ErrorKind::kAccessDenied, "unknown", "InvalidClientTokenId"};
  }
};

http::Response EchoS3(http::Request& request, auth::CheckedBody& body, const api::Call& call) {
  http::Response response;
  response.headers.Add("Content-Type", "text/html");
  response.headers.Add("Content-Disposition", "inline");
  response.headers.Add("Cache-Control", "public");
  response.body = request.method + " " + request.path + "?" + request.query + " " +
                  *http::ReadAll(body, 1000) + " " + call.access_key_id + " at " +
                  std::string(request.headers.Get("Host"));
  return response;
}

api::Operations GlueOperations() {
  return {{"GetDatabase", [](const json::Value& input, const api::Call& call) {
             return Result<json::Value>(json::Value{
                 {"Database", {{"Name", input["Name"]}, {"CatalogId", call.access_key_id}}}});
           }}};
}

struct Fixture {
  TwoKeys keys;
  ManualClock clock{kNow};
  auth::SignInLinks links{clock};
  api::Dispatcher dispatcher{{{api::GlueModel(), GlueOperations()}}, EchoS3, keys, clock};
  Console console{{.hosts = Hosts("127.0.0.1", 9701, {}),
                   .endpoint = "http://127.0.0.1:9700",
                   .data_folder = "/data",
                   .account = "000000000000",
                   .region = "us-east-1",
                   .version = "1.2"},
                  std::nullopt,
                  dispatcher,
                  keys,
                  links,
                  clock};
  std::string cookie;

  // As the console's own pages send it.
  http::Response Send(std::string method, std::string path, std::string body = "",
                      std::vector<std::pair<std::string, std::string>> fields = {}) {
    api::testing::TextBody text(std::move(body));
    http::Request request;
    request.method = std::move(method);
    const std::size_t mark = path.find('?');
    request.path = path.substr(0, mark);
    if (mark != std::string::npos) request.query = path.substr(mark + 1);
    request.peer = "127.0.0.1:4711";
    request.body = &text;
    request.headers.Add("Host", "127.0.0.1:9701");
    request.headers.Add("Origin", "http://127.0.0.1:9701");
    if (!cookie.empty()) request.headers.Add("Cookie", "tenon_session=" + cookie);
    for (const auto& [name, value] : fields) request.headers.Set(name, value);
    return console.Handle(request);
  }
  http::Response SignIn(const json::Value& input) {
    http::Response response =
        Send("POST", "/session", json::Dump(input), {{"Content-Type", "application/json"}});
    if (response.status == 204) {
      cookie = SessionIdOf(std::string(response.headers.Get("Set-Cookie")));
    }
    return response;
  }
  http::Response SignIn() {
    return SignIn({{"AccessKeyId", "AKIATEST"}, {"SecretAccessKey", kSecret}});
  }
  http::Response GetDatabase() {
    return Send(
        "POST", "/api", R"({"Name":"sales"})",
        {{"X-Amz-Target", "AWSGlue.GetDatabase"}, {"Content-Type", "application/x-amz-json-1.1"}});
  }
};

std::string BodyOf(const http::Response& response) { return std::get<std::string>(response.body); }

std::string TypeOf(const http::Response& response) {
  return (*json::Parse(BodyOf(response)))["__type"].StringOr("");
}

TEST_CASE_FIXTURE(Fixture, "who signs in with a key can see and end the session") {
  CHECK(Send("GET", "/session").status == 401);
  const http::Response signed_in = SignIn();
  CHECK(signed_in.status == 204);
  CHECK(std::string(signed_in.headers.Get("Set-Cookie"))
            .ends_with("; Path=/; Max-Age=604800; HttpOnly; SameSite=Strict"));
  const http::Response session = Send("GET", "/session");
  CHECK(BodyOf(session) ==
        R"({"AccessKeyId":"AKIATEST","Account":"000000000000","Region":"us-east-1",)"
        R"("Endpoint":"http://127.0.0.1:9700","ExpiresAt":1700043200.0,"Version":"1.2"})");
  CHECK(session.headers.Get("Cache-Control") == "no-store");

  const http::Response ended = Send("DELETE", "/session");
  CHECK(ended.status == 204);
  CHECK(ended.headers.Get("Set-Cookie") == EndCookie(false));
  CHECK(TypeOf(Send("GET", "/session")) == "SessionExpired");
  CHECK(Send("DELETE", "/session").status == 204);
}

TEST_CASE_FIXTURE(Fixture, "wrong keys are refused in the same words, and after ten for a minute") {
  const json::Value wrong[] = {{{"AccessKeyId", "AKIATEST"}, {"SecretAccessKey", "secres"}},
                               {{"AccessKeyId", "AKIATEST"}, {"SecretAccessKey", ""}},
                               {{"AccessKeyId", "NOBODY"}, {"SecretAccessKey", ""}},
                               {{"AccessKeyId", "ASIATEST"}, {"SecretAccessKey", kSecret}},
                               {{"AccessKeyId", "NOBODY"}, {"SecretAccessKey", kSecret}}};
  const std::string words = BodyOf(SignIn(wrong[0]));
  for (int round = 0; round < 2; ++round) {
    for (const json::Value& input : wrong) {
      if (round == 1 && &input == &wrong[4]) break;
      const http::Response response = SignIn(input);
      CHECK(response.status == 403);
      CHECK(BodyOf(response) == words);
    }
  }
  CHECK(SignIn().status == 429);
  CHECK(TypeOf(SignIn()) == "ThrottlingException");
  CHECK(SignIn({{"Link", links.Make("AKIATEST").token}}).status == 204);
  clock.Advance(std::chrono::minutes(1));
  CHECK(SignIn().status == 204);
}

TEST_CASE_FIXTURE(Fixture, "a link signs in once, and only by a POST") {
  const std::string token = links.Make("AKIATEST").token;
  CHECK(Send("GET", "/sign-in?link=" + token).headers.Find("Set-Cookie") == nullptr);
  CHECK(SignIn({{"Link", token}}).status == 204);
  CHECK(GetDatabase().status == 200);
  const http::Response again = SignIn({{"Link", token}});
  CHECK(again.status == 403);
  CHECK(BodyOf(again).find("tenon console") != std::string::npos);
}

TEST_CASE_FIXTURE(Fixture, "a sign-in that cannot be read is told so") {
  struct Case {
    std::string type, body;
    int status;
  };
  for (const Case& c :
       {Case{"application/json", "{", 400}, Case{"application/json", "[]", 400},
        Case{"application/json", "{}", 400}, Case{"application/json", R"({"Link":1})", 400},
        Case{"application/json", R"({"AccessKeyId":"A"})", 400},
        Case{"application/json", std::string(20'000, ' '), 400},
        Case{"text/plain", R"({"Link":"a"})", 415}, Case{"", "{}", 415}}) {
    CAPTURE(c.body);
    CHECK(Send("POST", "/session", c.body, {{"Content-Type", c.type}}).status == c.status);
  }
  CHECK(Send("PUT", "/session").status == 405);
}

TEST_CASE_FIXTURE(Fixture, "a session is a new one at each sign-in, and the one before has ended") {
  SignIn();
  const std::string first = cookie;
  SignIn();
  CHECK(cookie != first);
  CHECK(GetDatabase().status == 200);
  cookie = first;
  CHECK(TypeOf(GetDatabase()) == "SessionExpired");
}

TEST_CASE_FIXTURE(Fixture, "a session expires when it is not used, and with its key") {
  SignIn();
  clock.Advance(std::chrono::hours(11));
  CHECK(GetDatabase().status == 200);
  clock.Advance(std::chrono::hours(11));
  CHECK(GetDatabase().status == 200);
  clock.Advance(std::chrono::hours(12));
  CHECK(GetDatabase().status == 401);

  clock = ManualClock(kNow);
  SignIn({{"AccessKeyId", "ASIATEST"}, {"SecretAccessKey", kSecret}, {"SessionToken", "token"}});
  CHECK(BodyOf(GetDatabase()).find("ASIATEST") != std::string::npos);
  clock.Advance(std::chrono::hours(1));
  CHECK(GetDatabase().status == 401);
}

TEST_CASE_FIXTURE(Fixture, "an operation is called as by any client, and answers as to any") {
  CHECK(TypeOf(GetDatabase()) == "SessionExpired");
  SignIn();
  const http::Response response = GetDatabase();
  CHECK(response.status == 200);
  CHECK(BodyOf(response) == R"({"Database":{"Name":"sales","CatalogId":"AKIATEST"}})");
  CHECK(response.headers.Get("Content-Type") == "application/x-amz-json-1.1");
  CHECK(response.headers.Get("x-amzn-RequestId").size() == 36);
  CHECK(response.headers.Get("Cache-Control") == "no-store");
  CHECK(TypeOf(Send("POST", "/api", "{}", {{"X-Amz-Target", "AWSGlue.GetDatabase"}})) ==
        "ValidationException");
  CHECK(TypeOf(Send("POST", "/api", "{}", {{"X-Amz-Target", "AWSGlue.CreateBlueprint"}})) ==
        "OperationNotSupportedException");
  CHECK(TypeOf(Send("POST", "/api", "{}")) == "UnknownOperationException");
  CHECK(Send("GET", "/api").status == 405);
  CHECK(Send("POST", "/api/other").status == 404);
}

TEST_CASE_FIXTURE(Fixture, "objects come as attachments that are no page of ours") {
  CHECK(Send("GET", "/api/s3/bucket/key").status == 401);
  SignIn();
  const http::Response response = Send("PUT", "/api/s3/bucket/a%20b/%C3%A4%22.html?x=1", "content");
  CHECK(BodyOf(response) == "PUT /bucket/a%20b/%C3%A4%22.html?x=1 content AKIATEST at localhost");
  CHECK(response.headers.Get("Content-Disposition") ==
        "attachment; filename*=UTF-8''%C3%A4%22.html");
  CHECK(response.headers.Get("Content-Security-Policy") == "sandbox");
  CHECK(response.headers.Get("X-Content-Type-Options") == "nosniff");
  CHECK(response.headers.Get("Cache-Control") == "no-store");
  CHECK(BodyOf(Send("GET", "/api/s3")).starts_with("GET /?"));
  CHECK(Send("GET", "/api/s3/").headers.Get("Content-Disposition") == "attachment");
  CHECK(Send("GET", "/api/s3x/bucket").status == 404);
}

TEST_CASE_FIXTURE(Fixture, "requests of other sites are refused before anything else") {
  SignIn();
  using Fields = std::vector<std::pair<std::string, std::string>>;
  for (const Fields& fields :
       {Fields{{"Origin", "http://attacker.example"}}, Fields{{"Host", "attacker.example:9701"}},
        Fields{{"Sec-Fetch-Site", "same-site"}}}) {
    for (const char* path : {"/session", "/api", "/api/s3/bucket/key"}) {
      const http::Response response = Send("POST", path, "{}", fields);
      CHECK(response.status == 403);
      CHECK(TypeOf(response) == "AccessDeniedException");
    }
    CHECK(Send("GET", "/", "", fields).headers.Get("Content-Type") == "text/plain; charset=utf-8");
  }
  CHECK(GetDatabase().status == 200);
}

TEST_CASE_FIXTURE(Fixture, "every answer carries the headers that keep other content out") {
  for (const char* path : {"/", "/other", "/session", "/api", "/api/s3/bucket"}) {
    CAPTURE(path);
    const http::Response response = Send("GET", path);
    CHECK(response.headers.Get("Content-Security-Policy") ==
          "default-src 'self'; style-src 'self'; img-src 'self' data:; worker-src 'self'; "
          "connect-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; "
          "form-action 'self'");
    CHECK(response.headers.Get("X-Content-Type-Options") == "nosniff");
    CHECK(response.headers.Get("Referrer-Policy") == "same-origin");
    CHECK(response.headers.Get("Cross-Origin-Opener-Policy") == "same-origin");
    CHECK(response.headers.Get("Cross-Origin-Resource-Policy") == "same-origin");
  }
}

TEST_CASE_FIXTURE(Fixture, "without its files the console says how to make them") {
  const http::Response response = Send("GET", "/");
  CHECK(response.status == 200);
  CHECK(BodyOf(response).find("./dev build") != std::string::npos);
  CHECK(BodyOf(response).find("http://127.0.0.1:9700") != std::string::npos);
  CHECK(Send("GET", "/jobs").status == 404);
  CHECK(Send("POST", "/").status == 405);
}

}  // namespace
}  // namespace tenon::console
