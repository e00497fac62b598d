// gs_lookup ("Lookup"): columns of a catalog table for the row whose key matches: a left outer
// join. Without a match they are NULL; several matches repeat the row. NULL matches nothing.

#include <algorithm>

#include "graph/catalog_table.h"
#include "graph/managed/managed_transform.h"
#include "text/utf8.h"

namespace tenon::graph {
namespace {

// The names of these parameters are chosen here: Glue's documents do not tell its own.
constexpr Parameter kParameters[] = {
    {.name = "tableName",
     .required = true,
     .title = "Catalog table",
     .help = "The database and the table, as in mydb.mytable."},
    {.name = "matchCols",
     .required = true,
     .title = "Lookup key columns to match",
     .help = "With commas between them; a column that has another name in the table as in "
             "user_id=id, region."},
    {.name = "colList",
     .required = true,
     .title = "Lookup columns to take",
     .help = "Columns of the table, with commas between them."}};

struct Looked {
  std::string relation;
  Schema schema;
  Scan scan;
};

OrFaults<Looked> FindTable(const ManagedCall& call) {
  const std::string name = call.arguments.Text("tableName");
  const std::size_t dot = name.find('.');
  if (dot == std::string::npos || dot == 0 || dot + 1 == name.size()) {
    return Fail("tableName", "write the database and the table, as in mydb.mytable: " + name);
  }
  const CatalogTable table{name.substr(0, dot), name.substr(dot + 1)};
  BindResult bound = BindCatalogTable(table, call.environment);
  if (!bound) {
    Faults faults = std::move(bound).error();
    for (Fault& fault : faults) {
      fault.field = "tableName";
      fault.fixes.clear();
    }
    return std::unexpected(std::move(faults));
  }
  Looked looked{"lookup/" + name, std::move(bound->schema), std::get<Scan>(std::move(bound->part))};
  looked.scan.source.name = looked.relation;
  looked.scan.source.title = name;
  // What is looked up is the whole table in every run.
  if (looked.scan.source.database) looked.scan.source.database->bookmark_key.clear();
  return looked;
}

// "user_id=id" -> the columns of both sides, put into the join.
Faults Match(const ManagedCall& call, const Looked& looked, const std::string& pair,
             PaddedJoin& join) {
  const std::size_t equals = pair.find('=');
  const std::string left(Trim(pair.substr(0, equals)));
  const std::string right(equals == std::string::npos ? left : Trim(pair.substr(equals + 1)));
  const Result<ResolvedColumn> ours = Resolve(call.input.schema, {left});
  const Result<ResolvedColumn> theirs = Resolve(looked.schema, {right});
  if (!ours) return {{"matchCols", ours.error().message}};
  if (!theirs) {
    return {{"matchCols", looked.scan.source.title + ": " + theirs.error().message}};
  }
  if (!AreComparable(ours->type, theirs->type)) {
    return {{"matchCols", left + " (" + HiveName(ours->type) + ") cannot be compared with " +
                              right + " (" + HiveName(theirs->type) +
                              ") of the table; change its type by a Change Schema node before"}};
  }
  join.conditions.push_back({ours->sql, theirs->sql});
  join.keys[0].push_back(ours->index);
  join.keys[1].push_back(theirs->index);
  return {};
}

BindResult Bind(const ManagedCall& call) {
  OrFaults<Looked> looked = FindTable(call);
  if (!looked) return std::unexpected(std::move(looked).error());
  PaddedJoin join{.relations = {call.input.relation, looked->relation}, .pads = {false, true}};
  Faults faults;
  for (const std::string& pair : call.arguments.List("matchCols")) {
    for (Fault& fault : Match(call, *looked, pair, join)) faults.push_back(std::move(fault));
  }
  Select select;
  Schema schema = call.input.schema;
  for (std::size_t i = 0; i < schema.size(); ++i) {
    join.outputs.push_back({{0, i}, schema[i].name, schema[i].name});
    select.origins.emplace_back(ColumnOf{0, i});
  }
  for (const std::string& name : call.arguments.List("colList")) {
    const Result<ResolvedColumn> column = Resolve(looked->schema, {name});
    if (!column) {
      faults.push_back({"colList", looked->scan.source.title + ": " + column.error().message});
    } else if (!FindIgnoringCase(schema, column->name).empty()) {
      faults.push_back({"colList",
                        "there is a column of this name already; rename or drop it "
                        "before this node: " +
                            column->name});
    } else {
      schema.push_back({column->name, column->type});
      join.outputs.push_back({{1, column->index}, column->name, column->name});
      select.origins.emplace_back(ColumnOf{1, column->index});
    }
  }
  if (!faults.empty()) return std::unexpected(std::move(faults));
  for (const std::size_t key : join.keys[0]) select.deciding.push_back({0, key});
  for (const std::size_t key : join.keys[1]) select.deciding.push_back({1, key});
  select.text = std::move(join);
  Bound bound{.schema = std::move(schema), .part = std::move(select)};
  bound.reads.push_back({std::move(looked->scan), std::move(looked->schema)});
  return bound;
}

}  // namespace

extern constinit const ManagedTransform kLookup = {
    .name = "gs_lookup",
    .title = "Lookup",
    .documentation =
        "Adds columns of a catalog table to each row, from the table's row whose key columns have "
        "the same values. Without such a row they are NULL; with several, the row is repeated.",
    .parameters = kParameters,
    .bind = &Bind};

}  // namespace tenon::graph
