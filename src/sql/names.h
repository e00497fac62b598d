#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "sql/lexer.h"

namespace tenon::sql {

// A name of a statement that may mean a table: "db"."table", or a table alone (empty database).
struct TableName {
  std::string database;
  std::string table;
  auto operator<=>(const TableName&) const = default;
};

// Every table that the statement could mean: each name with one dot or none, and the first two
// parts of longer ones, without duplicates. Columns, functions and aliases are among them, since
// telling them apart needs a parser for the whole dialect and the caller looks the names up anyway.
std::vector<TableName> PossibleTables(const std::vector<Token>& tokens);

// The statement without Athena's name of the catalog in front of tables:
// AwsDataCatalog.db.table -> db.table.
std::string WithoutCatalog(std::string_view statement, const std::vector<Token>& tokens);

// The first word in upper case: what kind of statement this is. "" for none.
std::string FirstKeyword(const std::vector<Token>& tokens);

// What an EXPLAIN explains: the statement behind that word. nullopt if the statement is no EXPLAIN.
std::optional<std::string> ExplainedStatement(std::string_view statement,
                                              const std::vector<Token>& tokens);

}  // namespace tenon::sql
