#include "graph/table_scan.h"

#include "graph/catalog_table.h"

namespace tenon::graph {

Result<Scan> ScanOfTable(std::string_view database, std::string_view table,
                         Environment& environment) {
  CatalogTable name{std::string(database), std::string(table)};
  name.place = TablePlace::kQueried;
  BindResult bound = BindCatalogTable(name, environment);
  if (!bound) {
    std::string message;
    for (const Fault& fault : bound.error()) {
      if (!message.empty()) message += "; ";
      message += fault.message;
    }
    return InvalidInput(std::move(message));
  }
  Scan scan = std::get<Scan>(std::move(bound->part));
  scan.source.schema = name.database;
  scan.source.name = name.table;
  scan.source.title = name.database + "." + name.table;
  return scan;
}

}  // namespace tenon::graph
