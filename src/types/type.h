#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace tenon {

enum class TypeKind {
  kBoolean,
  kTinyint,
  kSmallint,
  kInt,
  kBigint,
  kFloat,
  kDouble,
  kDecimal,  // precision, scale
  kString,
  kChar,     // length in precision
  kVarchar,  // length in precision
  kBinary,
  kDate,
  kTimestamp,  // microseconds, session zone UTC, as Spark's
  kArray,      // one field: element
  kMap,        // two fields: key, value
  kStruct,     // named fields
};

struct Field;

// A column's type, as Glue's catalog and Hive know it. A value.
struct Type {
  // Not an aggregate, since a list of fields cannot be made before Field is known.
  Type(TypeKind type_kind = TypeKind::kString, int type_precision = 0,  // NOLINT
       int type_scale = 0);
  TypeKind kind;
  int precision;
  int scale;
  std::vector<Field> fields;
  bool operator==(const Type&) const;
};

struct Field {
  std::string name;
  Type type;
  bool operator==(const Field&) const = default;
};

// Reads a type as Hive and Glue write it: "bigint", "decimal(10,2)", "array<struct<a:int>>"; in any
// case; also Glue's and Spark's other names (long, short, byte, integer, real, "timestamp_ntz").
// kInvalidInput names the place for anything else.
Result<Type> ParseType(std::string_view text);

// The name in Hive's and the Glue catalog's spelling: "struct<a:int,b:array<string>>".
std::string HiveName(const Type& type);
// The name in DuckDB's spelling: STRUCT("a" INTEGER, "b" VARCHAR[]).
std::string DuckDbName(const Type& type);
// The name in Athena's (Trino's) spelling, as result metadata shows it: "row(a integer)".
std::string AthenaName(const Type& type);
// Reads a type as DuckDB names it in DESCRIBE, with the mapping Spark makes of Parquet:
// unsigned integers widen, HUGEINT and UUID become decimal(38,0) and string.
// kUnsupported for a type that has no counterpart.
Result<Type> ParseDuckDbType(std::string_view text);

// Whether values of the two types can be compared as Spark compares them without a cast by the
// user: numbers with numbers, text with text, date with timestamp, equal types.
bool AreComparable(const Type& a, const Type& b);

}  // namespace tenon
