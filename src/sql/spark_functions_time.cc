// Functions over dates and timestamps. Patterns are Java's; tenon_spark_format and
// tenon_spark_parse know them (engine/dialect_pattern.h).

#include <array>

#include "sql/spark_functions.h"
#include "sql/spark_rewrites.h"

namespace tenon::sql {
namespace {

constexpr auto kFunctions = std::to_array<SparkFunction>({
    {"add_months", "Di>D", "CAST($1 + to_months($2) AS DATE)"},
    {"convert_timezone", "ssT>T", "timezone($2, timezone($1, $3))"},
    {"curdate", ">D", "CAST(current_date AS DATE)"},
    {"current_date", ">D", "CAST(current_date AS DATE)"},
    {"current_timestamp", ">T", "CAST(now() AS TIMESTAMP)"},
    {"current_timezone", ">s", "concat('UTC')"},
    {"date", "D>D", "$1"},
    {"date_add", "Di>D", "($1 + $2)"},
    {"date_diff", "DD>i", "CAST(date_diff('day', $2, $1) AS INTEGER)"},
    {"date_format", "Ts>s", "tenon_spark_format"},
    {"date_from_unix_date", "i>D", "(DATE '1970-01-01' + $1)"},
    {"date_part", "..", "", &RewriteDatePart},
    {"date_sub", "Di>D", "($1 - $2)"},
    {"date_trunc", "sT", "", &RewriteTrunc},
    {"dateadd", "Di>D", "($1 + $2)"},
    {"datediff", "DD>i", "CAST(date_diff('day', $2, $1) AS INTEGER)"},
    {"datepart", "..", "", &RewriteDatePart},
    {"extract", "..", "", &RewriteDatePart},
    {"day", "D>i", "CAST(day($1) AS INTEGER)"},
    {"dayname", "D>s", "tenon_spark_format(CAST($1 AS TIMESTAMP), 'EEE')"},
    {"dayofmonth", "D>i", "CAST(day($1) AS INTEGER)"},
    {"dayofweek", "D>i", "CAST(dayofweek($1) + 1 AS INTEGER)"},
    {"dayofyear", "D>i", "CAST(dayofyear($1) AS INTEGER)"},
    {"from_unixtime", "l>s",
     "tenon_spark_format(make_timestamp($1 * 1000000), 'yyyy-MM-dd HH:mm:ss')"},
    {"from_unixtime", "ls>s", "tenon_spark_format(make_timestamp($1 * 1000000), $2)"},
    {"from_utc_timestamp", "Ts>T", "timezone($2, timezone('UTC', $1))"},
    {"hour", "T>i", "CAST(hour($1) AS INTEGER)"},
    {"last_day", "D>D", "CAST(last_day($1) AS DATE)"},
    {"localtimestamp", ">T", "CAST(now() AS TIMESTAMP)"},
    {"make_date", "iii>D", "TRY(make_date($1, $2, $3))"},
    {"make_timestamp", "iiiiid>T", "TRY(make_timestamp($1, $2, $3, $4, $5, $6))"},
    {"minute", "T>i", "CAST(minute($1) AS INTEGER)"},
    {"month", "D>i", "CAST(month($1) AS INTEGER)"},
    {"monthname", "D>s", "tenon_spark_format(CAST($1 AS TIMESTAMP), 'MMM')"},
    {"months_between", "TT>d", "tenon_spark_months_between($1, $2, true)"},
    {"months_between", "TTb>d", "tenon_spark_months_between($1, $2, $3)"},
    {"next_day", "Ds>D",
     "($1 + CAST((MAP {'SU': 0, 'MO': 1, 'TU': 2, 'WE': 3, 'TH': 4, 'FR': 5, 'SA': 6}"
     "[upper(left(trim($2), 2))] - dayofweek($1) + 6) % 7 + 1 AS INTEGER))"},
    {"now", ">T", "CAST(now() AS TIMESTAMP)"},
    {"quarter", "D>i", "CAST(quarter($1) AS INTEGER)"},
    {"second", "T>i", "CAST(second($1) AS INTEGER)"},
    {"timestamp", "T>T", "$1"},
    {"timestamp_micros", "l>T", "make_timestamp($1)"},
    {"timestamp_millis", "l>T", "make_timestamp($1 * 1000)"},
    {"timestamp_seconds", "d>T", "make_timestamp(CAST($1 * 1000000 AS BIGINT))"},
    {"timestampadd", "siT", "", &RewriteTimestampAdd},
    {"timestampdiff", "sTT", "", &RewriteTimestampDiff},
    {"to_date", "D>D", "$1"},
    {"to_date", "ss>D", "CAST(tenon_spark_parse($1, $2) AS DATE)"},
    {"to_timestamp", "T>T", "$1"},
    {"to_timestamp", "ss>T", "tenon_spark_parse($1, $2)"},
    {"to_unix_timestamp", ".", "", &RewriteUnixTimestamp},
    {"to_unix_timestamp", "..", "", &RewriteUnixTimestamp},
    {"to_utc_timestamp", "Ts>T", "timezone('UTC', timezone($2, $1))"},
    {"trunc", "Ds", "", &RewriteTrunc},
    {"try_to_date", "D>D", "$1"},
    {"try_to_date", "ss>D", "CAST(tenon_spark_parse($1, $2) AS DATE)"},
    {"try_to_timestamp", "T>T", "$1"},
    {"try_to_timestamp", "ss>T", "tenon_spark_parse($1, $2)"},
    {"unix_date", "D>i", "CAST(date_diff('day', DATE '1970-01-01', $1) AS INTEGER)"},
    {"unix_micros", "T>l", "epoch_us($1)"},
    {"unix_millis", "T>l", "epoch_ms($1)"},
    {"unix_seconds", "T>l", "date_diff('second', TIMESTAMP '1970-01-01', $1)"},
    {"unix_timestamp", "", "", &RewriteUnixTimestamp},
    {"unix_timestamp", ".", "", &RewriteUnixTimestamp},
    {"unix_timestamp", "..", "", &RewriteUnixTimestamp},
    {"weekday", "D>i", "CAST(isodow($1) - 1 AS INTEGER)"},
    {"weekofyear", "D>i", "CAST(week($1) AS INTEGER)"},
    {"year", "D>i", "CAST(year($1) AS INTEGER)"},
});

}  // namespace

std::span<const SparkFunction> SparkTimeFunctions() { return kFunctions; }

}  // namespace tenon::sql
