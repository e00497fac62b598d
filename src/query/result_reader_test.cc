#include "query/result_reader.h"

#include <doctest/doctest.h>
#include <fcntl.h>

namespace tenon::query {
namespace {

using Row = std::vector<Cell>;

ResultReader Open(const TemporaryFolder& folder, std::string_view text, std::uint64_t offset = 0) {
  const auto path = folder.path() / "result.csv";
  REQUIRE(WriteFileAtomically(path, text, 0600));
  return ResultReader(*OpenFile(path, O_RDONLY), offset);
}

}  // namespace

TEST_CASE("values, NULLs, quotes, commas and line ends are told apart") {
  const TemporaryFolder folder;
  ResultReader reader = Open(folder, "\"a\",\"b\"\n\"x \"\"y\"\"\",\n\"\",\"1,\n2\"\n");
  CHECK(*reader.Next() == Row{"a", "b"});
  CHECK(*reader.Next() == Row{"x \"y\"", std::nullopt});
  CHECK(*reader.Next() == Row{"", "1,\n2"});
  CHECK(*reader.Next() == std::nullopt);
}

TEST_CASE("reading goes on at the offset where it ended") {
  const TemporaryFolder folder;
  const std::string text = "\"a\"\n\"1\"\n\"2\"\n";
  ResultReader first = Open(folder, text);
  CHECK(*first.Next() == Row{"a"});
  CHECK(*first.Next() == Row{"1"});
  ResultReader second = Open(folder, text, first.offset());
  CHECK(*second.Next() == Row{"2"});
}

TEST_CASE("rows longer than the buffer come whole") {
  const TemporaryFolder folder;
  const std::string big(1'000'000, 'z');
  ResultReader reader = Open(folder, "\"" + big + "\",\"end\"\n");
  CHECK(*reader.Next() == Row{big, "end"});
}

TEST_CASE("a file that is cut or no result is an error, not a crash") {
  for (const char* text : {"\"a", "\"a\"x\n", "\"a\"", "a\n"}) {
    const TemporaryFolder folder;
    ResultReader reader = Open(folder, text);
    CHECK_FALSE(reader.Next());
  }
}

}  // namespace tenon::query
