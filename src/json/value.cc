#include "json/value.h"

#include <algorithm>

#include "base/check.h"

namespace tenon::json {

bool Object::operator==(const Object& other) const {
  return members.size() == other.members.size() &&
         std::ranges::all_of(members, [&](const Member& member) {
           return std::ranges::find(other.members, member) != other.members.end();
         });
}

const Value* Value::Find(std::string_view key) const {
  const Object* object = AsObject();
  if (object == nullptr) return nullptr;
  const auto it = std::ranges::find(object->members, key, &Member::first);
  return it == object->members.end() ? nullptr : &it->second;
}

const Value& Value::operator[](std::string_view key) const {
  static const Value kNull;
  const Value* value = Find(key);
  return value == nullptr ? kNull : *value;
}

void Value::Set(std::string_view key, Value value) {
  if (IsNull()) data_ = Object{};
  Object* object = AsObject();
  CHECK(object != nullptr);
  const auto it = std::ranges::find(object->members, key, &Member::first);
  if (it != object->members.end()) {
    it->second = std::move(value);
  } else {
    object->members.emplace_back(key, std::move(value));
  }
}

void Value::Erase(std::string_view key) {
  if (Object* object = AsObject()) {
    std::erase_if(object->members, [&](const Member& member) { return member.first == key; });
  }
}

void Value::Append(Value value) {
  if (IsNull()) data_ = Array{};
  Array* array = AsArray();
  CHECK(array != nullptr);
  array->push_back(std::move(value));
}

std::string Value::StringOr(std::string_view fallback) const {
  return AsString() != nullptr ? *AsString() : std::string(fallback);
}

std::int64_t Value::IntOr(std::int64_t fallback) const {
  return AsInt() != nullptr ? *AsInt() : fallback;
}

bool Value::BoolOr(bool fallback) const { return AsBool() != nullptr ? *AsBool() : fallback; }

Result<std::string> Reader::String(std::string_view key) const {
  const std::string* text = value_[key].AsString();
  if (text == nullptr) return InvalidInput(std::string(key) + " must be a string");
  return *text;
}

Result<std::vector<std::string>> Reader::Strings(std::string_view key) const {
  const Array* array = value_[key].AsArray();
  if (array == nullptr) return InvalidInput(std::string(key) + " must be a list of strings");
  std::vector<std::string> out;
  for (const Value& element : *array) {
    if (element.AsString() == nullptr) {
      return InvalidInput(std::string(key) + " must be a list of strings");
    }
    out.push_back(*element.AsString());
  }
  return out;
}

Result<std::string> Reader::StringOr(std::string_view key, std::string_view fallback) const {
  if (value_[key].IsNull()) return std::string(fallback);
  return String(key);
}

Result<bool> Reader::BoolOr(std::string_view key, bool fallback) const {
  const Value& value = value_[key];
  if (value.IsNull()) return fallback;
  if (value.AsBool() == nullptr) return InvalidInput(std::string(key) + " must be true or false");
  return *value.AsBool();
}

Result<std::int64_t> Reader::IntOr(std::string_view key, std::int64_t fallback) const {
  const Value& value = value_[key];
  if (value.IsNull()) return fallback;
  if (value.AsInt() == nullptr) return InvalidInput(std::string(key) + " must be a whole number");
  return *value.AsInt();
}

}  // namespace tenon::json
