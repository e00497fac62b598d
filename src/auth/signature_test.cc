#include "auth/signature.h"

#include <doctest/doctest.h>

#include "auth/canonical_request.h"
#include "auth/example_requests.h"
#include "base/digest.h"
#include "base/hex.h"

// The signed values are those of the "Authenticating requests (AWS Signature Version 4)" pages of
// Amazon's S3 API reference.
namespace tenon::auth {
namespace {

const Time kNow = *ParseBasicIso8601("20130524T000000Z");

constexpr std::string_view kGet =
    "GET /test.txt HTTP/1.1\n"
    "Host: examplebucket.s3.amazonaws.com\n"
    "Range: bytes=0-9\n"
    "x-amz-content-sha256: e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\n"
    "x-amz-date: 20130524T000000Z\n"
    "Authorization: AWS4-HMAC-SHA256 "
    "Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,"
    "SignedHeaders=host;range;x-amz-content-sha256;x-amz-date,"
    "Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41";

constexpr std::string_view kPresigned =
    "GET /test.txt?X-Amz-Algorithm=AWS4-HMAC-SHA256"
    "&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request"
    "&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host"
    "&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404 HTTP/1.1\n"
    "Host: examplebucket.s3.amazonaws.com";

Result<Identity> Verify(std::string_view text, Time now = kNow) {
  return VerifySignature(MakeRequest(text), ExampleKeys(), now);
}

std::string ReasonOf(const Result<Identity>& result) {
  return result ? "accepted" : std::string(result.error().reason);
}

std::string Replaced(std::string_view text, std::string_view from, std::string_view to) {
  std::string out(text);
  const std::size_t at = out.find(from);
  REQUIRE(at != std::string::npos);
  return out.replace(at, from.size(), to);
}

}  // namespace

TEST_CASE("the documentation's requests are accepted") {
  const std::string_view requests[] = {
      kGet, kPresigned,
      "PUT /test$file.text HTTP/1.1\n"
      "Host: examplebucket.s3.amazonaws.com\n"
      "Date: Fri, 24 May 2013 00:00:00 GMT\n"
      "x-amz-date: 20130524T000000Z\n"
      "x-amz-storage-class: REDUCED_REDUNDANCY\n"
      "x-amz-content-sha256: 44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072\n"
      "Authorization: AWS4-HMAC-SHA256 "
      "Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request, "
      "SignedHeaders=date;host;x-amz-content-sha256;x-amz-date;x-amz-storage-class, "
      "Signature=98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd",
      "GET /?lifecycle HTTP/1.1\n"
      "Host: examplebucket.s3.amazonaws.com\n"
      "x-amz-date: 20130524T000000Z\n"
      "x-amz-content-sha256: e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\n"
      "Authorization: AWS4-HMAC-SHA256 "
      "Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,"
      "SignedHeaders=host;x-amz-content-sha256;x-amz-date,"
      "Signature=fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543",
      "GET /?prefix=J&max-keys=2 HTTP/1.1\n"
      "Host: examplebucket.s3.amazonaws.com\n"
      "x-amz-date: 20130524T000000Z\n"
      "x-amz-content-sha256: e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\n"
      "Authorization: AWS4-HMAC-SHA256 "
      "Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,"
      "SignedHeaders=host;x-amz-content-sha256;x-amz-date,"
      "Signature=34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7"};
  for (const std::string_view request : requests) {
    CAPTURE(request);
    CHECK(ReasonOf(Verify(request)) == "accepted");
  }
}

TEST_CASE("a secret, region or service is never taken for the one before it") {
  class ChangedSecret final : public KeyRing {
   public:
    Result<AccessKey> Find(std::string_view id, std::string_view) const override {
      return AccessKey{.id = std::string(id), .secret = "another"};
    }
  };
  for (int round = 0; round < 2; ++round) {
    CHECK(ReasonOf(Verify(kGet)) == "accepted");
    CHECK(ReasonOf(VerifySignature(MakeRequest(kGet), ChangedSecret(), kNow)) ==
          "SignatureDoesNotMatch");
    CHECK(ReasonOf(Verify(kGet)) == "accepted");
    CHECK(ReasonOf(Verify(Replaced(kGet, "us-east-1", "us-east-2"))) == "SignatureDoesNotMatch");
    CHECK(ReasonOf(Verify(kGet)) == "accepted");
    CHECK(ReasonOf(Verify(Replaced(kGet, "/s3/", "/s4/"))) == "SignatureDoesNotMatch");
  }
}

TEST_CASE("who signed, and for what, is told") {
  const auto identity = Verify(kGet);
  REQUIRE(identity);
  CHECK(identity->access_key_id == kExampleKeyId);
  CHECK(identity->region == "us-east-1");
  CHECK(identity->service == "s3");
  CHECK(identity->payload == PayloadKind::kSigned);
  CHECK(identity->payload_sha256 == ToHex(Sha256("")));
  CHECK(Verify(kPresigned)->payload == PayloadKind::kUnsigned);
  CHECK(ClaimedService(MakeRequest(kGet)) == "s3");
  CHECK(ClaimedService(MakeRequest(kPresigned)) == "s3");
  CHECK(ClaimedService(MakeRequest("GET / HTTP/1.1\nHost: h")) == "");
}

TEST_CASE("what was signed cannot be changed, and what was not cannot be added") {
  const std::tuple<std::string_view, std::string_view, std::string_view, std::string_view> cases[] =
      {
          {kGet, "GET /", "PUT /", "SignatureDoesNotMatch"},
          {kGet, "/test.txt", "/test.txu", "SignatureDoesNotMatch"},
          {kGet, "/test.txt", "/test.txt?acl", "SignatureDoesNotMatch"},
          {kGet, "Host: e", "Host: f", "SignatureDoesNotMatch"},
          {kGet, "bytes=0-9", "bytes=0-99", "SignatureDoesNotMatch"},
          {kGet, "e3b0c4", "e3b0c5", "SignatureDoesNotMatch"},
          {kGet, "x-amz-date: 20130524T000000Z", "x-amz-date: 20130524T000001Z",
           "SignatureDoesNotMatch"},
          {kGet, "us-east-1", "eu-west-1", "SignatureDoesNotMatch"},
          {kGet, "/s3/", "/glue/", "SignatureDoesNotMatch"},
          {kGet, "20130524/us", "20130523/us", "SignatureDoesNotMatch"},
          {kGet, "f0e8bdb", "f0e8bdc", "SignatureDoesNotMatch"},
          {kGet, "Range", "x-amz-acl: public-read\nRange", "AccessDenied"},
          {kGet, "=host;", "=", "AccessDenied"},
          {kPresigned, "/test.txt", "/test.txu", "SignatureDoesNotMatch"},
          {kPresigned, "Expires=86400", "Expires=86401", "SignatureDoesNotMatch"},
          {kPresigned, " HTTP", "&acl HTTP", "SignatureDoesNotMatch"},
          {kPresigned, "Host", "x-amz-acl: public-read\nHost", "AccessDenied"},
      };
  for (const auto& [text, from, to, reason] : cases) {
    CAPTURE(from);
    CAPTURE(to);
    CHECK(ReasonOf(Verify(Replaced(text, from, to))) == reason);
  }
}

TEST_CASE("blanks around and within header values, and their case, do not matter") {
  CHECK(Verify(Replaced(kGet, "Range: bytes=0-9", "RANGE:   bytes=0-9  ")));
  CHECK(CanonicalHeaders(MakeRequest("GET / HTTP/1.1\nHost: h\nX-A:  a   b \nx-a: c").headers,
                         {"host", "x-a"}) == "host:h\nx-a:a b,c\n");
}

TEST_CASE("a request is good for 15 minutes around its time, a presigned URL as long as it says") {
  using std::chrono::minutes;
  using std::chrono::seconds;
  const std::tuple<std::string_view, seconds, std::string_view> cases[] = {
      {kGet, minutes(15), "accepted"},
      {kGet, minutes(15) + seconds(1), "RequestTimeTooSkewed"},
      {kGet, -minutes(15), "accepted"},
      {kGet, -minutes(15) - seconds(1), "RequestTimeTooSkewed"},
      {kPresigned, seconds(86400), "accepted"},
      {kPresigned, seconds(86401), "AccessDenied"},
      {kPresigned, -minutes(16), "RequestTimeTooSkewed"},
  };
  for (const auto& [text, later, reason] : cases) {
    CAPTURE(later.count());
    CHECK(ReasonOf(Verify(text, kNow + later)) == reason);
  }
}

TEST_CASE("a request that is not signed, or not in a way that we know, is refused") {
  const std::pair<std::string, std::string_view> cases[] = {
      {"GET / HTTP/1.1\nHost: h", "MissingAuthenticationToken"},
      {"GET / HTTP/1.1\nHost: h\nAuthorization: ", "IncompleteSignature"},
      {"GET / HTTP/1.1\nHost: h\nAuthorization: AWS AKIAIOSFODNN7EXAMPLE:abc",
       "IncompleteSignature"},
      {Replaced(kGet, "Credential=", "Credentials="), "IncompleteSignature"},
      {Replaced(kGet, "SignedHeaders=", "Headers="), "IncompleteSignature"},
      {Replaced(kGet, "Signature=f0e8", "Signature=e8"), "IncompleteSignature"},
      {Replaced(kGet, "aws4_request", "aws3_request"), "IncompleteSignature"},
      {Replaced(kGet, "x-amz-date: 2013", "x-amz-date: 13"), "IncompleteSignature"},
      {Replaced(kGet, "AKIAIOSFODNN7EXAMPLE", "AKIAIOSFODNN8EXAMPLE"), "InvalidClientTokenId"},
      {Replaced(kGet, "x-amz-content-sha256: ", "x-other: "), "InvalidRequest"},
      {Replaced(kPresigned, "AWS4-HMAC-SHA256", "AWS4-ECDSA-P256-SHA256"),
       "AuthorizationQueryParametersError"},
      {Replaced(kPresigned, "Expires=86400", "Expires=604801"),
       "AuthorizationQueryParametersError"},
      {Replaced(kPresigned, "Expires=86400", "Expires=-1"), "AuthorizationQueryParametersError"},
      {Replaced(kPresigned, "X-Amz-Date", "X-Date"), "AuthorizationQueryParametersError"},
      {Replaced(kGet, "/test.txt", "/test.txt?X-Amz-Signature=x"), "InvalidArgument"},
      {Replaced(kGet, "/test.txt", "/%zz"), "InvalidURI"},
  };
  for (const auto& [text, reason] : cases) {
    CAPTURE(text);
    CHECK(ReasonOf(Verify(text)) == reason);
  }
}

TEST_CASE("other services than S3 normalise the path and encode it twice") {
  CHECK(*CanonicalPath("/a//b/./c/../d%20e/", "glue") == "/a/b/d%2520e/");
  CHECK(*CanonicalPath("/", "glue") == "/");
  CHECK(*CanonicalPath("/..", "glue") == "/");
  CHECK(*CanonicalPath("/a//b/../d%20e=+", "s3") == "/a//b/../d%20e%3D%2B");
}

TEST_CASE("query parameters are signed in the order of their encoded names and values") {
  CHECK(CanonicalQuery({{"b", "2"}, {"a", "é"}, {"B", ""}, {"b", "1"}, {"x", "y"}}, "x") ==
        "B=&a=%C3%A9&b=1&b=2");
}

}  // namespace tenon::auth
