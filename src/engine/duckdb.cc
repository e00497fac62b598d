#include "engine/duckdb.h"

#include <duckdb.h>

#include <algorithm>
#include <array>
#include <memory>
#include <utility>

#ifdef __SANITIZE_THREAD__
// The prebuilt engine is not instrumented: the sanitizer does not see how its threads wait for each
// other and takes what they share for races. The runtime looks this function up.
extern "C" const char* __tsan_default_suppressions() { return "race:libduckdb.so\n"; }
#endif

namespace tenon::engine {
namespace {

// A result that frees itself.
class RawResult {
 public:
  RawResult() = default;
  ~RawResult() { duckdb_destroy_result(&result_); }
  RawResult(const RawResult&) = delete;
  RawResult& operator=(const RawResult&) = delete;
  duckdb_result* get() { return &result_; }

 private:
  duckdb_result result_ = {};
};

struct FreePrepared {
  void operator()(_duckdb_prepared_statement* statement) const {
    duckdb_destroy_prepare(&statement);
  }
};
using Prepared = std::unique_ptr<_duckdb_prepared_statement, FreePrepared>;

struct FreePending {
  void operator()(_duckdb_pending_result* pending) const { duckdb_destroy_pending(&pending); }
};
using Pending = std::unique_ptr<_duckdb_pending_result, FreePending>;

struct FreeExtracted {
  void operator()(_duckdb_extracted_statements* statements) const {
    duckdb_destroy_extracted(&statements);
  }
};
using Extracted = std::unique_ptr<_duckdb_extracted_statements, FreeExtracted>;

// The one statement of the text; kInvalidInput if there is another number of them.
Result<Extracted> ExtractOne(duckdb_connection connection, const std::string& sql) {
  duckdb_extracted_statements raw = nullptr;
  const idx_t count = duckdb_extract_statements(connection, sql.c_str(), &raw);
  Extracted extracted(raw);
  if (count == 0) {
    const char* message = duckdb_extract_statements_error(raw);
    return message == nullptr ? InvalidInput("the query is empty") : FromDuckDb(message);
  }
  if (count > 1) return InvalidInput("only one statement may be sent at a time");
  return extracted;
}

duckdb_type TypeOf(duckdb_vector vector) {
  duckdb_logical_type type = duckdb_vector_get_column_type(vector);
  const duckdb_type id = duckdb_get_type_id(type);
  duckdb_destroy_logical_type(&type);
  return id;
}

// The name of a type as DESCRIBE has it; empty unless this function knows it.
std::string NameOf(duckdb_logical_type type) {
  switch (duckdb_get_type_id(type)) {
    case DUCKDB_TYPE_BOOLEAN:
      return "BOOLEAN";
    case DUCKDB_TYPE_TINYINT:
      return "TINYINT";
    case DUCKDB_TYPE_SMALLINT:
      return "SMALLINT";
    case DUCKDB_TYPE_INTEGER:
      return "INTEGER";
    case DUCKDB_TYPE_BIGINT:
      return "BIGINT";
    case DUCKDB_TYPE_HUGEINT:
      return "HUGEINT";
    case DUCKDB_TYPE_FLOAT:
      return "FLOAT";
    case DUCKDB_TYPE_DOUBLE:
      return "DOUBLE";
    case DUCKDB_TYPE_DECIMAL:
      return "DECIMAL(" + std::to_string(duckdb_decimal_width(type)) + ',' +
             std::to_string(duckdb_decimal_scale(type)) + ')';
    case DUCKDB_TYPE_VARCHAR:
      return "VARCHAR";
    case DUCKDB_TYPE_BLOB:
      return "BLOB";
    case DUCKDB_TYPE_DATE:
      return "DATE";
    case DUCKDB_TYPE_TIMESTAMP:
      return "TIMESTAMP";
    case DUCKDB_TYPE_TIMESTAMP_TZ:
      return "TIMESTAMP WITH TIME ZONE";
    case DUCKDB_TYPE_SQLNULL:
      return "\"NULL\"";
    default:
      return {};
  }
}

template <typename T>
std::string NumberAt(const void* data, idx_t row) {
  return std::to_string(static_cast<const T*>(data)[row]);
}

std::string_view TextAt(void* data, idx_t row) {
  duckdb_string_t& text = static_cast<duckdb_string_t*>(data)[row];
  return {duckdb_string_t_data(&text), duckdb_string_t_length(text)};
}

Field FieldAt(duckdb_type type, duckdb_vector vector, idx_t row) {
  std::uint64_t* validity = duckdb_vector_get_validity(vector);
  if (!duckdb_validity_row_is_valid(validity, row)) return std::nullopt;
  void* data = duckdb_vector_get_data(vector);
  switch (type) {
    case DUCKDB_TYPE_BOOLEAN:
      return static_cast<const bool*>(data)[row] ? "true" : "false";
    case DUCKDB_TYPE_INTEGER:
      return NumberAt<std::int32_t>(data, row);
    case DUCKDB_TYPE_BIGINT:
      return NumberAt<std::int64_t>(data, row);
    case DUCKDB_TYPE_UBIGINT:
      return NumberAt<std::uint64_t>(data, row);
    case DUCKDB_TYPE_VARCHAR:
      return std::string(TextAt(data, row));
    default:
      return std::nullopt;
  }
}

void AppendRows(duckdb_data_chunk chunk, std::vector<Row>& rows) {
  const idx_t columns = duckdb_data_chunk_get_column_count(chunk);
  const idx_t count = duckdb_data_chunk_get_size(chunk);
  const std::size_t first = rows.size();
  rows.resize(first + count, Row(columns));
  for (idx_t column = 0; column < columns; ++column) {
    const duckdb_vector vector = duckdb_data_chunk_get_vector(chunk, column);
    const duckdb_type type = TypeOf(vector);
    for (idx_t row = 0; row < count; ++row) {
      rows[first + row][column] = FieldAt(type, vector, row);
    }
  }
}

Status TakeRows(duckdb_data_chunk chunk, const Connection::TakeRow& take) {
  const idx_t columns = duckdb_data_chunk_get_column_count(chunk);
  std::vector<void*> data(columns);
  std::vector<std::uint64_t*> validity(columns);
  for (idx_t column = 0; column < columns; ++column) {
    const duckdb_vector vector = duckdb_data_chunk_get_vector(chunk, column);
    data[column] = duckdb_vector_get_data(vector);
    validity[column] = duckdb_vector_get_validity(vector);
  }
  std::vector<std::optional<std::string_view>> fields(columns);
  for (idx_t row = 0; row < duckdb_data_chunk_get_size(chunk); ++row) {
    for (idx_t column = 0; column < columns; ++column) {
      fields[column].reset();
      if (duckdb_validity_row_is_valid(validity[column], row)) {
        fields[column] = TextAt(data[column], row);
      }
    }
    RETURN_IF_ERROR(take(fields));
  }
  return {};
}

// The metric of that name as text; empty if the plan has none.
std::string Metric(duckdb_profiling_info info, const char* name) {
  duckdb_value value = duckdb_profiling_info_get_value(info, name);
  if (value == nullptr) return {};
  char* text = duckdb_get_varchar(value);
  std::string out = text == nullptr ? "" : text;
  duckdb_free(text);
  duckdb_destroy_value(&value);
  return out;
}

std::string TakeText(duckdb_value value) {
  char* text = duckdb_get_varchar(value);
  std::string out = text == nullptr ? "" : text;
  duckdb_free(text);
  duckdb_destroy_value(&value);
  return out;
}

std::vector<std::pair<std::string, std::string>> Details(duckdb_profiling_info info) {
  std::vector<std::pair<std::string, std::string>> out;
  duckdb_value metrics = duckdb_profiling_info_get_metrics(info);
  if (metrics == nullptr) return out;
  for (idx_t i = 0; i < duckdb_get_map_size(metrics); ++i) {
    std::string key = TakeText(duckdb_get_map_key(metrics, i));
    out.emplace_back(std::move(key), TakeText(duckdb_get_map_value(metrics, i)));
  }
  duckdb_destroy_value(&metrics);
  return out;
}

Operator ReadOperator(duckdb_profiling_info info) {
  Operator out;
  out.type = Metric(info, "OPERATOR_TYPE");
  const std::string rows = Metric(info, "OPERATOR_CARDINALITY");
  if (!rows.empty()) out.rows = std::strtoull(rows.c_str(), nullptr, 10);
  const std::string seconds = Metric(info, "OPERATOR_TIMING");
  if (!seconds.empty()) out.seconds = std::strtod(seconds.c_str(), nullptr);
  out.details = Details(info);
  for (idx_t i = 0; i < duckdb_profiling_info_get_child_count(info); ++i) {
    out.children.push_back(ReadOperator(duckdb_profiling_info_get_child(info, i)));
  }
  return out;
}

struct Class {
  std::string_view prefix;
  ErrorKind kind;
};
constexpr std::array<Class, 6> kClasses = {{
    {"Out of Memory Error: ", ErrorKind::kLimitExceeded},
    {"INTERRUPT Error: ", ErrorKind::kStopped},
    {"Permission Error: ", ErrorKind::kAccessDenied},
    {"IO Error: ", ErrorKind::kUnavailable},
    {"INTERNAL Error: ", ErrorKind::kInternal},
    {"FATAL Error: ", ErrorKind::kInternal},
}};

}  // namespace

Error FromDuckDb(std::string_view message) {
  for (const Class& known : kClasses) {
    if (!message.starts_with(known.prefix)) continue;
    if (known.kind == ErrorKind::kLimitExceeded) {
      return {known.kind,
              "out of memory: the task needs more than its memory limit and could not put the rest "
              "on disk; give it more memory or fewer columns and rows at a time",
              {}};
    }
    message.remove_prefix(known.prefix.size());
    return {known.kind, std::string(message.substr(0, message.find("\n\nLINE "))), {}};
  }
  return InvalidInput(std::string(message.substr(0, message.find("\n\nLINE "))));
}

void FreeChunk::operator()(_duckdb_data_chunk* chunk) const { duckdb_destroy_data_chunk(&chunk); }

Connection::Connection(duckdb_connection handle, duckdb_database database,
                       std::shared_ptr<Activity> activity)
    : handle_(handle), database_(database), activity_(std::move(activity)) {}

Connection::Connection(Connection&& other) noexcept
    : handle_(std::exchange(other.handle_, nullptr)),
      database_(other.database_),
      activity_(std::move(other.activity_)) {}

Result<Connection> Connection::Make(duckdb_database database, std::shared_ptr<Activity> activity) {
  duckdb_connection handle = nullptr;
  if (duckdb_connect(database, &handle) == DuckDBError) {
    return Internal("cannot connect to the engine");
  }
  return Connection(handle, database, std::move(activity));
}

Result<Connection> Connection::Another() const { return Make(database_, activity_); }

Connection::~Connection() {
  if (handle_ != nullptr) duckdb_disconnect(&handle_);
}

Result<std::vector<Row>> Connection::Query(const std::string& sql) {
  RawResult result;
  if (duckdb_query(handle_, sql.c_str(), result.get()) == DuckDBError) {
    const char* message = duckdb_result_error(result.get());
    return FromDuckDb(message == nullptr ? "" : message);
  }
  std::vector<Row> rows;
  while (const Chunk chunk{duckdb_fetch_chunk(*result.get())}) AppendRows(chunk.get(), rows);
  return rows;
}

Status Connection::Execute(const std::string& sql) {
  RETURN_IF_ERROR(Query(sql));
  return {};
}

Status Connection::Stream(const std::string& sql, const TakeRow& take) {
  return StreamChunks(sql, [&](const Chunk& chunk) { return TakeRows(chunk.get(), take); });
}

Status Connection::StreamChunks(const std::string& sql, const TakeChunk& take) {
  duckdb_prepared_statement raw = nullptr;
  const duckdb_state prepared_state = duckdb_prepare(handle_, sql.c_str(), &raw);
  const Prepared prepared(raw);
  if (prepared_state == DuckDBError) return FromDuckDb(duckdb_prepare_error(raw));
  duckdb_pending_result raw_pending = nullptr;
  const duckdb_state pending_state = duckdb_pending_prepared_streaming(raw, &raw_pending);
  const Pending pending(raw_pending);
  if (pending_state == DuckDBError) return FromDuckDb(duckdb_pending_error(raw_pending));
  RawResult result;
  if (duckdb_execute_pending(raw_pending, result.get()) == DuckDBError) {
    return FromDuckDb(duckdb_result_error(result.get()));
  }
  while (Chunk chunk{duckdb_fetch_chunk(*result.get())}) {
    if (duckdb_data_chunk_get_size(chunk.get()) == 0) continue;
    RETURN_IF_ERROR(take(std::move(chunk)));
  }
  const char* message = duckdb_result_error(result.get());
  if (message != nullptr && *message != '\0') return FromDuckDb(message);
  return {};
}

Status Connection::ExecuteOne(const std::string& sql) {
  ASSIGN_OR_RETURN(const Extracted extracted, ExtractOne(handle_, sql));
  return Execute(sql);
}

Result<std::vector<SelectColumn>> Connection::PlanOneSelect(const std::string& sql) {
  ASSIGN_OR_RETURN(const Extracted extracted, ExtractOne(handle_, sql));
  duckdb_prepared_statement raw_prepared = nullptr;
  const duckdb_state state =
      duckdb_prepare_extracted_statement(handle_, extracted.get(), 0, &raw_prepared);
  const Prepared prepared(raw_prepared);
  if (state == DuckDBError) return FromDuckDb(duckdb_prepare_error(raw_prepared));
  if (duckdb_prepared_statement_type(raw_prepared) != DUCKDB_STATEMENT_TYPE_SELECT) {
    return InvalidInput("only SELECT, WITH and VALUES statements can be run here");
  }
  if (duckdb_nparams(raw_prepared) > 0) {
    return InvalidInput("the query has parameters that were given no values");
  }
  std::vector<SelectColumn> columns(duckdb_prepared_statement_column_count(raw_prepared));
  for (idx_t i = 0; i < columns.size(); ++i) {
    const char* name = duckdb_prepared_statement_column_name(raw_prepared, i);
    columns[i].name = name;
    duckdb_free(const_cast<char*>(name));
    duckdb_logical_type type = duckdb_prepared_statement_column_logical_type(raw_prepared, i);
    columns[i].type = NameOf(type);
    duckdb_destroy_logical_type(&type);
  }
  return columns;
}

std::optional<Operator> Connection::Profile() const {
  const duckdb_profiling_info info = duckdb_get_profiling_info(handle_);
  if (info == nullptr) return std::nullopt;
  return ReadOperator(info);
}

void Connection::Interrupt() const { duckdb_interrupt(handle_); }

QueryProgress Connection::Progress() const {
  const duckdb_query_progress_type progress = duckdb_query_progress(handle_);
  return {.fraction = std::clamp(progress.percentage / 100, 0.0, 1.0),
          .rows = progress.rows_processed};
}

Result<Database> Database::Open() {
  duckdb_config config = nullptr;
  if (duckdb_create_config(&config) == DuckDBError) return Internal("cannot configure the engine");
  constexpr std::pair<const char*, const char*> kOptions[] = {
      {"threads", "1"},
      {"autoinstall_known_extensions", "false"},
      {"autoload_known_extensions", "false"},
      {"allow_community_extensions", "false"},
      // The engine would check a signature by hashing the whole file at each load, which costs 0.2
      // s of a task over a database. The files were checked when they were installed
      // (tools/pins.tsv), as the engine's own library was, and LockDown forbids every further load.
      {"allow_unsigned_extensions", "true"},
  };
  for (const auto& [name, value] : kOptions) duckdb_set_config(config, name, value);
  duckdb_database handle = nullptr;
  char* message = nullptr;
  const duckdb_state state = duckdb_open_ext(nullptr, &handle, config, &message);
  duckdb_destroy_config(&config);
  if (state == DuckDBError) {
    Error error = Internal(std::string("opening the engine: ") + (message ? message : ""));
    duckdb_free(message);
    return error;
  }
  return Database(handle);
}

Database::Database(Database&& other) noexcept
    : handle_(std::exchange(other.handle_, nullptr)), activity_(std::move(other.activity_)) {}

Database::~Database() {
  if (handle_ != nullptr) duckdb_close(&handle_);
}

Result<Connection> Database::Connect() { return Connection::Make(handle_, activity_); }

}  // namespace tenon::engine
