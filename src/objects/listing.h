#pragma once

#include "base/result.h"
#include "db/database.h"
#include "objects/object.h"

namespace tenon::objects {

// One page of a bucket's keys in byte order, as S3's ListObjects answers it. NoSuchBucket.
//
// At most 1000 objects and common prefixes together. A common prefix costs one search in the index,
// however many keys lie beneath it. A `start_after` within a common prefix passes over the whole of
// it, so that the last common prefix of a page is where the next page begins.
Result<ListPage> ListObjects(db::Transaction& transaction, const ListRequest& request);

}  // namespace tenon::objects
