#pragma once

#include <string>
#include <string_view>

#include "base/clock.h"
#include "catalog/store.h"
#include "db/database.h"
#include "json/value.h"

namespace tenon::catalog {

// A user-defined function: its UserDefinedFunctionInput, kept whole, and what the catalog adds.
// Names are folded to lower case, as Hive and Glue fold them.
struct Function {
  std::string database;
  std::string name;
  json::Value document;  // the UserDefinedFunctionInput as it was sent
  Time created;
};

// Which functions a page lists: by database, then name.
struct FunctionRequest {
  std::string database = "";  // "" for those of every database
  std::string pattern;        // of names: see name_pattern.h
  std::string type = "";      // of the documents' FunctionType; "" for any
  std::string after_database = "";
  std::string after_name = "";  // functions after this one of after_database
  int limit = 100;
};

// The user-defined functions of databases; they go with their database. Every method is part of the
// caller's transaction. kNotFound if a database or function is not there, kAlreadyExists if a name
// is taken. Keeps nothing but its quotas; thread-safe.
class FunctionStore {
 public:
  explicit FunctionStore(const Quotas& quotas = {}) : quotas_(quotas) {}

  // kLimitExceeded for one more than the quota of its database allows.
  Status Create(db::Transaction& transaction, const Function& function) const;
  Result<Function> Get(db::Transaction& transaction, std::string_view database,
                       std::string_view name) const;
  // kInvalidInput if the pattern is none. In order while others come and go, as Store's lists.
  Result<Page<Function>> List(db::Transaction& transaction, const FunctionRequest& request) const;
  // Replaces the function `name` of function.database: the document whole, and the name by
  // function.name, which may be another. The time of creation stays.
  Status Update(db::Transaction& transaction, std::string_view name,
                const Function& function) const;
  Status Delete(db::Transaction& transaction, std::string_view database,
                std::string_view name) const;

 private:
  Quotas quotas_;
};

}  // namespace tenon::catalog
