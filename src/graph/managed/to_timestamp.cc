// gs_to_timestamp ("To Timestamp"): a text or a number as a timestamp in UTC. What cannot be read
// is NULL.
//
// Numbers count from 1970 in seconds, milliseconds or microseconds. Autodetect takes a text that is
// no number as ISO, and a number by its size: below 100,000,000,000 it is seconds (to the year
// 5138), below 100,000,000,000,000 milliseconds, else microseconds.

#include "graph/cast.h"
#include "graph/managed/managed_transform.h"
#include "graph/projection.h"

namespace tenon::graph {
namespace {

constexpr Parameter kParameters[] = {
    {.name = "colName",
     .type = ParameterType::kColumn,
     .required = true,
     .title = "Column to convert"},
    {.name = "colType",
     .type = ParameterType::kChoice,
     .title = "Type of the column",
     .help = "How the text or number tells the time.",
     .default_value = "autodetect",
     .choices = "autodetect|iso|seconds|milliseconds|microseconds"},
    {.name = "newColName",
     .title = "New column",
     .help = "The column of the timestamps; empty: the converted column is replaced."}};

// A number with its fraction, exactly: a text that is none gives NULL, as does one out of bounds.
std::string NumberSql(const ResolvedColumn& column) {
  const std::string value = IsTextType(column.type) ? "trim(" + column.sql + ')' : column.sql;
  return "TRY_CAST(" + value + " AS DECIMAL(28,6))";
}

std::string FromNumber(const std::string& number, std::string_view factor) {
  return "TRY(make_timestamp(TRY_CAST(trunc(" + number + " * CAST(" + std::string(factor) +
         " AS DECIMAL(7,0))) AS BIGINT)))";
}

std::string Detected(const std::string& number) {
  return "CASE WHEN abs(" + number + ") < 100000000000 THEN " + FromNumber(number, "1000000") +
         " WHEN abs(" + number + ") < 100000000000000 THEN " + FromNumber(number, "1000") +
         " ELSE " + FromNumber(number, "1") + " END";
}

Result<std::string> TimestampSql(const ResolvedColumn& column, const std::string& type) {
  const TypeKind kind = column.type.kind;
  const std::string number = NumberSql(column);
  if (kind == TypeKind::kTimestamp || kind == TypeKind::kDate) {
    return CastSql(column.sql, column.type, TypeKind::kTimestamp);
  }
  const bool is_text = IsTextType(column.type);
  if (!is_text && !IsNumberType(column.type)) {
    return InvalidInput(column.name + " must be a text or a number, but is of type " +
                        HiveName(column.type));
  }
  if (type == "seconds") return FromNumber(number, "1000000");
  if (type == "milliseconds") return FromNumber(number, "1000");
  if (type == "microseconds") return FromNumber(number, "1");
  if (!is_text) {
    if (type == "autodetect") return Detected(number);
    return InvalidInput(column.name + " is a number, of type " + HiveName(column.type) +
                        ", and no text in ISO format; choose seconds, milliseconds or "
                        "microseconds");
  }
  ASSIGN_OR_RETURN(std::string iso, CastSql(column.sql, column.type, TypeKind::kTimestamp));
  if (type == "iso") return iso;
  return "CASE WHEN " + number + " IS NULL THEN " + iso + " ELSE " + Detected(number) + " END";
}

BindResult Bind(const ManagedCall& call) {
  const auto column = ColumnArgument(call, "colName");
  if (!column) return std::unexpected(column.error());
  Result<std::string> sql = TimestampSql(*column, call.arguments.Text("colType"));
  if (!sql) return Fail("colType", std::move(sql).error().message);
  Projection out(call.input);
  out.KeepAll();
  out.Put(ResultName(call, "newColName", *column), TypeKind::kTimestamp, *std::move(sql),
          {column->index});
  out.MakeOneRowOfEach();
  return std::move(out).Finish();
}

}  // namespace

extern constinit const ManagedTransform kToTimestamp = {
    .name = "gs_to_timestamp",
    .title = "To Timestamp",
    .documentation =
        "Makes a timestamp of a text in ISO format or of a number of seconds, milliseconds or "
        "microseconds since 1970. Autodetect looks at each value. What cannot be read is NULL.",
    .parameters = kParameters,
    .bind = &Bind};

}  // namespace tenon::graph
