#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string_view>

#include "api/operation.h"
#include "catalog/store.h"

// What the operations about tables, their versions and the search for them have in common.
namespace tenon::api {

// The shape Table. Clients index Parameters and PartitionKeys of every table without asking, and
// Athena needs PartitionKeys: they are there, if empty.
json::Value ToJson(catalog::Table table, const Call& call);

// The number that a VersionId writes; kInvalidInput if it is none.
Result<std::int64_t> ParseVersionId(std::string_view text);
// The VersionId of a request; nullopt if it names none.
Result<std::optional<std::int64_t>> ReadVersionId(const json::Value& input);

// kUnsupported, naming the first of these members that a request has: those for which there is
// nothing here, and which must not be passed over in silence.
Status RefuseMembers(const json::Value& input, std::initializer_list<std::string_view> names);

// An object of one member; unlike a list of members it does not copy the value.
json::Value ObjectOf(std::string_view key, json::Value value);

}  // namespace tenon::api
