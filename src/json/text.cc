// The JSON text of a value, read and written. Boost.JSON stays in this file: its headers cost a
// second wherever they are included.

#include <algorithm>
#include <boost/json/basic_parser_impl.hpp>
#include <charconv>
#include <cmath>
#include <iterator>
#include <span>
#include <unordered_map>
#include <vector>

#include "json/value.h"

namespace tenon::json {
namespace {

namespace bj = boost::json;

constexpr std::size_t kMaxDepth = 100;

// Receives the parser's events and builds our values, without Boost's own tree between.
struct Builder {
  static constexpr std::size_t max_object_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_array_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_key_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_string_size = static_cast<std::size_t>(-1);
  using View = bj::string_view;
  using Code = bj::error_code;

  // A container that is not closed yet: where its members begin on the stack, and its own name in
  // the object that it lies in.
  struct Level {
    std::size_t begin;
    std::string key;
  };
  std::vector<Level> levels;
  std::vector<Member> stack;  // the members of all open containers; those of arrays have no name
  std::string key;            // of the member whose value comes next
  std::string text;           // the string, key or number being read in parts
  Value root;

  bool Add(Value value) {
    if (levels.empty()) {
      root = std::move(value);
    } else {
      stack.emplace_back(std::exchange(key, {}), std::move(value));
    }
    return true;
  }
  bool Open() {
    levels.push_back({stack.size(), std::exchange(key, {})});
    return true;
  }
  // Takes a container's members off the stack, into as much memory as they need.
  template <typename Container>
  bool Close(Container (*gather)(std::span<Member>)) {
    const std::size_t begin = levels.back().begin;
    Value value(gather(std::span(stack).subspan(begin)));
    stack.resize(begin);
    key = std::move(levels.back().key);
    levels.pop_back();
    return Add(std::move(value));
  }
  static Array GatherArray(std::span<Member> members) {
    Array array;
    array.reserve(members.size());
    for (Member& member : members) array.push_back(std::move(member.second));
    return array;
  }
  static Object GatherObject(std::span<Member> members) {
    Object object;
    object.members.reserve(members.size());
    std::ranges::move(members, std::back_inserter(object.members));
    if (HasTwins(object.members)) KeepLastOfEachName(object.members);
    return object;
  }
  // Few members are compared with each other, which is soon done; the names of many are sorted, as
  // a body of a million members must not cost their square.
  static bool HasTwins(const std::vector<Member>& members) {
    constexpr std::size_t kFew = 16;
    if (members.size() <= kFew) {
      for (std::size_t i = 1; i < members.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j) {
          if (members[i].first == members[j].first) return true;
        }
      }
      return false;
    }
    std::vector<std::string_view> names;
    names.reserve(members.size());
    for (const Member& member : members) names.push_back(member.first);
    std::ranges::sort(names);
    return std::ranges::adjacent_find(names) != names.end();
  }
  static void KeepLastOfEachName(std::vector<Member>& members) {
    std::unordered_map<std::string_view, std::size_t> last;
    for (std::size_t i = 0; i < members.size(); ++i) last[members[i].first] = i;
    std::vector<Member> kept;
    for (std::size_t i = 0; i < members.size(); ++i) {
      if (last[members[i].first] == i) kept.push_back(members[i]);
    }
    members = std::move(kept);
  }
  bool AddText(View part) {
    text.append(part.data(), part.size());
    return true;
  }

  bool on_document_begin(Code&) { return true; }
  bool on_document_end(Code&) { return true; }
  bool on_object_begin(Code&) { return Open(); }
  bool on_object_end(std::size_t, Code&) { return Close(&GatherObject); }
  bool on_array_begin(Code&) { return Open(); }
  bool on_array_end(std::size_t, Code&) { return Close(&GatherArray); }
  bool on_key_part(View part, std::size_t, Code&) { return AddText(part); }
  bool on_key(View part, std::size_t, Code&) {
    AddText(part);
    key = std::exchange(text, {});
    return true;
  }
  bool on_string_part(View part, std::size_t, Code&) { return AddText(part); }
  bool on_string(View part, std::size_t, Code&) {
    AddText(part);
    return Add(Value(std::exchange(text, {})));
  }
  bool on_number_part(View, Code&) { return true; }
  bool on_int64(std::int64_t number, View, Code&) { return Add(Value(number)); }
  bool on_uint64(std::uint64_t number, View, Code&) {
    return Add(Value(static_cast<double>(number)));  // only what int64 cannot hold arrives here
  }
  bool on_double(double number, View, Code&) { return Add(Value(number)); }
  bool on_bool(bool flag, Code&) { return Add(Value(flag)); }
  bool on_null(Code&) { return Add(Value()); }
  bool on_comment_part(View, Code&) { return true; }
  bool on_comment(View, Code&) { return true; }
};

// What stands for a byte in a string; "" where it stands for itself.
std::string Escape(char c) {
  constexpr std::string_view kHex = "0123456789abcdef";
  switch (c) {
    case '"':
      return "\\\"";
    case '\\':
      return "\\\\";
    case '\n':
      return "\\n";
    case '\r':
      return "\\r";
    case '\t':
      return "\\t";
    default:
      break;
  }
  const auto byte = static_cast<unsigned char>(c);
  if (byte >= 0x20) return "";
  return std::string("\\u00") + kHex[byte >> 4] + kHex[byte & 0x0f];
}

bool NeedsEscape(char c) { return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\'; }

// Whole stretches that need no escape are copied at once.
void AppendString(std::string& out, std::string_view text) {
  out += '"';
  while (!text.empty()) {
    const auto stop = std::ranges::find_if(text, NeedsEscape);
    const auto plain = static_cast<std::size_t>(stop - text.begin());
    out.append(text, 0, plain);
    text.remove_prefix(plain);
    if (text.empty()) break;
    out += Escape(text.front());
    text.remove_prefix(1);
  }
  out += '"';
}

void AppendDouble(std::string& out, double number) {
  if (!std::isfinite(number)) {
    out += "null";  // JSON has no word for it
    return;
  }
  char digits[32];
  const auto end = std::to_chars(std::begin(digits), std::end(digits), number).ptr;
  const std::string_view text(digits, static_cast<std::size_t>(end - digits));
  out += text;
  if (text.find_first_of(".eE") == std::string_view::npos) out += ".0";  // stays a double
}

void Append(std::string& out, const Value& value) {
  if (value.IsNull()) {
    out += "null";
  } else if (const bool* flag = value.AsBool()) {
    out += *flag ? "true" : "false";
  } else if (const std::int64_t* number = value.AsInt()) {
    out += std::to_string(*number);
  } else if (const double* fraction = value.AsDouble()) {
    AppendDouble(out, *fraction);
  } else if (const std::string* text = value.AsString()) {
    AppendString(out, *text);
  } else if (const Array* array = value.AsArray()) {
    out += '[';
    for (std::size_t i = 0; i < array->size(); ++i) {
      if (i > 0) out += ',';
      Append(out, (*array)[i]);
    }
    out += ']';
  } else if (const Object* object = value.AsObject()) {
    out += '{';
    for (std::size_t i = 0; i < object->members.size(); ++i) {
      if (i > 0) out += ',';
      AppendString(out, object->members[i].first);
      out += ':';
      Append(out, object->members[i].second);
    }
    out += '}';
  }
}

}  // namespace

Result<Value> Parse(std::string_view text) {
  bj::parse_options options;
  options.max_depth = kMaxDepth;
  bj::basic_parser<Builder> parser(options);
  bj::error_code code;
  const std::size_t read = parser.write_some(false, text.data(), text.size(), code);
  if (!code && read < text.size()) code = bj::make_error_code(bj::error::extra_data);
  if (code) {
    return InvalidInput("malformed JSON at byte " + std::to_string(read) + ": " + code.message());
  }
  return std::move(parser.handler().root);
}

std::string Dump(const Value& value) {
  std::string out;
  Append(out, value);
  return out;
}

}  // namespace tenon::json
