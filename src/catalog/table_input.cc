#include "catalog/table_input.h"

#include "text/utf8.h"

namespace tenon::catalog {
namespace {

// The member of that name, to be changed; null if there is none.
json::Value* Member(json::Value* object, std::string_view key) {
  json::Object* members = object == nullptr ? nullptr : object->AsObject();
  if (members == nullptr) return nullptr;
  for (auto& [name, value] : members->members) {
    if (name == key) return &value;
  }
  return nullptr;
}

void FoldNames(json::Value* columns) {
  json::Array* array = columns == nullptr ? nullptr : columns->AsArray();
  if (array == nullptr) return;
  for (json::Value& column : *array) {
    if (json::Value* name = Member(&column, "Name")) *name = AsciiLower(name->StringOr(""));
  }
}

bool IsEmpty(const json::Value& list) {
  return list.AsArray() == nullptr || list.AsArray()->empty();
}

}  // namespace

Status NormalizeTableInput(json::Value& table_input) {
  const json::Value& storage = table_input["StorageDescriptor"];
  if (!storage["SchemaReference"].IsNull() && !IsEmpty(storage["Columns"])) {
    return InvalidInput(
        "Both SchemaReference and Columns are populated, only one of them should be populated.");
  }
  if (const json::Array* keys = table_input["PartitionKeys"].AsArray()) {
    for (const json::Value& key : *keys) {
      const json::Object* parameters = key["Parameters"].AsObject();
      if (parameters != nullptr && !parameters->members.empty()) {
        return InvalidInput("Parameters not supported for partition columns");
      }
    }
  }
  FoldNames(Member(Member(&table_input, "StorageDescriptor"), "Columns"));
  FoldNames(Member(&table_input, "PartitionKeys"));
  return {};
}

}  // namespace tenon::catalog
