#include "catalog/versions.h"

#include <utility>

#include "catalog/table_rows.h"

namespace tenon::catalog {
namespace {

Error NoVersion(std::int64_t version, const Table& table) {
  return NotFound("Version " + std::to_string(version) + " of table " + table.name + " not found.");
}

// Columns: version, document, updated. What versions have in common comes from the current one.
Result<Table> ReadVersion(const db::Row& row, const Table& current) {
  ASSIGN_OR_RETURN(json::Value document, json::Parse(row.View(1)));
  return Table{current.database,       current.name, std::move(document), current.created,
               FromMillis(row.Int(2)), row.Int(0),   current.id};
}

}  // namespace

Status TableVersions::Archive(db::Transaction& transaction, const Table& stored,
                              const Quotas& quotas) const {
  ASSIGN_OR_RETURN(
      [[maybe_unused]] const auto rows,
      transaction.Execute("INSERT INTO catalog_table_versions(table_id, version, document, updated)"
                          " SELECT id, version, document, updated FROM catalog_tables "
                          "WHERE id = ?1",
                          {stored.id}));
  // Up to the quota, a version's number is as good as a count.
  if (stored.version + 2 <= quotas.versions_per_table) return {};
  return CheckQuota(transaction, {"TABLE_VERSION", "TABLE", quotas.versions_per_table},
                    "SELECT count(*) + 1 FROM catalog_table_versions WHERE table_id = ?1",
                    {stored.id});
}

Result<Page<Table>> TableVersions::List(db::Transaction& transaction, std::string_view database,
                                        std::string_view table,
                                        const VersionPageRequest& page) const {
  ASSIGN_OR_RETURN(const Table current, Store().GetTable(transaction, database, table));
  Page<Table> found;
  if (current.version < page.before) found.items.push_back(current);
  const std::size_t most = static_cast<std::size_t>(page.limit);
  RETURN_IF_ERROR(transaction.Query(
      "SELECT version, document, updated FROM catalog_table_versions "
      "WHERE table_id = ?1 AND version < ?2 ORDER BY version DESC LIMIT ?3",
      {current.id, page.before, static_cast<std::int64_t>(most + 1 - found.items.size())},
      [&](const db::Row& row) -> Status {
        if (found.items.size() == most) {
          found.more = true;
          return {};
        }
        ASSIGN_OR_RETURN(Table version, ReadVersion(row, current));
        found.items.push_back(std::move(version));
        return {};
      }));
  return found;
}

Result<Table> TableVersions::Get(db::Transaction& transaction, std::string_view database,
                                 std::string_view table,
                                 std::optional<std::int64_t> version) const {
  ASSIGN_OR_RETURN(Table current, Store().GetTable(transaction, database, table));
  if (!version || *version == current.version) return current;
  Result<Table> found = NoVersion(*version, current);
  RETURN_IF_ERROR(
      transaction.Query("SELECT version, document, updated FROM catalog_table_versions "
                        "WHERE table_id = ?1 AND version = ?2",
                        {current.id, *version}, [&](const db::Row& row) -> Status {
                          found = ReadVersion(row, current);
                          return {};
                        }));
  return found;
}

Status TableVersions::Delete(db::Transaction& transaction, std::string_view database,
                             std::string_view table, std::int64_t version) const {
  ASSIGN_OR_RETURN(const Table current, Store().GetTable(transaction, database, table));
  if (version == current.version) {
    return InvalidInput("The current version of table " + current.name +
                        " cannot be deleted, only the table itself: " + std::to_string(version));
  }
  ASSIGN_OR_RETURN(
      const auto rows,
      transaction.Execute("DELETE FROM catalog_table_versions WHERE table_id = ?1 AND version = ?2",
                          {current.id, version}));
  if (rows == 0) return NoVersion(version, current);
  return {};
}

}  // namespace tenon::catalog
