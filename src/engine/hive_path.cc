#include "engine/hive_path.h"

namespace tenon::engine {

std::string HiveEscape(std::string_view text) {
  constexpr std::string_view kSpecial = "\"#%'*/:=?\\{[]^\x7f";
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x20 && kSpecial.find(c) == std::string_view::npos) {
      out += c;
    } else {
      out += '%';
      out += kDigits[byte >> 4];
      out += kDigits[byte & 15];
    }
  }
  return out;
}

}  // namespace tenon::engine
