#include "engine/dialect_text.h"

#include <array>
#include <charconv>
#include <cmath>

namespace tenon::engine {
namespace {

// Java writes plain digits from 10^-3 up to 10^7, and an exponent beyond.
constexpr int kLeastPlain = -3;
constexpr int kMostPlain = 7;

template <typename Float>
std::string Text(Float value) {
  if (std::isnan(value)) return "NaN";
  if (std::isinf(value)) return value < 0 ? "-Infinity" : "Infinity";
  if (value == 0) return std::signbit(value) ? "-0.0" : "0.0";
  std::array<char, 64> buffer = {};
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), std::fabs(value),
                                 std::chars_format::scientific);
  const std::string_view written(buffer.data(), static_cast<std::size_t>(end.ptr - buffer.data()));
  const std::size_t e = written.find('e');
  std::string digits(1, written[0]);
  if (e > 2) digits += written.substr(2, e - 2);
  int exponent = 0;
  const char* number = written.data() + e + 1;
  if (*number == '+') ++number;
  std::from_chars(number, written.data() + written.size(), exponent);
  std::string out = value < 0 ? "-" : "";
  if (exponent < kLeastPlain || exponent >= kMostPlain) {
    out += digits.substr(0, 1) + "." + (digits.size() > 1 ? digits.substr(1) : "0");
    return out + "E" + std::to_string(exponent);
  }
  if (exponent < 0)
    return out + "0." + std::string(static_cast<std::size_t>(-exponent - 1), '0') + digits;
  const auto whole = static_cast<std::size_t>(exponent) + 1;
  if (digits.size() < whole) digits.append(whole - digits.size(), '0');
  out += digits.substr(0, whole) + ".";
  return out + (digits.size() > whole ? digits.substr(whole) : "0");
}

bool IsLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
char Upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

// The digit of each letter; '7' parts nothing (H, W), '0' is a vowel.
constexpr std::string_view kCodes = "01230127022455012623017202";

}  // namespace

std::string SparkText(double value) { return Text(value); }
std::string SparkText(float value) { return Text(value); }

std::string SparkSoundex(std::string_view text) {
  if (text.empty() || !IsLetter(text[0])) return std::string(text);
  std::string out(1, Upper(text[0]));
  char last = kCodes[static_cast<std::size_t>(out[0] - 'A')];
  for (const char c : text.substr(1)) {
    if (!IsLetter(c)) {
      last = '0';
      continue;
    }
    const char code = kCodes[static_cast<std::size_t>(Upper(c) - 'A')];
    if (code == '7') continue;
    if (code != '0' && code != last) {
      out += code;
      if (out.size() == 4) return out;
    }
    last = code;
  }
  out.append(4 - out.size(), '0');
  return out;
}

}  // namespace tenon::engine
