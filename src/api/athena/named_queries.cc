#include "api/athena/named_queries.h"

#include <algorithm>
#include <limits>

#include "api/athena/batch.h"
#include "api/athena/work_group.h"
#include "api/page_token.h"
#include "base/random.h"
#include "query/named_query.h"

namespace tenon::api {
namespace {

constexpr int kLargestPage = 50;

json::Value ToJson(const query::NamedQuery& query) {
  json::Value reply = {{"NamedQueryId", query.id},
                       {"Name", query.name},
                       {"Database", query.database},
                       {"QueryString", query.statement},
                       {"WorkGroup", query.work_group}};
  if (!query.description.empty()) reply.Set("Description", query.description);
  return reply;
}

// What CreateNamedQuery and UpdateNamedQuery have in common.
query::NamedQuery ReadQuery(const json::Value& input, std::string id, Time now) {
  query::NamedQuery query;
  query.id = std::move(id);
  query.name = input["Name"].StringOr("");
  query.description = input["Description"].StringOr("");
  query.statement = input["QueryString"].StringOr("");
  query.last_modified = now;
  return query;
}

struct NamedQueries {
  db::Database& database;
  query::NamedQueryStore store;

  Result<json::Value> Create(const json::Value& input, const Call& call) const {
    RETURN_IF_ERROR(CheckWorkGroup(input));
    query::NamedQuery query = ReadQuery(input, RandomUuid(), call.now);
    query.database = input["Database"].StringOr("");
    query.request_token = input["ClientRequestToken"].StringOr("");
    ASSIGN_OR_RETURN(std::string id,
                     database.WriteFor<std::string>([&](db::Transaction& transaction) {
                       return store.Create(transaction, query);
                     }));
    return json::Value{{"NamedQueryId", std::move(id)}};
  }

  Result<json::Value> Get(const std::string& id) const {
    ASSIGN_OR_RETURN(const auto query,
                     database.ReadFor<query::NamedQuery>(
                         [&](db::Transaction& transaction) { return store.Get(transaction, id); }));
    return ToJson(query);
  }

  Result<json::Value> List(const json::Value& input) const {
    RETURN_IF_ERROR(CheckWorkGroup(input));
    constexpr std::string_view kScope = "ListNamedQueries";
    ASSIGN_OR_RETURN(const auto page, ReadPageArguments(input, kScope, kLargestPage));
    ASSIGN_OR_RETURN(const std::int64_t before,
                     ReadNumberKey(page, std::numeric_limits<std::int64_t>::max()));
    ASSIGN_OR_RETURN(const auto found, database.ReadFor<std::vector<query::NamedQuery>>(
                                           [&](db::Transaction& transaction) {
                                             return store.List(transaction, before, page.limit + 1);
                                           }));
    json::Value ids = json::Array{};
    const std::size_t shown = std::min(found.size(), static_cast<std::size_t>(page.limit));
    for (std::size_t i = 0; i < shown; ++i) ids.Append(found[i].id);
    json::Value reply = {{"NamedQueryIds", std::move(ids)}};
    if (found.size() > shown) {
      reply.Set("NextToken", EncodePageToken(kScope, std::to_string(found[shown - 1].sequence)));
    }
    return reply;
  }

  Result<json::Value> Update(const json::Value& input, const Call& call) const {
    const auto query = ReadQuery(input, input["NamedQueryId"].StringOr(""), call.now);
    RETURN_IF_ERROR(database.Write(
        [&](db::Transaction& transaction) { return store.Update(transaction, query); }));
    return json::Value(json::Object{});
  }

  Result<json::Value> Delete(const json::Value& input) const {
    RETURN_IF_ERROR(database.Write([&](db::Transaction& transaction) {
      return store.Delete(transaction, input["NamedQueryId"].StringOr(""));
    }));
    return json::Value(json::Object{});
  }
};

}  // namespace

Operations NamedQueryOperations(db::Database& database) {
  const NamedQueries queries{database, {}};
  return {
      {"CreateNamedQuery",
       [=](const json::Value& input, const Call& call) { return queries.Create(input, call); }},
      {"GetNamedQuery",
       [=](const json::Value& input, const Call&) -> Result<json::Value> {
         ASSIGN_OR_RETURN(json::Value query, queries.Get(input["NamedQueryId"].StringOr("")));
         return json::Value{{"NamedQuery", std::move(query)}};
       }},
      {"BatchGetNamedQuery",
       [=](const json::Value& input, const Call&) {
         return BatchGet(input,
                         {.ids = "NamedQueryIds",
                          .id = "NamedQueryId",
                          .items = "NamedQueries",
                          .unprocessed = "UnprocessedNamedQueryIds"},
                         [&](const std::string& id) { return queries.Get(id); });
       }},
      {"ListNamedQueries",
       [=](const json::Value& input, const Call&) { return queries.List(input); }},
      {"UpdateNamedQuery",
       [=](const json::Value& input, const Call& call) { return queries.Update(input, call); }},
      {"DeleteNamedQuery",
       [=](const json::Value& input, const Call&) { return queries.Delete(input); }},
  };
}

}  // namespace tenon::api
