#pragma once

#include <string_view>

#include "base/result.h"
#include "catalog/connections.h"
#include "db/database.h"
#include "objects/store.h"
#include "secrets/store.h"
#include "task/database.h"
#include "task/task.h"

namespace tenon::runner {

// The ways to databases that the Data Catalog's connections are. Thread-safe.
class Databases {
 public:
  // All must outlive it.
  Databases(const db::Database& database, const catalog::ConnectionStore& connections,
            const secrets::Store& secrets, const objects::Store& objects)
      : database_(database), connections_(connections), secrets_(secrets), objects_(objects) {}

  // What a graph may know: the way without its password. The errors of ReadDatabaseConnection, and
  // kNotFound if the connection is not there.
  Result<task::DatabaseConnection> Describe(std::string_view name) const;

  // The whole way, with credentials. `snapshot` holds the file of certificates, if there is one.
  struct Opened {
    task::DatabaseConnection connection;
    objects::Snapshot snapshot;
  };
  Result<Opened> Open(std::string_view name) const;
  // The same of a document that the catalog need not have. `name` is what messages call it.
  Result<Opened> OpenDocument(std::string_view name, const json::Value& document) const;

  // Gives the databases of a task, which are known by the names of their connections, the rest of
  // the way. What is returned holds files that the task reads: keep it until the task has ended.
  Result<std::vector<objects::Snapshot>> FillIn(task::Task& task) const;

 private:
  Status AddCertificate(const std::string& certificate, Opened& opened) const;
  Status AddSecret(const json::Value& document, task::DatabaseConnection& connection) const;
  Result<json::Value> Document(std::string_view name, catalog::Secrets secrets) const;

  const db::Database& database_;
  const catalog::ConnectionStore& connections_;
  const secrets::Store& secrets_;
  const objects::Store& objects_;
};

}  // namespace tenon::runner
