#include "graph/database_source.h"

#include <utility>

#include "graph/column_path.h"
#include "graph/managed/arguments.h"
#include "graph/table_columns.h"
#include "text/utf8.h"

namespace tenon::graph {
namespace {

// Whether values of the type have an order in which a column can grow.
bool CanGrow(const Type& type) {
  return type.kind != TypeKind::kBoolean && type.kind != TypeKind::kBinary &&
         type.kind < TypeKind::kArray;
}

// Faults of keys that no database need be asked about.
Faults ReadBookmark(DatabaseRead& read) {
  const std::string where(read.where);
  if (!read.order.empty() && !EqualsIgnoringCase(read.order, "asc")) {
    return {{where, "rows can be read anew in the order asc of their bookmark key only, unlike " +
                        read.order}};
  }
  if (read.keys.size() > 1) {
    return {
        {where, "a source has one bookmark key here; leave the one that grows with every new row"}};
  }
  if (!read.keys.empty()) read.source.bookmark_key = read.keys.front();
  return {};
}

Faults BindBookmark(DatabaseRead& read, const Schema& columns) {
  if (read.source.bookmark_key.empty()) return {};
  const std::string where(read.where);
  const Result<ResolvedColumn> key = Resolve(columns, {read.source.bookmark_key});
  if (!key) return {{where, "bookmark key: " + key.error().message}};
  if (!CanGrow(key->type)) {
    return {{where, "bookmark key " + key->name + " is of type " + HiveName(key->type) +
                        ", which has no order; choose a number, a date, a timestamp or a text"}};
  }
  read.source.bookmark_key = key->name;
  return {};
}

// What is read, for messages of the engine, which names the connection itself.
std::string TitleOf(const task::DatabaseSource& source) {
  return source.query.empty() ? source.schema + "." + source.table : "the query";
}

Fault UnknownColumns(const DatabaseRead& read, const Error& error) {
  const bool is_silent = error.kind == ErrorKind::kUnavailable;
  return {std::string(read.what), "the columns cannot be told: " + error.message,
          is_silent ? Severity::kUnknown : Severity::kError};
}

}  // namespace

void SetTable(const DatabaseTable& table, task::DatabaseSource& source) {
  source.connection = table.connection;
  source.schema = table.schema;
  source.table = table.table;
}

BindResult BindDatabaseRead(DatabaseRead read, Environment& environment) {
  if (Faults faults = ReadBookmark(read); !faults.empty()) return std::unexpected(faults);
  Scan scan;
  scan.source.database = read.source;
  Schema columns = read.declared;
  if (columns.empty()) {
    // A key has no say in what columns there are; without it, answers are the same for all.
    scan.source.database->bookmark_key.clear();
    scan.source.title = TitleOf(read.source);
    Result<Schema> own = environment.FileSchema(scan);
    if (!own) return std::unexpected(Faults{UnknownColumns(read, own.error())});
    columns = *std::move(own);
  }
  if (Faults faults = BindBookmark(read, columns); !faults.empty()) return std::unexpected(faults);
  scan.source.database = std::move(read.source);
  scan.source.title.clear();
  scan.source.columns = columns;
  Bound bound;
  bound.schema = std::move(columns);
  bound.part = std::move(scan);
  return bound;
}

BindResult BindDatabaseTable(const std::string& name, const json::Value& document,
                             std::optional<task::DatabaseKind> wanted, Environment& environment) {
  const Result<DatabaseTable> table = LocateTable(name, document, wanted, environment);
  if (!table) return Fail("Table", table.error().message);
  DatabaseRead read{.what = "Table", .where = "Table"};
  SetTable(*table, read.source);
  read.keys = SplitNames(TableParameter(document, "jobBookmarkKeys"));
  read.order = TableParameter(document, "jobBookmarkKeysSortOrder");
  auto columns = DeclaredColumns(document);
  if (!columns) return std::unexpected(std::move(columns).error());
  read.declared = *std::move(columns);
  BindResult bound = BindDatabaseRead(std::move(read), environment);
  if (bound) return bound;
  for (Fault& fault : bound.error()) fault.message = "table " + name + ": " + fault.message;
  return bound;
}

}  // namespace tenon::graph
