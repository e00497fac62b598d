#pragma once

#include <optional>
#include <string>
#include <vector>

#include "api/dispatcher.h"
#include "auth/sessions.h"
#include "console/assets.h"
#include "console/origin.h"

namespace tenon::console {

// What a console tells its pages, and where it is.
struct Settings {
  Hosts hosts;
  std::string endpoint;     // of the API: "http://127.0.0.1:9700"
  std::string data_folder;  // for the page that is shown without assets
  std::string account;
  std::string region;
  std::string version;
};

// What answers a browser. Every request has to name a host of ours and come from our own pages
// (origin.h); every answer carries the headers that keep other content out of the pages.
//
//   GET    /session      who has signed in; 401 SessionExpired if nobody
//   POST   /session      signs in with {"AccessKeyId", "SecretAccessKey", "SessionToken"?}, or with
//                        {"Link"}, a token of SignInLinks: 204 and the cookie. 403 if it is wrong,
//                        429 after ten wrong keys from one address within a minute
//   DELETE /session      signs out: 204, also if nobody has signed in
//   POST   /api          an operation of AWS JSON, named by X-Amz-Target
//   any    /api/s3/...   an operation of S3 in path style. What it answers comes as an attachment,
//                        sandboxed: an object is never a page of ours
//   GET    anything else the console's files (assets.h)
//
// Calls of /api without a session are 401 SessionExpired. Thread-safe.
class Console {
 public:
  // Without `assets` a page says how to make them. All references must outlive the console.
  Console(Settings settings, std::optional<Assets> assets, api::Dispatcher& dispatcher,
          const auth::KeyRing& keys, auth::SignInLinks& links, const Clock& clock);

  http::Response Handle(http::Request& request);

 private:
  http::Response Route(http::Request& request);
  http::Response AnswerSession(http::Request& request);
  http::Response SignIn(http::Request& request);
  Result<auth::AccessKey> CheckSignIn(http::Request& request, const std::string& address);
  http::Response SignOut(const http::Request& request);
  http::Response AnswerApi(http::Request& request);
  http::Response AnswerPage(const http::Request& request) const;

  const Settings settings_;
  const std::optional<Assets> assets_;
  const std::string landing_page_;
  api::Dispatcher& dispatcher_;
  const auth::KeyRing& keys_;
  auth::SignInLinks& links_;
  auth::Sessions sessions_;
  auth::FailureLimit failures_;
};

}  // namespace tenon::console
