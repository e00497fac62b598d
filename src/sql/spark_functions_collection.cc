// Functions over arrays, maps and structs.

#include <array>

#include "sql/spark_functions.h"
#include "sql/spark_rewrites.h"

namespace tenon::sql {
namespace {

#define TENON_DISTINCT(list) \
  "list_filter(" list ", lambda item, place: list_position(" list ", item) = place)"

constexpr auto kFunctions = std::to_array<SparkFunction>({
    {"aggregate", "...", "", &RewriteAggregateFunction},
    {"aggregate", "....", "", &RewriteAggregateFunction},
    {"array", ".*", "", &RewriteArray},
    {"array_append", "..>1", "list_append($1, $2)"},
    {"array_compact", ".>1", "list_filter($1, lambda item: item IS NOT NULL)"},
    {"array_contains", "..>b",
     "CASE WHEN list_contains($1, $2) THEN true WHEN $1 IS NOT NULL AND $2 IS NOT NULL AND "
     "list_count($1) = len($1) THEN false END"},
    {"array_distinct", ".>1", TENON_DISTINCT("$1")},
    {"array_except", "..>1",
     "list_filter($1, lambda item, place: list_position($1, item) = place AND list_position($2, "
     "item) IS NULL)"},
    {"array_insert", "...>1", "", &RewriteArrayInsert},
    {"array_intersect", "..>1",
     "list_filter($1, lambda item, place: list_position($1, item) = place AND list_position($2, "
     "item) IS NOT NULL)"},
    {"array_join", ".s>s", "", &RewriteArrayJoin},
    {"array_join", ".ss>s", "", &RewriteArrayJoin},
    {"array_max", ".>e1", "list_max"},
    {"array_min", ".>e1", "list_min"},
    {"array_position", "..>l",
     "CASE WHEN $1 IS NOT NULL AND $2 IS NOT NULL THEN CAST(coalesce(list_position($1, $2), 0) AS "
     "BIGINT) END"},
    {"array_prepend", "..>1", "list_prepend($2, $1)"},
    {"array_remove", "..>1",
     "CASE WHEN $2 IS NOT NULL THEN list_filter($1, lambda item: item IS DISTINCT FROM $2) END"},
    {"array_repeat", ".i>A1", "list_transform(range($2), lambda place: $1)"},
    {"array_size", ".>i", "CAST(len($1) AS INTEGER)"},
    {"array_sort", ".>1", "list_sort($1, 'ASC', 'NULLS LAST')"},
    {"array_union", "..>1", TENON_DISTINCT("list_concat($1, $2)")},
    {"arrays_overlap", "..>b",
     "CASE WHEN list_has_any($1, $2) THEN true WHEN len($1) > 0 AND len($2) > 0 AND "
     "(list_count($1) "
     "< len($1) OR list_count($2) < len($2)) THEN NULL WHEN $1 IS NOT NULL AND $2 IS NOT NULL THEN "
     "false END"},
    {"arrays_zip", "..*", "", &RewriteArraysZip},
    {"cardinality", ".>i", "", &RewriteSize},
    {"element_at", "..", "", &RewriteElementAt},
    {"exists", "..", "", &RewriteLambda},
    {"filter", "..", "", &RewriteLambda},
    {"flatten", ".>e1", "CASE WHEN list_count($1) = len($1) THEN flatten($1) END"},
    {"forall", "..", "", &RewriteLambda},
    {"get", ".i", "", &RewriteGet},
    {"map", ".*", "", &RewriteMap},
    {"map_concat", "uu*>u", "map_concat($*)"},
    {"map_contains_key", "..>b", "list_contains(map_keys($1), $2)"},
    {"map_entries", ".", "", &RewriteMapEntries},
    {"map_filter", "..", "", &RewriteLambda},
    {"map_from_arrays", "..", "", &RewriteMapFromArrays},
    {"map_from_entries", ".", "", &RewriteMapFromEntries},
    {"map_keys", ".>Ak1"},
    {"map_values", ".>Av1"},
    {"named_struct", ".*", "", &RewriteStruct},
    {"reduce", "...", "", &RewriteAggregateFunction},
    {"reduce", "....", "", &RewriteAggregateFunction},
    {"sequence", "..", "", &RewriteSequence},
    {"sequence", "...", "", &RewriteSequence},
    {"size", ".>i", "", &RewriteSize},
    {"slice", ".ii>1",
     "CASE WHEN $2 > 0 THEN list_slice($1, $2, $2 + $3 - 1) WHEN len($1) + $2 >= 0 THEN "
     "list_slice($1, len($1) + $2 + 1, len($1) + $2 + $3) WHEN $2 < 0 THEN $1[:0] END"},
    {"sort_array", ".>1", "list_sort($1, 'ASC', 'NULLS FIRST')"},
    {"sort_array", ".b>1",
     "CASE WHEN $2 THEN list_sort($1, 'ASC', 'NULLS FIRST') ELSE list_sort($1, 'DESC', 'NULLS "
     "LAST') END"},
    {"str_to_map", "s", "", &RewriteStrToMap},
    {"str_to_map", "ss", "", &RewriteStrToMap},
    {"str_to_map", "sss", "", &RewriteStrToMap},
    {"struct", ".*", "", &RewriteStruct},
    {"transform", "..", "", &RewriteLambda},
    {"transform_keys", "..", "", &RewriteLambda},
    {"transform_values", "..", "", &RewriteLambda},
    {"try_element_at", "..", "", &RewriteElementAt},
    {"zip_with", "...", "", &RewriteZipWith},
});

#undef TENON_DISTINCT

}  // namespace

std::span<const SparkFunction> SparkCollectionFunctions() { return kFunctions; }

}  // namespace tenon::sql
