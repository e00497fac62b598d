#include "api/sts/operations.h"

#include <doctest/doctest.h>

#include <filesystem>

#include "api/dispatcher.h"
#include "api/testing/signed_request.h"
#include "base/random.h"

namespace tenon::api {
namespace {

using testing::FormRequest;
using testing::Sent;
using testing::Sign;

// The text between <name> and </name>.
std::string Element(const std::string& xml, const std::string& name) {
  const std::size_t begin = xml.find("<" + name + ">");
  if (begin == std::string::npos) return "";
  const std::size_t start = begin + name.size() + 2;
  return xml.substr(start, xml.find("</" + name + ">") - start);
}

struct Fixture {
  std::filesystem::path folder =
      std::filesystem::temp_directory_path() / ("tenon-sts-" + RandomHex(8));
  ManualClock clock{FromMillis(1'769'847'330'000)};
  std::unique_ptr<auth::KeyStore> keys = *auth::KeyStore::Open(folder, clock);
  Dispatcher dispatcher{{{StsModel(), StsOperations(*keys)}}, nullptr, *keys, clock};

  ~Fixture() { std::filesystem::remove_all(folder); }

  std::string Send(const std::string& form, const auth::AccessKey& key, int status = 200) {
    Sent sent = Sign(FormRequest(form), key, clock.Now());
    const http::Response response = dispatcher.Handle(sent.request);
    CHECK(response.status == status);
    return std::get<std::string>(response.body);
  }

  auth::AccessKey NewSession(const std::string& parameters) {
    const std::string xml = Send("Action=GetSessionToken" + parameters, keys->root());
    return {.id = Element(xml, "AccessKeyId"),
            .secret = Element(xml, "SecretAccessKey"),
            .session_token = Element(xml, "SessionToken")};
  }
};

TEST_CASE_FIXTURE(Fixture, "GetCallerIdentity names the root user of our account") {
  const std::string xml = Send("Action=GetCallerIdentity&Version=2011-06-15", keys->root());
  CHECK(Element(xml, "Account") == "000000000000");
  CHECK(Element(xml, "UserId") == "000000000000");
  CHECK(Element(xml, "Arn") == "arn:aws:iam::000000000000:root");
}

TEST_CASE_FIXTURE(Fixture, "a session's key signs until its end") {
  const auth::AccessKey session = NewSession("&DurationSeconds=900");
  CHECK(session.id.starts_with("ASIA"));
  CHECK(Element(Send("Action=GetCallerIdentity", session), "Arn") ==
        "arn:aws:iam::000000000000:root");
  clock.Advance(std::chrono::seconds(899));
  Send("Action=GetCallerIdentity", session);
  clock.Advance(std::chrono::seconds(2));
  CHECK(Element(Send("Action=GetCallerIdentity", session, 403), "Code") == "ExpiredToken");
}

TEST_CASE_FIXTURE(Fixture, "a session lasts twelve hours unless it is asked for another time") {
  const std::string xml = Send("Action=GetSessionToken", keys->root());
  CHECK(Element(xml, "Expiration") == "2026-01-31T20:15:30.000Z");
}

TEST_CASE_FIXTURE(Fixture, "a session's key without its token is refused") {
  auth::AccessKey session = NewSession("");
  session.session_token.clear();
  CHECK(Element(Send("Action=GetCallerIdentity", session, 403), "Code") == "InvalidClientTokenId");
}

TEST_CASE_FIXTURE(Fixture, "a session cannot make sessions") {
  const std::string xml = Send("Action=GetSessionToken", NewSession(""), 403);
  CHECK(Element(xml, "Code") == "AccessDenied");
  CHECK(Element(xml, "Message") == "Cannot call GetSessionToken with session credentials");
}

}  // namespace
}  // namespace tenon::api
