// Functions over JSON texts.

#include <array>

#include "sql/spark_functions.h"
#include "sql/spark_rewrites.h"

namespace tenon::sql {
namespace {

constexpr auto kFunctions = std::to_array<SparkFunction>({
    {"from_json", "s.", "", &RewriteFromJson},
    {"from_json", "s..", "", &RewriteFromJson},
    {"get_json_object", "ss", "", &RewriteGetJsonObject},
    {"json_array_length", "s>i",
     "CASE WHEN json_valid($1) AND json_type($1) = 'ARRAY' THEN CAST(json_array_length($1) AS "
     "INTEGER) END"},
    {"json_object_keys", "s>As",
     "CASE WHEN json_valid($1) AND json_type($1) = 'OBJECT' THEN json_keys($1) END"},
    {"to_json", ".>s", "", &RewriteToJson},
    {"to_json", "..>s", "", &RewriteToJson},
});

}  // namespace

std::span<const SparkFunction> SparkJsonFunctions() { return kFunctions; }

}  // namespace tenon::sql
