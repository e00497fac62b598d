// Feeds arbitrary forms to the query protocol: what is read of them by AssumeRole's shape, which
// has lists of structures, must go through validation and JSON text.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "api/model.h"
#include "api/query_protocol.h"
#include "api/validation.h"
#include "base/check.h"
#include "json/value.h"
#include "text/url.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace tenon;
  static const api::ServiceModel& sts = api::StsModel();
  static const api::Shape& shape = sts.shapes[sts.FindOperation("AssumeRole")->input];
  static const api::Validator validator(sts);
  const Result<QueryParameters> form =
      ParseQuery(std::string_view(reinterpret_cast<const char*>(data), size), true);
  if (!form) return 0;
  const Result<json::Value> input = api::ReadForm(sts, shape, *form);
  if (!input) return 0;
  const Result<json::Value> again = json::Parse(json::Dump(*input));
  CHECK(again.has_value() && *again == *input);
  static_cast<void>(validator.CheckInput(shape, *input));
  return 0;
}
