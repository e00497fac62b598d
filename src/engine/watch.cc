#include "engine/watch.h"

#include <duckdb.h>

#include <cstring>
#include <string_view>

namespace tenon::engine {
namespace {

constexpr std::string_view kListen =
    "CALL enable_logging(['PhysicalOperator'], level = 'debug', storage = 'tenon')";
constexpr std::uint64_t kLeastBytes = 1 << 20;

bool HasRowGroups(task::Format format) {
  return format == task::Format::kParquet || format == task::Format::kIceberg ||
         format == task::Format::kDelta;
}

void TakeLogEntry(void* activity, duckdb_timestamp*, const char*, const char*,
                  const char* message) {
  if (message != nullptr) static_cast<Activity*>(activity)->TakeLogEntry(message);
}

// tenon_count_rows(counter): true, for all rows of a chunk. Called in any of the engine's threads.
void CountRows(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  const idx_t count = duckdb_data_chunk_get_size(input);
  if (count == 0) return;
  const auto* counters = static_cast<const std::int64_t*>(
      duckdb_vector_get_data(duckdb_data_chunk_get_vector(input, 0)));
  auto& activity = *static_cast<Activity*>(duckdb_scalar_function_get_extra_info(info));
  activity.CountRows(static_cast<std::size_t>(counters[0]), count);
  std::memset(duckdb_vector_get_data(output), 1, count);
}

Status RegisterCounter(Connection& connection) {
  duckdb_scalar_function function = duckdb_create_scalar_function();
  duckdb_scalar_function_set_name(function, "tenon_count_rows");
  duckdb_logical_type number = duckdb_create_logical_type(DUCKDB_TYPE_BIGINT);
  duckdb_scalar_function_add_parameter(function, number);
  duckdb_destroy_logical_type(&number);
  duckdb_logical_type result = duckdb_create_logical_type(DUCKDB_TYPE_BOOLEAN);
  duckdb_scalar_function_set_return_type(function, result);
  duckdb_destroy_logical_type(&result);
  duckdb_scalar_function_set_function(function, &CountRows);
  // Else the engine would ask it once and take its answer for all rows.
  duckdb_scalar_function_set_volatile(function);
  duckdb_scalar_function_set_extra_info(function, &connection.activity(), nullptr);
  const duckdb_state state = duckdb_register_scalar_function(connection.handle(), function);
  duckdb_destroy_scalar_function(&function);
  return state == DuckDBError ? Status(Internal("cannot register tenon_count_rows")) : Status();
}

}  // namespace

Status Watch(Connection& connection) {
  RETURN_IF_ERROR(RegisterCounter(connection));
  duckdb_log_storage storage = duckdb_create_log_storage();
  duckdb_log_storage_set_name(storage, "tenon");
  duckdb_log_storage_set_write_log_entry(storage, &TakeLogEntry);
  duckdb_log_storage_set_extra_data(storage, &connection.activity(), nullptr);
  const duckdb_state state = duckdb_register_log_storage(connection.database(), storage);
  duckdb_destroy_log_storage(&storage);
  if (state == DuckDBError) return Internal("cannot listen to the engine's log");
  // Once, so that a task need not wait until the engine has found its way.
  return connection.Execute(std::string(kListen) + "; CALL disable_logging()");
}

std::string WatchScansSql(const task::Task& task) {
  std::uint64_t bytes = 0;
  for (const task::Source& source : task.sources) {
    if (!HasRowGroups(source.format)) continue;
    for (const task::InputFile& file : source.files) bytes += file.size;
  }
  return bytes < kLeastBytes ? "" : std::string(kListen) + ';';
}

}  // namespace tenon::engine
