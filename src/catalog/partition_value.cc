#include "catalog/partition_value.h"

#include <algorithm>
#include <bit>
#include <charconv>
#include <cmath>
#include <concepts>
#include <cstdint>
#include <limits>

#include "catalog/moment_text.h"
#include "text/utf8.h"

// An encoding is a byte that says what it is, then for a value bytes by its type, for other text
// the text. Numbers are big-endian with the sign bit turned, so that bytes order them.
namespace tenon::catalog {
namespace {

constexpr char kNullByte = 1;
constexpr char kValueByte = 2;
constexpr char kOtherByte = 3;
constexpr char kAfterOthers = 4;

// Text ends with kTextEnd, and a NUL within it is followed by kNulMark: so ends sort before all
// else, and no text's encoding begins another's.
constexpr std::string_view kTextEnd{"\0\x01", 2};
constexpr char kNulMark = '\xff';

constexpr char kAfterByte = '\xff';  // above the first byte of any encoding

// Decimals: a byte for the sign; then, but for zero, one for the exponent of "0.d1d2... * 10^e" and
// one for each digit, and kDigitsEnd; all of these inverted for a negative number.
constexpr char kNegative = 1;
constexpr char kZero = 2;
constexpr char kPositive = 3;
constexpr char kDigitsEnd = 0;
constexpr int kMostDigits = 38;  // Hive's, Spark's and Trino's limit
constexpr int kExponentBias = 64;

bool IsText(const Type& type) {
  switch (type.kind) {
    case TypeKind::kBoolean:
    case TypeKind::kTinyint:
    case TypeKind::kSmallint:
    case TypeKind::kInt:
    case TypeKind::kBigint:
    case TypeKind::kFloat:
    case TypeKind::kDouble:
    case TypeKind::kDecimal:
    case TypeKind::kDate:
    case TypeKind::kTimestamp:
      return false;
    default:
      return true;
  }
}

std::string EscapeText(std::string_view text) {
  std::string out;
  out.reserve(text.size() + kTextEnd.size());
  for (const char c : text) {
    out += c;
    if (c == '\0') out += kNulMark;
  }
  return out;
}

template <std::unsigned_integral Number>
void AppendBigEndian(std::string& out, Number number) {
  for (std::size_t i = sizeof(Number); i-- > 0;) {
    out += static_cast<char>(static_cast<unsigned char>(number >> (8 * i)));
  }
}

template <std::signed_integral Number>
void AppendSigned(std::string& out, Number number) {
  using Bits = std::make_unsigned_t<Number>;
  constexpr Bits kSign = Bits(Bits{1} << (8 * sizeof(Number) - 1));
  AppendBigEndian(out, static_cast<Bits>(static_cast<Bits>(number) ^ kSign));
}

// from_chars knows no '+'.
std::string_view WithoutPlus(std::string_view text) {
  const bool has_plus = text.size() > 1 && text[0] == '+' && text[1] != '-';
  return has_plus ? text.substr(1) : text;
}

template <std::signed_integral Number>
std::optional<Number> ParseInteger(std::string_view text) {
  text = WithoutPlus(text);
  Number number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

template <std::signed_integral Number>
bool AppendInteger(std::string& out, std::string_view text) {
  const auto number = ParseInteger<Number>(text);
  if (number) AppendSigned(out, *number);
  return number.has_value();
}

template <std::floating_point Number>
bool AppendFloating(std::string& out, std::string_view text) {
  using Bits = std::conditional_t<sizeof(Number) == 4, std::uint32_t, std::uint64_t>;
  text = WithoutPlus(text);
  Number number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return false;
  if (std::isnan(number)) number = std::numeric_limits<Number>::quiet_NaN();  // one NaN of many
  if (number == 0) number = 0;                                                // no negative zero
  constexpr Bits kSign = Bits{1} << (8 * sizeof(Number) - 1);
  const Bits bits = std::bit_cast<Bits>(number);
  AppendBigEndian(out, (bits & kSign) != 0 ? static_cast<Bits>(~bits) : bits ^ kSign);
  return true;
}

// A decimal number as 0.digits * 10^exponent, without zeros at either end of the digits.
struct Decimal {
  bool is_negative = false;
  std::string digits;
  int exponent = 0;
};

std::optional<Decimal> ParseDecimal(std::string_view text) {
  Decimal number;
  if (text.starts_with('+') || text.starts_with('-')) {
    number.is_negative = text.front() == '-';
    text.remove_prefix(1);
  }
  const std::size_t mantissa = std::min(text.find_first_of("eE"), text.size());
  if (mantissa < text.size()) {
    const auto exponent = ParseInteger<std::int16_t>(text.substr(mantissa + 1));
    if (!exponent) return std::nullopt;
    number.exponent = *exponent;
  }
  bool has_point = false;
  bool has_digit = false;
  for (const char c : text.substr(0, mantissa)) {
    if (c == '.' && !has_point) {
      has_point = true;
    } else if (c >= '0' && c <= '9') {
      has_digit = true;
      if (!has_point) ++number.exponent;
      if (!number.digits.empty() || c != '0') {
        number.digits += c;
      } else {
        --number.exponent;
      }
    } else {
      return std::nullopt;
    }
  }
  if (!has_digit) return std::nullopt;
  number.digits.erase(number.digits.find_last_not_of('0') + 1);
  return number;
}

bool AppendDecimal(std::string& out, std::string_view text) {
  const auto number = ParseDecimal(text);
  if (!number) return false;
  if (number->digits.empty()) {
    out += kZero;
    return true;
  }
  const int after_point = static_cast<int>(number->digits.size()) - number->exponent;
  if (number->digits.size() > kMostDigits || number->exponent > kMostDigits ||
      after_point > kMostDigits) {
    return false;
  }
  out += number->is_negative ? kNegative : kPositive;
  std::string rest(1, static_cast<char>(number->exponent + kExponentBias));
  rest += number->digits;
  rest += kDigitsEnd;
  if (number->is_negative) {
    for (char& c : rest) c = static_cast<char>(~c);
  }
  out += rest;
  return true;
}

bool AppendBoolean(std::string& out, std::string_view text) {
  const bool is_true = EqualsIgnoringCase(text, "true");
  if (!is_true && !EqualsIgnoringCase(text, "false")) return false;
  out += static_cast<char>(is_true);
  return true;
}

bool AppendDate(std::string& out, std::string_view text) {
  const auto days = ParseDays(text);
  if (!days) return false;
  AppendSigned(out, *days);
  return true;
}

bool AppendTimestamp(std::string& out, std::string_view text) {
  const auto moment = ParseMoment(text);
  if (!moment) return false;
  AppendSigned(out, moment->seconds);
  AppendBigEndian(out, moment->nanoseconds);
  return true;
}

// False, with `out` as it was, if the text is no value of the type, which is none of text.
bool AppendValue(std::string& out, TypeKind kind, std::string_view text) {
  switch (kind) {
    case TypeKind::kBoolean:
      return AppendBoolean(out, text);
    case TypeKind::kTinyint:
      return AppendInteger<std::int8_t>(out, text);
    case TypeKind::kSmallint:
      return AppendInteger<std::int16_t>(out, text);
    case TypeKind::kInt:
      return AppendInteger<std::int32_t>(out, text);
    case TypeKind::kBigint:
      return AppendInteger<std::int64_t>(out, text);
    case TypeKind::kFloat:
      return AppendFloating<float>(out, text);
    case TypeKind::kDouble:
      return AppendFloating<double>(out, text);
    case TypeKind::kDecimal:
      return AppendDecimal(out, text);
    case TypeKind::kDate:
      return AppendDate(out, text);
    default:
      return AppendTimestamp(out, text);
  }
}

// How many bytes from `begin` on are a text and its end.
std::size_t TextLength(std::string_view entry) {
  std::size_t at = 1;
  for (;;) {
    at = entry.find('\0', at);
    if (at == std::string_view::npos || at + 1 >= entry.size()) return entry.size();
    at += 2;
    if (entry[at - 1] != kNulMark) return at;
  }
}

std::size_t DecimalLength(std::string_view entry) {
  if (entry.size() < 2 || entry[1] == kZero) return 2;
  const bool is_negative = entry[1] == kNegative;
  const auto end = entry.find(is_negative ? static_cast<char>(~kDigitsEnd) : kDigitsEnd, 3);
  return end == std::string_view::npos ? entry.size() : end + 1;
}

std::size_t ValueLength(TypeKind kind, std::string_view entry) {
  switch (kind) {
    case TypeKind::kBoolean:
    case TypeKind::kTinyint:
      return 1 + 1;
    case TypeKind::kSmallint:
      return 1 + 2;
    case TypeKind::kInt:
    case TypeKind::kFloat:
    case TypeKind::kDate:
      return 1 + 4;
    case TypeKind::kBigint:
    case TypeKind::kDouble:
      return 1 + 8;
    case TypeKind::kTimestamp:
      return 1 + 8 + 4;
    case TypeKind::kDecimal:
      return DecimalLength(entry);
    default:
      return TextLength(entry);
  }
}

}  // namespace

std::vector<PartitionKey> PartitionKeysOf(const json::Value& table_input) {
  std::vector<PartitionKey> keys;
  const json::Array* const columns = table_input["PartitionKeys"].AsArray();
  if (columns == nullptr) return keys;
  for (const json::Value& column : *columns) {
    Type type;
    if (const Result<Type> parsed = ParseType(column["Type"].StringOr("string"))) {
      if (!IsText(*parsed) || parsed->precision > 0) type = *parsed;
    }
    keys.push_back({AsciiLower(column["Name"].StringOr("")), std::move(type)});
  }
  return keys;
}

std::string EncodeValue(const Type& type, std::string_view text) {
  if (text == kNullPartition) return {kNullByte};
  if (auto value = EncodeLiteral(type, text)) return *std::move(value);
  return kOtherByte + EscapeText(text).append(kTextEnd);
}

std::optional<std::string> EncodeLiteral(const Type& type, std::string_view text) {
  if (text == kNullPartition) return std::nullopt;
  std::string out(1, kValueByte);
  if (IsText(type)) {
    out += EscapeText(text).append(kTextEnd);
  } else if (!AppendValue(out, type.kind, text)) {
    return std::nullopt;
  }
  return out;
}

std::size_t EncodedLength(const Type& type, std::string_view entry) {
  if (entry.empty() || IsNull(entry)) return std::min<std::size_t>(entry.size(), 1);
  const std::size_t length = IsValue(entry) ? ValueLength(type.kind, entry) : TextLength(entry);
  return std::min(length, entry.size());
}

bool IsNull(std::string_view encoded) { return encoded.starts_with(kNullByte); }

bool IsValue(std::string_view encoded) { return encoded.starts_with(kValueByte); }

std::string DecodeText(std::string_view encoded) {
  std::string text;
  for (std::size_t i = 1; i < encoded.size(); ++i) {
    const bool is_end = encoded.substr(i) == kTextEnd;
    if (is_end) break;
    text += encoded[i];
    if (encoded[i] == '\0') ++i;  // its kNulMark
  }
  return text;
}

ByteRange AllValues() { return {{kValueByte}, {kOtherByte}}; }

ByteRange AllNulls() { return {{kNullByte}, After({&kNullByte, 1})}; }

ByteRange AllButNull() { return {{kValueByte}, {kAfterOthers}}; }

std::string After(std::string_view encoded) { return std::string(encoded) + kAfterByte; }

bool IsPoint(const ByteRange& range) {
  return range.end.size() == range.begin.size() + 1 && range.end.back() == kAfterByte &&
         range.end.starts_with(range.begin);
}

ByteRange TextsThatBeginWith(std::string_view prefix) {
  if (prefix.empty()) return AllValues();
  std::string begin = kValueByte + EscapeText(prefix);
  std::string end = begin;
  while (end.back() == '\xff') end.pop_back();  // the byte before ends a range one later
  ++end.back();
  return {std::move(begin), std::move(end)};
}

}  // namespace tenon::catalog
