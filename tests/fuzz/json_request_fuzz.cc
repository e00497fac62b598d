// Feeds arbitrary JSON to the validation of CreateJob, the largest input of all services: it must
// judge it, whatever it is, and what it passes must stay valid when its nulls are dropped.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "api/model.h"
#include "api/validation.h"
#include "base/check.h"
#include "json/value.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace tenon;
  static const api::ServiceModel& glue = api::GlueModel();
  static const api::Shape& shape = glue.shapes[glue.FindOperation("CreateJob")->input];
  static const api::Validator validator(glue);
  Result<json::Value> input =
      json::Parse(std::string_view(reinterpret_cast<const char*>(data), size));
  if (!input) return 0;
  const Status status = validator.CheckInput(shape, *input);
  api::DropNulls(glue, shape, *input);
  CHECK(!status || validator.CheckInput(shape, *input));
  return 0;
}
