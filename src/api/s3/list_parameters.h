#pragma once

#include <string>
#include <string_view>

#include "api/s3/request.h"
#include "base/result.h"
#include "objects/object.h"

namespace tenon::api::s3 {

// How keys are written in a list: as they are or, with encoding-type=url, percent-encoded, which
// also carries characters that XML cannot hold.
class KeyEncoding {
 public:
  KeyEncoding() = default;
  explicit KeyEncoding(bool url) : url_(url) {}
  bool is_url() const { return url_; }
  std::string operator()(std::string_view key) const;

 private:
  bool url_ = false;
};

// Reads encoding-type. Reason of errors: InvalidArgument.
Result<KeyEncoding> ReadKeyEncoding(const Request& request);

// Reads a size of a page, from 0 on: more than 1000 count as 1000, S3's largest page. Reason of
// errors: InvalidArgument.
Result<int> ReadPageSize(const Request& request, std::string_view parameter);

// Reads continuation-token: the last name of the page before; "" for the first page. `scope` is
// what the token was made for. Reason of errors: InvalidArgument.
Result<std::string> ReadContinuationToken(const Request& request, std::string_view scope);

// What all lists of objects read alike: bucket, prefix, delimiter, max-keys, encoding-type.
struct ListParameters {
  objects::ListRequest request;
  KeyEncoding encoding;
};
Result<ListParameters> ReadListParameters(const Request& request);

}  // namespace tenon::api::s3
