#include "engine/record_size.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/file.h"
#include "engine/scan.h"

namespace tenon::engine {
namespace {

constexpr std::size_t kBlock = 64 << 10;
constexpr std::size_t kBlocks = 16;

std::string ReadBlock(int file, std::uint64_t offset) {
  std::string block(kBlock, '\0');
  const ssize_t count = pread(file, block.data(), block.size(), static_cast<off_t>(offset));
  block.resize(count < 0 ? 0 : static_cast<std::size_t>(count));
  return block;
}

std::size_t LinesIn(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count(text, '\n'));
}

// Lines for each record in a text that begins with a record.
double LinesOfRecord(const task::CsvOptions& csv, std::string_view text) {
  if (csv.quote == '\0') return 1;
  std::size_t lines = 0;
  std::size_t records = 0;
  std::size_t lines_then = 0;  // at the end of the last record
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (quoted && csv.escape != csv.quote && text[i] == csv.escape) {
      ++i;
    } else if (text[i] == csv.quote) {
      quoted = !quoted;
    } else if (text[i] == '\n') {
      ++lines;
      if (quoted) continue;
      ++records;
      lines_then = lines;
    }
  }
  return records == 0 ? 1 : static_cast<double>(lines_then) / static_cast<double>(records);
}

// The beginning of what a file holds, and how many of its bytes that takes.
struct Beginning {
  std::string text;
  std::size_t bytes = 0;
};

Beginning Inflate(const std::string& packed) {
  z_stream stream = {};
  constexpr int kGzip = 16;
  if (inflateInit2(&stream, MAX_WBITS + kGzip) != Z_OK) return {};
  Beginning out{.text = std::string(8 * kBlock, '\0')};
  std::string in = packed;
  stream.next_in = reinterpret_cast<Bytef*>(in.data());
  stream.avail_in = static_cast<uInt>(in.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.text.data());
  stream.avail_out = static_cast<uInt>(out.text.size());
  inflate(&stream, Z_SYNC_FLUSH);
  out.bytes = stream.total_in;
  out.text.resize(stream.total_out);
  inflateEnd(&stream);
  return out;
}

Beginning ReadBeginning(const task::InputFile& input) {
  const Result<FileDescriptor> file = OpenFile(input.path, O_RDONLY);
  if (!file) return {};
  std::string block = ReadBlock(file->get(), 0);
  if (input.compression == "gzip") return Inflate(block);
  const std::size_t size = block.size();
  return {.text = std::move(block), .bytes = size};
}

// Bytes for each line, out of blocks spread over a file.
void Sample(const task::InputFile& input, std::size_t blocks, std::uint64_t& bytes,
            std::uint64_t& lines) {
  const Result<FileDescriptor> file = OpenFile(input.path, O_RDONLY);
  struct stat status = {};
  if (!file || fstat(file->get(), &status) != 0) return;
  const auto size = static_cast<std::uint64_t>(status.st_size);
  if (size <= kBlock * blocks) blocks = (size + kBlock - 1) / kBlock;
  for (std::size_t i = 0; i < blocks; ++i) {
    const std::uint64_t offset = size <= kBlock * blocks ? i * kBlock : size / blocks * i;
    const std::string block = ReadBlock(file->get(), offset);
    bytes += block.size();
    lines += LinesIn(block);
  }
}

bool HasRecordsInLines(const task::Source& source) {
  switch (source.format) {
    case task::Format::kCsv:
    case task::Format::kXml:  // turned into JSON lines
      return true;
    case task::Format::kJson:
      return HasLines(source);
    default:
      return false;
  }
}

}  // namespace

std::optional<double> RecordSize(const task::Source& source) {
  std::vector<const task::InputFile*> files;
  for (const task::InputFile& file : source.files) {
    if (file.size > 0) files.push_back(&file);
  }
  if (files.empty() || !HasRecordsInLines(source)) return std::nullopt;
  const std::string& compression = files[0]->compression;
  const bool is_same = std::ranges::all_of(
      files, [&](const task::InputFile* file) { return file->compression == compression; });
  if (!is_same || (!compression.empty() && compression != "gzip")) return std::nullopt;

  const Beginning beginning = ReadBeginning(*files[0]);
  const double lines_of_record =
      source.format == task::Format::kCsv ? LinesOfRecord(source.csv, beginning.text) : 1;
  std::uint64_t bytes = beginning.bytes;
  std::uint64_t lines = LinesIn(beginning.text);
  if (compression.empty()) {
    bytes = lines = 0;
    const std::size_t sampled = std::min(files.size(), kBlocks);
    for (std::size_t i = 0; i < sampled; ++i) {
      Sample(*files[i * files.size() / sampled], kBlocks / sampled, bytes, lines);
    }
  }
  if (lines == 0) return std::nullopt;
  return static_cast<double>(bytes) / static_cast<double>(lines) * lines_of_record;
}

}  // namespace tenon::engine
