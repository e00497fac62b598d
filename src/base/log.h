#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <variant>

namespace tenon {

enum class LogLevel { kDebug, kInfo, kWarning, kError };

// One named value of a log line.
struct LogField {
  std::string_view name;
  std::variant<std::string, std::int64_t> value;
};

// Writes one JSON line to standard error:
//   {"time":"2026-01-31T08:15:30.123Z","level":"info","message":"run finished","run_id":"jr_1"}
// `message` is a constant; what varies goes into fields. Never secrets or row data.
// Thread-safe; a line is written whole.
void Log(LogLevel level, std::string_view message, std::initializer_list<LogField> fields = {});

// Lines below `level` are dropped; kInfo at first. Thread-safe.
void SetLogLevel(LogLevel level);

}  // namespace tenon
