#include "base/digest.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include "base/check.h"
#include "base/random.h"

namespace tenon {
namespace {

constexpr std::size_t kNonceBytes = 12;
constexpr std::size_t kTagBytes = 16;

const EVP_MD* Algorithm(DigestKind kind) {
  // Fetched once: an implicit fetch costs more than the digest of a short text.
  static const EVP_MD* const kMd5 = EVP_MD_fetch(nullptr, "MD5", nullptr);
  static const EVP_MD* const kSha1 = EVP_MD_fetch(nullptr, "SHA1", nullptr);
  static const EVP_MD* const kSha256 = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  switch (kind) {
    case DigestKind::kMd5:
      return kMd5;
    case DigestKind::kSha1:
      return kSha1;
    case DigestKind::kSha256:
      return kSha256;
  }
  return nullptr;
}

std::string Hmac(DigestKind kind, std::string_view key, std::string_view bytes) {
  std::string out(EVP_MAX_MD_SIZE, '\0');
  unsigned int length = 0;
  CHECK(HMAC(Algorithm(kind), key.data(), static_cast<int>(key.size()),
             reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(),
             reinterpret_cast<unsigned char*>(out.data()), &length) != nullptr);
  out.resize(length);
  return out;
}

std::string Once(DigestKind kind, std::string_view bytes) {
  Digest digest(kind);
  digest.Update(bytes);
  return digest.Finish();
}

unsigned char* Bytes(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }
const unsigned char* Bytes(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

using Cipher = std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)>;

}  // namespace

struct Digest::State {
  EVP_MD_CTX* context = EVP_MD_CTX_new();
  State() = default;
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  ~State() { EVP_MD_CTX_free(context); }
};

Digest::Digest(DigestKind kind) : state_(std::make_unique<State>()) {
  CHECK(EVP_DigestInit_ex(state_->context, Algorithm(kind), nullptr) == 1);
}
Digest::~Digest() = default;
Digest::Digest(Digest&&) noexcept = default;
Digest& Digest::operator=(Digest&&) noexcept = default;

void Digest::Update(std::string_view bytes) {
  CHECK(EVP_DigestUpdate(state_->context, bytes.data(), bytes.size()) == 1);
}

std::string Digest::Finish() {
  std::string out(EVP_MAX_MD_SIZE, '\0');
  unsigned int length = 0;
  CHECK(EVP_DigestFinal_ex(state_->context, Bytes(out), &length) == 1);
  out.resize(length);
  return out;
}

std::string Md5(std::string_view bytes) { return Once(DigestKind::kMd5, bytes); }
std::string Sha256(std::string_view bytes) { return Once(DigestKind::kSha256, bytes); }

std::string HmacSha256(std::string_view key, std::string_view bytes) {
  return Hmac(DigestKind::kSha256, key, bytes);
}
std::string HmacSha1(std::string_view key, std::string_view bytes) {
  return Hmac(DigestKind::kSha1, key, bytes);
}

bool ConstantTimeEquals(std::string_view a, std::string_view b) {
  return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

std::string Seal(std::string_view key, std::string_view plain, std::string_view associated) {
  CHECK(key.size() == 32);
  std::string out = RandomBytes(kNonceBytes);
  out.resize(kNonceBytes + plain.size() + kTagBytes);
  const Cipher cipher(EVP_CIPHER_CTX_new(), EVP_CIPHER_CTX_free);
  int length = 0;
  CHECK(EVP_EncryptInit_ex(cipher.get(), EVP_aes_256_gcm(), nullptr, Bytes(key), Bytes(out)) == 1);
  CHECK(EVP_EncryptUpdate(cipher.get(), nullptr, &length, Bytes(associated),
                          static_cast<int>(associated.size())) == 1);
  CHECK(EVP_EncryptUpdate(cipher.get(), Bytes(out) + kNonceBytes, &length, Bytes(plain),
                          static_cast<int>(plain.size())) == 1);
  CHECK(EVP_EncryptFinal_ex(cipher.get(), Bytes(out) + kNonceBytes + plain.size(), &length) == 1);
  CHECK(EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_GET_TAG, kTagBytes,
                            Bytes(out) + kNonceBytes + plain.size()) == 1);
  return out;
}

std::string Unseal(std::string_view key, std::string_view sealed, std::string_view associated) {
  CHECK(key.size() == 32);
  if (sealed.size() <= kNonceBytes + kTagBytes) return {};
  std::string tag(sealed.substr(sealed.size() - kTagBytes));
  const auto body = sealed.substr(kNonceBytes, sealed.size() - kNonceBytes - kTagBytes);
  std::string plain(body.size(), '\0');
  const Cipher cipher(EVP_CIPHER_CTX_new(), EVP_CIPHER_CTX_free);
  int length = 0;
  CHECK(EVP_DecryptInit_ex(cipher.get(), EVP_aes_256_gcm(), nullptr, Bytes(key), Bytes(sealed)) ==
        1);
  CHECK(EVP_DecryptUpdate(cipher.get(), nullptr, &length, Bytes(associated),
                          static_cast<int>(associated.size())) == 1);
  CHECK(EVP_DecryptUpdate(cipher.get(), Bytes(plain), &length, Bytes(body),
                          static_cast<int>(body.size())) == 1);
  CHECK(EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_SET_TAG, kTagBytes, tag.data()) == 1);
  if (EVP_DecryptFinal_ex(cipher.get(), Bytes(plain) + plain.size(), &length) != 1) return {};
  return plain;
}

}  // namespace tenon
