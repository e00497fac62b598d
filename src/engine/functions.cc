#include "engine/functions.h"

#include <duckdb.h>

#include <charconv>
#include <utility>

#include "engine/dialect_functions.h"
#include "engine/hash_functions.h"
#include "engine/summary_functions.h"
#include "engine/timestamp.h"
#include "engine/wrapping_functions.h"

namespace tenon::engine {
namespace {

constexpr std::string_view kMark = "not a timestamp in source ";

// The text of a value, inline: the engine's accessors are calls into its library, two for each row.
std::string_view TextOf(const duckdb_string_t& value) {
  const std::uint32_t length = value.value.inlined.length;
  const bool is_inlined = length <= sizeof(value.value.inlined.inlined);
  return {is_inlined ? value.value.inlined.inlined : value.value.pointer.ptr, length};
}

// Called by the engine for a chunk of rows, in any of its threads.
void Timestamps(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  duckdb_vector texts = duckdb_data_chunk_get_vector(input, 0);
  duckdb_vector sources = duckdb_data_chunk_get_vector(input, 1);
  const auto* text = static_cast<const duckdb_string_t*>(duckdb_vector_get_data(texts));
  std::uint64_t* valid = duckdb_vector_get_validity(texts);
  auto* out = static_cast<duckdb_timestamp*>(duckdb_vector_get_data(output));
  std::uint64_t* out_valid = nullptr;
  const auto set_null = [&](idx_t row) {
    if (out_valid == nullptr) {
      duckdb_vector_ensure_validity_writable(output);
      out_valid = duckdb_vector_get_validity(output);
    }
    duckdb_validity_set_row_invalid(out_valid, row);
  };
  const idx_t count = duckdb_data_chunk_get_size(input);
  for (idx_t row = 0; row < count; ++row) {
    if (!duckdb_validity_row_is_valid(valid, row)) {
      set_null(row);
      continue;
    }
    const std::string_view value = TextOf(text[row]);
    if (value.empty()) {
      set_null(row);
      continue;
    }
    const auto micros = ParseTimestamp(value);
    if (!micros) {
      const auto* source = static_cast<const std::int64_t*>(duckdb_vector_get_data(sources));
      const std::string message = std::string(kMark) + std::to_string(source[row]);
      duckdb_scalar_function_set_error(info, message.c_str());
      return;
    }
    out[row].micros = *micros;
  }
}

}  // namespace

Status RegisterFunctions(Connection& connection) {
  duckdb_scalar_function function = duckdb_create_scalar_function();
  duckdb_logical_type text = duckdb_create_logical_type(DUCKDB_TYPE_VARCHAR);
  duckdb_logical_type number = duckdb_create_logical_type(DUCKDB_TYPE_BIGINT);
  duckdb_logical_type timestamp = duckdb_create_logical_type(DUCKDB_TYPE_TIMESTAMP);
  duckdb_scalar_function_set_name(function, "tenon_timestamp");
  duckdb_scalar_function_add_parameter(function, text);
  duckdb_scalar_function_add_parameter(function, number);
  duckdb_scalar_function_set_return_type(function, timestamp);
  duckdb_scalar_function_set_function(function, &Timestamps);
  const duckdb_state state = duckdb_register_scalar_function(connection.handle(), function);
  duckdb_destroy_logical_type(&timestamp);
  duckdb_destroy_logical_type(&number);
  duckdb_destroy_logical_type(&text);
  duckdb_destroy_scalar_function(&function);
  if (state == DuckDBError) return Internal("cannot register tenon_timestamp");
  RETURN_IF_ERROR(RegisterSummaryFunctions(connection));
  RETURN_IF_ERROR(RegisterHashFunctions(connection));
  RETURN_IF_ERROR(RegisterWrappingFunctions(connection));
  return RegisterDialectFunctions(connection);
}

std::optional<std::size_t> SourceOfBadTimestamp(std::string_view message) {
  const std::size_t at = message.find(kMark);
  if (at == std::string_view::npos) return std::nullopt;
  const std::string_view digits = message.substr(at + kMark.size());
  std::size_t source = 0;
  const auto parsed = std::from_chars(digits.data(), digits.data() + digits.size(), source);
  if (parsed.ec != std::errc()) return std::nullopt;
  return source;
}

}  // namespace tenon::engine
