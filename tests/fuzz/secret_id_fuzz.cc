// SecretIds and the values of filters: whatever a client takes for a secret's name or ARN is
// refused or names one, whose own ARN names it again; any text is broken into words of it.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/check.h"
#include "secrets/filter.h"
#include "secrets/secret_id.h"

using tenon::secrets::MakeArn;
using tenon::secrets::ParseSecretId;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  std::size_t letters = 0;
  for (const std::string& word : tenon::secrets::WordsOf(text)) {
    CHECK(!word.empty());
    letters += word.size();
  }
  CHECK(letters <= size);
  const auto id = ParseSecretId(text);
  if (!id) return 0;
  CHECK(tenon::secrets::CheckName(id->name));
  CHECK(id->suffix_of_full.empty() || id->name == id->name_of_full + "-" + id->suffix_of_full);
  const auto again = ParseSecretId(MakeArn("us-east-1", "000000000000", id->name, "a1B2c3"));
  CHECK(again);
  CHECK(again->name_of_full == id->name);
  CHECK(again->suffix_of_full == "a1B2c3");
  return 0;
}
