#include "auth/keys.h"

#include <sys/stat.h>

#include <cerrno>
#include <utility>

#include "auth/refusal.h"
#include "base/digest.h"
#include "base/file.h"
#include "base/hex.h"
#include "base/random.h"
#include "json/value.h"

namespace tenon::auth {
namespace {

constexpr std::size_t kSessionKeyBytes = 32;
constexpr std::uint64_t kMaxFileBytes = 64 * 1024;

// AWS's form: four letters that tell the kind, sixteen of the base32 alphabet.
std::string NewKeyId(std::string_view prefix) {
  constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  std::string id(prefix);
  for (const char byte : RandomBytes(16)) {
    id += kAlphabet[static_cast<unsigned char>(byte) % kAlphabet.size()];
  }
  return id;
}

// 40 characters, as AWS's.
std::string NewSecret() { return ToBase64(RandomBytes(30)); }

std::filesystem::path RootFile(const std::filesystem::path& folder) { return folder / "root.json"; }

Result<AccessKey> ParseRootKey(const std::string& text) {
  ASSIGN_OR_RETURN(const json::Value value, json::Parse(text));
  const json::Reader reader(value);
  AccessKey key;
  ASSIGN_OR_RETURN(key.id, reader.String("AccessKeyId"));
  ASSIGN_OR_RETURN(key.secret, reader.String("SecretAccessKey"));
  return key;
}

Result<AccessKey> MakeRootKey(const std::filesystem::path& folder) {
  AccessKey key{.id = NewKeyId("AKIA"), .secret = NewSecret()};
  const json::Value value = {{"AccessKeyId", key.id}, {"SecretAccessKey", key.secret}};
  RETURN_IF_ERROR(WriteFileAtomically(RootFile(folder), json::Dump(value) + "\n", 0600));
  return key;
}

Result<std::string> OpenSessionKey(const std::filesystem::path& file) {
  auto stored = ReadFile(file, kMaxFileBytes);
  if (stored && stored->size() == kSessionKeyBytes) return stored;
  if (stored) return Internal("not a session key, remove it to make a new one: " + file.string());
  if (stored.error().kind != ErrorKind::kNotFound) return stored.error();
  std::string key = RandomBytes(kSessionKeyBytes);
  RETURN_IF_ERROR(WriteFileAtomically(file, key, 0600));
  return key;
}

Status MakeFolder(const std::filesystem::path& folder) {
  if (mkdir(folder.c_str(), 0700) == 0 || errno == EEXIST) return {};
  return SystemError("making the folder " + folder.string(), errno);
}

Error UnknownKey() {
  return Refuse("InvalidClientTokenId", "The security token included in the request is invalid");
}

Error WrongToken() {
  return Refuse("InvalidToken", "The provided token is malformed or otherwise invalid");
}

}  // namespace

Result<AccessKey> ReadRootKey(const std::filesystem::path& folder) {
  ASSIGN_OR_RETURN(const std::string text, ReadFile(RootFile(folder), kMaxFileBytes));
  auto key = ParseRootKey(text);
  if (!key) return WithContext(key.error(), "reading " + RootFile(folder).string());
  return key;
}

Result<std::unique_ptr<KeyStore>> KeyStore::Open(const std::filesystem::path& folder,
                                                 const Clock& clock) {
  RETURN_IF_ERROR(MakeFolder(folder));
  ASSIGN_OR_RETURN(std::string session_key, OpenSessionKey(folder / "session.key"));
  auto root = ReadRootKey(folder);
  const bool is_new = !root && root.error().kind == ErrorKind::kNotFound;
  if (is_new) root = MakeRootKey(folder);
  if (!root) return root.error();
  return std::unique_ptr<KeyStore>(
      new KeyStore(*std::move(root), is_new, std::move(session_key), clock));
}

Result<AccessKey> KeyStore::Find(std::string_view access_key_id,
                                 std::string_view session_token) const {
  if (access_key_id == root_.id) {
    if (!session_token.empty()) return WrongToken();
    return root_;
  }
  if (session_token.empty()) return UnknownKey();
  const auto sealed = FromBase64(session_token);
  if (!sealed) return WrongToken();
  const std::string plain = Unseal(session_key_, *sealed);
  if (plain.empty()) return WrongToken();
  ASSIGN_OR_RETURN(const json::Value value, json::Parse(plain));
  AccessKey key;
  key.id = value["id"].StringOr("");
  key.secret = value["secret"].StringOr("");
  key.session_token = session_token;
  key.expires = FromMillis(value["expires"].IntOr(0));
  if (key.id != access_key_id) return WrongToken();
  if (clock_.Now() >= *key.expires) {
    return Refuse("ExpiredToken", "The security token included in the request is expired");
  }
  return key;
}

AccessKey KeyStore::IssueSession(std::chrono::seconds lifetime) const {
  AccessKey key{.id = NewKeyId("ASIA"), .secret = NewSecret()};
  key.expires = clock_.Now() + lifetime;
  const json::Value value = {
      {"id", key.id}, {"secret", key.secret}, {"expires", ToMillis(*key.expires)}};
  key.session_token = ToBase64(Seal(session_key_, json::Dump(value)));
  return key;
}

}  // namespace tenon::auth
