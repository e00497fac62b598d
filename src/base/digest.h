#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace tenon {

// Cryptographic digests, by OpenSSL. All results are raw bytes; see ToHex and ToBase64.
enum class DigestKind { kMd5, kSha1, kSha256 };

// The digest of bytes that arrive in pieces. One thread at a time.
class Digest {
 public:
  explicit Digest(DigestKind kind);
  ~Digest();
  Digest(Digest&&) noexcept;
  Digest& operator=(Digest&&) noexcept;

  void Update(std::string_view bytes);
  // Call once, at the end.
  std::string Finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

std::string Md5(std::string_view bytes);
std::string Sha256(std::string_view bytes);
std::string HmacSha256(std::string_view key, std::string_view bytes);
std::string HmacSha1(std::string_view key, std::string_view bytes);

// Compares in time that depends on the lengths only: for signatures and keys.
bool ConstantTimeEquals(std::string_view a, std::string_view b);

// AES-256-GCM: `key` is 32 bytes; the result is nonce, ciphertext and tag together. `associated` is
// no part of it, but has to be said again to unseal: what is sealed for one name opens under no
// other.
std::string Seal(std::string_view key, std::string_view plain, std::string_view associated = {});
// The plain text, or empty if the text was not sealed with this key and associated text or was
// changed. A sealed text is never empty, so empty is no answer that Seal could have made from one.
std::string Unseal(std::string_view key, std::string_view sealed, std::string_view associated = {});

}  // namespace tenon
