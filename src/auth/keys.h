#pragma once

#include <chrono>
#include <filesystem>
#include <memory>
#include <string>

#include "auth/signature.h"

namespace tenon::auth {

// The keys of one data folder: the root key in <folder>/root.json, made at first start, and the key
// that session tokens are sealed with in <folder>/session.key, both mode 0600. Sessions are
// stateless: the token holds its key, secret and end, sealed with AES-256-GCM, so that one issued
// before a restart stays good after it. Thread-safe.
class KeyStore final : public KeyRing {
 public:
  // Opens the folder (made with mode 0700 if absent) and makes what is missing.
  static Result<std::unique_ptr<KeyStore>> Open(const std::filesystem::path& folder,
                                                const Clock& clock);

  Result<AccessKey> Find(std::string_view access_key_id,
                         std::string_view session_token) const override;

  const AccessKey& root() const { return root_; }
  // Whether this Open made the root key: its owner has not seen it yet.
  bool root_is_new() const { return root_is_new_; }

  // A temporary key for GetSessionToken, good for `lifetime` from now.
  AccessKey IssueSession(std::chrono::seconds lifetime) const;

 private:
  KeyStore(AccessKey root, bool root_is_new, std::string session_key, const Clock& clock)
      : root_(std::move(root)),
        root_is_new_(root_is_new),
        session_key_(std::move(session_key)),
        clock_(clock) {}
  const AccessKey root_;
  const bool root_is_new_;
  const std::string session_key_;
  const Clock& clock_;
};

// Reads the root key of a data folder's key folder without opening it for writing: for `tenon env`.
Result<AccessKey> ReadRootKey(const std::filesystem::path& folder);

}  // namespace tenon::auth
