// gs_now ("Add Current Timestamp"): the time at which the statement began, the same in every row. A
// timestamp in UTC, or a text if a format is given.

#include "graph/managed/managed_transform.h"
#include "graph/managed/timestamp_pattern.h"
#include "graph/projection.h"

namespace tenon::graph {
namespace {

constexpr Parameter kParameters[] = {
    {.name = "colName", .title = "Timestamp column", .default_value = "timestamp"},
    {.name = "dateFormat",
     .title = "Timestamp format",
     .help = "As Python's strftime (%Y-%m-%d) or as Java (yyyy-MM-dd) writes it; the column is "
             "then a text. Empty: a timestamp."}};

constexpr std::string_view kStart = "make_timestamp(epoch_us(now()))";

BindResult Bind(const ManagedCall& call) {
  Projection out(call.input);
  out.KeepAll();
  const std::string name = call.arguments.Text("colName");
  const std::string format = call.arguments.Text("dateFormat");
  if (format.empty()) {
    out.Put(name, TypeKind::kTimestamp, std::string(kStart), {});
  } else {
    Result<std::string> sql = FormatTimestampSql(kStart, format);
    if (!sql) return Fail("dateFormat", std::move(sql).error().message);
    out.Put(name, TypeKind::kString, *std::move(sql), {});
  }
  out.MakeOneRowOfEach();
  return std::move(out).Finish();
}

}  // namespace

extern constinit const ManagedTransform kNow = {
    .name = "gs_now",
    .title = "Add Current Timestamp",
    .documentation =
        "Adds the time of the run, the same in every row, in UTC: as a timestamp, or as a text in "
        "the format that you give.",
    .parameters = kParameters,
    .bind = &Bind};

}  // namespace tenon::graph
