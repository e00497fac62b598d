// Functions over text and bytes.

#include <array>

#include "sql/spark_functions.h"
#include "sql/spark_rewrites.h"

namespace tenon::sql {
namespace {

constexpr auto kFunctions = std::to_array<SparkFunction>({
    {"ascii", "s>i"},
    {"base64", "y>s", "to_base64"},
    {"bit_length", "s>i", "CAST(octet_length(encode($1)) * 8 AS INTEGER)"},
    {"btrim", "s>s", "trim($1, ' ')"},
    {"btrim", "ss>s", "trim($1, $2)"},
    {"char", "l>s", "chr(CAST($1 % 256 AS INTEGER))"},
    {"char_length", "s>i", "CAST(length($1) AS INTEGER)"},
    {"character_length", "s>i", "CAST(length($1) AS INTEGER)"},
    {"chr", "l>s", "chr(CAST($1 % 256 AS INTEGER))"},
    {"concat", ".*", "", &RewriteConcat},
    {"concat_ws", "s.*", "", &RewriteConcatWs},
    {"contains", "ss>b"},
    {"crc32", "y>l", "tenon_spark_crc32"},
    {"decode", "...*", "", &RewriteDecode},
    {"elt", "iu*>u", "CASE WHEN $1 > 0 THEN [$2*][$1] END"},
    {"encode", "ss>y", "encode($1)"},
    {"endswith", "ss>b", "suffix"},
    {"find_in_set", "ss>i",
     "CAST(coalesce(list_position(string_split($2, ','), $1), 0) AS INTEGER)"},
    {"format_number", "di>s", "format('{:,.' || $2 || 'f}', $1)"},
    {"format_string", "s.*", "", &RewritePrintf},
    {"hex", ".", "", &RewriteHex},
    {"ilike", "ss>b", "$1 ILIKE $2 ESCAPE '\\'"},
    {"initcap", "s>s",
     "array_to_string(list_transform(string_split(lower($1), ' '), lambda word: upper(word[1]) || "
     "word[2:]), ' ')"},
    {"instr", "ss>i", "CAST(instr($1, $2) AS INTEGER)"},
    {"lcase", "s>s", "lower"},
    {"left", "si>s", "left($1, greatest($2, 0))"},
    {"len", "s>i", "CAST(length($1) AS INTEGER)"},
    {"length", ".>i", "", &RewriteLength},
    {"levenshtein", "ss>i", "CAST(levenshtein($1, $2) AS INTEGER)"},
    {"like", "ss>b", "$1 LIKE $2 ESCAPE '\\'"},
    {"locate", "ss>i", "CAST(instr($2, $1) AS INTEGER)"},
    {"locate", "ssi>i",
     "CAST(CASE WHEN $3 < 1 OR instr(substring($2, $3), $1) = 0 THEN 0 "
     "ELSE instr(substring($2, $3), $1) + $3 - 1 END AS INTEGER)"},
    {"lower", "s>s"},
    {"lpad", "si>s", "lpad($1, greatest($2, 0), ' ')"},
    {"lpad", "sis>s", "lpad($1, greatest($2, 0), $3)"},
    {"ltrim", "s>s", "ltrim($1, ' ')"},
    {"ltrim", "ss>s", "ltrim($2, $1)"},
    {"ltrim_characters", "ss>s", "ltrim($2, $1)"},
    {"mask", "s>s",
     "regexp_replace(regexp_replace(regexp_replace($1, '[A-Z]', 'X', 'g'), '[a-z]', 'x', 'g'), "
     "'[0-9]', 'n', 'g')"},
    {"md5", ".>s"},
    {"octet_length", "s>i", "CAST(octet_length(encode($1)) AS INTEGER)"},
    {"overlay", "ssi>s", "left($1, $3 - 1) || $2 || substring($1, $3 + length($2))"},
    {"overlay", "ssii>s", "left($1, $3 - 1) || $2 || substring($1, $3 + $4)"},
    {"position", "ss>i", "CAST(instr($2, $1) AS INTEGER)"},
    {"printf", "s.*", "", &RewritePrintf},
    {"regexp", "ss>b", "regexp_matches"},
    {"regexp_count", "ss>i", "CAST(len(regexp_extract_all($1, $2)) AS INTEGER)"},
    {"regexp_extract", "ss>s", "regexp_extract($1, $2, 1)"},
    {"regexp_extract", "ssi>s", "regexp_extract($1, $2, $3)"},
    {"regexp_extract_all", "ss>As", "regexp_extract_all($1, $2, 1)"},
    {"regexp_extract_all", "ssi>As", "regexp_extract_all($1, $2, $3)"},
    {"regexp_instr", "ss>i",
     "CAST(CASE WHEN regexp_matches($1, $2) THEN instr($1, regexp_extract($1, $2)) ELSE 0 END AS "
     "INTEGER)"},
    {"regexp_like", "ss>b", "regexp_matches"},
    {"regexp_replace", "sss>s", "", &RewriteRegexpReplace},
    {"regexp_substr", "ss>s", "CASE WHEN regexp_matches($1, $2) THEN regexp_extract($1, $2) END"},
    {"repeat", "si>s", "repeat($1, greatest($2, 0))"},
    {"replace", "ss>s", "replace($1, $2, '')"},
    {"replace", "sss>s", "CASE WHEN $2 = '' THEN $1 ELSE replace($1, $2, $3) END"},
    {"reverse", ".", "", &RewriteReverse},
    {"right", "si>s", "right($1, greatest($2, 0))"},
    {"rlike", "ss>b", "regexp_matches"},
    {"rpad", "si>s", "rpad($1, greatest($2, 0), ' ')"},
    {"rpad", "sis>s", "rpad($1, greatest($2, 0), $3)"},
    {"rtrim", "s>s", "rtrim($1, ' ')"},
    {"rtrim", "ss>s", "rtrim($2, $1)"},
    {"rtrim_characters", "ss>s", "rtrim($2, $1)"},
    {"sha", ".>s", "sha1"},
    {"sha1", ".>s"},
    {"sha2", ".i", "", &RewriteSha2},
    {"soundex", "s>s", "tenon_spark_soundex"},
    {"space", "i>s", "repeat(' ', greatest($1, 0))"},
    {"split", "ss>As", "", &RewriteSplit},
    {"split", "ssi>As", "", &RewriteSplit},
    {"split_part", "ssi>s"},
    {"startswith", "ss>b", "prefix"},
    {"substr", "si", "", &RewriteSubstring},
    {"substr", "sii", "", &RewriteSubstring},
    {"substring", "si", "", &RewriteSubstring},
    {"substring", "sii", "", &RewriteSubstring},
    {"substring_index", "ssi>s",
     "CASE WHEN $3 > 0 THEN array_to_string(string_split($1, $2)[:$3], $2) WHEN $3 < 0 THEN "
     "array_to_string(string_split($1, $2)[$3:], $2) WHEN $3 = 0 THEN '' END"},
    {"translate", "sss>s"},
    {"trim", "s>s", "trim($1, ' ')"},
    {"trim_characters", "ss>s", "trim($2, $1)"},
    {"ucase", "s>s", "upper"},
    {"unbase64", "s>y", "TRY(from_base64($1))"},
    {"unhex", "s>y", "TRY(unhex($1))"},
    {"upper", "s>s"},
    {"uuid", ">s", "CAST(uuid() AS VARCHAR)"},
});

}  // namespace

std::span<const SparkFunction> SparkTextFunctions() { return kFunctions; }

}  // namespace tenon::sql
