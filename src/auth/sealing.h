#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <utility>

#include "base/result.h"

namespace tenon::auth {

// The key that keeps users' secrets, such as the passwords of connections and what Secrets Manager
// keeps, from whoever reads the database file or a copy of it. It is a file of 32 random bytes that
// only its owner can read. Whoever loses it loses the secrets: they have to be entered again.
// Thread-safe.
class SealingKey {
 public:
  // Reads a key file. kNotFound if there is none; kAccessDenied if others than its owner may read
  // or write it; kInvalidInput if it is not 32 bytes long. The messages name the file.
  static Result<SealingKey> Open(const std::filesystem::path& file);
  // The same, but a file that is not there is made, and on disk when this returns.
  static Result<SealingKey> OpenOrMake(const std::filesystem::path& file);

  // The secret sealed by AES-256-GCM for the thing of that name ("connection/sales").
  std::string Seal(std::string_view secret, std::string_view name) const;
  // The secret. kInternal with the reason GlueEncryptionException, naming the key file, if it was
  // sealed with another key, for another thing, or was changed.
  Result<std::string> Unseal(std::string_view sealed, std::string_view name) const;

 private:
  SealingKey(std::string key, std::filesystem::path file)
      : key_(std::move(key)), file_(std::move(file)) {}
  const std::string key_;
  const std::filesystem::path file_;
};

}  // namespace tenon::auth
