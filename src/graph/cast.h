#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "types/type.h"

namespace tenon::graph {

// SQL that casts `expression` as Spark does outside ANSI mode: what cannot be cast is NULL.
// The same type (or text to string) gives `expression` itself. kUnsupported for pairs of types that
// have no cast.
//
// As Spark: text is trimmed; '1.5' to a whole number is 1, '1e3' NULL; fractions are cut off, not
// rounded; t/true/y/yes/1 are true; timestamps and whole numbers convert as seconds since 1970;
// a timestamp's offset or zone is honoured and one without is UTC.
// Otherwise than Spark, on purpose or for its price: a number too large for its new type is NULL
// where Spark wraps around or saturates; NaN to a whole number is NULL where Spark gives 0; a date
// of year or year and month alone is NULL; a float or double as text has DuckDB's digits ("1e-05",
// not "1.0E-5"); char(n) is not padded.
Result<std::string> CastSql(std::string_view expression, const Type& from, const Type& to);

}  // namespace tenon::graph
