#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "graph/database_table.h"
#include "graph/node.h"

// What the targets that write to a database have in common.
namespace tenon::graph {

// How rows are written, as texts by name: writeMode (append, overwrite or merge), mergeKeys
// ("id, day"), createTable (true or false).
using WriteOptions = std::vector<std::pair<std::string, std::string>>;

// What is written, and the parameters that say so, for messages.
struct DatabaseWrite {
  DatabaseTable table;
  WriteOptions options = {};
  std::optional<Schema> listed = std::nullopt;  // the table's columns, if somebody lists them
  std::string subject = "";                     // "table sales.users: " before what is wrong
  std::string_view what = "";                   // "ConnectionTable": says which table
  std::string_view where = "";                  // "AdditionalOptions": has the options
};

// The Target. Faults: options that are none or contradict each other, merge keys that are no
// columns of the input, columns that no database holds or that are not listed, unless the run makes
// the table.
BindResult BindDatabaseWrite(const DatabaseWrite& write, const Input& input);

// The same for a table of the Data Catalog that is in a database (IsInDatabase), named
// "sales.users" in messages, whose parameters have the options.
BindResult BindDatabaseTarget(const std::string& name, const json::Value& document,
                              std::optional<task::DatabaseKind> wanted, const Input& input,
                              Environment& environment);

}  // namespace tenon::graph
