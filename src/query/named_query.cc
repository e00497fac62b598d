#include "query/named_query.h"

#include <array>

namespace tenon::query {
namespace {

constexpr std::array kMigrations = {db::Migration{1, R"(
CREATE TABLE named_queries(
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  description TEXT NOT NULL,
  database TEXT NOT NULL,
  work_group TEXT NOT NULL,
  statement TEXT NOT NULL,
  request_token TEXT UNIQUE,
  last_modified INTEGER NOT NULL);
)"}};

// A macro, as SQL text is put together by the compiler only from literals.
#define QUERY_COLUMNS \
  "sequence, id, name, description, database, work_group, statement, request_token, last_modified"

NamedQuery Read(const db::Row& row) {
  NamedQuery query;
  query.sequence = row.Int(0);
  query.id = row.Text(1);
  query.name = row.Text(2);
  query.description = row.Text(3);
  query.database = row.Text(4);
  query.work_group = row.Text(5);
  query.statement = row.Text(6);
  query.request_token = row.Text(7);
  query.last_modified = FromMillis(row.Int(8));
  return query;
}

Result<std::vector<NamedQuery>> QueryAll(db::Transaction& transaction, std::string_view sql,
                                         std::initializer_list<db::Parameter> parameters) {
  std::vector<NamedQuery> all;
  RETURN_IF_ERROR(transaction.Query(sql, parameters, [&](const db::Row& row) -> Status {
    all.push_back(Read(row));
    return {};
  }));
  return all;
}

Error NoQuery(std::string_view id) {
  return NotFound("NamedQuery " + std::string(id) + " was not found");
}

bool IsSameRequest(const NamedQuery& a, const NamedQuery& b) {
  return a.name == b.name && a.description == b.description && a.database == b.database &&
         a.work_group == b.work_group && a.statement == b.statement;
}

}  // namespace

Status NamedQueryStore::Migrate(db::Database& database) {
  return database.Migrate("named_queries", kMigrations);
}

Result<std::string> NamedQueryStore::Create(db::Transaction& transaction,
                                            const NamedQuery& query) const {
  db::Parameter token = nullptr;
  if (!query.request_token.empty()) {
    token = std::string_view(query.request_token);
    ASSIGN_OR_RETURN(
        const auto earlier,
        QueryAll(transaction,
                 "SELECT " QUERY_COLUMNS " FROM named_queries WHERE request_token = ?1", {token}));
    if (!earlier.empty() && IsSameRequest(earlier.front(), query)) return earlier.front().id;
    if (!earlier.empty()) {
      return InvalidInput("Idempotent parameters do not match: another query has this token");
    }
  }
  ASSIGN_OR_RETURN(
      [[maybe_unused]] const auto rows,
      transaction.Execute(
          "INSERT INTO named_queries(id, name, description, database, work_group, statement, "
          "request_token, last_modified) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
          {query.id, query.name, query.description, query.database, query.work_group,
           query.statement, token, ToMillis(query.last_modified)}));
  return query.id;
}

Result<NamedQuery> NamedQueryStore::Get(db::Transaction& transaction, std::string_view id) const {
  ASSIGN_OR_RETURN(
      auto found,
      QueryAll(transaction, "SELECT " QUERY_COLUMNS " FROM named_queries WHERE id = ?1", {id}));
  if (found.empty()) return NoQuery(id);
  return std::move(found.front());
}

Result<std::vector<NamedQuery>> NamedQueryStore::List(db::Transaction& transaction,
                                                      std::int64_t before, int limit) const {
  return QueryAll(transaction,
                  "SELECT " QUERY_COLUMNS
                  " FROM named_queries WHERE sequence < ?1 ORDER BY sequence DESC LIMIT ?2",
                  {before, std::int64_t{limit}});
}

Status NamedQueryStore::Update(db::Transaction& transaction, const NamedQuery& query) const {
  ASSIGN_OR_RETURN(
      const auto rows,
      transaction.Execute("UPDATE named_queries SET name = ?2, description = ?3, statement = ?4, "
                          "last_modified = ?5 WHERE id = ?1",
                          {query.id, query.name, query.description, query.statement,
                           ToMillis(query.last_modified)}));
  if (rows == 0) return NoQuery(query.id);
  return {};
}

Status NamedQueryStore::Delete(db::Transaction& transaction, std::string_view id) const {
  ASSIGN_OR_RETURN(const auto rows,
                   transaction.Execute("DELETE FROM named_queries WHERE id = ?1", {id}));
  if (rows == 0) return NoQuery(id);
  return {};
}

}  // namespace tenon::query
