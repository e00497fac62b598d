#include "base/file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>

#include "base/check.h"
#include "base/random.h"

namespace tenon {

FileDescriptor& FileDescriptor::operator=(FileDescriptor&& other) noexcept {
  if (this != &other) {
    Close();
    fd_ = std::exchange(other.fd_, -1);
  }
  return *this;
}

FileDescriptor::~FileDescriptor() { Close(); }

void FileDescriptor::Close() {
  if (fd_ >= 0) close(std::exchange(fd_, -1));
}

Result<FileDescriptor> OpenFile(const std::filesystem::path& path, int flags, int mode) {
  const int fd = open(path.c_str(), flags | O_CLOEXEC, mode);
  if (fd >= 0) return FileDescriptor(fd);
  if (errno == ENOENT) return NotFound("no such file: " + path.string());
  return SystemError("opening " + path.string(), errno);
}

Status WriteAll(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = write(fd, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return SystemError("writing a file", errno);
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return {};
}

Result<std::string> ReadFile(const std::filesystem::path& path, std::uint64_t limit) {
  ASSIGN_OR_RETURN(const FileDescriptor file, OpenFile(path, O_RDONLY));
  std::string content;
  std::string buffer(64 * 1024, '\0');
  for (;;) {
    const ssize_t got = read(file.get(), buffer.data(), buffer.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return SystemError("reading " + path.string(), errno);
    if (got == 0) return content;
    content.append(buffer, 0, static_cast<std::size_t>(got));
    if (content.size() > limit) {
      return Error{ErrorKind::kLimitExceeded, "file too large: " + path.string(), {}};
    }
  }
}

Status WriteFileAtomically(const std::filesystem::path& path, std::string_view content, int mode) {
  const std::filesystem::path beside = path.string() + "." + RandomHex(6);
  ASSIGN_OR_RETURN(FileDescriptor file, OpenFile(beside, O_WRONLY | O_CREAT | O_EXCL, mode));
  RETURN_IF_ERROR(WriteAll(file.get(), content));
  if (fsync(file.get()) != 0) return SystemError("syncing " + beside.string(), errno);
  file.Close();
  if (rename(beside.c_str(), path.c_str()) != 0) {
    return SystemError("renaming to " + path.string(), errno);
  }
  return SyncFolder(path.parent_path());
}

Status SyncFolder(const std::filesystem::path& folder) {
  ASSIGN_OR_RETURN(const FileDescriptor file, OpenFile(folder, O_RDONLY | O_DIRECTORY));
  if (fsync(file.get()) != 0) return SystemError("syncing " + folder.string(), errno);
  return {};
}

TemporaryFolder::TemporaryFolder() {
  std::string pattern = (std::filesystem::temp_directory_path() / "tenon-XXXXXX").string();
  CHECK(mkdtemp(pattern.data()) != nullptr);
  path_ = pattern;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;  // a test that fails to clean up has nothing better to do
  std::filesystem::remove_all(path_, ignored);
}

}  // namespace tenon
