#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string_view>

#include "catalog/store.h"
#include "db/database.h"

namespace tenon::catalog {

// A page of a table's versions: those older than `before`, newest first.
struct VersionPageRequest {
  std::int64_t before = std::numeric_limits<std::int64_t>::max();
  int limit = 100;
};

// The versions of tables: the current one, which is the table itself, and those that UpdateTable
// has archived. A version that was replaced without being archived is gone: numbers may have gaps.
// A version is the Table as it was, `updated` included. Every method is part of the caller's
// transaction. kNotFound for a database, table or version that is not there. Keeps nothing itself;
// thread-safe.
class TableVersions {
 public:
  // Keeps the table as it is stored now, which is about to be replaced. kLimitExceeded if there
  // would be more versions than the quota allows.
  Status Archive(db::Transaction& transaction, const Table& stored, const Quotas& quotas) const;

  // The current one comes first, as Glue lists them.
  Result<Page<Table>> List(db::Transaction& transaction, std::string_view database,
                           std::string_view table, const VersionPageRequest& page) const;
  // The current one if no version is named.
  Result<Table> Get(db::Transaction& transaction, std::string_view database, std::string_view table,
                    std::optional<std::int64_t> version) const;
  // kInvalidInput for the current version: only the table itself can be deleted.
  Status Delete(db::Transaction& transaction, std::string_view database, std::string_view table,
                std::int64_t version) const;
};

}  // namespace tenon::catalog
