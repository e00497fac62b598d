#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "auth/sealing.h"
#include "base/clock.h"
#include "catalog/store.h"
#include "db/database.h"
#include "json/value.h"

namespace tenon::catalog {

// A connection: its ConnectionInput, kept whole, and what the catalog adds.
struct Connection {
  std::string name;
  json::Value document;  // the ConnectionInput as it was sent, perhaps without its secrets
  Time created;
  Time updated;
};

// Whether a document is read with its secrets (connection_document.h).
enum class Secrets { kLeftOut, kIncluded };

// Which connections a page lists, by name.
struct ConnectionRequest {
  std::vector<std::string> match_criteria = {};  // all of these are among the connection's
  std::string type = "";                         // its ConnectionType; "" for any
  int schema_version = 0;                        // SchemaVersionOf it; 0 for any
  std::string after = "";                        // names greater than this one
  int limit = 1000;
};

// The connections of the catalog. Secrets are sealed before they are stored, so that the database
// file holds none in clear, and opened only where they are asked for. Every method is part of the
// caller's transaction. kNotFound for a missing connection, kAlreadyExists for a taken name; names
// keep their case. Thread-safe.
class ConnectionStore {
 public:
  // The key must outlive the store.
  explicit ConnectionStore(const auth::SealingKey& key, const Quotas& quotas = {})
      : key_(key), quotas_(quotas) {}

  // kInvalidInput as CheckConnection; kLimitExceeded for one more than the quota allows.
  Status Create(db::Transaction& transaction, const Connection& connection) const;
  // With secrets, the errors of SealingKey::Unseal.
  Result<Connection> Get(db::Transaction& transaction, std::string_view name,
                         Secrets secrets) const;
  // In order while others come and go, as Store's lists.
  Result<Page<Connection>> List(db::Transaction& transaction, const ConnectionRequest& request,
                                Secrets secrets) const;
  // Replaces the document and its secrets whole; the time of creation stays. kInvalidInput as
  // CheckConnection.
  Status Update(db::Transaction& transaction, const Connection& connection) const;
  Status Delete(db::Transaction& transaction, std::string_view name) const;  // and its tags

 private:
  Result<Connection> Read(const db::Row& row, Secrets secrets) const;
  const auth::SealingKey& key_;
  Quotas quotas_;
};

}  // namespace tenon::catalog
