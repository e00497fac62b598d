#include "auth/aws_chunked.h"

#include <doctest/doctest.h>

#include "auth/canonical_request.h"
#include "auth/example_requests.h"

// The signed values are those of the "sigv4-streaming" and "sigv4-streaming-trailers" pages of
// Amazon's S3 API reference.
namespace tenon::auth {
namespace {

const std::string kScope = "20130524/us-east-1/s3/aws4_request";

ChunkSignatures Chain(std::string seed) {
  return ChunkSignatures(SigningKey(kExampleSecret, "20130524", "us-east-1", "s3"),
                         "20130524T000000Z", kScope, std::move(seed));
}

AwsChunkedOptions SignedOptions() {
  return {.decoded_length = 66560,
          .signatures = Chain("4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9")};
}

const std::string kSignedBody =
    "10000;chunk-signature=ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648\r\n" +
    std::string(65536, 'a') +
    "\r\n400;chunk-signature=0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497\r\n" +
    std::string(1024, 'a') +
    "\r\n0;chunk-signature="
    "b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9\r\n\r\n";

AwsChunkedOptions TrailerOptions() {
  return {.decoded_length = 66560,
          .signatures = Chain("106e2a8a18243abcf37539882f36619c00e2dfc72633413f02d3b74544bfeb8e"),
          .has_trailer = true,
          .trailer_names = {"x-amz-checksum-crc32c"}};
}

const std::string kTrailerBody =
    "10000;chunk-signature=b474d8862b1487a5145d686f57f013e54db672cee1c953b3010fb58501ef5aa2\r\n" +
    std::string(65536, 'a') +
    "\r\n400;chunk-signature=1c1344b170168f8e65b41376b44b20fe354e373826ccbbe2c1d40a8cae51e5c7\r\n" +
    std::string(1024, 'a') +
    "\r\n0;chunk-signature=2ca2aba2005185cf7159c6277faf83795951dd77a3a99e6e65d5c9f85863f992\r\n"
    "x-amz-checksum-crc32c:sOO8/Q==\r\n"
    "x-amz-trailer-signature:d81f82fc3505edab99d459891051a732e8730629a2e4a59689829ca17fe2e435\r\n"
    "\r\n";

// The decoded body, or the reason why there is none.
std::string Decode(AwsChunkedOptions options, std::string_view body, std::size_t step = 1000,
                   std::size_t room = 700) {
  AwsChunkedDecoder decoder(std::move(options));
  std::string decoded;
  std::string out(room, '\0');
  std::string kept;
  for (;;) {
    const auto progress = decoder.Decode(kept, out);
    if (!progress) return std::string(progress.error().reason);
    kept.erase(0, progress->consumed);
    decoded.append(out, 0, progress->produced);
    if (decoder.is_done()) return kept.empty() && body.empty() ? decoded : "took too little";
    if (!kept.empty()) continue;
    if (body.empty()) return "unfinished";
    kept = body.substr(0, step);
    body.remove_prefix(kept.size());
  }
}

AwsChunkedOptions Unsigned(std::uint64_t length, std::vector<std::string> names = {}) {
  return {.decoded_length = length, .has_trailer = true, .trailer_names = std::move(names)};
}

std::string Replaced(std::string text, std::string_view from, std::string_view to) {
  const std::size_t at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

}  // namespace

TEST_CASE("the documentation's signed chunks and trailer are accepted however they are cut") {
  for (const std::size_t step : {1U, 63U, 1000U, 100'000U}) {
    for (const std::size_t room : {64U, 100'000U}) {
      CHECK(Decode(SignedOptions(), kSignedBody, step, room) == std::string(66560, 'a'));
      CHECK(Decode(TrailerOptions(), kTrailerBody, step, room) == std::string(66560, 'a'));
    }
  }
}

TEST_CASE("a changed byte, chunk, signature or trailer is noticed") {
  CHECK(Decode(SignedOptions(), Replaced(kSignedBody, "aaaa", "aaba")) == "SignatureDoesNotMatch");
  CHECK(Decode(SignedOptions(), Replaced(kSignedBody, "=0055", "=1055")) ==
        "SignatureDoesNotMatch");
  CHECK(Decode(SignedOptions(), Replaced(kSignedBody, ";chunk-signature=b6c6", ";x=b6c6")) ==
        "SignatureDoesNotMatch");
  CHECK(Decode(TrailerOptions(), Replaced(kTrailerBody, "sOO8", "sOO9")) ==
        "SignatureDoesNotMatch");
  CHECK(Decode(TrailerOptions(), Replaced(kTrailerBody, "d81f", "d82f")) ==
        "SignatureDoesNotMatch");
  const std::string no_signature =
      kTrailerBody.substr(0, kTrailerBody.find("x-amz-trailer-signature")) + "\r\n";
  CHECK(Decode(TrailerOptions(), no_signature) == "SignatureDoesNotMatch");
  AwsChunkedOptions other_seed = SignedOptions();
  other_seed.signatures = Chain(std::string(64, '0'));
  CHECK(Decode(std::move(other_seed), kSignedBody) == "SignatureDoesNotMatch");
}

TEST_CASE("unsigned chunks with a trailer decode, and the trailer is kept") {
  const std::string body =
      "5\r\nhello\r\n6\r\n world\r\n0\r\nx-amz-checksum-crc32: DUoRhQ==\r\n\r\n";
  CHECK(Decode(Unsigned(11, {"x-amz-checksum-crc32"}), body, 1, 1) == "hello world");
  AwsChunkedDecoder decoder(Unsigned(11));
  std::string out(100, '\0');
  REQUIRE(decoder.Decode(body, out));
  CHECK(decoder.is_done());
  CHECK(decoder.trailers().Get("x-amz-checksum-crc32") == "DUoRhQ==");
  CHECK(Decode(Unsigned(0), "0\r\n\r\n") == "");
}

TEST_CASE("broken framing, a wrong length and a wrong trailer are refused") {
  const std::pair<std::string, std::string_view> cases[] = {
      {"x\r\n", "IncompleteBody"},
      {"-5\r\nhello\r\n0\r\n\r\n", "IncompleteBody"},
      {"5\r\nhello0\r\n\r\n", "IncompleteBody"},
      {"4\r\nhell\r\n0\r\n\r\n", "IncompleteBody"},
      {"6\r\nhello!\r\n0\r\n\r\n", "IncompleteBody"},
      {"5\r\nhello\r\n1\r\n", "IncompleteBody"},
      {"FFFFFFFFFFFFFFFF\r\n", "IncompleteBody"},
      {"10000000000000005\r\n", "IncompleteBody"},
      {"5;" + std::string(5000, 'x'), "IncompleteBody"},
      {"5\r\nhello\r\n0\r\n\r\n", "MalformedTrailerError"},
      {"5\r\nhello\r\n0\r\nno colon\r\n\r\n", "MalformedTrailerError"},
      {"5\r\nhello\r\n0\r\na:1\r\na:2\r\n\r\n", "MalformedTrailerError"},
      {"5\r\nhello\r\n0\r\na:" + std::string(5000, 'x'), "MalformedTrailerError"},
      {"5\r\nhello\r\n0\r\na:1\r\n", "unfinished"},
      {"5\r\nhello\r\n0\r\na:1\r\n\r\nmore", "took too little"},
      {"5\r\nhello\r\n0\r\na:1\r\n\r\n", "hello"},
  };
  for (const auto& [body, expected] : cases) {
    CAPTURE(body);
    CHECK(Decode(Unsigned(5, {"a"}), body) == expected);
  }
  AwsChunkedOptions no_trailer = Unsigned(5);
  no_trailer.has_trailer = false;
  CHECK(Decode(std::move(no_trailer), "5\r\nhello\r\n0\r\na:1\r\n\r\n") == "IncompleteBody");
}

TEST_CASE("the trailer of a body has a bound") {
  std::string body = "0\r\n";
  for (int i = 0; i < 1000; ++i) body += "name-" + std::to_string(i) + ": some value\r\n";
  CHECK(Decode(Unsigned(0), body + "\r\n") == "MalformedTrailerError");
}

TEST_CASE("the body of the documentation's streaming upload is checked against its head") {
  const http::Request request = MakeRequest(
      "PUT /examplebucket/chunkObject.txt HTTP/1.1\n"
      "Host: s3.amazonaws.com\n"
      "x-amz-date: 20130524T000000Z\n"
      "x-amz-storage-class: REDUCED_REDUNDANCY\n"
      "Authorization: AWS4-HMAC-SHA256 "
      "Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,"
      "SignedHeaders=content-encoding;content-length;host;x-amz-content-sha256;x-amz-date;"
      "x-amz-decoded-content-length;x-amz-storage-class,"
      "Signature=4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9\n"
      "x-amz-content-sha256: STREAMING-AWS4-HMAC-SHA256-PAYLOAD\n"
      "Content-Encoding: aws-chunked\n"
      "x-amz-decoded-content-length: 66560\n"
      "Content-Length: 66824");
  const auto identity =
      VerifySignature(request, ExampleKeys(), *ParseBasicIso8601("20130524T000000Z"));
  REQUIRE(identity);
  CHECK(identity->payload == PayloadKind::kStreamingSigned);

  const auto read = [&](std::string body) -> std::string {
    TextBody source(std::move(body));
    const auto text = http::ReadAll(*CheckBody(*identity, source), 1 << 20);
    return text ? *text : std::string(text.error().reason);
  };
  CHECK(read(kSignedBody) == std::string(66560, 'a'));
  CHECK(read(kSignedBody + "x") == "IncompleteBody");
  CHECK(read(kSignedBody.substr(0, kSignedBody.size() - 2)) == "IncompleteBody");
  CHECK(read(kSignedBody.substr(0, 1000)) == "IncompleteBody");
  CHECK(read("") == "IncompleteBody");
}

TEST_CASE("a body that failed keeps failing") {
  Identity identity;
  identity.payload_sha256 = std::string(64, '0');
  TextBody wrong("abc");
  const auto hashed = CheckBody(identity, wrong);
  std::string out(10, '\0');
  CHECK(*hashed->Read(out) == 3);
  for (int i = 0; i < 2; ++i)
    CHECK(hashed->Read(out).error().reason == "XAmzContentSHA256Mismatch");

  identity.payload = PayloadKind::kStreamingUnsignedTrailer;
  identity.decoded_length = 3;
  TextBody broken("nonsense\r\n3\r\nabc\r\n0\r\n\r\n");
  const auto chunked = CheckBody(identity, broken);
  for (int i = 0; i < 2; ++i) CHECK(chunked->Read(out).error().reason == "IncompleteBody");
}

}  // namespace tenon::auth
