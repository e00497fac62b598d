#include "http/connection.h"

#include <sys/socket.h>
#include <unistd.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <exception>
#include <limits>
#include <utility>

#include "base/log.h"
#include "http/request_body.h"
#include "http/response_writer.h"
#include "http/socket_stream.h"

namespace tenon::http {
namespace {

constexpr std::int64_t kBusy = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t kClosed = -1;
constexpr std::size_t kIdleBufferBytes = 4 * 1024;
// What of an unread body is worth reading to keep the connection.
constexpr std::uint64_t kMaxDropped = 1024 * 1024;
// How long a client may take to send what nobody reads.
constexpr std::chrono::milliseconds kFarewell{2'000};

std::int64_t Ticks(Connection::TimePoint time) { return time.time_since_epoch().count(); }

// The status of a request that never reaches the handler.
int StatusOf(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::kLimitExceeded:
      return 431;
    case ErrorKind::kUnsupported:
      return 501;
    default:
      return 400;
  }
}

Response PlainText(int status, std::string text) {
  Response response{.status = status};
  response.headers.Add("Content-Type", "text/plain; charset=utf-8");
  response.body = std::move(text) + "\n";
  return response;
}

Response Call(const Handler& handler, Request& request) {
  try {
    return handler(request);
  } catch (const std::exception& exception) {
    Log(LogLevel::kError, "a handler threw",
        {{"method", request.method}, {"path", request.path}, {"exception", exception.what()}});
  } catch (...) {
    Log(LogLevel::kError, "a handler threw", {{"method", request.method}, {"path", request.path}});
  }
  return PlainText(500, "internal error");
}

}  // namespace

struct Connection::Channel {
  boost::asio::posix::stream_descriptor descriptor;
};

Connection::Connection(boost::asio::io_context& loop, int socket, std::string peer,
                       Service& service)
    : service_(service),
      peer_(std::move(peer)),
      channel_(std::make_unique<Channel>(boost::asio::posix::stream_descriptor(loop))),
      deadline_(kBusy) {
  boost::system::error_code error;
  channel_->descriptor.assign(socket, error);
  if (error) {
    Log(LogLevel::kError, "a connection could not be watched", {{"error", error.message()}});
    close(socket);
    deadline_ = kClosed;
  }
  service_.connections.Add(*this);
}

Connection::~Connection() { service_.connections.Remove(*this); }

void Connection::Start() {
  if (deadline_ != kClosed) WaitUntil(TimePoint::clock::now() + service_.options.idle_timeout);
}

void Connection::CloseIfIdle(TimePoint now) {
  std::int64_t deadline = deadline_;
  if (deadline == kBusy || deadline == kClosed || deadline > Ticks(now)) return;
  // A request that has just begun wins: it would be executed without its client learning so.
  if (deadline_.compare_exchange_strong(deadline, kClosed)) Abort();
}

void Connection::Abort() { shutdown(channel_->descriptor.native_handle(), SHUT_RDWR); }

void Connection::WaitUntil(TimePoint deadline) {
  deadline_ = Ticks(deadline);
  // After the deadline is set: whoever stops the server sees it, or this sees that it stops.
  if (!service_.is_stopping) ReadMore();
}

void Connection::ReadMore() {
  const bool is_small = buffer_.bytes().size() < kIdleBufferBytes / 2;
  const std::span<char> room =
      buffer_.Room(is_small ? kIdleBufferBytes : service_.options.max_head_bytes + 1);
  channel_->descriptor.async_read_some(
      boost::asio::buffer(room.data(), room.size()),
      [self = shared_from_this()](const boost::system::error_code& error, std::size_t bytes) {
        if (error) return;  // the client left, or its wait ended
        self->buffer_.Commit(bytes);
        self->ReadHeads();
      });
}

// Requests that came together are answered one after the other on this thread.
void Connection::ReadHeads() {
  // Once a head has begun it must be whole in time, however often a piece of it comes.
  const bool has_begun = parser_ != nullptr;
  while (!buffer_.empty()) {
    if (!parser_) parser_ = std::make_unique<RequestParser>(service_.options.max_head_bytes);
    const auto taken = parser_->ReadHead(buffer_.bytes());
    if (!taken) return Refuse(taken.error());
    buffer_.Consume(*taken);
    if (!parser_->head_is_complete()) break;
    if (!BeginRequest() || !Answer()) return;
    parser_.reset();
  }
  if (parser_ && has_begun && deadline_ != kBusy) return ReadMore();
  if (!parser_) buffer_.Shrink(kIdleBufferBytes);
  WaitUntil(TimePoint::clock::now() +
            (parser_ ? service_.options.io_timeout : service_.options.idle_timeout));
}

bool Connection::BeginRequest() {
  std::int64_t deadline = deadline_;
  return deadline != kClosed && deadline_.compare_exchange_strong(deadline, kBusy);
}

bool Connection::Answer() {
  SocketStream stream(channel_->descriptor.native_handle(), service_.options.io_timeout);
  try {
    RequestBody body(*parser_, buffer_, stream);
    AnswerFraming framing{.is_http_1_0 = parser_->is_http_1_0()};
    Request request = parser_->TakeRequest();
    request.body = &body;
    request.peer = peer_;
    framing.is_head = request.method == "HEAD";
    const Response response = Call(service_.handler, request);
    body.DropArrived();
    framing.keep_alive =
        parser_->wants_keep_alive() && !service_.is_stopping && body.CanBeDropped(kMaxDropped);
    if (WriteResponse(stream, framing, response)) {
      SocketStream impatient(channel_->descriptor.native_handle(), kFarewell);
      return body.DropRest(impatient).has_value();
    }
    if (!body.is_complete()) stream.FinishPolitely(kFarewell);
  } catch (const std::exception& exception) {
    Log(LogLevel::kError, "an answer's stream threw", {{"exception", exception.what()}});
  } catch (...) {
    Log(LogLevel::kError, "an answer's stream threw");
  }
  return false;
}

void Connection::Refuse(const Error& error) {
  if (!BeginRequest()) return;
  SocketStream stream(channel_->descriptor.native_handle(), service_.options.io_timeout);
  WriteResponse(stream, {.keep_alive = false}, PlainText(StatusOf(error.kind), error.message));
  stream.FinishPolitely(kFarewell);
}

}  // namespace tenon::http
