#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

// How secrets are called: pure functions of values.
namespace tenon::secrets {

// kInvalidInput with the reason ValidationException, in AWS's words, for anything but letters,
// digits and -/_+=.@!.
Status CheckName(std::string_view name);

// Six letters and digits at random, which tell the ARN of a secret from that of an earlier one of
// the same name.
std::string MakeSuffix();

// "arn:aws:secretsmanager:us-east-1:000000000000:secret:prod/db-a1B2c3"
std::string MakeArn(std::string_view region, std::string_view account, std::string_view name,
                    std::string_view suffix);

// A SecretId, taken apart.
struct SecretId {
  std::string name;            // the name, or what follows "secret:" in an ARN
  std::string name_of_full;    // if that may be a full ARN, the name that it then has...
  std::string suffix_of_full;  // ...and its six characters; else both are ""
};

// Reads a name, a full ARN, or one without the last hyphen and the six characters. The account and
// region of an ARN may be any: clients put ARNs together from what they were told elsewhere.
// Errors: CheckName.
Result<SecretId> ParseSecretId(std::string_view text);

}  // namespace tenon::secrets
