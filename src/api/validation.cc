#include "api/validation.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "api/constraints.h"
#include "base/hex.h"

namespace tenon::api {
namespace {

// What Glue's own code checks, and refuses with InvalidInputException, rather than its front end.
constexpr std::string_view kCheckedByService[] = {"maxResults", "codeGenConfigurationNodes",
                                                  "jobUpdate.codeGenConfigurationNodes"};
// More violations than these are counted but not told.
constexpr std::size_t kMostTold = 10;

bool IsScalar(const Shape& shape) {
  return shape.type != ShapeType::kStructure && shape.type != ShapeType::kList &&
         shape.type != ShapeType::kMap && shape.type != ShapeType::kDocument;
}

std::string_view TypeName(ShapeType type) {
  switch (type) {
    case ShapeType::kStructure:
      return "a Structure";
    case ShapeType::kList:
      return "a List";
    case ShapeType::kMap:
      return "a Map";
    case ShapeType::kString:
      return "a String";
    case ShapeType::kInteger:
      return "an Integer";
    case ShapeType::kLong:
      return "a Long";
    case ShapeType::kDouble:
      return "a Double";
    case ShapeType::kBoolean:
      return "a Boolean";
    case ShapeType::kTimestamp:
      return "milliseconds since epoch";
    case ShapeType::kBlob:
      return "a ByteBuffer";
    case ShapeType::kDocument:
      return "a Document";
  }
  return "a value";
}

bool HasType(const Shape& shape, const json::Value& value) {
  switch (shape.type) {
    case ShapeType::kStructure:
    case ShapeType::kMap:
      return value.AsObject() != nullptr;
    case ShapeType::kList:
      return value.AsArray() != nullptr;
    case ShapeType::kString:
      return value.AsString() != nullptr;
    case ShapeType::kInteger:
      return value.AsInt() != nullptr &&
             *value.AsInt() >= std::numeric_limits<std::int32_t>::min() &&
             *value.AsInt() <= std::numeric_limits<std::int32_t>::max();
    case ShapeType::kLong:
      return value.AsInt() != nullptr;
    case ShapeType::kDouble:
      return value.AsDouble() != nullptr || value.AsInt() != nullptr;
    case ShapeType::kBoolean:
      return value.AsBool() != nullptr;
    case ShapeType::kTimestamp:
      return shape.timestamp_format == TimestampFormat::kUnixTimestamp
                 ? value.AsDouble() != nullptr || value.AsInt() != nullptr
                 : value.AsString() != nullptr;
    case ShapeType::kBlob:
      return value.AsString() != nullptr && FromBase64(*value.AsString()).has_value();
    case ShapeType::kDocument:
      return true;
  }
  return false;
}

// AWS's words for a value of another type. Its servers name the token that their parser met.
std::string TypeErrorText(const Shape& shape, const json::Value& value) {
  if (value.AsArray() != nullptr) return "Start of list found where not expected";
  if (value.AsObject() != nullptr) return "Start of structure or map found where not expected";
  std::string_view token = "NUMBER_VALUE";
  if (value.AsString() != nullptr) token = "STRING_VALUE";
  if (value.AsBool() != nullptr) token = *value.AsBool() ? "TRUE_VALUE" : "FALSE_VALUE";
  return fmt::format("{} can not be converted to {}", token, TypeName(shape.type));
}

// "DatabaseInput" -> "databaseInput": how messages write the names of members.
std::string PathName(std::string_view member) {
  std::string name(member);
  if (!name.empty() && name[0] >= 'A' && name[0] <= 'Z') name[0] = static_cast<char>(name[0] + 32);
  return name;
}

// Where in the input a walk is. It becomes a text only where something is wrong: a hundred
// partitions are thousands of places.
struct Place {
  const Place* above = nullptr;      // null for the input itself
  std::string_view member = {};      // its name in the structure above
  std::size_t item = 0;              // its number in the list above, from 1 on
  const std::string* key = nullptr;  // its key in the map above

  // "databaseInput.parameters.owner.member"
  std::string Text() const {
    if (above == nullptr) return "";
    const std::string path = above->Text();
    if (item > 0) return fmt::format("{}.{}.member", path, item);
    if (key != nullptr) return fmt::format("{}.{}.member", path, RenderValue(*key).value_or(""));
    return path + (path.empty() ? "" : ".") + PathName(member);
  }
};

bool IsCheckedByService(std::string_view path) {
  return std::ranges::any_of(kCheckedByService, [&](std::string_view part) {
    return path.starts_with(part) && (path.size() == part.size() || path[part.size()] == '.');
  });
}

// One walk over an input, collecting what is wrong with it.
class Walk {
 public:
  Walk(const ServiceModel& service, const PatternSet& patterns)
      : service_(service), patterns_(patterns) {}

  void Visit(const Shape& shape, const json::Value& value, const Place& place, bool is_sensitive);
  Status Outcome() const;

 private:
  void VisitMembers(const Shape& shape, const json::Value& value, const Place& place,
                    bool is_sensitive);
  void VisitItems(const Shape& shape, const json::Array& items, const Place& place,
                  bool is_sensitive);
  void VisitEntries(const Shape& shape, const json::Object& map, const Place& place,
                    bool is_sensitive);
  bool Breaks(const Shape& shape, const json::Value& value);
  void Add(std::string_view value, const Place& place, std::string_view constraint);
  // What a message repeats of the value: " 'abc'", or nothing. Never of a map or what holds one:
  // the properties of a connection hold its password, which the model does not mark.
  static std::string Shown(const json::Value& value, bool is_sensitive) {
    const std::optional<std::string> text = RenderValue(value);
    return is_sensitive || !text ? "" : fmt::format(" '{}'", *text);
  }

  const ServiceModel& service_;
  const PatternSet& patterns_;
  std::string type_error_;
  std::size_t count_ = 0;
  bool is_invalid_input_ = true;
  std::vector<std::string> violations_;
};

void Walk::Add(std::string_view value, const Place& place, std::string_view constraint) {
  ++count_;
  const std::string path = place.Text();
  is_invalid_input_ = is_invalid_input_ && IsCheckedByService(path);
  if (violations_.size() == kMostTold) return;
  violations_.push_back(
      fmt::format("Value{} at '{}' failed to satisfy constraint: {}", value, path, constraint));
}

bool Walk::Breaks(const Shape& shape, const json::Value& value) {
  return !BrokenConstraints(service_, patterns_, shape, value).empty();
}

void Walk::Visit(const Shape& shape, const json::Value& value, const Place& place,
                 bool is_sensitive) {
  if (!type_error_.empty()) return;
  if (!HasType(shape, value)) {
    type_error_ = TypeErrorText(shape, value);
    if (place.above != nullptr) type_error_ += fmt::format(" at '{}'", place.Text());
    return;
  }
  is_sensitive = is_sensitive || shape.is_sensitive;
  for (const std::string& constraint : BrokenConstraints(service_, patterns_, shape, value)) {
    Add(Shown(value, is_sensitive), place, constraint);
  }
  if (shape.type == ShapeType::kStructure) VisitMembers(shape, value, place, is_sensitive);
  if (shape.type == ShapeType::kList) VisitItems(shape, *value.AsArray(), place, is_sensitive);
  if (shape.type == ShapeType::kMap) VisitEntries(shape, *value.AsObject(), place, is_sensitive);
}

void Walk::VisitMembers(const Shape& shape, const json::Value& value, const Place& place,
                        bool is_sensitive) {
  std::size_t set = 0;
  for (const MemberModel& member : service_.MembersOf(shape)) {
    const json::Value& item = value[member.name];
    if (item.IsNull() && !member.required) continue;
    const Place below{.above = &place, .member = member.name};
    if (item.IsNull()) {
      Add(" null", below, "Member must not be null");
      continue;
    }
    ++set;
    Visit(service_.shapes[member.shape], item, below, is_sensitive);
  }
  if (shape.is_union && set != 1) {
    std::vector<std::string_view> names;
    for (const MemberModel& member : service_.MembersOf(shape)) names.push_back(member.name);
    Add("", place,
        fmt::format("Exactly one of these members must be set: [{}]", fmt::join(names, ", ")));
  }
}

void Walk::VisitItems(const Shape& shape, const json::Array& items, const Place& place,
                      bool is_sensitive) {
  const Shape& item_shape = service_.shapes[shape.value];
  bool is_broken = false;
  for (std::size_t i = 0; i < items.size() && type_error_.empty(); ++i) {
    const Place below{.above = &place, .item = i + 1};
    if (items[i].IsNull()) {
      Add(" null", below, "Member must not be null");
    } else if (!IsScalar(item_shape) || !HasType(item_shape, items[i])) {
      Visit(item_shape, items[i], below, is_sensitive);
    } else {
      is_broken = is_broken || Breaks(item_shape, items[i]);
    }
  }
  if (!is_broken) return;
  Add(Shown(items, is_sensitive || item_shape.is_sensitive), place,
      "Member must satisfy constraint: " + AllConstraints(service_, item_shape));
}

void Walk::VisitEntries(const Shape& shape, const json::Object& map, const Place& place,
                        bool is_sensitive) {
  const Shape& key_shape = service_.shapes[shape.key];
  const Shape& value_shape = service_.shapes[shape.value];
  bool is_key_broken = false;
  bool is_value_broken = false;
  for (const auto& [key, value] : map.members) {
    if (!type_error_.empty()) return;
    is_key_broken = is_key_broken || Breaks(key_shape, key);
    const Place below{.above = &place, .key = &key};
    if (value.IsNull()) {
      Add(" null", below, "Member must not be null");
    } else if (!IsScalar(value_shape) || !HasType(value_shape, value)) {
      Visit(value_shape, value, below, is_sensitive);
    } else {
      is_value_broken = is_value_broken || Breaks(value_shape, value);
    }
  }
  if (is_key_broken) {
    Add("", place, "Map keys must satisfy constraint: " + AllConstraints(service_, key_shape));
  }
  if (is_value_broken) {
    Add("", place, "Map value must satisfy constraint: " + AllConstraints(service_, value_shape));
  }
}

Status Walk::Outcome() const {
  if (!type_error_.empty()) {
    return Error{ErrorKind::kInvalidInput, type_error_, "SerializationException"};
  }
  if (count_ == 0) return {};
  return Error{ErrorKind::kInvalidInput,
               fmt::format("{} validation error{} detected: {}", count_, count_ == 1 ? "" : "s",
                           fmt::join(violations_, "; ")),
               is_invalid_input_ ? "InvalidInputException" : "ValidationException"};
}

}  // namespace

Validator::Validator(const ServiceModel& service) : service_(service), patterns_(service) {}
Validator::~Validator() = default;

Status Validator::CheckInput(const Shape& shape, const json::Value& input) const {
  Walk walk(service_, patterns_);
  walk.Visit(shape, input, Place(), false);
  return walk.Outcome();
}

void DropNulls(const ServiceModel& service, const Shape& shape, json::Value& value) {
  if (json::Array* items = value.AsArray(); items != nullptr && shape.type == ShapeType::kList) {
    for (json::Value& item : *items) DropNulls(service, service.shapes[shape.value], item);
  }
  json::Object* object = value.AsObject();
  if (object == nullptr || shape.type == ShapeType::kDocument) return;
  if (shape.type == ShapeType::kMap) {
    for (auto& member : object->members) {
      DropNulls(service, service.shapes[shape.value], member.second);
    }
    return;
  }
  std::erase_if(object->members, [](const json::Member& member) { return member.second.IsNull(); });
  for (const MemberModel& member : service.MembersOf(shape)) {
    for (auto& [name, item] : object->members) {
      if (name == member.name) DropNulls(service, service.shapes[member.shape], item);
    }
  }
}

}  // namespace tenon::api
