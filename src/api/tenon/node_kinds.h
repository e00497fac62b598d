#pragma once

#include "api/operation.h"

namespace tenon::api {

// DescribeNodeKinds: what the console's palette, forms and help panels are made from. It is all in
// the program, so that the answer is the same for every call.
Operations NodeKindOperations();

}  // namespace tenon::api
