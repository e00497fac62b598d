#include "main/data_folder.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>

#include <cerrno>

namespace tenon {

Status MakePrivateFolder(const std::filesystem::path& folder) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) return Unavailable("making " + folder.string() + ": " + error.message());
  if (chmod(folder.c_str(), 0700) != 0) return SystemError("protecting " + folder.string(), errno);
  return {};
}

Result<FileDescriptor> LockDataFolder(const std::filesystem::path& data) {
  ASSIGN_OR_RETURN(FileDescriptor lock, OpenFile(data / "tenon.lock", O_RDWR | O_CREAT));
  if (flock(lock.get(), LOCK_EX | LOCK_NB) == 0) return lock;
  return Conflict("another server runs on " + data.string() +
                  "; `tenon status` tells where it listens");
}

}  // namespace tenon
