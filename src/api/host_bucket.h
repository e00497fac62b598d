#pragma once

#include <string>
#include <string_view>

namespace tenon::api {

// The bucket that a Host header names in the virtual-hosted style of S3: "b" of
// "b.localhost:9700" and of "b.s3.localhost". Empty for path style: localhost itself, addresses,
// and every other name, as nothing tells where a bucket would end in it. In lower case. The
// signature and the routing of a request must both go by this.
std::string HostBucket(std::string_view host);

}  // namespace tenon::api
