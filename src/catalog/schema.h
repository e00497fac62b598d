#pragma once

#include "db/database.h"

namespace tenon::catalog {

// Brings the catalog's tables to this program's schema. What each holds is said in schema.cc; the
// stores of this folder own them.
Status Migrate(db::Database& database);

}  // namespace tenon::catalog
