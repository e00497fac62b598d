#pragma once

#include "base/result.h"
#include "json/value.h"

namespace tenon::catalog {

// Brings a TableInput into the form in which Glue stores it: the names of columns and partition
// keys in lower case (of fields within a type: as they are). kInvalidInput, in Glue's words, for a
// partition key with parameters, and for columns beside a reference to a schema. That a name is
// both a column and a partition key is no error to Glue: crawlers and Iceberg write such tables.
Status NormalizeTableInput(json::Value& table_input);

}  // namespace tenon::catalog
