#pragma once

#include <string>

#include "base/file.h"
#include "base/result.h"

namespace tenon::objects {

// The ETag of an object that was put in one piece: the MD5 of its bytes in hex. Reads the whole
// file from its beginning.
Result<std::string> EtagOf(const FileDescriptor& file);

}  // namespace tenon::objects
