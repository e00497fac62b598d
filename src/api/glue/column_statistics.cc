#include "api/glue/column_statistics.h"

#include "api/glue/replies.h"
#include "catalog/column_statistics.h"
#include "catalog/partitions.h"

namespace tenon::api {
namespace {

struct ColumnStatistics {
  db::Database& database;
  const catalog::Store& catalog;
  const catalog::ColumnStatisticsStore store = {};

  // What the request is about: a partition if it names one, else the table.
  Result<catalog::StatisticsOwner> FindOwner(db::Transaction& transaction,
                                             const json::Value& input) const {
    ASSIGN_OR_RETURN(const catalog::Table table,
                     catalog.GetTable(transaction, input["DatabaseName"].StringOr(""),
                                      input["TableName"].StringOr("")));
    if (input["PartitionValues"].IsNull()) return catalog::StatisticsOwner::Of(table);
    ASSIGN_OR_RETURN(const auto values, json::Reader(input).Strings("PartitionValues"));
    ASSIGN_OR_RETURN(const catalog::Partition partition,
                     catalog::PartitionStore().Get(transaction, table, values));
    return catalog::StatisticsOwner::Of(table, partition);
  }

  Result<json::Value> Get(const json::Value& input) const {
    ASSIGN_OR_RETURN(const auto names, json::Reader(input).Strings("ColumnNames"));
    json::Array list;
    json::Array errors;
    RETURN_IF_ERROR(database.Read([&](db::Transaction& transaction) -> Status {
      ASSIGN_OR_RETURN(const auto owner, FindOwner(transaction, input));
      for (const std::string& name : names) {
        auto statistics = store.Get(transaction, owner, name);
        if (statistics) {
          list.push_back(*std::move(statistics));
        } else if (ConcernsOneItem(statistics.error())) {
          errors.push_back({{"ColumnName", name}, {"Error", ErrorDetail(statistics.error())}});
        } else {
          return statistics.error();
        }
      }
      return {};
    }));
    return json::Value{{"ColumnStatisticsList", std::move(list)}, {"Errors", std::move(errors)}};
  }

  Result<json::Value> Update(const json::Value& input) const {
    json::Array errors;
    RETURN_IF_ERROR(database.Write([&](db::Transaction& transaction) -> Status {
      ASSIGN_OR_RETURN(const auto owner, FindOwner(transaction, input));
      for (const json::Value& statistics : *input["ColumnStatisticsList"].AsArray()) {
        const Status put = store.Put(transaction, owner, statistics);
        if (put) continue;
        if (!ConcernsOneItem(put.error())) return put;
        errors.push_back({{"ColumnStatistics", statistics}, {"Error", ErrorDetail(put.error())}});
      }
      return {};
    }));
    return json::Value{{"Errors", std::move(errors)}};
  }

  Result<json::Value> Delete(const json::Value& input) const {
    RETURN_IF_ERROR(database.Write([&](db::Transaction& transaction) -> Status {
      ASSIGN_OR_RETURN(const auto owner, FindOwner(transaction, input));
      return store.Delete(transaction, owner, input["ColumnName"].StringOr(""));
    }));
    return json::Value(json::Object{});
  }
};

}  // namespace

Operations ColumnStatisticsOperations(db::Database& database, const catalog::Store& catalog) {
  const ColumnStatistics all{database, catalog};
  const auto get = [=](const json::Value& input, const Call&) { return all.Get(input); };
  const auto update = [=](const json::Value& input, const Call&) { return all.Update(input); };
  const auto remove = [=](const json::Value& input, const Call&) { return all.Delete(input); };
  return {
      {"GetColumnStatisticsForTable", get},       {"GetColumnStatisticsForPartition", get},
      {"UpdateColumnStatisticsForTable", update}, {"UpdateColumnStatisticsForPartition", update},
      {"DeleteColumnStatisticsForTable", remove}, {"DeleteColumnStatisticsForPartition", remove},
  };
}

}  // namespace tenon::api
