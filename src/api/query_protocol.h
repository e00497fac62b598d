#pragma once

#include <string>
#include <string_view>

#include "api/model.h"
#include "base/result.h"
#include "json/value.h"
#include "text/url.h"

namespace tenon::api {

// The AWS query protocol: requests are forms, answers XML. Both are turned from and into the JSON
// that validation and handlers speak, by the service model.

// Reads the members of an operation's input from a form:
//   DurationSeconds=900&Tags.member.1.Key=a&Tags.member.1.Value=b
//   -> {"DurationSeconds":900,"Tags":[{"Key":"a","Value":"b"}]}
// Fields that the shape does not have are ignored. A number or boolean that is none stays text, so
// that validation names it. kInvalidInput for text that is not UTF-8.
Result<json::Value> ReadForm(const ServiceModel& service, const Shape& input,
                             const QueryParameters& form);

// <GetCallerIdentityResponse xmlns="..."><GetCallerIdentityResult>...</GetCallerIdentityResult>
// <ResponseMetadata><RequestId>...</RequestId></ResponseMetadata></GetCallerIdentityResponse>
std::string WriteQueryResult(const ServiceModel& service, const OperationModel& operation,
                             const json::Value& output, std::string_view request_id);

}  // namespace tenon::api
