#pragma once

#include <expected>
#include <string>
#include <string_view>
#include <utility>

namespace tenon {

// What went wrong, named for the caller's next move. The API layer alone knows
// which AWS exception and HTTP status each kind becomes (api/errors.cc).
enum class ErrorKind {
  kInvalidInput,   // the caller's value is wrong: mend it
  kNotFound,       // the thing named is not there
  kAlreadyExists,  // the name is taken
  kConflict,       // somebody else changed it first: read again and retry
  kLimitExceeded,  // too many or too large
  kAccessDenied,   // the caller may not
  kUnsupported,    // known, but not built here
  kUnavailable,    // a dependency failed: the same call may succeed later
  kStopped,        // stopped by its owner, not by a failure
  kInternal,       // a bug or a broken disk
};

// The name of a kind as it appears in logs: "invalid_input", ...
std::string_view NameOf(ErrorKind kind);

// A failure as a value.
struct Error {
  ErrorKind kind = ErrorKind::kInternal;
  // For the user: what, which one, value last; no trailing period, no secrets.
  std::string message;
  // A module's own name for the failure where the kind does not tell enough
  // ("NoSuchUpload" beside "NoSuchKey"). Points to a literal; empty otherwise.
  std::string_view reason = {};
};

inline Error InvalidInput(std::string m) { return {ErrorKind::kInvalidInput, std::move(m), {}}; }
inline Error NotFound(std::string m) { return {ErrorKind::kNotFound, std::move(m), {}}; }
inline Error AlreadyExists(std::string m) { return {ErrorKind::kAlreadyExists, std::move(m), {}}; }
inline Error Conflict(std::string m) { return {ErrorKind::kConflict, std::move(m), {}}; }
inline Error Unsupported(std::string m) { return {ErrorKind::kUnsupported, std::move(m), {}}; }
inline Error Unavailable(std::string m) { return {ErrorKind::kUnavailable, std::move(m), {}}; }
inline Error Internal(std::string m) { return {ErrorKind::kInternal, std::move(m), {}}; }

// The same failure, told with where it happened: "reading tenon.toml: no such file".
Error WithContext(Error error, std::string_view context);

// The failure of a system call: `what`, then the text of `errno_value`.
Error SystemError(std::string_view what, int errno_value);

// A value or the Error that explains its absence. Cannot be ignored.
template <typename T>
class [[nodiscard]] Result : public std::expected<T, Error> {
 public:
  using std::expected<T, Error>::expected;
  Result(Error e) : std::expected<T, Error>(std::unexpect, std::move(e)) {}  // NOLINT
};

using Status = Result<void>;

}  // namespace tenon

#define TENON_CONCAT_(a, b) a##b
#define TENON_CONCAT(a, b) TENON_CONCAT_(a, b)

// ASSIGN_OR_RETURN(auto table, store.GetTable(name));
#define ASSIGN_OR_RETURN(lhs, ...) \
  TENON_ASSIGN_(TENON_CONCAT(result_, __COUNTER__), lhs, __VA_ARGS__)
#define TENON_ASSIGN_(tmp, lhs, ...)       \
  auto tmp = (__VA_ARGS__);                \
  if (!tmp) return std::move(tmp).error(); \
  lhs = *std::move(tmp)

// RETURN_IF_ERROR(store.DropTable(name));
#define RETURN_IF_ERROR(...) TENON_RETURN_(TENON_CONCAT(status_, __COUNTER__), __VA_ARGS__)
#define TENON_RETURN_(tmp, ...) \
  if (auto tmp = (__VA_ARGS__); !tmp) return std::move(tmp).error()
