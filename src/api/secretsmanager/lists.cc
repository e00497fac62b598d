#include "api/secretsmanager/lists.h"

#include <fmt/format.h>

#include <algorithm>

#include "api/secretsmanager/pages.h"
#include "api/secretsmanager/shapes.h"
#include "secrets/filter.h"

namespace tenon::api {
namespace {

// A secret and the text that its place in the list is told by: a date and the secret's number, or
// the name. No two are equal.
struct Entry {
  std::string place;
  secrets::Secret secret;
};

std::string PlaceOf(const secrets::Secret& secret, std::string_view sort_by) {
  if (sort_by == "name") return secret.name;
  Time time = secret.created;
  if (sort_by == "last-changed-date") time = secret.changed;
  if (sort_by == "last-accessed-date") time = secret.accessed.value_or(Time());
  return fmt::format("{:020}/{:020}", ToMillis(time), secret.number);
}

// The secrets that the request asks for, in its order, from where the page before has ended.
std::vector<Entry> Select(std::vector<secrets::Secret> secrets, const json::Value& input,
                          const std::vector<secrets::Filter>& filters, const std::string& after) {
  const std::string sort_by = input["SortBy"].StringOr("created-date");
  const bool is_descending = input["SortOrder"].StringOr("asc") == "desc";
  const bool with_deleted = input["IncludePlannedDeletion"].BoolOr(false);
  std::vector<Entry> entries;
  for (secrets::Secret& secret : secrets) {
    if ((secret.deleted && !with_deleted) || !secrets::Passes(secret, filters)) continue;
    std::string place = PlaceOf(secret, sort_by);
    const bool was_told = is_descending ? place >= after : place <= after;
    if (!after.empty() && was_told) continue;
    entries.push_back({std::move(place), std::move(secret)});
  }
  std::ranges::sort(entries, {}, &Entry::place);
  if (is_descending) std::ranges::reverse(entries);
  return entries;
}

// A token goes on with the list that it belongs to: the size of pages alone may change.
std::string ScopeOf(json::Value input) {
  input.Erase("NextToken");
  input.Erase("MaxResults");
  return "ListSecrets/" + json::Dump(input);
}

}  // namespace

Operations SecretListOperations(db::Database& database, const secrets::Store& store) {
  const auto list = [&](const json::Value& input, const Call& call) -> Result<json::Value> {
    const std::string scope = ScopeOf(input);
    ASSIGN_OR_RETURN(const auto page, ReadSecretsPage(input, scope));
    ASSIGN_OR_RETURN(const auto filters, ReadFilters(input));
    ASSIGN_OR_RETURN(auto all,
                     database.ReadFor<std::vector<secrets::Secret>>(
                         [&](db::Transaction& transaction) { return store.List(transaction); }));
    const std::vector<Entry> entries = Select(std::move(all), input, filters, page.after);
    const std::size_t shown = std::min(entries.size(), static_cast<std::size_t>(page.limit));
    json::Value found = json::Array{};
    for (std::size_t i = 0; i < shown; ++i) {
      found.Append(ToJson(entries[i].secret, "SecretVersionsToStages", call));
    }
    json::Value reply = {{"SecretList", std::move(found)}};
    if (entries.size() > shown) {
      reply.Set("NextToken", EncodePageToken(scope, entries[shown - 1].place));
    }
    return reply;
  };
  return {{"ListSecrets", list}};
}

}  // namespace tenon::api
