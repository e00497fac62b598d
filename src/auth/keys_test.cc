#include "auth/keys.h"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include "base/file.h"

namespace tenon::auth {
namespace {

const Time kNow = *ParseBasicIso8601("20260131T081530Z");

mode_t ModeOf(const std::filesystem::path& path) {
  struct stat facts{};
  REQUIRE(stat(path.c_str(), &facts) == 0);
  return facts.st_mode & 0777;
}

std::string ReasonOf(const Result<AccessKey>& result) {
  return result ? "found" : std::string(result.error().reason);
}

}  // namespace

TEST_CASE("the first start makes keys that only the owner can read, later ones keep them") {
  const TemporaryFolder folder;
  const std::filesystem::path keys = folder.path() / "keys";
  const ManualClock clock(kNow);
  const auto first = KeyStore::Open(keys, clock);
  REQUIRE(first);
  CHECK((*first)->root_is_new());
  CHECK((*first)->root().id.size() == 20);
  CHECK((*first)->root().id.starts_with("AKIA"));
  CHECK((*first)->root().secret.size() == 40);
  CHECK(ModeOf(keys) == 0700);
  CHECK(ModeOf(keys / "root.json") == 0600);
  CHECK(ModeOf(keys / "session.key") == 0600);

  const auto second = KeyStore::Open(keys, clock);
  REQUIRE(second);
  CHECK_FALSE((*second)->root_is_new());
  CHECK((*second)->root().secret == (*first)->root().secret);
  CHECK(ReadRootKey(keys)->secret == (*first)->root().secret);
  CHECK(ReadRootKey(folder.path()).error().kind == ErrorKind::kNotFound);
}

TEST_CASE("the root key is found by its id alone") {
  const TemporaryFolder folder;
  const ManualClock clock(kNow);
  const auto store = *KeyStore::Open(folder.path(), clock);
  CHECK(store->Find(store->root().id, "")->secret == store->root().secret);
  CHECK(ReasonOf(store->Find(store->root().id, "token")) == "InvalidToken");
  CHECK(ReasonOf(store->Find("AKIAIOSFODNN7EXAMPLE", "")) == "InvalidClientTokenId");
  CHECK(ReasonOf(store->Find("", "")) == "InvalidClientTokenId");
}

TEST_CASE("a session is good until it ends, after a restart too, and only with its own token") {
  const TemporaryFolder folder;
  ManualClock clock(kNow);
  const auto issuer = *KeyStore::Open(folder.path(), clock);
  const AccessKey session = issuer->IssueSession(std::chrono::hours(1));
  CHECK(session.id.starts_with("ASIA"));
  CHECK(*session.expires == kNow + std::chrono::hours(1));

  const auto store = *KeyStore::Open(folder.path(), clock);
  const auto found = store->Find(session.id, session.session_token);
  REQUIRE(found);
  CHECK(found->secret == session.secret);
  CHECK(ReasonOf(store->Find(session.id, "")) == "InvalidClientTokenId");
  CHECK(ReasonOf(store->Find("ASIAIOSFODNN7EXAMPLE", session.session_token)) == "InvalidToken");
  std::string changed = session.session_token;
  changed[20] = changed[20] == 'A' ? 'B' : 'A';
  CHECK(ReasonOf(store->Find(session.id, changed)) == "InvalidToken");
  CHECK(ReasonOf(store->Find(session.id, "not base64")) == "InvalidToken");

  clock.Advance(std::chrono::hours(1));
  CHECK(ReasonOf(store->Find(session.id, session.session_token)) == "ExpiredToken");

  const TemporaryFolder another;
  const auto stranger = *KeyStore::Open(another.path(), clock);
  CHECK(ReasonOf(stranger->Find(session.id, session.session_token)) == "InvalidToken");
}

TEST_CASE("a damaged key folder is an error that names the file, and nothing is overwritten") {
  const TemporaryFolder folder;
  const ManualClock clock(kNow);
  REQUIRE(WriteFileAtomically(folder.path() / "root.json", "{", 0600));
  const auto store = KeyStore::Open(folder.path(), clock);
  REQUIRE_FALSE(store);
  CHECK(store.error().message.find("root.json") != std::string::npos);
  CHECK(*ReadFile(folder.path() / "root.json") == "{");
}

}  // namespace tenon::auth
