#include "api/host_bucket.h"

#include <doctest/doctest.h>

#include <utility>

namespace tenon::api {
namespace {

TEST_CASE("a bucket is read from names below localhost only") {
  const std::pair<std::string_view, std::string_view> cases[] = {
      {"localhost:9700", ""},
      {"s3.localhost:9700", ""},
      {"127.0.0.1:9700", ""},
      {"[::1]:9700", ""},
      {"tenon.example.com", ""},
      {"notlocalhost", ""},
      {"", ""},
      {"b.localhost:9700", "b"},
      {"B.S3.LocalHost", "b"},
      {"my.dotted.bucket.s3.localhost:9700", "my.dotted.bucket"},
  };
  for (const auto& [host, bucket] : cases) {
    CAPTURE(host);
    CHECK(HostBucket(host) == bucket);
  }
}

}  // namespace
}  // namespace tenon::api
