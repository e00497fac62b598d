#include "load/documents.h"

#include <fmt/format.h>

#include <chrono>

namespace tenon::load {
namespace {

// Columns, formats and SerDe: the same for a table and each of its partitions.
constexpr std::string_view kColumns =
    R"([{"Name":"event_id","Type":"string"},{"Name":"event_time","Type":"timestamp"},)"
    R"({"Name":"customer_id","Type":"bigint"},{"Name":"session_id","Type":"string"},)"
    R"({"Name":"country","Type":"string"},{"Name":"city","Type":"string"},)"
    R"({"Name":"device","Type":"string"},{"Name":"browser","Type":"string"},)"
    R"({"Name":"page_url","Type":"string"},{"Name":"referrer_url","Type":"string"},)"
    R"({"Name":"campaign","Type":"string"},{"Name":"product_id","Type":"bigint"},)"
    R"_({"Name":"quantity","Type":"int"},{"Name":"unit_price","Type":"decimal(18,2)"},)_"
    R"({"Name":"discount","Type":"double"},{"Name":"currency","Type":"string"},)"
    R"({"Name":"is_returning","Type":"boolean"},{"Name":"tags","Type":"array<string>"},)"
    R"({"Name":"properties","Type":"map<string,string>"},{"Name":"ingested_at","Type":"timestamp"}])";
constexpr std::string_view kFormats =
    R"("InputFormat":"org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat",)"
    R"("OutputFormat":"org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat",)"
    R"("Compressed":true,"NumberOfBuckets":-1,"SerdeInfo":{"SerializationLibrary":)"
    R"("org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe",)"
    R"("Parameters":{"serialization.format":"1"}},"BucketColumns":[],"StoredAsSubDirectories":false)";

}  // namespace

std::string TableName(std::int64_t number) { return fmt::format("table_{:06}", number); }

std::string TablePrefix(std::int64_t number) { return fmt::format("table_{:04}", number / 100); }

std::string TableInput(std::string_view name) {
  return fmt::format(
      R"({{"Name":"{0}","Description":"Events of the web shop","PartitionKeys":[)"
      R"({{"Name":"day","Type":"date"}},{{"Name":"hour","Type":"int"}},)"
      R"({{"Name":"source","Type":"string"}}],"TableType":"EXTERNAL_TABLE","Parameters":{{)"
      R"("classification":"parquet","compressionType":"snappy","typeOfData":"file"}},)"
      R"("StorageDescriptor":{{"Columns":{1},"Location":"s3://lake/events/{0}/",{2},)"
      R"("SortColumns":[],"Parameters":{{"CrawlerSchemaDeserializerVersion":"1.0",)"
      R"("classification":"parquet","compressionType":"snappy","typeOfData":"file"}}}}}})",
      name, kColumns, kFormats);
}

PartitionValues ValuesOf(std::int64_t number) {
  using std::chrono::days;
  using std::chrono::sys_days;
  constexpr std::int64_t kHours = 24;
  const std::int64_t slot = number / kSourcesPerHour;
  constexpr sys_days kFirst{std::chrono::year{2020} / 1 / 1};
  const std::chrono::year_month_day day{kFirst + days(slot / kHours)};
  return {.day = fmt::format("{:04}-{:02}-{:02}", static_cast<int>(day.year()),
                             static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day())),
          .hour = std::to_string(slot % kHours),
          .source = fmt::format("source_{}", number % kSourcesPerHour)};
}

void AppendPartitionInput(std::string& out, std::string_view table, std::int64_t number) {
  const auto [day, hour, source] = ValuesOf(number);
  fmt::format_to(std::back_inserter(out),
                 R"({{"Values":["{1}","{2}","{3}"],"StorageDescriptor":{{"Location":)"
                 R"("s3://lake/events/{0}/day={1}/hour={2}/source={3}/",{4},"Columns":{5}}},)"
                 R"("Parameters":{{}}}})",
                 table, day, hour, source, kFormats, kColumns);
}

}  // namespace tenon::load
