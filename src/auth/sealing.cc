#include "auth/sealing.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <cerrno>

#include "base/digest.h"
#include "base/file.h"
#include "base/random.h"

namespace tenon::auth {
namespace {

constexpr std::size_t kKeyBytes = 32;
constexpr mode_t kOthers = S_IRWXG | S_IRWXO;

}  // namespace

Result<SealingKey> SealingKey::Open(const std::filesystem::path& file) {
  ASSIGN_OR_RETURN(const FileDescriptor descriptor, OpenFile(file, O_RDONLY));
  struct stat facts{};
  if (fstat(descriptor.get(), &facts) != 0) return SystemError("reading " + file.string(), errno);
  if ((facts.st_mode & kOthers) != 0) {
    return Error{
        ErrorKind::kAccessDenied,
        "the key file must be its owner's alone, protect it with chmod 600: " + file.string()};
  }
  ASSIGN_OR_RETURN(std::string key, ReadFile(file));
  if (key.size() != kKeyBytes) {
    return InvalidInput(
        "a key file holds 32 bytes, restore this one, or remove it to make another and enter the "
        "passwords of connections and the values of secrets again: " +
        file.string());
  }
  return SealingKey(std::move(key), file);
}

Result<SealingKey> SealingKey::OpenOrMake(const std::filesystem::path& file) {
  auto key = Open(file);
  if (key || key.error().kind != ErrorKind::kNotFound) return key;
  RETURN_IF_ERROR(WriteFileAtomically(file, RandomBytes(kKeyBytes), 0600));
  return Open(file);
}

std::string SealingKey::Seal(std::string_view secret, std::string_view name) const {
  return tenon::Seal(key_, secret, name);
}

Result<std::string> SealingKey::Unseal(std::string_view sealed, std::string_view name) const {
  std::string secret = tenon::Unseal(key_, sealed, name);
  if (!secret.empty()) return secret;
  return Error{ErrorKind::kInternal,
               "The secrets of " + std::string(name) +
                   " were not sealed with this key, restore the file that they were sealed with, "
                   "or enter them again: " +
                   file_.string(),
               "GlueEncryptionException"};
}

}  // namespace tenon::auth
