#include "http/message.h"

#include <algorithm>

#include "text/utf8.h"

namespace tenon::http {

const std::string* Headers::Find(std::string_view name) const {
  for (const auto& [field, value] : fields_) {
    if (EqualsIgnoringCase(field, name)) return &value;
  }
  return nullptr;
}

std::string_view Headers::Get(std::string_view name) const {
  const std::string* value = Find(name);
  return value == nullptr ? std::string_view{} : std::string_view(*value);
}

void Headers::Add(std::string_view name, std::string_view value) {
  fields_.emplace_back(std::string(name), std::string(Trim(value)));
}

void Headers::Set(std::string_view name, std::string_view value) {
  std::erase_if(fields_, [&](const auto& field) { return EqualsIgnoringCase(field.first, name); });
  Add(name, value);
}

Result<std::string> ReadAll(BodyReader& body, std::size_t limit) {
  // Room is made as it is needed, since making it costs the time to fill it: most bodies are short.
  constexpr std::size_t kFirstStep = 4 * 1024;
  std::string text;
  std::size_t length = 0;
  for (;;) {
    // One byte above the limit tells a body that is too long from one that just fits.
    if (text.size() == length) text.resize(std::min(std::max(kFirstStep, 2 * length), limit + 1));
    const std::span<char> room(text.data() + length, text.size() - length);
    ASSIGN_OR_RETURN(const std::size_t got, body.Read(room));
    length += got;
    if (got == 0) break;
    if (length > limit) {
      return Error{
          ErrorKind::kLimitExceeded,
          "the request's body is longer than the limit of " + std::to_string(limit) + " bytes",
          {}};
    }
  }
  text.resize(length);
  return text;
}

}  // namespace tenon::http
