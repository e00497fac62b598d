#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>

#include "base/result.h"

namespace tenon {

// An open file descriptor, closed at the end of its life. One thread at a time.
class FileDescriptor {
 public:
  FileDescriptor() = default;
  explicit FileDescriptor(int fd) : fd_(fd) {}
  FileDescriptor(FileDescriptor&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  FileDescriptor& operator=(FileDescriptor&& other) noexcept;
  ~FileDescriptor();

  int get() const { return fd_; }
  bool is_open() const { return fd_ >= 0; }
  void Close();

 private:
  int fd_ = -1;
};

// open(2) with O_CLOEXEC. kNotFound if there is no such file; the message names the path.
Result<FileDescriptor> OpenFile(const std::filesystem::path& path, int flags, int mode = 0600);

// Writes all of `bytes` at the file's position.
Status WriteAll(int fd, std::string_view bytes);

// The whole file. kNotFound if there is none; kLimitExceeded above `limit` bytes.
Result<std::string> ReadFile(const std::filesystem::path& path,
                             std::uint64_t limit = std::uint64_t{1} << 30);

// Replaces the file at once and durably: written beside it, synced, renamed, folder synced.
// After a crash the file has the old content or the new. `mode` is the new file's.
Status WriteFileAtomically(const std::filesystem::path& path, std::string_view content, int mode);

// Makes the entries of a folder durable (new names, renames, removals).
Status SyncFolder(const std::filesystem::path& folder);

// A new empty folder under the system's folder for temporary files, removed with all
// that is in it at the end of its life: for tests and tools.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace tenon
