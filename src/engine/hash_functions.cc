#include "engine/hash_functions.h"

#include <duckdb.h>

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>

#include "engine/scalar_function.h"
#include "engine/spark_hash.h"

namespace tenon::engine {
namespace {

// The bytes of Java's BigInteger.toByteArray: the highest first, no more than the sign needs.
std::string BytesOf(const duckdb_hugeint& number) {
  std::string bytes;
  for (const std::uint64_t word : {static_cast<std::uint64_t>(number.upper), number.lower}) {
    for (int shift = 56; shift >= 0; shift -= 8) bytes += static_cast<char>(word >> shift);
  }
  const char sign = number.upper < 0 ? '\xff' : '\0';
  std::size_t first = 0;
  while (first + 1 < bytes.size() && bytes[first] == sign &&
         ((bytes[first] ^ bytes[first + 1]) & 0x80) == 0) {
    ++first;
  }
  return bytes.substr(first);
}

template <typename Float, typename Bits>
Bits BitsOf(Float value) {
  if (value == 0) return 0;
  return std::bit_cast<Bits>(std::isnan(value) ? std::numeric_limits<Float>::quiet_NaN() : value);
}

// The columns of a chunk, value and seed, and where the answers go.
template <typename Hasher>
struct Rows {
  duckdb_vector values;
  const typename Hasher::Hash* seeds;
  typename Hasher::Hash* out;
  idx_t count;

  // Each row's answer by hash(value, seed); the values lie there as T.
  template <typename T, typename Function>
  void Fill(const Function& hash) const {
    const T* value = static_cast<const T*>(duckdb_vector_get_data(values));
    std::uint64_t* valid = duckdb_vector_get_validity(values);
    for (idx_t row = 0; row < count; ++row) {
      const bool is_null = valid != nullptr && !duckdb_validity_row_is_valid(valid, row);
      out[row] = is_null ? seeds[row] : hash(value[row], seeds[row]);
    }
  }
};

template <typename Hasher>
void HashDecimals(const Rows<Hasher>& rows, duckdb_type stored) {
  const auto as_long = [](std::int64_t value, auto seed) { return Hasher::OfLong(value, seed); };
  switch (stored) {
    case DUCKDB_TYPE_SMALLINT:
      return rows.template Fill<std::int16_t>(as_long);
    case DUCKDB_TYPE_INTEGER:
      return rows.template Fill<std::int32_t>(as_long);
    case DUCKDB_TYPE_BIGINT:
      return rows.template Fill<std::int64_t>(as_long);
    default:
      return rows.template Fill<duckdb_hugeint>([](const duckdb_hugeint& value, auto seed) {
        return Hasher::OfBytes(BytesOf(value), seed);
      });
  }
}

// False for a type that cannot be hashed.
template <typename Hasher>
bool HashRows(const Rows<Hasher>& rows, duckdb_type type) {
  const auto as_int = [](std::int32_t value, auto seed) { return Hasher::OfInt(value, seed); };
  const auto as_long = [](std::int64_t value, auto seed) { return Hasher::OfLong(value, seed); };
  switch (type) {
    case DUCKDB_TYPE_BOOLEAN:
      rows.template Fill<bool>(as_int);
      return true;
    case DUCKDB_TYPE_TINYINT:
      rows.template Fill<std::int8_t>(as_int);
      return true;
    case DUCKDB_TYPE_SMALLINT:
      rows.template Fill<std::int16_t>(as_int);
      return true;
    case DUCKDB_TYPE_INTEGER:
    case DUCKDB_TYPE_DATE:
      rows.template Fill<std::int32_t>(as_int);
      return true;
    case DUCKDB_TYPE_BIGINT:
    case DUCKDB_TYPE_TIMESTAMP:
      rows.template Fill<std::int64_t>(as_long);
      return true;
    case DUCKDB_TYPE_FLOAT:
      rows.template Fill<float>([](float value, auto seed) {
        return Hasher::OfInt(BitsOf<float, std::int32_t>(value), seed);
      });
      return true;
    case DUCKDB_TYPE_DOUBLE:
      rows.template Fill<double>([](double value, auto seed) {
        return Hasher::OfLong(BitsOf<double, std::int64_t>(value), seed);
      });
      return true;
    case DUCKDB_TYPE_VARCHAR:
    case DUCKDB_TYPE_BLOB:
      rows.template Fill<duckdb_string_t>([](duckdb_string_t value, auto seed) {
        return Hasher::OfBytes({duckdb_string_t_data(&value), duckdb_string_t_length(value)}, seed);
      });
      return true;
    default:
      return false;
  }
}

template <typename Hasher>
void Hash(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  using Answer = typename Hasher::Hash;
  const Rows<Hasher> rows{
      duckdb_data_chunk_get_vector(input, 0),
      static_cast<const Answer*>(duckdb_vector_get_data(duckdb_data_chunk_get_vector(input, 1))),
      static_cast<Answer*>(duckdb_vector_get_data(output)), duckdb_data_chunk_get_size(input)};
  duckdb_logical_type type = duckdb_vector_get_column_type(rows.values);
  if (duckdb_get_type_id(type) == DUCKDB_TYPE_DECIMAL) {
    HashDecimals(rows, duckdb_decimal_internal_type(type));
  } else if (!HashRows(rows, duckdb_get_type_id(type))) {
    duckdb_scalar_function_set_error(
        info, "values of this type cannot be hashed; give them a type by CAST");
  }
  duckdb_destroy_logical_type(&type);
}

}  // namespace

Status RegisterHashFunctions(Connection& connection) {
  constexpr duckdb_type kInt = DUCKDB_TYPE_INTEGER;
  constexpr duckdb_type kLong = DUCKDB_TYPE_BIGINT;
  RETURN_IF_ERROR(
      RegisterScalarFunction(connection, "tenon_spark_hash",
                             {{{DUCKDB_TYPE_ANY, kInt}, kInt, &Hash<SparkMurmur3>, true}}));
  return RegisterScalarFunction(connection, "tenon_spark_xxhash64",
                                {{{DUCKDB_TYPE_ANY, kLong}, kLong, &Hash<SparkXxhash64>, true}});
}

}  // namespace tenon::engine
