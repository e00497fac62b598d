// Aggregate and window functions.

#include <array>

#include "sql/spark_functions.h"
#include "sql/spark_rewrites.h"

namespace tenon::sql {
namespace {

constexpr auto kFunctions = std::to_array<SparkFunction>({
    {"any", "b>b", "@bool_or($1)"},
    {"any_value", ".", "", &RewriteFirst},
    {"approx_count_distinct", ".>l", "CAST(@approx_count_distinct($1) AS BIGINT)"},
    {"approx_percentile", "n.", "", &RewritePercentile},
    {"approx_percentile", "n..", "", &RewritePercentile},
    {"array_agg", ".>A1", "coalesce(@!list($1), [])"},
    {"avg", "n", "", &RewriteSum},
    {"bit_and", ".>1", "@bit_and($1)"},
    {"bit_or", ".>1", "@bit_or($1)"},
    {"bit_xor", ".>1", "@bit_xor($1)"},
    {"bool_and", "b>b", "@bool_and($1)"},
    {"bool_or", "b>b", "@bool_or($1)"},
    {"collect_list", ".>A1", "coalesce(@!list($1), [])"},
    {"collect_set", ".>A1", "", &RewriteCollectSet},
    {"corr", "dd>d", "@corr($1, $2)"},
    {"count", ".*", "", &RewriteCount},
    {"count_if", "b>l", "CAST(@count_if($1) AS BIGINT)"},
    {"covar_pop", "dd>d", "@covar_pop($1, $2)"},
    {"covar_samp", "dd>d", "@covar_samp($1, $2)"},
    {"cume_dist", ">d", "@cume_dist()"},
    {"dense_rank", ">i", "CAST(@dense_rank() AS INTEGER)"},
    {"every", "b>b", "@bool_and($1)"},
    {"first", ".", "", &RewriteFirst},
    {"first", "..", "", &RewriteFirst},
    {"first_value", ".", "", &RewriteFirst},
    {"first_value", "..", "", &RewriteFirst},
    {"grouping", ".>t", "CAST(grouping($1) AS TINYINT)"},
    {"grouping_id", ".*", "", &RewriteGroupingId},
    {"kurtosis", "d>d", "@kurtosis_pop($1)"},
    {"lag", ".", "", &RewriteLag},
    {"lag", "..", "", &RewriteLag},
    {"lag", "...", "", &RewriteLag},
    {"last", ".", "", &RewriteFirst},
    {"last", "..", "", &RewriteFirst},
    {"last_value", ".", "", &RewriteFirst},
    {"last_value", "..", "", &RewriteFirst},
    {"lead", ".", "", &RewriteLag},
    {"lead", "..", "", &RewriteLag},
    {"lead", "...", "", &RewriteLag},
    {"listagg", "s>s", "@string_agg($1, '')"},
    {"listagg", "ss>s", "@string_agg($1, $2)"},
    {"max", ".>1", "@max($1)"},
    {"max_by", "..>1", "@arg_max_null($1, $2)"},
    {"mean", "n", "", &RewriteSum},
    {"median", "d>d", "@quantile_cont($1, 0.5)"},
    {"min", ".>1", "@min($1)"},
    {"min_by", "..>1", "@arg_min_null($1, $2)"},
    {"mode", ".>1", "@mode($1)"},
    {"nth_value", ".i", "", &RewriteLag},
    {"ntile", "i>i", "CAST(@ntile($1) AS INTEGER)"},
    {"percent_rank", ">d", "@percent_rank()"},
    {"percentile", "n.", "", &RewritePercentile},
    {"percentile_approx", "n.", "", &RewritePercentile},
    {"percentile_approx", "n..", "", &RewritePercentile},
    {"percentile_cont", ".", "", &RewritePercentileWithin},
    {"percentile_disc", ".", "", &RewritePercentileWithin},
    {"rank", ">i", "CAST(@rank() AS INTEGER)"},
    {"regr_count", "dd>l", "CAST(@regr_count($1, $2) AS BIGINT)"},
    {"regr_intercept", "dd>d", "@regr_intercept($1, $2)"},
    {"regr_r2", "dd>d", "@regr_r2($1, $2)"},
    {"regr_slope", "dd>d", "@regr_slope($1, $2)"},
    {"row_number", ">i", "CAST(@row_number() AS INTEGER)"},
    // The engine corrects for the sample, Spark does not.
    {"skewness", "d>d",
     "(@skewness($1) * (@count($1) - 2) / sqrt(@count($1) * (@count($1) - 1.0)))"},
    {"some", "b>b", "@bool_or($1)"},
    {"std", "d>d", "@stddev_samp($1)"},
    {"stddev", "d>d", "@stddev_samp($1)"},
    {"stddev_pop", "d>d", "@stddev_pop($1)"},
    {"stddev_samp", "d>d", "@stddev_samp($1)"},
    {"string_agg", "s>s", "@string_agg($1, '')"},
    {"string_agg", "ss>s", "@string_agg($1, $2)"},
    {"sum", "n", "", &RewriteSum},
    {"try_avg", "n", "", &RewriteSum},
    {"try_sum", "n", "", &RewriteSum},
    {"var_pop", "d>d", "@var_pop($1)"},
    {"var_samp", "d>d", "@var_samp($1)"},
    {"variance", "d>d", "@var_samp($1)"},
});

#define TENON_ON_SPARK "!run the job on Spark"

// Functions of Spark that people do use and that are not here, with the way out.
constexpr auto kRefused = std::to_array<SparkFunction>({
    {"aes_decrypt", ".*", TENON_ON_SPARK},
    {"aes_encrypt", ".*", TENON_ON_SPARK},
    {"array_sort", "..", "!sort without a comparison: array_sort(a) or sort_array(a, false)"},
    {"assert_true", ".*", "!filter the rows in WHERE"},
    {"bitmap_count", ".*", TENON_ON_SPARK},
    {"ceil", "ni", "!write round(x, digits)"},
    {"conv", ".*", "!write hex, unhex or bin"},
    {"count_min_sketch", ".*", "!write approx_count_distinct"},
    {"floor", "ni", "!write round(x, digits)"},
    {"from_csv", ".*", "!write split"},
    {"from_xml", ".*", TENON_ON_SPARK},
    {"histogram_numeric", ".*", "!write percentile with an array"},
    {"input_file_name", "", "!add the name of the file in the source"},
    {"java_method", ".*", TENON_ON_SPARK},
    {"make_interval", ".*", "!write INTERVAL 1 DAY"},
    {"map_zip_with", ".*", TENON_ON_SPARK},
    {"parse_url", ".*", "!write regexp_extract"},
    {"raise_error", ".*", "!filter the rows in WHERE"},
    {"randn", ".*", "!write rand()"},
    {"reflect", ".*", TENON_ON_SPARK},
    {"schema_of_json", ".*", "!write the schema as a text"},
    {"sentences", ".*", "!write split"},
    {"session_window", ".*", TENON_ON_SPARK},
    {"shiftrightunsigned", ".*", "!write shiftright(a, b)"},
    {"shuffle", ".*", "!order by rand()"},
    {"spark_partition_id", "", "!there are no partitions here; write row_number() OVER (...)"},
    {"to_char", ".*", "!write format_number or date_format"},
    {"to_csv", ".*", "!write concat_ws"},
    {"to_number", ".*", "!write CAST(replace(x, ',', '') AS DECIMAL(18, 2))"},
    {"trim", "ss", "!write btrim(text, characters)"},
    {"url_decode", ".*", TENON_ON_SPARK},
    {"url_encode", ".*", TENON_ON_SPARK},
    {"width_bucket", ".*", "!write CASE"},
    {"window", ".*", "!write date_trunc"},
    {"xpath", ".*", "!read the XML in the source"},
});

#undef TENON_ON_SPARK

}  // namespace

std::span<const SparkFunction> SparkAggregateFunctions() { return kFunctions; }
std::span<const SparkFunction> SparkRefusedFunctions() { return kRefused; }

}  // namespace tenon::sql
