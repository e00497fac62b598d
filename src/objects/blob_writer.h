#pragma once

#include <functional>
#include <memory>
#include <string>

#include "base/file.h"
#include "objects/store.h"

namespace tenon::objects {

// A BlobWriter that writes the file `path`, which it creates with mode 0444. `ended` runs at the
// end of its life. One thread at a time.
Result<std::unique_ptr<BlobWriter>> NewFileWriter(const std::filesystem::path& path, std::string id,
                                                  std::function<void()> ended);

}  // namespace tenon::objects
