#include "engine/bzip2.h"

#include <doctest/doctest.h>

#include "base/file.h"

namespace tenon::engine {
namespace {

constexpr std::uint64_t kAll = ~std::uint64_t{0};

class Files {
 public:
  std::filesystem::path at(const char* name) const { return folder_.path() / name; }
  void Write(const char* name, std::string_view content) const {
    REQUIRE(WriteFileAtomically(at(name), content, 0600));
  }
  std::string Read(const char* name) const { return ReadFile(at(name)).value_or("?"); }

 private:
  TemporaryFolder folder_;
};

}  // namespace

TEST_CASE("what is packed is inflated as it was") {
  const Files files;
  const std::atomic<bool> stop = false;
  std::string large;
  for (int i = 0; i < 200'000; ++i) large += std::to_string(i) + ",line\n";
  for (const std::string& content : {std::string(), std::string("1,a\n"), large}) {
    files.Write("plain", content);
    REQUIRE(CompressBzip2(files.at("plain"), files.at("packed")));
    REQUIRE(InflateBzip2(files.at("packed"), files.at("back"), kAll, stop));
    CHECK((files.Read("back") == content));
  }
}

TEST_CASE(
    "a file of several streams is inflated whole, and one with a limit to the end of a line") {
  const Files files;
  const std::atomic<bool> stop = false;
  files.Write("plain", "1,a\n2,b");
  REQUIRE(CompressBzip2(files.at("plain"), files.at("packed")));
  files.Write("twice", files.Read("packed") + files.Read("packed"));
  REQUIRE(InflateBzip2(files.at("twice"), files.at("back"), kAll, stop));
  CHECK(files.Read("back") == "1,a\n2,b1,a\n2,b");
  REQUIRE(InflateBzip2(files.at("packed"), files.at("back"), 5, stop));
  CHECK(files.Read("back") == "1,a\n");
}

TEST_CASE("damage, an early end and a stop are failures") {
  const Files files;
  std::atomic<bool> stop = false;
  files.Write("plain", std::string(100'000, 'x') + "\n");
  REQUIRE(CompressBzip2(files.at("plain"), files.at("packed")));
  const std::string packed = files.Read("packed");
  files.Write("short", packed.substr(0, packed.size() - 4));
  CHECK(InflateBzip2(files.at("short"), files.at("back"), kAll, stop).error().message ==
        "the file ends in the middle of its bzip2 data");
  files.Write("other", "1,a\n");
  CHECK(InflateBzip2(files.at("other"), files.at("back"), kAll, stop).error().message ==
        "the file is damaged, or not packed by bzip2");
  stop = true;
  CHECK(InflateBzip2(files.at("packed"), files.at("back"), kAll, stop).error().kind ==
        ErrorKind::kStopped);
}

}  // namespace tenon::engine
