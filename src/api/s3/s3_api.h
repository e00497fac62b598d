#pragma once

#include "api/dispatcher.h"
#include "objects/store.h"

namespace tenon::api::s3 {

// Amazon S3's REST interface over the store of objects, for the dispatcher, which has verified the
// head's signature. Finds bucket and key (path style and virtual-host style, see address.h), then
// the operation (router.h), and runs its handler (operations.h). An operation of S3 that is not
// built answers 501 NotImplemented and names itself. Answers to HEAD have no body, as HTTP demands.
// `store` must outlive the handler. Thread-safe.
S3Handler MakeS3Handler(objects::Store& store);

}  // namespace tenon::api::s3
