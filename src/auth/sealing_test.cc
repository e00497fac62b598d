#include "auth/sealing.h"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include "base/file.h"

namespace tenon::auth {

TEST_CASE("a key is made once, for its owner alone, and opens what it has sealed") {
  const TemporaryFolder folder;
  const auto file = folder.path() / "sealing.key";
  CHECK(SealingKey::Open(file).error().kind == ErrorKind::kNotFound);
  const auto made = SealingKey::OpenOrMake(file);
  REQUIRE(made);
  struct stat facts{};
  REQUIRE(stat(file.c_str(), &facts) == 0);
  CHECK((facts.st_mode & 0777) == 0600);
  CHECK(facts.st_size == 32);

  const std::string sealed = made->Seal("hunter2", "connection/a");
  CHECK(sealed.find("hunter2") == std::string::npos);
  CHECK(made->Seal("hunter2", "connection/a") != sealed);
  for (const auto& again : {SealingKey::Open(file), SealingKey::OpenOrMake(file)}) {
    REQUIRE(again);
    CHECK(again->Unseal(sealed, "connection/a") == "hunter2");
  }
}

TEST_CASE("what was sealed for another name or by another key, or was changed, stays shut") {
  const TemporaryFolder folder;
  const auto key = *SealingKey::OpenOrMake(folder.path() / "one.key");
  const auto other = *SealingKey::OpenOrMake(folder.path() / "other.key");
  const std::string sealed = key.Seal("hunter2", "connection/a");
  std::string changed = sealed;
  changed[14] = static_cast<char>(changed[14] ^ 1);
  struct Case {
    const SealingKey& key;
    std::string sealed;
    const char* name;
  };
  for (const Case& shut : {Case{key, sealed, "connection/b"}, Case{other, sealed, "connection/a"},
                           Case{key, changed, "connection/a"}, Case{key, "", "connection/a"}}) {
    const auto secret = shut.key.Unseal(shut.sealed, shut.name);
    REQUIRE_FALSE(secret);
    CHECK(secret.error().reason == "GlueEncryptionException");
    CHECK(secret.error().message.find(".key") != std::string::npos);
  }
}

TEST_CASE("a key file that others can read, or of another length, is refused and left as it is") {
  struct Case {
    mode_t mode;
    std::size_t bytes;
    ErrorKind kind;
    const char* message;
  };
  for (const Case& bad : {Case{0640, 32, ErrorKind::kAccessDenied, "chmod 600"},
                          Case{0604, 32, ErrorKind::kAccessDenied, "chmod 600"},
                          Case{0600, 31, ErrorKind::kInvalidInput, "32 bytes"},
                          Case{0600, 33, ErrorKind::kInvalidInput, "32 bytes"},
                          Case{0600, 0, ErrorKind::kInvalidInput, "32 bytes"}}) {
    CAPTURE(bad.mode);
    CAPTURE(bad.bytes);
    const TemporaryFolder folder;
    const auto file = folder.path() / "sealing.key";
    REQUIRE(WriteFileAtomically(file, std::string(bad.bytes, 'k'), 0600));
    REQUIRE(chmod(file.c_str(), bad.mode) == 0);
    const auto key = SealingKey::OpenOrMake(file);
    REQUIRE_FALSE(key);
    CHECK(key.error().kind == bad.kind);
    CHECK(key.error().message.find(bad.message) != std::string::npos);
    CHECK(key.error().message.ends_with(file.string()));
    CHECK(ReadFile(file) == std::string(bad.bytes, 'k'));
  }
  const TemporaryFolder folder;
  const auto read_only = folder.path() / "mounted.key";
  REQUIRE(WriteFileAtomically(read_only, std::string(32, 'k'), 0600));
  REQUIRE(chmod(read_only.c_str(), 0400) == 0);
  CHECK(SealingKey::Open(read_only));
}

}  // namespace tenon::auth
