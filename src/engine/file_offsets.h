#pragma once

#include <sys/types.h>

#include <cstdint>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "task/task.h"

namespace tenon::engine {

// How much of the text files of a task this process has read: the kernel knows the offset of every
// file that is open, and the engine reads text from front to back. So the engine has nothing to
// tell and nothing to slow it. (Parquet is read at offsets of the reader's own: Activity.)
//
// Files of a source are read in order: those before the last one that was seen open, and are not
// open, have been read. Files that two sources read are left out. One thread at a time; what is
// read before the first Look and closed by then is missed until a later file is open.
class FileOffsets {
 public:
  explicit FileOffsets(const task::Task& task);

  // Looks at the open files.
  void Look();

  // Bytes as the file has them, so packed if it is.
  std::uint64_t BytesRead(std::size_t source) const;

 private:
  using Identity = std::pair<dev_t, ino_t>;
  struct File {
    Identity identity;
    std::uint64_t size = 0;
    std::uint64_t read = 0;
  };
  struct Place {
    std::size_t source;
    std::size_t file;
    bool is_shared = false;
  };

  std::vector<std::vector<File>> files_;  // by source
  std::map<Identity, Place> places_;
};

}  // namespace tenon::engine
