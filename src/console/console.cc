#include "console/console.h"

#include "base/digest.h"
#include "base/log.h"
#include "console/cookie.h"
#include "console/landing_page.h"
#include "json/value.h"
#include "text/url.h"

namespace tenon::console {
namespace {

constexpr std::string_view kSession = "/session";
constexpr std::string_view kApi = "/api";
constexpr std::string_view kS3 = "/api/s3";
constexpr std::size_t kLargestSignIn = 16 * 1024;

constexpr std::string_view kPolicy =
    "default-src 'self'; style-src 'self'; img-src 'self' data:; worker-src 'self'; "
    "connect-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; "
    "form-action 'self'";
// Of what users have stored: no script of it runs, and it is of no origin.
constexpr std::string_view kObjectPolicy = "sandbox";

// The headers of every answer: what a browser may do with it.
void Protect(http::Response& response) {
  http::Headers& headers = response.headers;
  if (headers.Find("Content-Security-Policy") == nullptr) {
    headers.Set("Content-Security-Policy", kPolicy);
  }
  headers.Set("X-Content-Type-Options", "nosniff");
  headers.Set("Referrer-Policy", "same-origin");
  headers.Set("Cross-Origin-Opener-Policy", "same-origin");
  headers.Set("Cross-Origin-Resource-Policy", "same-origin");
}

bool IsBelow(std::string_view path, std::string_view folder) {
  return path.starts_with(folder) && (path.size() == folder.size() || path[folder.size()] == '/');
}

bool IsCall(std::string_view path) { return path == kSession || IsBelow(path, kApi); }

http::Response JsonResponse(int status, const json::Value& value) {
  http::Response response;
  response.status = status;
  response.headers.Add("Content-Type", "application/json");
  response.headers.Add("Cache-Control", "no-store");
  response.body = json::Dump(value);
  return response;
}

http::Response Failure(int status, std::string_view type, std::string message) {
  return JsonResponse(status, {{"__type", type}, {"Message", std::move(message)}});
}

http::Response Expired() {
  return Failure(401, "SessionExpired", "Nobody has signed in, or the session has expired");
}

http::Response Refused(Purpose purpose, std::string reason) {
  if (purpose == Purpose::kCall) return Failure(403, "AccessDeniedException", std::move(reason));
  http::Response response;
  response.status = 403;
  response.headers.Add("Content-Type", "text/plain; charset=utf-8");
  response.headers.Add("Cache-Control", "no-store");
  response.body = reason + "\n";
  return response;
}

http::Response MethodNotAllowed(std::string_view allowed) {
  http::Response response = Failure(405, "UnsupportedOperationException",
                                    "The methods of this path are " + std::string(allowed));
  response.headers.Add("Allow", allowed);
  return response;
}

// "127.0.0.1:54321" without the port.
std::string AddressOf(const std::string& peer) { return peer.substr(0, peer.rfind(':')); }

std::string IdOf(const http::Request& request) {
  return SessionIdOf(request.headers.Get("Cookie"));
}

// Whether the browser came over HTTPS, by way of a proxy.
bool IsSecure(const http::Request& request) {
  return request.headers.Get("Origin").starts_with("https://");
}

// "attachment; filename*=UTF-8''leads.csv": the last part of the key in the path.
std::string AttachmentOf(std::string_view path) {
  const Result<std::string> name = UrlDecode(path.substr(path.rfind('/') + 1));
  if (!name || name->empty()) return "attachment";
  return "attachment; filename*=UTF-8''" + UrlEncode(*name);
}

Result<std::string> ReadSmallBody(http::BodyReader& body) {
  Result<std::string> text = http::ReadAll(body, kLargestSignIn);
  if (text) return text;
  return InvalidInput(text.error().message);
}

http::Response SignInFailure(const Error& error, const std::string& peer) {
  if (error.kind == ErrorKind::kLimitExceeded) {
    http::Response response = Failure(429, "ThrottlingException", error.message);
    response.headers.Add("Retry-After", "60");
    return response;
  }
  if (error.kind != ErrorKind::kAccessDenied) {
    return Failure(400, "SerializationException", error.message);
  }
  Log(LogLevel::kWarning, "sign-in refused", {{"peer", peer}, {"reason", error.message}});
  return Failure(403, "AccessDeniedException", error.message);
}

}  // namespace

Console::Console(Settings settings, std::optional<Assets> assets, api::Dispatcher& dispatcher,
                 const auth::KeyRing& keys, auth::SignInLinks& links, const Clock& clock)
    : settings_(std::move(settings)),
      assets_(std::move(assets)),
      landing_page_(LandingPage(settings_.endpoint, settings_.data_folder)),
      dispatcher_(dispatcher),
      keys_(keys),
      links_(links),
      sessions_(clock),
      failures_(clock) {}

http::Response Console::Handle(http::Request& request) {
  const Purpose purpose = IsCall(request.path) ? Purpose::kCall : Purpose::kPage;
  std::optional<std::string> refusal = Refusal(request, purpose, settings_.hosts);
  http::Response response = refusal ? Refused(purpose, *std::move(refusal)) : Route(request);
  Protect(response);
  return response;
}

http::Response Console::Route(http::Request& request) {
  if (request.path == kSession) return AnswerSession(request);
  if (IsBelow(request.path, kApi)) return AnswerApi(request);
  return AnswerPage(request);
}

http::Response Console::AnswerSession(http::Request& request) {
  if (request.method == "POST") return SignIn(request);
  if (request.method == "DELETE") return SignOut(request);
  if (request.method != "GET") return MethodNotAllowed("GET, POST, DELETE");
  const auto session = sessions_.Use(IdOf(request));
  if (!session) return Expired();
  return JsonResponse(200, {{"AccessKeyId", session->access_key_id},
                            {"Account", settings_.account},
                            {"Region", settings_.region},
                            {"Endpoint", settings_.endpoint},
                            {"ExpiresAt", ToEpochSeconds(session->expires)},
                            {"Version", settings_.version}});
}

// The key to sign in with, which the body names or has a link to.
Result<auth::AccessKey> Console::CheckSignIn(http::Request& request, const std::string& address) {
  ASSIGN_OR_RETURN(const std::string body, ReadSmallBody(*request.body));
  ASSIGN_OR_RETURN(const json::Value input, json::Parse(body));
  const json::Reader reader(input);
  ASSIGN_OR_RETURN(const std::string link, reader.StringOr("Link", ""));
  if (!link.empty()) {
    std::optional<std::string> id = links_.Redeem(link);
    if (id) return auth::AccessKey{.id = *std::move(id), .secret = ""};
    return Error{ErrorKind::kAccessDenied,
                 "The link has been used or has expired; `tenon console` prints another"};
  }
  ASSIGN_OR_RETURN(const std::string id, reader.String("AccessKeyId"));
  ASSIGN_OR_RETURN(const std::string secret, reader.String("SecretAccessKey"));
  ASSIGN_OR_RETURN(const std::string token, reader.StringOr("SessionToken", ""));
  if (const auto wait = failures_.WaitOf(address); wait.count() > 0) {
    return Error{ErrorKind::kLimitExceeded, "Too many wrong access keys; try again in " +
                                                std::to_string(wait.count()) + " seconds"};
  }
  Result<auth::AccessKey> key = keys_.Find(id, token);
  // The same words and work whatever is wrong, so that they tell nothing about which part was.
  const std::string expected = key ? key->secret : std::string();
  const bool is_right = ConstantTimeEquals(Sha256(secret), Sha256(expected));
  if (key && is_right) return key;
  failures_.Note(address);
  return Error{ErrorKind::kAccessDenied, "The access key id or the secret access key is wrong"};
}

http::Response Console::SignIn(http::Request& request) {
  if (!request.headers.Get("Content-Type").starts_with("application/json")) {
    return Failure(415, "SerializationException", "The body must be application/json");
  }
  const Result<auth::AccessKey> key = CheckSignIn(request, AddressOf(request.peer));
  if (!key) {
    return SignInFailure(key.error(), request.peer);
  }
  sessions_.End(IdOf(request));
  const std::string id = sessions_.Begin(key->id, key->expires);
  Log(LogLevel::kInfo, "signed in", {{"peer", request.peer}, {"access_key_id", key->id}});
  http::Response response;
  response.status = 204;
  response.headers.Add("Cache-Control", "no-store");
  response.headers.Add("Set-Cookie",
                       MakeCookie(id, sessions_.options().longest, IsSecure(request)));
  return response;
}

http::Response Console::SignOut(const http::Request& request) {
  sessions_.End(IdOf(request));
  http::Response response;
  response.status = 204;
  response.headers.Add("Cache-Control", "no-store");
  response.headers.Add("Set-Cookie", EndCookie(IsSecure(request)));
  return response;
}

http::Response Console::AnswerApi(http::Request& request) {
  const auto session = sessions_.Use(IdOf(request));
  if (!session) return Expired();
  const bool is_s3 = IsBelow(request.path, kS3);
  if (!is_s3 && request.path != kApi) {
    return Failure(404, "UnknownOperationException", "There is no such path: " + request.path);
  }
  if (!is_s3 && request.method != "POST") return MethodNotAllowed("POST");
  if (!is_s3) {
    http::Response response =
        dispatcher_.HandleFor(session->access_key_id, api::Protocol::kJson, request);
    response.headers.Set("Cache-Control", "no-store");
    return response;
  }
  request.path.erase(0, kS3.size());
  if (request.path.empty()) request.path = "/";
  request.headers.Set("Host", "localhost");  // path style, whatever the console is called
  http::Response response =
      dispatcher_.HandleFor(session->access_key_id, api::Protocol::kRestXml, request);
  response.headers.Set("Cache-Control", "no-store");
  response.headers.Set("Content-Security-Policy", kObjectPolicy);
  response.headers.Set("Content-Disposition", AttachmentOf(request.path));
  return response;
}

http::Response Console::AnswerPage(const http::Request& request) const {
  if (assets_) return assets_->Answer(request);
  if (request.method != "GET" && request.method != "HEAD") return MethodNotAllowed("GET, HEAD");
  http::Response response;
  response.status = request.path == "/" ? 200 : 404;
  response.headers.Add("Content-Type", "text/html; charset=utf-8");
  response.headers.Add("Cache-Control", "no-store");
  response.body = landing_page_;
  return response;
}

}  // namespace tenon::console
