#include "objects/attributes.h"

#include <doctest/doctest.h>

namespace tenon::objects {

TEST_CASE("attributes read back as they were written") {
  const Attributes attributes{.content_type = "text/csv",
                              .headers = {{"cache-control", "no-cache"}},
                              .metadata = {{"author", "\"Ä\n"}},
                              .checksums = {{"CRC32", "AAAAAA=="}},
                              .checksum_type = "COMPOSITE",
                              .tags = {{"stage", "raw"}}};
  const auto read = DecodeAttributes(EncodeAttributes(attributes));
  REQUIRE(read);
  CHECK(*read == attributes);
}

TEST_CASE("attributes without anything special take two bytes") {
  CHECK(EncodeAttributes({.etag = "kept elsewhere"}) == "{}");
  CHECK(*DecodeAttributes("{}") == Attributes{});
}

TEST_CASE("a damaged document in the index is an internal error") {
  CHECK(DecodeAttributes("{\"content_type\":").error().kind == ErrorKind::kInternal);
}

}  // namespace tenon::objects
