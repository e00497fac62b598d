#pragma once

#include "json/value.h"

namespace tenon::api {

// There is one work group, primary: kInvalidInput, in Athena's words, if the input names another.
Status CheckWorkGroup(const json::Value& input);

}  // namespace tenon::api
