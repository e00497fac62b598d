#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/store.h"
#include "db/database.h"

namespace tenon::catalog {

// A condition on one field of a table. Fields are Name, DatabaseName, Description, Owner,
// Classification (the parameter of that name) and TableType, which are texts, and CreateTime,
// UpdateTime and LastAccessTime.
// A text matches if the words of `value` stand in it side by side, in any case; words are parted by
// punctuation other than '_': "link" finds "customer-link", not "xxlinkyy" (the service model's
// documentation; that '_' parts no words is our reading of its "certain punctuation").
// A time is compared by `comparator`, which texts ignore; its value: search_terms.h.
struct SearchFilter {
  enum class Comparator { kEquals, kGreaterThan, kLessThan, kGreaterThanEquals, kLessThanEquals };
  std::string key;
  std::string value;
  Comparator comparator = Comparator::kEquals;
};

struct SearchRequest {
  // Part of any text of a table (search_terms.h), in any case; all of one, if in quotes. "" for
  // all.
  std::string text = "";
  std::vector<SearchFilter> filters = {};  // all of them have to match
  std::string sort_field = "Name";         // as in filters
  bool descending = false;
  std::string after = "";  // `next` of the page before; "" for the first
  int limit = 1000;
};

struct SearchPage {
  std::vector<Table> items;
  std::string next;  // bytes; "" if nothing is left
};

// Finds tables in all databases, as they are in the full-text indexes: call
// TableSearchIndex().CatchUp before (search_index.h). Reads no table that it does not return. Texts
// of one or two characters, which the index does not hold, are looked for in the texts of one table
// after the other. Pages stay in order while tables come and go. Keeps nothing itself; thread-safe.
class TableSearch {
 public:
  // kInvalidInput for a field that there is none of, a value of a time that is none, and an `after`
  // that was not `next`.
  Result<SearchPage> Find(db::Transaction& transaction, const SearchRequest& request) const;
};

}  // namespace tenon::catalog
