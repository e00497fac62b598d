#pragma once

#include <filesystem>
#include <string>

#include "base/result.h"
#include "task/source.h"

// XML as rows, as Glue's and Spark's readers have it. Each element of the row tag, however deep, is
// a row, and its children are columns: one with text is a value, one with elements or attributes a
// struct, one that occurs several times an array. An attribute is a column with a prefix to its
// name ("_id"), the text beside attributes or elements is the column _VALUE. Blanks around text do
// not count. Prefixes of namespaces are part of names.
namespace tenon::engine {

struct XmlInput {
  std::filesystem::path path;
  std::string compression = "";  // "gzip" or ""
};

// Writes the rows of one XML file as JSON lines. What is declared as an array or a struct in
// `columns` becomes one even where there is one element, or only text. Without `columns`, text that
// is a number is written as one. kInvalidInput for a file that is no XML; kLimitExceeded for one of
// more than 1 GiB, as it is held in memory.
Status WriteXmlAsLines(const XmlInput& input, const task::XmlOptions& options,
                       const Schema& columns, const std::filesystem::path& to);

}  // namespace tenon::engine
