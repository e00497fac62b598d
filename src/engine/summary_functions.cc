#include "engine/summary_functions.h"

#include <duckdb.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>

#include "engine/distinct_sketch.h"

namespace tenon::engine {
namespace {

// The bit of each row's number, in bytes.
class RowSet {
 public:
  void Add(std::int64_t row) {
    const auto place = static_cast<std::size_t>(row) / 8;
    if (place >= bytes_.size()) bytes_.resize(std::max(place + 1, bytes_.size() * 2));
    bytes_[place] |= static_cast<char>(1 << (row % 8));
  }
  void Merge(const RowSet& other) {
    if (other.bytes_.size() > bytes_.size()) bytes_.resize(other.bytes_.size());
    for (std::size_t i = 0; i < other.bytes_.size(); ++i) bytes_[i] |= other.bytes_[i];
  }
  const std::string& bytes() const { return bytes_; }

  static bool Has(std::string_view bytes, std::int64_t row) {
    const auto place = static_cast<std::size_t>(row) / 8;
    return place < bytes.size() && (bytes[place] >> (row % 8) & 1) != 0;
  }

 private:
  std::string bytes_;
};

// What an aggregate knows, as the engine holds it: absent until there is a value.
template <typename Known>
struct State {
  Known* known;
};

template <typename Known>
State<Known>& At(duckdb_aggregate_state* states, idx_t index) {
  return *reinterpret_cast<State<Known>*>(states[index]);
}

template <typename Known>
Known& KnownOf(State<Known>& state) {
  if (state.known == nullptr) state.known = new Known();
  return *state.known;
}

template <typename Known>
idx_t SizeOfState(duckdb_function_info) {
  return sizeof(State<Known>);
}

template <typename Known>
void Begin(duckdb_function_info, duckdb_aggregate_state state) {
  reinterpret_cast<State<Known>*>(state)->known = nullptr;
}

template <typename Known, typename Value>
void Update(duckdb_function_info, duckdb_data_chunk input, duckdb_aggregate_state* states) {
  duckdb_vector values = duckdb_data_chunk_get_vector(input, 0);
  const auto* value = static_cast<const Value*>(duckdb_vector_get_data(values));
  std::uint64_t* valid = duckdb_vector_get_validity(values);
  const idx_t count = duckdb_data_chunk_get_size(input);
  for (idx_t row = 0; row < count; ++row) {
    if (valid != nullptr && !duckdb_validity_row_is_valid(valid, row)) continue;
    KnownOf(At<Known>(states, row)).Add(value[row]);
  }
}

template <typename Known>
void Combine(duckdb_function_info, duckdb_aggregate_state* from, duckdb_aggregate_state* to,
             idx_t count) {
  for (idx_t i = 0; i < count; ++i) {
    const Known* known = At<Known>(from, i).known;
    if (known != nullptr) KnownOf(At<Known>(to, i)).Merge(*known);
  }
}

template <typename Known>
void Destroy(duckdb_aggregate_state* states, idx_t count) {
  for (idx_t i = 0; i < count; ++i) {
    delete At<Known>(states, i).known;
    At<Known>(states, i).known = nullptr;
  }
}

void FinishDistinct(duckdb_function_info, duckdb_aggregate_state* states, duckdb_vector result,
                    idx_t count, idx_t offset) {
  auto* out = static_cast<std::int64_t*>(duckdb_vector_get_data(result));
  for (idx_t i = 0; i < count; ++i) {
    const DistinctSketch* sketch = At<DistinctSketch>(states, i).known;
    out[offset + i] = sketch == nullptr ? 0 : static_cast<std::int64_t>(sketch->Estimate());
  }
}

void FinishRowSet(duckdb_function_info, duckdb_aggregate_state* states, duckdb_vector result,
                  idx_t count, idx_t offset) {
  for (idx_t i = 0; i < count; ++i) {
    const RowSet* rows = At<RowSet>(states, i).known;
    if (rows == nullptr) {
      duckdb_vector_ensure_validity_writable(result);
      duckdb_validity_set_row_invalid(duckdb_vector_get_validity(result), offset + i);
      continue;
    }
    duckdb_vector_assign_string_element_len(result, offset + i, rows->bytes().data(),
                                            rows->bytes().size());
  }
}

void HasRow(duckdb_function_info, duckdb_data_chunk input, duckdb_vector output) {
  duckdb_vector sets = duckdb_data_chunk_get_vector(input, 0);
  duckdb_vector rows = duckdb_data_chunk_get_vector(input, 1);
  auto* set = static_cast<duckdb_string_t*>(duckdb_vector_get_data(sets));
  const auto* row = static_cast<const std::int64_t*>(duckdb_vector_get_data(rows));
  auto* out = static_cast<bool*>(duckdb_vector_get_data(output));
  const idx_t count = duckdb_data_chunk_get_size(input);
  for (idx_t i = 0; i < count; ++i) {
    if (!duckdb_validity_row_is_valid(duckdb_vector_get_validity(sets), i) ||
        !duckdb_validity_row_is_valid(duckdb_vector_get_validity(rows), i)) {
      duckdb_vector_ensure_validity_writable(output);
      duckdb_validity_set_row_invalid(duckdb_vector_get_validity(output), i);
      continue;
    }
    out[i] = RowSet::Has({duckdb_string_t_data(&set[i]), duckdb_string_t_length(set[i])}, row[i]);
  }
}

template <typename Known, typename Value>
Status RegisterAggregate(Connection& connection, const char* name, duckdb_type parameter,
                         duckdb_type answer, duckdb_aggregate_finalize_t finish) {
  duckdb_aggregate_function function = duckdb_create_aggregate_function();
  duckdb_logical_type parameter_type = duckdb_create_logical_type(parameter);
  duckdb_logical_type answer_type = duckdb_create_logical_type(answer);
  duckdb_aggregate_function_set_name(function, name);
  duckdb_aggregate_function_add_parameter(function, parameter_type);
  duckdb_aggregate_function_set_return_type(function, answer_type);
  duckdb_aggregate_function_set_functions(function, &SizeOfState<Known>, &Begin<Known>,
                                          &Update<Known, Value>, &Combine<Known>, finish);
  duckdb_aggregate_function_set_destructor(function, &Destroy<Known>);
  const duckdb_state state = duckdb_register_aggregate_function(connection.handle(), function);
  duckdb_destroy_logical_type(&answer_type);
  duckdb_destroy_logical_type(&parameter_type);
  duckdb_destroy_aggregate_function(&function);
  if (state == DuckDBError) return Internal(std::string("cannot register ") + name);
  return {};
}

Status RegisterHasRow(Connection& connection) {
  duckdb_scalar_function function = duckdb_create_scalar_function();
  duckdb_logical_type set = duckdb_create_logical_type(DUCKDB_TYPE_BLOB);
  duckdb_logical_type row = duckdb_create_logical_type(DUCKDB_TYPE_BIGINT);
  duckdb_logical_type answer = duckdb_create_logical_type(DUCKDB_TYPE_BOOLEAN);
  duckdb_scalar_function_set_name(function, "tenon_has_row");
  duckdb_scalar_function_add_parameter(function, set);
  duckdb_scalar_function_add_parameter(function, row);
  duckdb_scalar_function_set_return_type(function, answer);
  duckdb_scalar_function_set_function(function, &HasRow);
  const duckdb_state state = duckdb_register_scalar_function(connection.handle(), function);
  duckdb_destroy_logical_type(&answer);
  duckdb_destroy_logical_type(&row);
  duckdb_destroy_logical_type(&set);
  duckdb_destroy_scalar_function(&function);
  if (state == DuckDBError) return Internal("cannot register tenon_has_row");
  return {};
}

}  // namespace

Status RegisterSummaryFunctions(Connection& connection) {
  RETURN_IF_ERROR((RegisterAggregate<DistinctSketch, std::uint64_t>(
      connection, "tenon_distinct", DUCKDB_TYPE_UBIGINT, DUCKDB_TYPE_BIGINT, &FinishDistinct)));
  RETURN_IF_ERROR((RegisterAggregate<RowSet, std::int64_t>(
      connection, "tenon_row_set", DUCKDB_TYPE_BIGINT, DUCKDB_TYPE_BLOB, &FinishRowSet)));
  return RegisterHasRow(connection);
}

}  // namespace tenon::engine
