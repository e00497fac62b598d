#include "objects/blob_writer.h"

#include <fcntl.h>
#include <linux/fs.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

namespace tenon::objects {
namespace {

constexpr std::size_t kCopyBuffer = std::size_t{256} * 1024;
// How much is written before the kernel is told to begin with it, so that the sync at the end finds
// little left to do and memory is not filled with unwritten pages.
constexpr std::uint64_t kWriteBehind = std::uint64_t{8} * 1024 * 1024;

class FileWriter final : public BlobWriter {
 public:
  FileWriter(FileDescriptor file, std::string id, std::function<void()> ended)
      : file_(std::move(file)), id_(std::move(id)), ended_(std::move(ended)) {}
  ~FileWriter() override { ended_(); }
  FileWriter(const FileWriter&) = delete;
  FileWriter& operator=(const FileWriter&) = delete;

  Status Append(std::string_view bytes) override {
    RETURN_IF_ERROR(CheckOpen());
    RETURN_IF_ERROR(WriteAll(file_.get(), bytes));
    Written(bytes.size());
    return {};
  }

  Status AppendRange(const FileDescriptor& from, std::uint64_t offset,
                     std::uint64_t length) override {
    RETURN_IF_ERROR(CheckOpen());
    if (length == 0) return {};
    ASSIGN_OR_RETURN(const bool cloned, Clone(from, offset, length));
    if (cloned) return {};
    off_t position = static_cast<off_t>(offset);
    std::uint64_t left = length;
    while (left > 0) {
      const std::size_t size = std::min(left, kWriteBehind);
      const ssize_t copied = copy_file_range(from.get(), &position, file_.get(), nullptr, size, 0);
      if (copied < 0 && errno == EINTR) continue;
      if (copied < 0 && (errno == EXDEV || errno == EINVAL || errno == ENOSYS ||
                         errno == EOPNOTSUPP || errno == EPERM)) {
        return CopyThroughMemory(from, position, left);
      }
      if (copied < 0) return SystemError("copying into a blob", errno);
      if (copied == 0) return EndedEarly();
      left -= static_cast<std::uint64_t>(copied);
      Written(static_cast<std::uint64_t>(copied));
    }
    return {};
  }

  Result<Blob> Finish() override {
    RETURN_IF_ERROR(CheckOpen());
    file_.Close();
    return Blob{.id = id_, .size = size_};
  }

 private:
  Status CheckOpen() const {
    if (file_.is_open()) return {};
    return Internal("the blob was finished already: " + id_);
  }

  static Error EndedEarly() { return Internal("copying into a blob: the source ended early"); }

  // Shares the blocks of a whole file, where the file system can.
  Result<bool> Clone(const FileDescriptor& from, std::uint64_t offset, std::uint64_t length) {
    struct stat info = {};
    if (size_ != 0 || offset != 0 || fstat(from.get(), &info) != 0) return false;
    if (static_cast<std::uint64_t>(info.st_size) != length) return false;
    if (ioctl(file_.get(), FICLONE, from.get()) != 0) return false;
    if (lseek(file_.get(), 0, SEEK_END) != info.st_size) {
      return Conflict("the source changed while it was copied");
    }
    size_ = length;
    return true;
  }

  Status CopyThroughMemory(const FileDescriptor& from, off_t position, std::uint64_t left) {
    std::string buffer(kCopyBuffer, '\0');
    while (left > 0) {
      const ssize_t got =
          pread(from.get(), buffer.data(), std::min<std::uint64_t>(left, buffer.size()), position);
      if (got < 0 && errno == EINTR) continue;
      if (got < 0) return SystemError("reading what is copied into a blob", errno);
      if (got == 0) return EndedEarly();
      const std::size_t size = static_cast<std::size_t>(got);
      RETURN_IF_ERROR(WriteAll(file_.get(), std::string_view(buffer).substr(0, size)));
      position += got;
      left -= size;
      Written(size);
    }
    return {};
  }

  void Written(std::uint64_t bytes) {
    size_ += bytes;
    if (size_ - begun_ < kWriteBehind) return;
    // A hint: what fails here is reported by the sync.
    sync_file_range(file_.get(), static_cast<off_t>(begun_), static_cast<off_t>(size_ - begun_),
                    SYNC_FILE_RANGE_WRITE);
    begun_ = size_;
  }

  FileDescriptor file_;
  const std::string id_;
  const std::function<void()> ended_;
  std::uint64_t size_ = 0;
  std::uint64_t begun_ = 0;  // the kernel was told to write what lies before
};

}  // namespace

Result<std::unique_ptr<BlobWriter>> NewFileWriter(const std::filesystem::path& path, std::string id,
                                                  std::function<void()> ended) {
  Result<FileDescriptor> file = OpenFile(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0444);
  if (!file) {
    ended();
    return WithContext(file.error(), "creating a blob");
  }
  return std::make_unique<FileWriter>(*std::move(file), std::move(id), std::move(ended));
}

}  // namespace tenon::objects
