// Documents of connections: taking the secrets out and putting them back gives the same document,
// and what is left has no more to take out.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/check.h"
#include "catalog/connection_document.h"
#include "json/value.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto document = tenon::json::Parse(text);
  if (!document || document->AsObject() == nullptr) return 0;
  const auto parts = tenon::catalog::TakeSecrets(*document);
  CHECK(tenon::catalog::WithSecrets(parts.open, parts.secrets) == *document);
  CHECK(tenon::catalog::TakeSecrets(parts.open).secrets.AsObject()->members.empty());
  return 0;
}
