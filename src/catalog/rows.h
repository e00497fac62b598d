#pragma once

#include <initializer_list>
#include <string_view>
#include <utility>

#include "catalog/store.h"

// What the store's files share: how rows of answers become values.
namespace tenon::catalog {

// kNotFound, as Glue words it, unless there is a database of this name in lower case.
Status CheckDatabase(db::Transaction& transaction, std::string_view folded_name);

// The first row of an answer as `read` makes it; `missing` if there is none.
template <typename T, typename Read>
Result<T> QueryOne(db::Transaction& transaction, std::string_view sql,
                   std::initializer_list<db::Parameter> parameters, const Read& read,
                   Error missing) {
  Result<T> found(std::move(missing));
  RETURN_IF_ERROR(transaction.Query(sql, parameters, [&](const db::Row& row) -> Status {
    found = read(row);
    return {};
  }));
  return found;
}

// The rows of an answer that was limited to `limit` + 1, as a page of at most `limit`.
template <typename T, typename Read>
Result<Page<T>> QueryPage(db::Transaction& transaction, std::string_view sql,
                          std::initializer_list<db::Parameter> parameters, int limit,
                          const Read& read) {
  Page<T> page;
  RETURN_IF_ERROR(transaction.Query(sql, parameters, [&](const db::Row& row) -> Status {
    if (static_cast<int>(page.items.size()) == limit) {
      page.more = true;
      return {};
    }
    ASSIGN_OR_RETURN(T item, read(row));
    page.items.push_back(std::move(item));
    return {};
  }));
  return page;
}

}  // namespace tenon::catalog
