#include "graph/script/sql_script.h"

#include <algorithm>

#include "graph/database_table.h"
#include "text/quote.h"

namespace tenon::graph {
namespace {

// A comment on one line, whatever a name holds.
std::string Comment(std::string text) {
  std::ranges::replace_if(text, [](char c) { return static_cast<unsigned char>(c) < 0x20; }, ' ');
  return "-- " + text + '\n';
}

std::string OriginOf(const Scan& scan) {
  if (scan.source.database) return ToString(*scan.source.database);
  std::string origin(task::NameOf(scan.source.format));
  for (const std::string& location : scan.locations) origin += ' ' + location;
  if (!scan.partition_predicate.empty()) origin += " where " + scan.partition_predicate;
  return origin;
}

}  // namespace

std::string ToSqlScript(const Plan& plan) {
  std::string sql;
  for (const Scan& scan : plan.scans) {
    sql += Comment(scan.source.title);
    sql += Comment("reads " + OriginOf(scan) + " as " + SqlIdentifier(scan.source.name));
    sql += '\n';
  }
  for (const task::View& view : plan.views) {
    sql += Comment(view.title);
    sql += "CREATE VIEW " + SqlIdentifier(view.name) + " AS\n" + view.sql + ";\n\n";
  }
  for (const Target& target : plan.targets) {
    const task::Sink& sink = target.sink;
    sql += Comment(sink.title);
    sql += Comment("writes " + SqlIdentifier(sink.input) + " to " +
                   (sink.database ? ToString(*sink.database)
                                  : target.location + " as " + std::string(NameOf(sink.format))));
    sql += '\n';
  }
  sql.resize(sql.size() - std::min<std::size_t>(sql.size(), 1));  // no blank line at the end
  return sql;
}

}  // namespace tenon::graph
