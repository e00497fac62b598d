#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <vector>

#include "auth/example_requests.h"
#include "auth/signature.h"
#include "base/digest.h"
#include "base/file.h"
#include "base/hex.h"
#include "json/value.h"

// Requests that botocore signed; see tests/golden/sigv4/make.py.
namespace tenon::auth {
namespace {

const Time kNow = *ParseBasicIso8601("20260131T081530Z");
constexpr std::string_view kToken = "a/session+token==";

// The example key, or the same as a temporary key.
class GoldenKeys final : public KeyRing {
 public:
  Result<AccessKey> Find(std::string_view id, std::string_view token) const override {
    if (!token.empty() && token != kToken) {
      return Error{ErrorKind::kAccessDenied, "wrong token", "InvalidToken"};
    }
    return ExampleKeys().Find(id, token);
  }
};

struct Golden {
  http::Request request;
  std::string body;
};

Golden Read(const std::filesystem::path& file) {
  const json::Value value = *json::Parse(*ReadFile(file));
  Golden golden;
  golden.request.method = value["method"].StringOr("");
  const std::string target = value["target"].StringOr("");
  const std::size_t mark = target.find('?');
  golden.request.path = target.substr(0, mark);
  if (mark != std::string::npos) golden.request.query = target.substr(mark + 1);
  for (const json::Value& header : *value["headers"].AsArray()) {
    const json::Array& pair = *header.AsArray();
    golden.request.headers.Add(*pair[0].AsString(), *pair[1].AsString());
  }
  golden.body = *FromBase64(value["body_base64"].StringOr(""));
  return golden;
}

std::vector<std::filesystem::path> GoldenFiles() {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(TENON_GOLDEN_FOLDER "/sigv4")) {
    if (entry.path().extension() == ".json") files.push_back(entry.path());
  }
  std::ranges::sort(files);
  return files;
}

// What a dispatcher does: head, then body. Empty if accepted.
std::string Refusal(const http::Request& request, const std::string& body) {
  SignatureContext context;
  if (ClaimedService(request) != "s3") context.body_sha256 = ToHex(Sha256(body));
  std::string host_bucket(request.headers.Get("host"));
  host_bucket.resize(
      host_bucket.find(".localhost") == std::string::npos ? 0 : host_bucket.find(".localhost"));
  context.host_bucket = host_bucket;
  const auto identity = VerifySignature(request, GoldenKeys(), kNow, context);
  if (!identity) return std::string(identity.error().reason);
  TextBody source(body, 7);
  const auto checked = CheckBody(*identity, source);
  const auto read = http::ReadAll(*checked, 1 << 20);
  return read ? "" : std::string(read.error().reason);
}

}  // namespace

TEST_CASE("every request that botocore signs is accepted") {
  const auto files = GoldenFiles();
  CHECK(files.size() >= 25);
  for (const auto& file : files) {
    CAPTURE(file.filename().string());
    const Golden golden = Read(file);
    CHECK(Refusal(golden.request, golden.body) == "");
  }
}

TEST_CASE("no request that botocore signed can be changed") {
  for (const auto& file : GoldenFiles()) {
    const std::string name = file.filename().string();
    CAPTURE(name);
    const Golden golden = Read(file);
    const auto refused = [&](auto change) {
      Golden changed = Read(file);
      change(changed);
      return !Refusal(changed.request, changed.body).empty();
    };
    CHECK(refused([](Golden& g) { g.request.method = "PATCH"; }));
    CHECK(refused([](Golden& g) { g.request.path += "x"; }));
    CHECK(refused([](Golden& g) { g.request.query += "&versionId=1"; }));
    CHECK(refused([](Golden& g) { g.request.query += "&publicAccessBlock"; }));
    CHECK(refused([](Golden& g) { g.request.headers.Add("X-Amz-Acl", "public-read"); }));
    const bool has_signed_body = !name.starts_with("presigned") || name == "presigned_sts.json";
    CHECK(refused([](Golden& g) { g.body += "x"; }) == has_signed_body);
    for (const auto& [header, value] : golden.request.headers.all()) {
      if (!header.starts_with("X-Amz-") && !header.starts_with("x-amz-")) continue;
      CAPTURE(header);
      CHECK(refused([&](Golden& g) { g.request.headers.Set(header, value + "1"); }));
    }
  }
}

TEST_CASE("a SigV2 URL for one bucket is not good for another") {
  const Golden golden = Read(TENON_GOLDEN_FOLDER "/sigv4/presigned_v2_hosted.json");
  CHECK(VerifySignature(golden.request, GoldenKeys(), kNow, {.host_bucket = "landing"}));
  CHECK_FALSE(VerifySignature(golden.request, GoldenKeys(), kNow, {.host_bucket = "other"}));
  CHECK_FALSE(VerifySignature(golden.request, GoldenKeys(), kNow));
}

TEST_CASE("a SigV2 URL ends when it says") {
  const Golden golden = Read(TENON_GOLDEN_FOLDER "/sigv4/presigned_v2.json");
  using std::chrono::seconds;
  CHECK(VerifySignature(golden.request, GoldenKeys(), kNow + seconds(600)));
  const auto late = VerifySignature(golden.request, GoldenKeys(), kNow + seconds(601));
  REQUIRE_FALSE(late);
  CHECK(late.error().reason == "AccessDenied");
}

TEST_CASE("the body of another service than S3 must be the one that was signed") {
  const Golden golden = Read(TENON_GOLDEN_FOLDER "/sigv4/glue_get_tables.json");
  CHECK(ClaimedService(golden.request) == "glue");
  const auto without = VerifySignature(golden.request, GoldenKeys(), kNow);
  REQUIRE_FALSE(without);
  CHECK(without.error().reason == "InvalidRequest");
  const auto wrong = VerifySignature(golden.request, GoldenKeys(), kNow,
                                     {.body_sha256 = ToHex(Sha256("another"))});
  REQUIRE_FALSE(wrong);
  CHECK(wrong.error().reason == "SignatureDoesNotMatch");
}

}  // namespace tenon::auth
