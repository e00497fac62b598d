#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/result.h"

namespace tenon::json {

class Value;
using Member = std::pair<std::string, Value>;
using Array = std::vector<Value>;

// The members of an object, in the order in which they were written.
struct Object {
  std::vector<Member> members;
  bool operator==(const Object&) const;  // in any order, as JSON defines it
};

// A JSON value. One thread at a time.
class Value {
 public:
  Value() = default;  // null
  // NOLINTBEGIN(google-explicit-constructor): literals read as JSON.
  Value(bool b) : data_(b) {}
  Value(int n) : data_(std::int64_t{n}) {}
  Value(std::int64_t n) : data_(n) {}
  Value(std::size_t n) : data_(static_cast<std::int64_t>(n)) {}
  Value(double d) : data_(d) {}
  Value(std::string s) : data_(std::move(s)) {}
  Value(std::string_view s) : data_(std::string(s)) {}
  Value(const char* s) : data_(std::string(s)) {}
  Value(Array a) : data_(std::move(a)) {}
  Value(Object o) : data_(std::move(o)) {}
  Value(std::initializer_list<Member> members) : data_(Object{members}) {}
  // NOLINTEND(google-explicit-constructor)

  bool IsNull() const { return std::holds_alternative<std::monostate>(data_); }
  const bool* AsBool() const { return std::get_if<bool>(&data_); }
  const std::int64_t* AsInt() const { return std::get_if<std::int64_t>(&data_); }
  const double* AsDouble() const { return std::get_if<double>(&data_); }  // not for integers
  const std::string* AsString() const { return std::get_if<std::string>(&data_); }
  const Array* AsArray() const { return std::get_if<Array>(&data_); }
  const Object* AsObject() const { return std::get_if<Object>(&data_); }
  Array* AsArray() { return std::get_if<Array>(&data_); }
  Object* AsObject() { return std::get_if<Object>(&data_); }

  // The member of that name; null pointer if this is no object or has none.
  const Value* Find(std::string_view key) const;
  // The member of that name, or a null value: chains as in JavaScript.
  const Value& operator[](std::string_view key) const;

  // Sets a member of an object (a null value becomes an object first). CHECKs for anything else.
  void Set(std::string_view key, Value value);
  // Removes a member if there is one.
  void Erase(std::string_view key);
  // Appends to an array (a null value becomes an array first). CHECKs for anything else.
  void Append(Value value);

  // Readings with a default, for members that may be absent.
  std::string StringOr(std::string_view fallback) const;
  std::int64_t IntOr(std::int64_t fallback) const;
  bool BoolOr(bool fallback) const;

  bool operator==(const Value&) const = default;

 private:
  std::variant<std::monostate, bool, std::int64_t, double, std::string, Array, Object> data_;
};

// Reads one JSON text (RFC 8259) and nothing after it. Of two members of one name the last counts.
// Numbers without fraction that fit become integers. kInvalidInput with the byte position for
// anything else, for more than 100 levels of nesting, and for text that is not UTF-8.
Result<Value> Parse(std::string_view text);

// The shortest JSON text of the value; doubles read back as the same double.
std::string Dump(const Value& value);

// Reads the members of one object; errors name the member ("JoinType must be a string").
// Borrows the value. One thread at a time.
class Reader {
 public:
  explicit Reader(const Value& value) : value_(value) {}
  // kInvalidInput unless the member is there and has the type.
  Result<std::string> String(std::string_view key) const;
  Result<std::vector<std::string>> Strings(std::string_view key) const;
  // Absent or null gives the fallback; another type is kInvalidInput.
  Result<std::string> StringOr(std::string_view key, std::string_view fallback) const;
  Result<bool> BoolOr(std::string_view key, bool fallback) const;
  Result<std::int64_t> IntOr(std::string_view key, std::int64_t fallback) const;
  const Value& value() const { return value_; }

 private:
  const Value& value_;
};

}  // namespace tenon::json
