#pragma once

#include "api/model.h"
#include "api/pattern_set.h"
#include "base/result.h"
#include "json/value.h"

namespace tenon::api {

// Holds values to the shapes of one service. Thread-safe; a pattern is compiled when it is first
// needed and kept.
class Validator {
 public:
  explicit Validator(const ServiceModel& service);
  ~Validator();

  // Whether `input` is what the shape says: types, required members, lengths (in characters),
  // ranges, sizes, patterns (of the whole value), enums, unions, at every depth. Unknown members
  // are ignored and null members are absent, as AWS does it. All violations are told at once, in
  // AWS's words and with its reasons:
  //   SerializationException  "STRING_VALUE can not be converted to an Integer at 'maxResults'"
  //   ValidationException     "1 validation error detected: Value '' at 'databaseInput.name' failed
  //                           to satisfy constraint: Member must have length greater than or equal
  //                           to 1"
  // Values of sensitive shapes, and all below them, are not repeated. When only a page size or the
  // graph of a job is at fault, the reason is InvalidInputException, as Glue has it.
  Status CheckInput(const Shape& shape, const json::Value& input) const;

 private:
  const ServiceModel& service_;
  const PatternSet patterns_;
};

// Removes the null members of structures, which mean the same as absent ones, so that what is
// stored and answered has none. For values that CheckInput has passed.
void DropNulls(const ServiceModel& service, const Shape& shape, json::Value& value);

// Whether a handler's reply is what the service's clients will read: every member is known, of its
// type, and an enum's value; required members are there; nothing is null. kInternal with the path
// of the first violation otherwise. Handlers' tests call it; the server does not.
Status CheckOutput(const ServiceModel& service, std::string_view operation,
                   const json::Value& output);

}  // namespace tenon::api
