// SearchTables' text and filters: any is refused or searched for; none breaks out of the query of
// the full-text index.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>

#include "base/file.h"
#include "catalog/search.h"
#include "catalog/search_index.h"

namespace {

using tenon::Result;
using tenon::Status;
using tenon::Time;
using tenon::catalog::SearchPage;
using tenon::catalog::SearchRequest;
using tenon::catalog::Store;
using tenon::catalog::TableSearch;
using tenon::catalog::TableSearchIndex;

// A catalog with one table.
struct Catalog {
  Catalog() {
    auto opened = tenon::db::Database::Open(folder.path() / "fuzz.db");
    if (!opened) std::abort();
    database = *std::move(opened);
    const Status filled = Store::Migrate(*database);
    const Status created = database->Write([](tenon::db::Transaction& transaction) -> Status {
      RETURN_IF_ERROR(Store().CreateDatabase(transaction, {"lake", {{"Name", "lake"}}, Time()}));
      return Store().CreateTable(
          transaction, {"lake", "raw_leads", {{"Description", "a b\"c"}}, Time(), Time()});
    });
    if (!filled || !created || !TableSearchIndex().CatchUp(*database)) std::abort();
  }

  void Find(const SearchRequest& request) const {
    const Result<SearchPage> page =
        database->ReadFor<SearchPage>([&](tenon::db::Transaction& transaction) {
          return TableSearch().Find(transaction, request);
        });
    if (!page && page.error().kind != tenon::ErrorKind::kInvalidInput) std::abort();
  }

  tenon::TemporaryFolder folder;
  std::unique_ptr<tenon::db::Database> database;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Catalog kCatalog;
  if (size > 1024) return 0;  // the service model's limit
  const std::string text(reinterpret_cast<const char*>(data), size);
  kCatalog.Find({.text = text});
  kCatalog.Find({.filters = {{"Description", text}, {"Name", text}}});
  kCatalog.Find({.text = text, .filters = {{"Owner", text}, {"CreateTime", text}}});
  kCatalog.Find({.after = text});
  return 0;
}
