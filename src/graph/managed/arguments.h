#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "graph/node.h"

namespace tenon::graph {

// The texts of a DynamicTransform's Parameters by name: each Value is a list, even of one number.
using ArgumentTexts = std::map<std::string, std::vector<std::string>, std::less<>>;

// Reads [{"Name":"colName","Type":"str","Value":["a"]}]. kInvalidInput if it has another shape.
Result<ArgumentTexts> ReadArguments(const json::Value& parameters);

// The parameters of a managed transform and the values that a job gives them; what the job leaves
// out has its default. Borrows both. Thread-safe.
class Arguments {
 public:
  Arguments(std::span<const Parameter> parameters, const ArgumentTexts& texts)
      : parameters_(parameters), texts_(texts) {}

  // What is wrong with them: a required one is missing, a number is none, a choice is not offered.
  Faults Check() const;
  // Those given that the transform does not have, which change nothing.
  Faults Unknown() const;

  bool Has(std::string_view name) const { return !Text(name).empty(); }
  // The value, or its default; "" for neither. The readings below are of a value that was checked.
  std::string Text(std::string_view name) const;
  bool Flag(std::string_view name) const;
  std::int64_t Whole(std::string_view name) const;
  double Number(std::string_view name) const;
  // The texts, split at commas outside of backquotes and trimmed, without the empty ones.
  std::vector<std::string> List(std::string_view name) const;

 private:
  const Parameter& Find(std::string_view name) const;

  std::span<const Parameter> parameters_;
  const ArgumentTexts& texts_;
};

// "a, `b,c`" -> "a", "`b,c`".
std::vector<std::string> SplitNames(std::string_view text);

}  // namespace tenon::graph
