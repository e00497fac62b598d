#include "secrets/secret_id.h"

#include <algorithm>

#include "base/random.h"

namespace tenon::secrets {
namespace {

constexpr std::string_view kLetters =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
constexpr std::string_view kOtherInNames = "-/_+=.@!";
constexpr std::size_t kSuffixLength = 6;
constexpr int kPartsBeforeName = 6;  // arn:aws:secretsmanager:region:account:secret:

bool IsLetterOrDigit(char c) { return kLetters.find(c) != std::string_view::npos; }

// What follows "arn:aws:secretsmanager:us-east-1:000000000000:secret:"; "" for anything else.
std::string_view NameInArn(std::string_view text) {
  std::string_view parts[kPartsBeforeName];
  for (std::string_view& part : parts) {
    const std::size_t end = text.find(':');
    if (end == std::string_view::npos) return {};
    part = text.substr(0, end);
    text.remove_prefix(end + 1);
  }
  const bool is_secret = parts[0] == "arn" && parts[1].starts_with("aws") &&
                         parts[2] == "secretsmanager" && parts[5] == "secret";
  return is_secret ? text : std::string_view();
}

}  // namespace

Status CheckName(std::string_view name) {
  const bool is_valid = !name.empty() && std::ranges::all_of(name, [](char c) {
    return IsLetterOrDigit(c) || kOtherInNames.find(c) != std::string_view::npos;
  });
  if (is_valid) return {};
  return Error{ErrorKind::kInvalidInput,
               "Invalid name. Must be a valid name containing alphanumeric characters, or any of "
               "the following: -/_+=.@!",
               "ValidationException"};
}

std::string MakeSuffix() {
  std::string suffix;
  while (suffix.size() < kSuffixLength) {
    // A byte that would favour the first letters is thrown away.
    const auto byte = static_cast<unsigned char>(RandomBytes(1)[0]);
    if (byte < 256 / kLetters.size() * kLetters.size()) suffix += kLetters[byte % kLetters.size()];
  }
  return suffix;
}

std::string MakeArn(std::string_view region, std::string_view account, std::string_view name,
                    std::string_view suffix) {
  std::string arn = "arn:aws:secretsmanager:";
  arn.append(region).append(":").append(account).append(":secret:");
  return arn.append(name).append("-").append(suffix);
}

Result<SecretId> ParseSecretId(std::string_view text) {
  const std::string_view in_arn = NameInArn(text);
  const std::string_view name = in_arn.empty() ? text : in_arn;
  RETURN_IF_ERROR(CheckName(name));
  SecretId id;
  id.name = name;
  if (in_arn.size() > kSuffixLength + 1) {
    const std::size_t hyphen = in_arn.size() - kSuffixLength - 1;
    if (in_arn[hyphen] == '-') {
      id.name_of_full = in_arn.substr(0, hyphen);
      id.suffix_of_full = in_arn.substr(hyphen + 1);
    }
  }
  return id;
}

}  // namespace tenon::secrets
