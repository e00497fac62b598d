#include "engine/row_writer.h"

#include <duckdb.h>

#include <chrono>
#include <memory>
#include <thread>
#include <utility>

#include "engine/row_queue.h"
#include "text/quote.h"

namespace tenon::engine {
namespace {

constexpr std::chrono::milliseconds kBetweenInterrupts{10};

struct FreeFunction {
  void operator()(_duckdb_table_function* function) const {
    duckdb_destroy_table_function(&function);
  }
};
using Function = std::unique_ptr<_duckdb_table_function, FreeFunction>;

// The rows that a table function is to yield: what its `extra` information points to.
RowQueue* RowsBehind(void* extra) { return *static_cast<RowQueue**>(extra); }

void Bind(duckdb_bind_info info) {
  RowQueue* rows = RowsBehind(duckdb_bind_get_extra_info(info));
  duckdb_data_chunk first = rows == nullptr ? nullptr : rows->Peek();
  if (first == nullptr) {
    duckdb_bind_set_error(info, "no rows are on their way");
    return;
  }
  for (idx_t i = 0; i < duckdb_data_chunk_get_column_count(first); ++i) {
    duckdb_logical_type type =
        duckdb_vector_get_column_type(duckdb_data_chunk_get_vector(first, i));
    duckdb_bind_add_result_column(info, std::to_string(i).c_str(), type);
    duckdb_destroy_logical_type(&type);
  }
}

void Begin(duckdb_init_info info) { duckdb_init_set_max_threads(info, 1); }

void Yield(duckdb_function_info info, duckdb_data_chunk out) {
  RowQueue* rows = RowsBehind(duckdb_function_get_extra_info(info));
  Result<Chunk> chunk = rows->Take();
  if (!chunk) {
    duckdb_function_set_error(info, chunk.error().message.c_str());
    return;
  }
  duckdb_data_chunk given = chunk->get();
  const idx_t size = given == nullptr ? 0 : duckdb_data_chunk_get_size(given);
  for (idx_t i = 0; size > 0 && i < duckdb_data_chunk_get_column_count(given); ++i) {
    // Not copied: the two share the values.
    duckdb_vector_reference_vector(duckdb_data_chunk_get_vector(out, i),
                                   duckdb_data_chunk_get_vector(given, i));
  }
  duckdb_data_chunk_set_size(out, size);
}

// Ends the statement that reads, if one is still running.
void EndReading(RowQueue& rows, const Connection& reading) {
  rows.Close();
  // Again each time: an interrupt before the statement begins is lost.
  while (!rows.HasEnded(kBetweenInterrupts)) reading.Interrupt();
}

}  // namespace

RowWriter::RowWriter(Connection connection, std::string function)
    : connection_(std::move(connection)), function_(std::move(function)) {}

Result<RowWriter> RowWriter::Make(const Connection& reading, std::string function) {
  ASSIGN_OR_RETURN(Connection connection, reading.Another());
  RowWriter writer(std::move(connection), std::move(function));
  RETURN_IF_ERROR(writer.Register());
  return writer;
}

Status RowWriter::Register() {
  const Function function(duckdb_create_table_function());
  duckdb_table_function_set_name(function.get(), function_.c_str());
  rows_ = new RowQueue*(nullptr);
  duckdb_table_function_set_extra_info(function.get(), static_cast<void*>(rows_),
                                       [](void* rows) { delete static_cast<RowQueue**>(rows); });
  duckdb_table_function_set_bind(function.get(), &Bind);
  duckdb_table_function_set_init(function.get(), &Begin);
  duckdb_table_function_set_function(function.get(), &Yield);
  if (duckdb_register_table_function(connection_.handle(), function.get()) == DuckDBError) {
    return Internal("the engine takes no table function");
  }
  return {};
}

Result<std::uint64_t> RowWriter::Insert(Connection& reading, const std::string& select,
                                        const std::string& into) {
  RowQueue rows;
  std::thread reader([&] {
    rows.End(reading.StreamChunks(select, [&](Chunk chunk) { return rows.Put(std::move(chunk)); }));
  });
  Result<std::vector<Row>> written = std::vector<Row>();
  if (rows.Peek() != nullptr) {
    *rows_ = &rows;
    written = connection_.Query(into + " FROM " + SqlIdentifier(function_) + "()");
    *rows_ = nullptr;
  }
  EndReading(rows, reading);
  reader.join();
  if (std::optional<Error> failure = rows.Failure()) return *std::move(failure);
  if (!written) return written.error();
  return written->empty() ? 0 : std::stoull((*written)[0][0].value_or("0"));
}

}  // namespace tenon::engine
