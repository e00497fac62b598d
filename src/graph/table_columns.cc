#include "graph/table_columns.h"

namespace tenon::graph {

std::expected<Schema, Faults> DeclaredColumns(const json::Value& document) {
  Schema schema;
  for (const json::Value* columns :
       {&document["StorageDescriptor"]["Columns"], &document["PartitionKeys"]}) {
    if (columns->AsArray() == nullptr) continue;
    for (const json::Value& column : *columns->AsArray()) {
      if (column["Parameters"]["iceberg.field.current"].StringOr("true") == "false") continue;
      Result<Type> type = ParseType(column["Type"].StringOr("string"));
      if (!type) {
        return Fail("Table", "column " + column["Name"].StringOr("") +
                                 " cannot be read: " + type.error().message);
      }
      schema.push_back({column["Name"].StringOr(""), *std::move(type)});
    }
  }
  return schema;
}

}  // namespace tenon::graph
