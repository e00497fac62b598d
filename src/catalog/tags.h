#pragma once

#include <span>
#include <string>
#include <string_view>

#include "catalog/store.h"
#include "db/database.h"
#include "json/value.h"

namespace tenon::catalog {

// What an ARN names within an account and region: "database/sales", "table/sales/users", "job/etl".
// The names of databases and tables are folded to lower case, as the catalog folds them.
struct Resource {
  std::string type;
  std::string name;
  std::string parent = "";  // of a table its database, of a schema its registry; else ""
  bool operator==(const Resource&) const = default;
};

// Reads arn:<partition>:glue:<region>:<account>:<type>/<name>. Clients put ARNs together by
// themselves, from an account and region that they may have been told: so any will do.
// kInvalidInput if it is no ARN, or one of something that cannot be tagged (a function, a version
// of a table).
Result<Resource> ParseArn(std::string_view arn);

// kInvalidInput for keys that begin with "aws:" in any case, which AWS keeps for itself. Numbers
// and lengths are limited by the service model.
Status CheckTags(const json::Value& tags);

// The tags of every resource of the Glue API, whichever store keeps the resource itself: whoever
// deletes one calls Clear. That a resource is there is for the caller to know. Tags are objects of
// strings, in the order of their keys. Every method is part of the caller's transaction. Keeps
// nothing itself; thread-safe.
class TagStore {
 public:
  static constexpr int kMostTags = 50;  // of one resource

  Result<json::Value> Get(db::Transaction& transaction, const Resource& resource) const;
  // Sets these and leaves the others. A value that is no object adds none. Errors: CheckTags;
  // kInvalidInput, and nothing is changed, if there would be more than kMostTags.
  Status Add(db::Transaction& transaction, const Resource& resource, const json::Value& tags) const;
  // The names of those resources of a type without parents ("job") that have all of these tags, in
  // their order, by the page: after a name, as many as that.
  Result<Page<std::string>> NamesOfTagged(db::Transaction& transaction, std::string_view type,
                                          const json::Value& tags, const PageRequest& page) const;
  // Success also for keys that are not there.
  Status Remove(db::Transaction& transaction, const Resource& resource,
                std::span<const std::string> keys) const;
  // Removes all; with a database, also those of its tables.
  Status Clear(db::Transaction& transaction, const Resource& resource) const;
};

// For migrations: takes the member Tags out of a resource's document and keeps them, whatever they
// are.
Status TakeTags(db::Transaction& transaction, const Resource& resource, json::Value& document);
// A step of the catalog's migration: the tags of databases.
Status TakeDatabaseTags(db::Transaction& transaction);

}  // namespace tenon::catalog
