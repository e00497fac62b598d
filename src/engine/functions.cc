#include "engine/functions.h"

#include <duckdb.h>

#include <charconv>
#include <optional>
#include <utility>

#include "engine/dialect_functions.h"
#include "engine/hash_functions.h"
#include "engine/scalar_function.h"
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

// The validity of an output of which some rows become NULL.
class Nulls {
 public:
  explicit Nulls(duckdb_vector output) : output_(output) {}

  void Add(idx_t row) {
    if (valid_ == nullptr) {
      duckdb_vector_ensure_validity_writable(output_);
      valid_ = duckdb_vector_get_validity(output_);
    }
    duckdb_validity_set_row_invalid(valid_, row);
  }

 private:
  duckdb_vector output_;
  std::uint64_t* valid_ = nullptr;
};

// What the engine's trim takes away, as far as it is a plain blank.
std::string_view WithoutBlanks(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

// tenon_plain_timestamp. Called as the one below.
void PlainTimestamps(duckdb_function_info, duckdb_data_chunk input, duckdb_vector output) {
  duckdb_vector texts = duckdb_data_chunk_get_vector(input, 0);
  const auto* text = static_cast<const duckdb_string_t*>(duckdb_vector_get_data(texts));
  std::uint64_t* valid = duckdb_vector_get_validity(texts);
  auto* out = static_cast<duckdb_timestamp*>(duckdb_vector_get_data(output));
  Nulls nulls(output);
  const idx_t count = duckdb_data_chunk_get_size(input);
  for (idx_t row = 0; row < count; ++row) {
    std::optional<std::int64_t> micros;
    if (valid == nullptr || duckdb_validity_row_is_valid(valid, row)) {
      micros = ParseTimestamp(WithoutBlanks(TextOf(text[row])));
    }
    if (micros) {
      out[row].micros = *micros;
    } else {
      nulls.Add(row);
    }
  }
}

// tenon_timestamp. Called by the engine for a chunk of rows, in any of its threads.
void Timestamps(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  duckdb_vector texts = duckdb_data_chunk_get_vector(input, 0);
  duckdb_vector sources = duckdb_data_chunk_get_vector(input, 1);
  const auto* text = static_cast<const duckdb_string_t*>(duckdb_vector_get_data(texts));
  std::uint64_t* valid = duckdb_vector_get_validity(texts);
  auto* out = static_cast<duckdb_timestamp*>(duckdb_vector_get_data(output));
  Nulls nulls(output);
  const idx_t count = duckdb_data_chunk_get_size(input);
  for (idx_t row = 0; row < count; ++row) {
    if (!duckdb_validity_row_is_valid(valid, row)) {
      nulls.Add(row);
      continue;
    }
    const std::string_view value = TextOf(text[row]);
    if (value.empty()) {
      nulls.Add(row);
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
  constexpr duckdb_type kText = DUCKDB_TYPE_VARCHAR;
  constexpr duckdb_type kMoment = DUCKDB_TYPE_TIMESTAMP;
  RETURN_IF_ERROR(RegisterScalarFunction(connection, "tenon_timestamp",
                                         {{{kText, DUCKDB_TYPE_BIGINT}, kMoment, &Timestamps}}));
  RETURN_IF_ERROR(RegisterScalarFunction(connection, "tenon_plain_timestamp",
                                         {{{kText}, kMoment, &PlainTimestamps}}));
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
