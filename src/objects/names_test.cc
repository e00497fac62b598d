#include "objects/names.h"

#include <doctest/doctest.h>

namespace tenon::objects {

TEST_CASE("bucket names follow S3's rules") {
  for (const char* name : {"abc", "a-b", "my.bucket.2026", "0ab", "landing-zone"}) {
    CAPTURE(name);
    CHECK(CheckBucketName(name));
  }
  for (const char* name : {"", "ab", "Abc", "-abc", "abc-", "a_b", "a..b", ".abc", "192.168.0.1",
                           "a/b", "../..", "a b c"}) {
    CAPTURE(name);
    REQUIRE_FALSE(CheckBucketName(name));
    CHECK(CheckBucketName(name).error().reason == "InvalidBucketName");
  }
  CHECK(CheckBucketName(std::string(63, 'a')));
  CHECK_FALSE(CheckBucketName(std::string(64, 'a')));
}

TEST_CASE("a key is 1 to 1024 bytes of UTF-8 without NUL") {
  CHECK(CheckKey("ключ/ü 1"));
  CHECK(CheckKey(std::string(1024, 'k')));
  CHECK(CheckKey(std::string(1025, 'k')).error().reason == "KeyTooLongError");
  CHECK(CheckKey("").error().kind == ErrorKind::kInvalidInput);
  CHECK(CheckKey(std::string_view("a\0b", 3)).error().kind == ErrorKind::kInvalidInput);
  CHECK(CheckKey("\xff").error().kind == ErrorKind::kInvalidInput);
}

TEST_CASE("the end of a prefix is the first text beyond its keys") {
  CHECK(PrefixEnd("a/") == "a0");
  CHECK(PrefixEnd("") == "\xff");
  CHECK(PrefixEnd("a\xff\xff") == "b");
  CHECK(PrefixEnd("\xff") == "\xff");
  CHECK(PrefixEnd("ü") > "ü\xf4\x8f\xbf\xbf");
}

}  // namespace tenon::objects
