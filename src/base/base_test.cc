#include <doctest/doctest.h>
#include <sys/stat.h>

#include "base/clock.h"
#include "base/digest.h"
#include "base/file.h"
#include "base/hex.h"
#include "base/random.h"

namespace tenon {

TEST_CASE("times are written as each protocol wants them, and read back") {
  const Time time = FromMillis(1'769'847'330'123);
  CHECK(FormatIso8601(time) == "2026-01-31T08:15:30.123Z");
  CHECK(FormatBasicIso8601(time) == "20260131T081530Z");
  CHECK(FormatHttpDate(time) == "Sat, 31 Jan 2026 08:15:30 GMT");
  CHECK(*ParseBasicIso8601("20260131T081530Z") == FromMillis(1'769'847'330'000));
  CHECK(*ParseHttpDate("Sat, 31 Jan 2026 08:15:30 GMT") == FromMillis(1'769'847'330'000));
  CHECK(ToEpochSeconds(time) == 1'769'847'330.123);
}

TEST_CASE("dates of any other form are refused") {
  for (const char* text : {"", "20260131T081530", "20260131 081530Z", "20261331T081530Z",
                           "20260131T081530Zx", " 20260131T081530Z"}) {
    CAPTURE(text);
    CHECK_FALSE(ParseBasicIso8601(text));
  }
  CHECK_FALSE(ParseHttpDate("31 Jan 2026 08:15:30 GMT"));
}

TEST_CASE("base64 and hex read back what they write") {
  for (const char* text : {"", "f", "fo", "foo", "foob", "fooba", "foobar"}) {
    CHECK(*FromBase64(ToBase64(text)) == text);
    CHECK(*FromHex(ToHex(text)) == text);
  }
  CHECK(ToBase64("foob") == "Zm9vYg==");
  CHECK(ToHex("\x01\xab") == "01ab");
}

TEST_CASE("text that is no canonical base64 or hex is refused") {
  for (const char* text : {"Zg", "Zg=", "Zh==", "Z===", "Zm9*", "Zg==Zg=="}) {
    CAPTURE(text);
    CHECK_FALSE(FromBase64(text));
  }
  for (const char* text : {"0", "0g", "zz"}) CHECK_FALSE(FromHex(text));
}

TEST_CASE("digests agree with their published values") {
  CHECK(ToHex(Md5("abc")) == "900150983cd24fb0d6963f7d28e17f72");
  CHECK(ToHex(Sha256("abc")) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  // RFC 4231, case 2.
  CHECK(ToHex(HmacSha256("Jefe", "what do ya want for nothing?")) ==
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
}

TEST_CASE("sealed text opens with its key and associated text only, and only unchanged") {
  const std::string key(32, 'k');
  const std::string sealed = Seal(key, "secret");
  CHECK(Unseal(key, sealed) == "secret");
  CHECK(Unseal(std::string(32, 'x'), sealed).empty());
  std::string changed = sealed;
  changed[14] = static_cast<char>(changed[14] ^ 1);
  CHECK(Unseal(key, changed).empty());
  CHECK(Unseal(key, "short").empty());

  const std::string named = Seal(key, "secret", "a name");
  CHECK(Unseal(key, named, "a name") == "secret");
  CHECK(Unseal(key, named, "another").empty());
  CHECK(Unseal(key, named).empty());
}

TEST_CASE("a file is replaced whole, with the mode asked for") {
  const TemporaryFolder folder;
  const auto path = folder.path() / "key";
  REQUIRE(WriteFileAtomically(path, "old", 0600));
  REQUIRE(WriteFileAtomically(path, "new", 0600));
  CHECK(*ReadFile(path) == "new");
  struct stat status{};
  REQUIRE(stat(path.c_str(), &status) == 0);
  CHECK((status.st_mode & 0777) == 0600);
  CHECK(std::distance(std::filesystem::directory_iterator(folder.path()), {}) == 1);
}

TEST_CASE("reading says whether a file is absent or too large") {
  const TemporaryFolder folder;
  CHECK(ReadFile(folder.path() / "none").error().kind == ErrorKind::kNotFound);
  REQUIRE(WriteFileAtomically(folder.path() / "big", "12345", 0600));
  CHECK(ReadFile(folder.path() / "big", 4).error().kind == ErrorKind::kLimitExceeded);
}

TEST_CASE("a UUID has version 4 and its variant") {
  const std::string uuid = RandomUuid();
  REQUIRE(uuid.size() == 36);
  CHECK(uuid[14] == '4');
  CHECK(std::string("89ab").find(uuid[19]) != std::string::npos);
  CHECK(uuid != RandomUuid());
}

}  // namespace tenon
