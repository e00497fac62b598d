#include "http/response_writer.h"

#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <ctime>

#include "base/clock.h"
#include "base/log.h"
#include "text/utf8.h"

namespace tenon::http {
namespace {

// Up to here a file goes through memory, together with the head in one call.
constexpr std::size_t kSmallFile = 32 * 1024;

std::string_view Reason(int status) {
  struct Entry {
    int status;
    std::string_view reason;
  };
  static constexpr std::array kReasons = {
      Entry{200, "OK"},
      Entry{201, "Created"},
      Entry{202, "Accepted"},
      Entry{204, "No Content"},
      Entry{206, "Partial Content"},
      Entry{301, "Moved Permanently"},
      Entry{302, "Found"},
      Entry{303, "See Other"},
      Entry{304, "Not Modified"},
      Entry{307, "Temporary Redirect"},
      Entry{308, "Permanent Redirect"},
      Entry{400, "Bad Request"},
      Entry{401, "Unauthorized"},
      Entry{403, "Forbidden"},
      Entry{404, "Not Found"},
      Entry{405, "Method Not Allowed"},
      Entry{408, "Request Timeout"},
      Entry{409, "Conflict"},
      Entry{411, "Length Required"},
      Entry{412, "Precondition Failed"},
      Entry{413, "Content Too Large"},
      Entry{415, "Unsupported Media Type"},
      Entry{416, "Range Not Satisfiable"},
      Entry{429, "Too Many Requests"},
      Entry{431, "Request Header Fields Too Large"},
      Entry{500, "Internal Server Error"},
      Entry{501, "Not Implemented"},
      Entry{503, "Service Unavailable"},
  };
  for (const Entry& entry : kReasons) {
    if (entry.status == status) return entry.reason;
  }
  return "";  // a reason is for people; clients go by the number (RFC 9112, 4)
}

// The date of this second, formatted once a second and thread.
const std::string& HttpDate() {
  thread_local std::time_t second = -1;
  thread_local std::string date;
  const std::time_t now = std::time(nullptr);
  if (now != second) {
    second = now;
    date = FormatHttpDate(Time(std::chrono::seconds(now)));
  }
  return date;
}

bool IsOurs(std::string_view name) {
  for (const std::string_view ours :
       {"Date", "Server", "Connection", "Content-Length", "Transfer-Encoding"}) {
    if (EqualsIgnoringCase(name, ours)) return true;
  }
  return false;
}

// An answer to these never has a body, nor a length of one (RFC 9110, 8.6).
bool HasNoBody(int status) { return status < 200 || status == 204 || status == 304; }

void AppendField(std::string& head, std::string_view name, std::string_view value) {
  head.append(name).append(": ");
  for (const char c : value) head += c == '\r' || c == '\n' || c == '\0' ? ' ' : c;
  head += "\r\n";
}

// How long the body is; nothing for a stream.
std::optional<std::uint64_t> LengthOf(const Response& response, bool is_head) {
  if (is_head && response.head_length) return response.head_length;
  if (const auto* text = std::get_if<std::string>(&response.body)) return text->size();
  if (const auto* slice = std::get_if<FileSlice>(&response.body)) return slice->length;
  return std::nullopt;
}

std::string MakeHead(const Response& response, const AnswerFraming& framing) {
  std::string head;
  head.reserve(512);
  fmt::format_to(std::back_inserter(head), "HTTP/1.1 {} {}\r\nDate: {}\r\nServer: Tenon\r\n",
                 response.status, Reason(response.status), HttpDate());
  for (const auto& [name, value] : response.headers.all()) {
    if (!IsOurs(name)) AppendField(head, name, value);
  }
  const auto length = LengthOf(response, framing.is_head);
  if (HasNoBody(response.status)) {
    // Nothing: the status says it.
  } else if (length) {
    fmt::format_to(std::back_inserter(head), "Content-Length: {}\r\n", *length);
  } else if (!framing.is_http_1_0) {
    head += "Transfer-Encoding: chunked\r\n";
  }
  if (!framing.keep_alive) {
    head += "Connection: close\r\n";
  } else if (framing.is_http_1_0) {
    head += "Connection: keep-alive\r\n";
  }
  head += "\r\n";
  return head;
}

Status WriteSlice(SocketStream& stream, const std::string& head, const FileSlice& slice) {
  if (slice.length > kSmallFile) {
    RETURN_IF_ERROR(stream.Write({head}, true));
    return stream.WriteFile(slice);
  }
  std::array<char, kSmallFile> content{};
  std::size_t filled = 0;
  while (filled < slice.length) {
    const ssize_t got = pread(slice.file.get(), content.data() + filled, slice.length - filled,
                              static_cast<off_t>(slice.offset + filled));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return SystemError("reading a file to send", errno);
    if (got == 0) return Internal("a file became shorter while it was sent");
    filled += static_cast<std::size_t>(got);
  }
  return stream.Write({head, {content.data(), filled}});
}

Status WriteStream(SocketStream& stream, const AnswerFraming& framing, const Stream& body) {
  const bool chunked = !framing.is_http_1_0;
  RETURN_IF_ERROR(body([&](std::string_view piece) -> Status {
    if (piece.empty()) return {};  // an empty chunk would end the body
    if (!chunked) return stream.Write({piece});
    return stream.Write({fmt::format("{:x}\r\n", piece.size()), piece, "\r\n"});
  }));
  if (chunked) return stream.Write({"0\r\n\r\n"});
  return {};
}

Status WriteBody(SocketStream& stream, const AnswerFraming& framing, const Response& response,
                 const std::string& head) {
  if (framing.is_head || HasNoBody(response.status)) return stream.Write({head});
  if (const auto* text = std::get_if<std::string>(&response.body)) {
    return stream.Write({head, *text});
  }
  if (const auto* slice = std::get_if<FileSlice>(&response.body)) {
    return WriteSlice(stream, head, *slice);
  }
  RETURN_IF_ERROR(stream.Write({head}));
  return WriteStream(stream, framing, std::get<Stream>(response.body));
}

}  // namespace

bool WriteResponse(SocketStream& stream, const AnswerFraming& framing, const Response& response) {
  AnswerFraming effective = framing;
  const bool endless = framing.is_http_1_0 && !LengthOf(response, framing.is_head);
  if (endless || EqualsIgnoringCase(response.headers.Get("Connection"), "close")) {
    effective.keep_alive = false;
  }
  const Status written = WriteBody(stream, effective, response, MakeHead(response, effective));
  if (!written && written.error().kind != ErrorKind::kUnavailable) {
    Log(LogLevel::kWarning, "answer cut short", {{"error", written.error().message}});
  }
  return written.has_value() && effective.keep_alive;
}

}  // namespace tenon::http
