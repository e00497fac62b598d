#include "api/s3/copy_source.h"

#include <doctest/doctest.h>

namespace tenon::api::s3 {

TEST_CASE("A copy's source is a bucket and a key, percent-encoded") {
  struct Case {
    const char* header;
    Address address;
  };
  const Case cases[] = {
      {"b/k", {"b", "k"}},
      {"/b/k", {"b", "k"}},
      {"/b/a/b%20c+d", {"b", "a/b c+d"}},
      {"b%2Fk", {"b", "k"}},
      {"b//k", {"b", "/k"}},
      {"b/%2541", {"b", "%41"}},
      {"b/what%3FversionId=1", {"b", "what?versionId=1"}},
      {"b/k?versionId=null", {"b", "k"}},
  };
  for (const Case& c : cases) {
    CAPTURE(c.header);
    CHECK(ParseCopySource(c.header).value() == c.address);
  }
}

TEST_CASE("What names no object of this server is refused") {
  for (const char* header : {"", "/", "b", "b/", "/b/", "//k", "b/%zz", "b/%ff"}) {
    CAPTURE(header);
    CHECK(ParseCopySource(header).error().reason == "InvalidArgument");
  }
  CHECK(ParseCopySource("b/k?versionId=1").error().reason == "NoSuchVersion");
  CHECK(ParseCopySource("arn:aws:s3:us-east-1:1:accesspoint/a/object/k").error().reason ==
        "NotImplemented");
}

}  // namespace tenon::api::s3
