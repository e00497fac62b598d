#include "api/s3/address.h"

#include <doctest/doctest.h>

namespace tenon::api::s3 {

TEST_CASE("The path names bucket and key, decoded once and not normalised") {
  struct Case {
    const char* path;
    Address address;
  };
  const Case cases[] = {
      {"/", {}},
      {"/b", {"b", ""}},
      {"/b/", {"b", ""}},
      {"/b/k", {"b", "k"}},
      {"/b/a//b", {"b", "a//b"}},
      {"/b//a", {"b", "/a"}},
      {"/b/./../x", {"b", "./../x"}},
      {"/b/a%2Fb%20c+d", {"b", "a/b c+d"}},
      {"/b/%2541", {"b", "%41"}},
      {"/b/%C3%BC", {"b", "ü"}},
  };
  for (const Case& c : cases) {
    CAPTURE(c.path);
    CHECK(ResolveAddress(c.path, "localhost:9700").value() == c.address);
  }
}

TEST_CASE("The host may name the bucket") {
  const Address expected{.bucket = "my.bucket", .key = "a/b"};
  CHECK(ResolveAddress("/a/b", "my.bucket.localhost:9700").value() == expected);
  CHECK(ResolveAddress("/a/b", "my.bucket.s3.localhost").value() == expected);
  CHECK(ResolveAddress("/b/k", "s3.localhost:9700").value() == Address{"b", "k"});
  CHECK(ResolveAddress("/b/k", "127.0.0.1:9700").value() == Address{"b", "k"});
}

TEST_CASE("A path that is no text or names no bucket is refused") {
  for (const char* path : {"", "k", "/b/%zz", "/b/%", "/b/%ff"}) {
    CAPTURE(path);
    CHECK(ResolveAddress(path, "localhost").error().reason == "InvalidURI");
  }
  CHECK(ResolveAddress("//k", "localhost").error().reason == "InvalidBucketName");
}

}  // namespace tenon::api::s3
