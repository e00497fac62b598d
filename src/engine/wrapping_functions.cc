#include "engine/wrapping_functions.h"

#include <duckdb.h>

#include <cstdint>
#include <functional>
#include <type_traits>

#include "engine/scalar_function.h"

namespace tenon::engine {
namespace {

// Rows that are NULL in one of the columns are NULL in the answer; 64 rows a word.
void CopyNulls(duckdb_data_chunk input, duckdb_vector output, idx_t count) {
  const idx_t columns = duckdb_data_chunk_get_column_count(input);
  for (idx_t column = 0; column < columns; ++column) {
    const std::uint64_t* valid =
        duckdb_vector_get_validity(duckdb_data_chunk_get_vector(input, column));
    if (valid == nullptr) continue;
    duckdb_vector_ensure_validity_writable(output);
    std::uint64_t* out = duckdb_vector_get_validity(output);
    for (idx_t word = 0; word < (count + 63) / 64; ++word) out[word] &= valid[word];
  }
}

template <typename T>
const T* ValuesOf(duckdb_data_chunk input, idx_t column) {
  return static_cast<const T*>(duckdb_vector_get_data(duckdb_data_chunk_get_vector(input, column)));
}

// Every row is computed, also where it is NULL: unsigned arithmetic never fails, and a loop without
// branches is done for many rows at once. 32 bits hold what is narrower, so that nothing is
// promoted to a signed int.
template <typename T, typename Operation>
void Apply(duckdb_function_info, duckdb_data_chunk input, duckdb_vector output) {
  using Wide = std::conditional_t<(sizeof(T) > 4), std::uint64_t, std::uint32_t>;
  const T* first = ValuesOf<T>(input, 0);
  const T* second = ValuesOf<T>(input, 1);
  T* out = static_cast<T*>(duckdb_vector_get_data(output));
  const idx_t count = duckdb_data_chunk_get_size(input);
  for (idx_t row = 0; row < count; ++row) {
    out[row] =
        static_cast<T>(Operation{}(static_cast<Wide>(first[row]), static_cast<Wide>(second[row])));
  }
  CopyNulls(input, output, count);
}

template <typename T>
void Negate(duckdb_function_info, duckdb_data_chunk input, duckdb_vector output) {
  using Wide = std::conditional_t<(sizeof(T) > 4), std::uint64_t, std::uint32_t>;
  const T* value = ValuesOf<T>(input, 0);
  T* out = static_cast<T*>(duckdb_vector_get_data(output));
  const idx_t count = duckdb_data_chunk_get_size(input);
  for (idx_t row = 0; row < count; ++row) {
    out[row] = static_cast<T>(Wide{0} - static_cast<Wide>(value[row]));
  }
  CopyNulls(input, output, count);
}

void Long(duckdb_function_info, duckdb_data_chunk input, duckdb_vector output) {
  const auto* value = ValuesOf<duckdb_hugeint>(input, 0);
  auto* out = static_cast<std::int64_t*>(duckdb_vector_get_data(output));
  const idx_t count = duckdb_data_chunk_get_size(input);
  for (idx_t row = 0; row < count; ++row) out[row] = static_cast<std::int64_t>(value[row].lower);
  CopyNulls(input, output, count);
}

template <typename Operation>
Status RegisterOperation(Connection& connection, const char* name) {
  constexpr duckdb_type kTypes[] = {DUCKDB_TYPE_TINYINT, DUCKDB_TYPE_SMALLINT, DUCKDB_TYPE_INTEGER,
                                    DUCKDB_TYPE_BIGINT};
  return RegisterScalarFunction(
      connection, name,
      {{{kTypes[0], kTypes[0]}, kTypes[0], &Apply<std::int8_t, Operation>},
       {{kTypes[1], kTypes[1]}, kTypes[1], &Apply<std::int16_t, Operation>},
       {{kTypes[2], kTypes[2]}, kTypes[2], &Apply<std::int32_t, Operation>},
       {{kTypes[3], kTypes[3]}, kTypes[3], &Apply<std::int64_t, Operation>}});
}

}  // namespace

Status RegisterWrappingFunctions(Connection& connection) {
  RETURN_IF_ERROR(RegisterOperation<std::plus<>>(connection, "tenon_spark_add"));
  RETURN_IF_ERROR(RegisterOperation<std::minus<>>(connection, "tenon_spark_subtract"));
  RETURN_IF_ERROR(RegisterOperation<std::multiplies<>>(connection, "tenon_spark_multiply"));
  RETURN_IF_ERROR(
      RegisterScalarFunction(connection, "tenon_spark_negate",
                             {{{DUCKDB_TYPE_TINYINT}, DUCKDB_TYPE_TINYINT, &Negate<std::int8_t>},
                              {{DUCKDB_TYPE_SMALLINT}, DUCKDB_TYPE_SMALLINT, &Negate<std::int16_t>},
                              {{DUCKDB_TYPE_INTEGER}, DUCKDB_TYPE_INTEGER, &Negate<std::int32_t>},
                              {{DUCKDB_TYPE_BIGINT}, DUCKDB_TYPE_BIGINT, &Negate<std::int64_t>}}));
  return RegisterScalarFunction(connection, "tenon_spark_long",
                                {{{DUCKDB_TYPE_HUGEINT}, DUCKDB_TYPE_BIGINT, &Long}});
}

}  // namespace tenon::engine
