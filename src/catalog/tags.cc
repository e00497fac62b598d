#include "catalog/tags.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "catalog/rows.h"
#include "text/utf8.h"

namespace tenon::catalog {
namespace {

// The types of resources that AWS lets be tagged (AWS Glue developer guide, "AWS tags in AWS
// Glue"), and tables. The names are those of ARNs.
constexpr std::array<std::string_view, 16> kTypes = {
    "blueprint",   "connection",  "crawler", "customEntityType", "dataQualityRuleset", "database",
    "devEndpoint", "integration", "job",     "mlTransform",      "registry",           "schema",
    "session",     "table",       "trigger", "workflow"};

bool HasParent(std::string_view type) { return type == "table" || type == "schema"; }

// "a:b:c" -> "a", leaving "b:c"; the rest is "" if there is no separator.
std::string_view TakeUntil(std::string_view& text, char separator) {
  const std::size_t end = text.find(separator);
  const std::string_view part = text.substr(0, end);
  text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
  return part;
}

Resource Folded(const Resource& resource) {
  if (resource.type != "database" && resource.type != "table") return resource;
  return {resource.type, AsciiLower(resource.name), AsciiLower(resource.parent)};
}

Status Set(db::Transaction& transaction, const Resource& folded, const json::Value& tags) {
  if (tags.AsObject() == nullptr) return {};
  for (const auto& [key, value] : tags.AsObject()->members) {
    ASSIGN_OR_RETURN(
        [[maybe_unused]] const auto rows,
        transaction.Execute(
            "INSERT INTO catalog_tags(type, parent, name, key, value) VALUES (?1, ?2, ?3, ?4, ?5) "
            "ON CONFLICT(type, parent, name, key) DO UPDATE SET value = excluded.value",
            {folded.type, folded.parent, folded.name, key, value.StringOr("")}));
  }
  return {};
}

}  // namespace

Result<Resource> ParseArn(std::string_view arn) {
  std::string_view rest = arn;
  const std::string_view scheme = TakeUntil(rest, ':');
  const std::string_view partition = TakeUntil(rest, ':');
  const std::string_view service = TakeUntil(rest, ':');
  const std::string_view region = TakeUntil(rest, ':');
  const std::string_view account = TakeUntil(rest, ':');
  Resource resource;
  resource.type = TakeUntil(rest, '/');
  if (HasParent(resource.type)) resource.parent = TakeUntil(rest, '/');
  resource.name = rest;
  if (scheme != "arn" || !partition.starts_with("aws") || service != "glue" || region.empty() ||
      account.empty() || resource.name.empty() ||
      (HasParent(resource.type) && resource.parent.empty())) {
    return InvalidInput("not an ARN such as arn:aws:glue:us-east-1:123456789012:job/my-job: " +
                        std::string(arn));
  }
  if (std::ranges::find(kTypes, resource.type) == kTypes.end()) {
    return InvalidInput("resources of this type have no tags: " + resource.type);
  }
  return Folded(resource);
}

Status CheckTags(const json::Value& tags) {
  if (tags.AsObject() == nullptr) return {};
  for (const auto& [key, value] : tags.AsObject()->members) {
    if (AsciiLower(key).starts_with("aws:")) {
      return InvalidInput("keys of tags that begin with aws: are kept for AWS: " + key);
    }
  }
  return {};
}

Result<json::Value> TagStore::Get(db::Transaction& transaction, const Resource& resource) const {
  const Resource folded = Folded(resource);
  json::Object tags;
  RETURN_IF_ERROR(transaction.Query(
      "SELECT key, value FROM catalog_tags "
      "WHERE type = ?1 AND parent = ?2 AND name = ?3 ORDER BY key",
      {folded.type, folded.parent, folded.name}, [&](const db::Row& row) -> Status {
        tags.members.emplace_back(row.Text(0), row.Text(1));
        return {};
      }));
  return json::Value(std::move(tags));
}

Status TagStore::Add(db::Transaction& transaction, const Resource& resource,
                     const json::Value& tags) const {
  RETURN_IF_ERROR(CheckTags(tags));
  if (tags.AsObject() == nullptr) return {};
  ASSIGN_OR_RETURN(json::Value all, Get(transaction, resource));
  for (const auto& [key, value] : tags.AsObject()->members) all.Set(key, value);
  if (all.AsObject()->members.size() > kMostTags) {
    return InvalidInput("a resource has at most " + std::to_string(kMostTags) +
                        " tags: " + resource.type + " " + resource.name);
  }
  return Set(transaction, Folded(resource), tags);
}

Result<Page<std::string>> TagStore::NamesOfTagged(db::Transaction& transaction,
                                                  std::string_view type, const json::Value& tags,
                                                  const PageRequest& page) const {
  const json::Object* wanted = tags.AsObject();
  const std::size_t count = wanted == nullptr ? 0 : wanted->members.size();
  // CROSS JOIN keeps the order of the tags' own index, so that a page ends when it is full.
  return QueryPage<std::string>(
      transaction,
      "SELECT t.name FROM catalog_tags t CROSS JOIN json_each(?3) w "
      "ON w.key = t.key AND w.value = t.value "
      "WHERE t.type = ?1 AND t.parent = '' AND t.name > ?2 "
      "GROUP BY t.name HAVING count(*) = ?4 ORDER BY t.name LIMIT ?5",
      {type, page.after, json::Dump(tags), static_cast<std::int64_t>(count),
       std::int64_t{page.limit} + 1},
      page.limit, [](const db::Row& row) -> Result<std::string> { return row.Text(0); });
}

Status TagStore::Remove(db::Transaction& transaction, const Resource& resource,
                        std::span<const std::string> keys) const {
  const Resource folded = Folded(resource);
  for (const std::string& key : keys) {
    ASSIGN_OR_RETURN([[maybe_unused]] const auto rows,
                     transaction.Execute("DELETE FROM catalog_tags WHERE type = ?1 AND "
                                         "parent = ?2 AND name = ?3 AND key = ?4",
                                         {folded.type, folded.parent, folded.name, key}));
  }
  return {};
}

Status TagStore::Clear(db::Transaction& transaction, const Resource& resource) const {
  const Resource folded = Folded(resource);
  ASSIGN_OR_RETURN(
      [[maybe_unused]] const auto own,
      transaction.Execute("DELETE FROM catalog_tags WHERE type = ?1 AND parent = ?2 AND name = ?3",
                          {folded.type, folded.parent, folded.name}));
  if (folded.type != "database") return {};
  ASSIGN_OR_RETURN(
      [[maybe_unused]] const auto tables,
      transaction.Execute("DELETE FROM catalog_tags WHERE type = 'table' AND parent = ?1",
                          {folded.name}));
  return {};
}

Status TakeTags(db::Transaction& transaction, const Resource& resource, json::Value& document) {
  RETURN_IF_ERROR(Set(transaction, Folded(resource), document["Tags"]));
  document.Erase("Tags");
  return {};
}

Status TakeDatabaseTags(db::Transaction& transaction) {
  std::vector<std::pair<std::string, json::Value>> databases;
  RETURN_IF_ERROR(transaction.Query(
      "SELECT name, document FROM catalog_databases", {}, [&](const db::Row& row) -> Status {
        ASSIGN_OR_RETURN(json::Value document, json::Parse(row.View(1)));
        if (!document["Tags"].IsNull()) databases.emplace_back(row.Text(0), std::move(document));
        return {};
      }));
  for (auto& [name, document] : databases) {
    RETURN_IF_ERROR(TakeTags(transaction, {"database", name}, document));
    ASSIGN_OR_RETURN(
        [[maybe_unused]] const auto rows,
        transaction.Execute("UPDATE catalog_databases SET document = ?2 WHERE name = ?1",
                            {name, json::Dump(document)}));
  }
  return {};
}

}  // namespace tenon::catalog
