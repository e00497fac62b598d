#include "engine/file_offsets.h"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <unistd.h>

#include "base/file.h"
#include "engine/test_bench.h"

namespace tenon::engine {
namespace {

// Opens a file and reads so many bytes of it.
FileDescriptor Read(const task::InputFile& file, std::size_t bytes) {
  Result<FileDescriptor> out = OpenFile(file.path, O_RDONLY);
  REQUIRE(out.has_value());
  std::string buffer(bytes, '\0');
  REQUIRE(read(out->get(), buffer.data(), bytes) == static_cast<ssize_t>(bytes));
  return std::move(*out);
}

}  // namespace

TEST_CASE("What has been read of a source is what the offsets of its open files tell") {
  const TestBench bench;
  task::Task task = bench.Task(task::Kind::kJobRun, {bench.Csv("t", {}, std::string(100, 'a'))});
  auto& files = task.sources[0].files;
  files.push_back(bench.File("second", std::string(200, 'b')));
  files.push_back(bench.File("third", std::string(300, 'c')));
  FileOffsets offsets(task);
  offsets.Look();
  CHECK(offsets.BytesRead(0) == 0);
  {
    const FileDescriptor first = Read(files[0], 10);
    offsets.Look();
    CHECK(offsets.BytesRead(0) == 10);
  }
  const FileDescriptor second = Read(files[1], 50);
  offsets.Look();
  CHECK(offsets.BytesRead(0) == 150);
  const FileDescriptor again = Read(files[1], 20);
  const FileDescriptor third = Read(files[2], 300);
  offsets.Look();
  CHECK(offsets.BytesRead(0) == 450);
}

TEST_CASE("A file that two sources read is left out") {
  const TestBench bench;
  const task::Source source = bench.Csv("t", {}, "abc");
  FileOffsets offsets(bench.Task(task::Kind::kJobRun, {source, source}));
  const FileDescriptor file = Read(source.files[0], 2);
  offsets.Look();
  CHECK(offsets.BytesRead(0) == 0);
  CHECK(offsets.BytesRead(1) == 0);
}

}  // namespace tenon::engine
