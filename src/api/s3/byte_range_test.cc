#include "api/s3/byte_range.h"

#include <doctest/doctest.h>

namespace tenon::api::s3 {

TEST_CASE("A range is cut to the object") {
  struct Case {
    const char* header;
    ByteRange range;
  };
  const Case cases[] = {
      {"bytes=0-0", {0, 1}},  {"bytes=0-9", {0, 10}}, {"bytes=3-5", {3, 3}},
      {"bytes=3-", {3, 7}},   {"bytes=3-99", {3, 7}}, {"bytes=-1", {9, 1}},
      {"bytes=-10", {0, 10}}, {"bytes=-99", {0, 10}}, {"bytes=9-18446744073709551615", {9, 1}},
  };
  for (const Case& c : cases) {
    CAPTURE(c.header);
    CHECK(ParseRange(c.header, 10).value() == c.range);
  }
}

TEST_CASE("A header that is no single range of bytes stands for the whole object") {
  for (const char* header :
       {"", "bytes", "bytes=", "bytes=-", "bytes=a-b", "bytes=5-3", "lines=1-2", "bytes=0-1,3-4",
        "bytes= 0-1", "bytes=0x1-2", "bytes=+1-2", "bytes=99999999999999999999-"}) {
    CAPTURE(header);
    CHECK(ParseRange(header, 10).value() == std::nullopt);
  }
}

TEST_CASE("A range without a byte of the object is refused") {
  for (const char* header : {"bytes=10-", "bytes=10-11", "bytes=-0"}) {
    CAPTURE(header);
    CHECK(ParseRange(header, 10).error().reason == "InvalidRange");
  }
  CHECK(ParseRange("bytes=0-", 0).error().reason == "InvalidRange");
  CHECK(ParseRange("bytes=-1", 0).error().reason == "InvalidRange");
}

TEST_CASE("The range of a copy has both ends and lies within its source") {
  CHECK(ParseCopyRange("bytes=2-9", 10).value() == ByteRange{2, 8});
  CHECK(ParseCopyRange("bytes=2-10", 10).error().reason == "InvalidRange");
  for (const char* header : {"", "bytes=2-", "bytes=-2", "bytes=3-2", "bytes=1-2,4-5", "2-3"}) {
    CAPTURE(header);
    CHECK(ParseCopyRange(header, 10).error().reason == "InvalidArgument");
  }
}

}  // namespace tenon::api::s3
