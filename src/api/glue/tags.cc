#include "api/glue/tags.h"

#include "catalog/tags.h"

namespace tenon::api {
namespace {

Status StatusOf(const auto& found) {
  if (!found) return found.error();
  return {};
}

struct TaggedResources {
  db::Database& database;
  const TaggedStores stores;

  Status CheckIsThere(db::Transaction& transaction, const catalog::Resource& resource) const {
    const auto& [type, name, parent] = resource;
    if (type == "database") return StatusOf(stores.catalog.GetDatabase(transaction, name));
    if (type == "table") return StatusOf(stores.catalog.GetTable(transaction, parent, name));
    if (type == "connection")
      return StatusOf(stores.connections.Get(transaction, name, catalog::Secrets::kLeftOut));
    if (type == "job") return StatusOf(stores.jobs.GetJob(transaction, name));
    return NotFound("there is no " + type + " of this name: " + name);
  }

  Result<json::Value> Add(const json::Value& input) const {
    ASSIGN_OR_RETURN(const auto resource, catalog::ParseArn(input["ResourceArn"].StringOr("")));
    RETURN_IF_ERROR(database.Write([&](db::Transaction& transaction) -> Status {
      RETURN_IF_ERROR(CheckIsThere(transaction, resource));
      return catalog::TagStore().Add(transaction, resource, input["TagsToAdd"]);
    }));
    return json::Value(json::Object{});
  }

  Result<json::Value> Remove(const json::Value& input) const {
    ASSIGN_OR_RETURN(const auto resource, catalog::ParseArn(input["ResourceArn"].StringOr("")));
    ASSIGN_OR_RETURN(const auto keys, json::Reader(input).Strings("TagsToRemove"));
    RETURN_IF_ERROR(database.Write([&](db::Transaction& transaction) -> Status {
      RETURN_IF_ERROR(CheckIsThere(transaction, resource));
      return catalog::TagStore().Remove(transaction, resource, keys);
    }));
    return json::Value(json::Object{});
  }

  Result<json::Value> Get(const json::Value& input) const {
    ASSIGN_OR_RETURN(const auto resource, catalog::ParseArn(input["ResourceArn"].StringOr("")));
    ASSIGN_OR_RETURN(
        json::Value tags,
        database.ReadFor<json::Value>([&](db::Transaction& transaction) -> Result<json::Value> {
          RETURN_IF_ERROR(CheckIsThere(transaction, resource));
          return catalog::TagStore().Get(transaction, resource);
        }));
    return json::Value{{"Tags", std::move(tags)}};
  }
};

}  // namespace

Operations TagOperations(db::Database& database, const TaggedStores& stores) {
  const TaggedResources resources{database, stores};
  return {
      {"TagResource", [=](const json::Value& input, const Call&) { return resources.Add(input); }},
      {"UntagResource",
       [=](const json::Value& input, const Call&) { return resources.Remove(input); }},
      {"GetTags", [=](const json::Value& input, const Call&) { return resources.Get(input); }},
  };
}

}  // namespace tenon::api
