#pragma once

#include "graph/script/script.h"

// How a script reads and writes tables of the Data Catalog.
namespace tenon::graph {

// A source with Database and Table, and PartitionPredicate and AdditionalOptions where the kind has
// them: glueContext.create_dynamic_frame.from_catalog.
Status WriteCatalogSource(const ScriptNode& node, Script& script);

// A source over a table of Iceberg, Delta or Hudi with Database and Table, which Glue reads as a
// DataFrame; `options` names the parameter of the format's options.
Status WriteLakeTable(const ScriptNode& node, Script& script, std::string_view options);
// The same with Paths, without a table of the catalog; `format` is Spark's name: "delta".
Status WriteLakeFiles(const ScriptNode& node, Script& script, std::string_view format,
                      std::string_view options);

// A target with Database and Table, and PartitionKeys and SchemaChangePolicy where the kind has
// them: glueContext.write_dynamic_frame.from_catalog. The table's own keys count, so the catalog is
// asked. kUnsupported for a table in a database whose rows are not just added.
Status WriteCatalogTarget(const ScriptNode& node, Script& script);

}  // namespace tenon::graph
