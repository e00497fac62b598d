#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/file.h"
#include "base/result.h"

namespace tenon::http {

// Header fields in the order in which they came; names compare in any case.
class Headers {
 public:
  // The first value of that name, without surrounding blanks; null pointer if there is none.
  const std::string* Find(std::string_view name) const;
  // The first value, or "".
  std::string_view Get(std::string_view name) const;
  void Add(std::string_view name, std::string_view value);
  // Replaces every field of that name by one.
  void Set(std::string_view name, std::string_view value);
  const std::vector<std::pair<std::string, std::string>>& all() const { return fields_; }

 private:
  std::vector<std::pair<std::string, std::string>> fields_;
};

// A body that arrives while it is read, so that an upload of any size needs one buffer.
// One thread at a time.
class BodyReader {
 public:
  virtual ~BodyReader() = default;
  // Fills `buffer` with at least one byte; 0 at the end of the body. kUnavailable if the client
  // went away or was silent for too long, kInvalidInput if the framing is broken.
  virtual Result<std::size_t> Read(std::span<char> buffer) = 0;
};

// The rest of a body as one text. kLimitExceeded above `limit` bytes.
Result<std::string> ReadAll(BodyReader& body, std::size_t limit);

// A request whose head has been read. The body follows through `body`.
struct Request {
  std::string method;
  std::string path;   // as sent: still percent-encoded, begins with '/'
  std::string query;  // as sent: without '?'; "" if there is none
  Headers headers;
  BodyReader* body = nullptr;  // never null when a handler is called
  std::string peer;            // "127.0.0.1:54321"
};

// A part of an open file, sent without copying it through memory.
struct FileSlice {
  FileDescriptor file;
  std::uint64_t offset = 0;
  std::uint64_t length = 0;
};

// Sends one more piece of a chunked answer; an error means that the client is gone.
using Sink = std::function<Status(std::string_view piece)>;
// Writes an answer of unknown length piece by piece (server-sent events, long downloads).
using Stream = std::function<Status(const Sink&)>;

struct Response {
  int status = 200;
  Headers headers = {};
  std::variant<std::string, FileSlice, Stream> body = std::string();
  // The length that a HEAD answer names without sending a body.
  std::optional<std::uint64_t> head_length = std::nullopt;
};

// Answers one request. Called on a thread of the server's pool and may block. What it leaves of
// the request's body unread is read and dropped (up to a bound) or the connection is closed.
using Handler = std::function<Response(Request&)>;

}  // namespace tenon::http
