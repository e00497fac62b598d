#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "graph/database_table.h"
#include "graph/node.h"
#include "task/database.h"

// What the sources that read a database have in common.
namespace tenon::graph {

// What a source reads, and the parameters that say so, for messages.
struct DatabaseRead {
  task::DatabaseSource source = {};
  Schema declared = {};  // empty: the database is asked
  // The bookmark keys and their order as they are written; ReadBookmark puts them into `source`.
  std::vector<std::string> keys = {};
  std::string order = "";
  std::string_view what = "";   // "ConnectionTable": what is read
  std::string_view where = "";  // "AdditionalOptions": what has the keys
};

// Takes over the table's connection and names.
void SetTable(const DatabaseTable& table, task::DatabaseSource& source);

// The Scan of what is read. Faults: more than one bookmark key, one that is no column or cannot
// grow, another order than ascending; columns that cannot be told. Those that a database does not
// tell because it does not answer now are kUnknown.
BindResult BindDatabaseRead(DatabaseRead read, Environment& environment);

// The same for a table of the Data Catalog that is in a database (IsInDatabase), named
// "sales.users" in messages. Its parameters jobBookmarkKeys and jobBookmarkKeysSortOrder count.
BindResult BindDatabaseTable(const std::string& name, const json::Value& document,
                             std::optional<task::DatabaseKind> wanted, Environment& environment);

}  // namespace tenon::graph
