#include "graph/managed/arguments.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "base/check.h"
#include "text/utf8.h"

namespace tenon::graph {
namespace {

std::optional<bool> ReadFlag(std::string_view text) {
  if (EqualsIgnoringCase(text, "true") || text == "1") return true;
  if (EqualsIgnoringCase(text, "false") || text == "0" || text.empty()) return false;
  return std::nullopt;
}

template <typename T>
std::optional<T> ReadNumber(std::string_view text) {
  T number = {};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

bool IsOffered(std::string_view choices, std::string_view text) {
  while (true) {
    const std::size_t bar = choices.find('|');
    if (choices.substr(0, bar) == text) return true;
    if (bar == std::string_view::npos) return false;
    choices.remove_prefix(bar + 1);
  }
}

// What is wrong with a text for a parameter of the type; "" for nothing.
std::string WrongWith(const Parameter& parameter, const std::string& text) {
  switch (parameter.type) {
    case ParameterType::kBoolean:
      return ReadFlag(text) ? "" : "must be true or false: " + text;
    case ParameterType::kWhole:
      return ReadNumber<std::int64_t>(text) ? "" : "must be a whole number: " + text;
    case ParameterType::kNumber:
      return ReadNumber<double>(text) ? "" : "must be a number: " + text;
    case ParameterType::kChoice: {
      if (IsOffered(parameter.choices, text)) return "";
      std::string choices(parameter.choices);
      for (std::size_t at; (at = choices.find('|')) != std::string::npos;) {
        choices.replace(at, 1, ", ");
      }
      return "must be one of " + choices + ": " + text;
    }
    default:
      return "";
  }
}

std::string Joined(const std::vector<std::string>& texts) {
  std::string out;
  for (const std::string& text : texts) out += (out.empty() ? "" : ",") + text;
  return out;
}

// A value as text, however its writer spelled it: a Value of one number is met too.
std::optional<std::string> TextOf(const json::Value& value) {
  if (const std::string* text = value.AsString()) return *text;
  if (value.AsInt() != nullptr || value.AsDouble() != nullptr || value.AsBool() != nullptr) {
    return json::Dump(value);
  }
  return std::nullopt;
}

}  // namespace

Result<ArgumentTexts> ReadArguments(const json::Value& parameters) {
  ArgumentTexts texts;
  if (parameters.IsNull()) return texts;
  const json::Array* list = parameters.AsArray();
  if (list == nullptr) return InvalidInput("Parameters must be a list");
  for (const json::Value& parameter : *list) {
    Result<std::string> name = json::Reader(parameter).String("Name");
    if (!name) return WithContext(std::move(name).error(), "Parameters");
    const json::Value& value = parameter["Value"];
    if (value.IsNull()) continue;
    const json::Array one = {value};
    const json::Array& values = value.AsArray() == nullptr ? one : *value.AsArray();
    std::vector<std::string>& place = texts[*name];
    for (const json::Value& element : values) {
      std::optional<std::string> text = TextOf(element);
      if (!text) return InvalidInput("Parameters: Value of " + *name + " must be a list of texts");
      place.push_back(*std::move(text));
    }
  }
  return texts;
}

std::vector<std::string> SplitNames(std::string_view text) {
  std::vector<std::string> names;
  bool quoted = false;
  std::size_t start = 0;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    if (i < text.size() && text[i] == '`') quoted = !quoted;
    if (i < text.size() && (text[i] != ',' || quoted)) continue;
    const std::string_view name = Trim(text.substr(start, i - start));
    if (!name.empty()) names.emplace_back(name);
    start = i + 1;
  }
  return names;
}

const Parameter& Arguments::Find(std::string_view name) const {
  const auto found = std::ranges::find(parameters_, name, &Parameter::name);
  CHECK(found != parameters_.end());
  return *found;
}

Faults Arguments::Check() const {
  Faults faults;
  for (const Parameter& parameter : parameters_) {
    const std::string text = Text(parameter.name);
    const std::string title(parameter.title);
    if (text.empty()) {
      if (parameter.required) {
        faults.push_back({std::string(parameter.name), title + " is missing; give it a value"});
      }
      continue;
    }
    const std::string wrong = WrongWith(parameter, text);
    if (!wrong.empty()) faults.push_back({std::string(parameter.name), title + ' ' + wrong});
  }
  return faults;
}

Faults Arguments::Unknown() const {
  Faults faults;
  for (const auto& [name, value] : texts_) {
    if (std::ranges::find(parameters_, name, &Parameter::name) != parameters_.end()) continue;
    faults.push_back(
        {name,
         "this transform knows no parameter of this name, so it has no effect: " + Joined(value),
         Severity::kWarning});
  }
  return faults;
}

std::string Arguments::Text(std::string_view name) const {
  const Parameter& parameter = Find(name);
  const auto found = texts_.find(name);
  std::string text = found == texts_.end() ? "" : Joined(found->second);
  return text.empty() ? std::string(parameter.default_value) : text;
}

bool Arguments::Flag(std::string_view name) const { return ReadFlag(Text(name)).value_or(false); }

std::int64_t Arguments::Whole(std::string_view name) const {
  return ReadNumber<std::int64_t>(Text(name)).value_or(0);
}

double Arguments::Number(std::string_view name) const {
  return ReadNumber<double>(Text(name)).value_or(0);
}

std::vector<std::string> Arguments::List(std::string_view name) const {
  return SplitNames(Text(name));
}

}  // namespace tenon::graph
