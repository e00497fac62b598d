#include "engine/bzip2.h"

#include <bzlib.h>
#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <memory>
#include <string_view>
#include <vector>

#include "base/file.h"

namespace tenon::engine {
namespace {

constexpr std::size_t kBuffer = 256 * 1024;

struct EndInflating {
  void operator()(bz_stream* stream) const { BZ2_bzDecompressEnd(stream); }
};
struct EndCompressing {
  void operator()(bz_stream* stream) const { BZ2_bzCompressEnd(stream); }
};

Result<std::size_t> Read(int fd, std::vector<char>& buffer) {
  for (;;) {
    const ssize_t count = read(fd, buffer.data(), buffer.size());
    if (count >= 0) return static_cast<std::size_t>(count);
    if (errno != EINTR) return SystemError("reading a packed file", errno);
  }
}

// What has come out, without the line that the limit has cut.
std::string_view WholeLines(std::string_view bytes) {
  const std::size_t end = bytes.rfind('\n');
  return end == std::string_view::npos ? bytes : bytes.substr(0, end + 1);
}

// Inflates stream after stream. One thread at a time.
class Inflater {
 public:
  Inflater(int from, int to, std::uint64_t limit) : from_(from), to_(to), limit_(limit) {}

  Status Run(const std::atomic<bool>& stop) {
    for (;;) {
      if (stop) return Error{ErrorKind::kStopped, "stopped on request", {}};
      if (stream_.avail_in == 0) {
        ASSIGN_OR_RETURN(const std::size_t count, Read(from_, in_));
        if (count == 0) break;
        stream_.next_in = in_.data();
        stream_.avail_in = static_cast<unsigned>(count);
      }
      ASSIGN_OR_RETURN(const bool full, Step());
      if (full) return {};
    }
    if (open_) return InvalidInput("the file ends in the middle of its bzip2 data");
    return {};
  }

 private:
  // Inflates what has been read, as far as the buffer reaches. Whether the limit is reached.
  Result<bool> Step() {
    if (!open_) {
      bz_stream fresh{};
      fresh.next_in = stream_.next_in;
      fresh.avail_in = stream_.avail_in;
      stream_ = fresh;
      if (BZ2_bzDecompressInit(&stream_, 0, 0) != BZ_OK) return Internal("no memory for bzip2");
      open_.reset(&stream_);
    }
    stream_.next_out = out_.data();
    stream_.avail_out = static_cast<unsigned>(out_.size());
    const int code = BZ2_bzDecompress(&stream_);
    if (code != BZ_OK && code != BZ_STREAM_END) {
      return InvalidInput("the file is damaged, or not packed by bzip2");
    }
    std::string_view bytes(out_.data(), out_.size() - stream_.avail_out);
    const bool full = written_ + bytes.size() >= limit_;
    if (full) bytes = WholeLines(bytes);
    RETURN_IF_ERROR(WriteAll(to_, bytes));
    written_ += bytes.size();
    if (code == BZ_STREAM_END) open_.reset();
    return full;
  }

  const int from_;
  const int to_;
  const std::uint64_t limit_;
  std::uint64_t written_ = 0;
  std::vector<char> in_ = std::vector<char>(kBuffer);
  std::vector<char> out_ = std::vector<char>(kBuffer);
  bz_stream stream_{};
  std::unique_ptr<bz_stream, EndInflating> open_;
};

}  // namespace

Status InflateBzip2(const std::filesystem::path& from, const std::filesystem::path& to,
                    std::uint64_t limit, const std::atomic<bool>& stop) {
  ASSIGN_OR_RETURN(const FileDescriptor in, OpenFile(from, O_RDONLY));
  ASSIGN_OR_RETURN(const FileDescriptor out, OpenFile(to, O_WRONLY | O_CREAT | O_TRUNC));
  return Inflater(in.get(), out.get(), limit).Run(stop);
}

Status CompressBzip2(const std::filesystem::path& from, const std::filesystem::path& to) {
  ASSIGN_OR_RETURN(const FileDescriptor in, OpenFile(from, O_RDONLY));
  ASSIGN_OR_RETURN(const FileDescriptor out, OpenFile(to, O_WRONLY | O_CREAT | O_TRUNC));
  bz_stream stream{};
  if (BZ2_bzCompressInit(&stream, 9, 0, 0) != BZ_OK) return Internal("no memory for bzip2");
  const std::unique_ptr<bz_stream, EndCompressing> open(&stream);
  std::vector<char> input(kBuffer);
  std::vector<char> output(kBuffer);
  int code = BZ_RUN_OK;
  bool at_end = false;
  while (code != BZ_STREAM_END) {
    if (stream.avail_in == 0 && !at_end) {
      ASSIGN_OR_RETURN(const std::size_t count, Read(in.get(), input));
      at_end = count == 0;
      stream.next_in = input.data();
      stream.avail_in = static_cast<unsigned>(count);
    }
    stream.next_out = output.data();
    stream.avail_out = static_cast<unsigned>(output.size());
    code = BZ2_bzCompress(&stream, at_end ? BZ_FINISH : BZ_RUN);
    if (code < 0) return Internal("bzip2 has failed");
    RETURN_IF_ERROR(WriteAll(out.get(), {output.data(), output.size() - stream.avail_out}));
  }
  return {};
}

}  // namespace tenon::engine
