#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "json/value.h"

// What task.cc and event.cc share: readings of JSON members that base json::Reader does not have.
// Of use to this folder only.
namespace tenon::task {

// The names of an enumeration's values, in a table beside its codec.
template <typename Enum>
using Named = std::pair<Enum, std::string_view>;

template <typename Enum, std::size_t kCount>
std::string_view NameIn(const Named<Enum> (&table)[kCount], Enum value) {
  for (const auto& [candidate, name] : table) {
    if (candidate == value) return name;
  }
  return table[0].second;
}

// The value of that name; otherwise kInvalidInput: "<what> must be one of a, b: <name>".
template <typename Enum, std::size_t kCount>
Result<Enum> ValueIn(const Named<Enum> (&table)[kCount], std::string_view name,
                     std::string_view what) {
  std::string names;
  for (const auto& [value, candidate] : table) {
    if (candidate == name) return value;
    names += names.empty() ? "" : ", ";
    names += candidate;
  }
  return InvalidInput(std::string(what) + " must be one of " + names + ": " + std::string(name));
}

// A member that is a whole number of at least 0 and fits in T.
template <typename T>
Result<T> Count(const json::Value& value, std::string_view key) {
  const std::int64_t* number = value[key].AsInt();
  if (number == nullptr || !std::in_range<T>(*number) || *number < 0) {
    return InvalidInput(std::string(key) + " must be a whole number of at least 0");
  }
  return static_cast<T>(*number);
}

// A member that is true or false.
inline Result<bool> Flag(const json::Value& value, std::string_view key) {
  const bool* flag = value[key].AsBool();
  if (flag == nullptr) return InvalidInput(std::string(key) + " must be true or false");
  return *flag;
}

// A member that is a list, each element read by `parse`.
template <typename T>
Result<std::vector<T>> List(const json::Value& value, std::string_view key,
                            Result<T> (*parse)(const json::Value&)) {
  const json::Array* array = value[key].AsArray();
  if (array == nullptr) return InvalidInput(std::string(key) + " must be a list");
  std::vector<T> out;
  out.reserve(array->size());
  for (const json::Value& element : *array) {
    ASSIGN_OR_RETURN(T parsed, parse(element));
    out.push_back(std::move(parsed));
  }
  return out;
}

// The elements as a JSON list, each written by `write`.
template <typename T, typename Write>
json::Value ListOf(const std::vector<T>& elements, Write write) {
  json::Array out;
  out.reserve(elements.size());
  for (const T& element : elements) out.push_back(write(element));
  return out;
}

// What may be absent: null then.
template <typename T>
json::Value OrNull(const std::optional<T>& value) {
  return value ? ToJson(*value) : json::Value();
}

// Strings as a JSON list.
inline json::Value ListOf(const std::vector<std::string>& elements) {
  return ListOf(elements, [](const std::string& element) { return json::Value(element); });
}

}  // namespace tenon::task
