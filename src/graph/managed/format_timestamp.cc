// gs_format_timestamp ("Format Timestamp"): a timestamp as a text. A date counts as its midnight;
// a text is read as Spark casts it, and NULL if it is no timestamp.

#include "graph/cast.h"
#include "graph/managed/managed_transform.h"
#include "graph/managed/timestamp_pattern.h"
#include "graph/projection.h"

namespace tenon::graph {
namespace {

constexpr Parameter kParameters[] = {
    {.name = "colName",
     .type = ParameterType::kColumn,
     .required = true,
     .title = "Timestamp column"},
    {.name = "dateFormat",
     .required = true,
     .title = "Timestamp format",
     .help = "As Python's strftime (%d/%m/%Y) or as Java (dd/MM/yyyy) writes it."},
    {.name = "newColName",
     .title = "New column",
     .help = "The column of the texts; empty: the timestamp is replaced."}};

BindResult Bind(const ManagedCall& call) {
  const auto column = ColumnArgument(call, "colName");
  if (!column) return std::unexpected(column.error());
  const TypeKind kind = column->type.kind;
  if (kind != TypeKind::kTimestamp && kind != TypeKind::kDate && !IsTextType(column->type)) {
    return Fail("colName", column->name + " must be a timestamp or a date, but is of type " +
                               HiveName(column->type) +
                               "; a To Timestamp node makes one of a number");
  }
  const Result<std::string> timestamp = CastSql(column->sql, column->type, TypeKind::kTimestamp);
  if (!timestamp) return Fail("colName", timestamp.error().message);
  Result<std::string> sql = FormatTimestampSql(*timestamp, call.arguments.Text("dateFormat"));
  if (!sql) return Fail("dateFormat", std::move(sql).error().message);
  Projection out(call.input);
  out.KeepAll();
  out.Put(ResultName(call, "newColName", *column), TypeKind::kString, *std::move(sql),
          {column->index});
  out.MakeOneRowOfEach();
  return std::move(out).Finish();
}

}  // namespace

extern constinit const ManagedTransform kFormatTimestamp = {
    .name = "gs_format_timestamp",
    .title = "Format Timestamp",
    .documentation =
        "Writes a timestamp or a date as a text, in a format of Python (%d/%m/%Y) or of Java "
        "(yyyy-MM-dd). Without a name for the new column, the text takes the timestamp's place.",
    .parameters = kParameters,
    .bind = &Bind};

}  // namespace tenon::graph
