#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "secrets/secret.h"

// Which secrets a list shows, as AWS documents its filters (API reference of AWS Secrets Manager,
// "Filter"; user guide, "Find secrets"): pure functions of values.
namespace tenon::secrets {

struct Filter {
  std::string key;                  // as in FilterNameStringType: "name", "tag-key", "all"
  std::vector<std::string> values;  // any of these; those after a "!" must not match
};

// Whether the secret passes all the filters. "name", "tag-key" and "tag-value" match beginnings,
// "description" too but in any case; "all" matches words of any of them in any case. No secret here
// is a replica or belongs to a service: "primary-region" and "owning-service" match none.
bool Passes(const Secret& secret, const std::vector<Filter>& filters);

// The words of a text in lower case: runs of letters or of digits, which also end where an upper
// case letter follows a lower case one. "credsDatabase#892" -> creds, database, 892.
std::vector<std::string> WordsOf(std::string_view text);

}  // namespace tenon::secrets
