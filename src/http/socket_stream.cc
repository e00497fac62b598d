#include "http/socket_stream.h"

#include <poll.h>
#include <sys/sendfile.h>
#include <sys/socket.h>
#include <sys/uio.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <ctime>

#include "base/check.h"

namespace tenon::http {
namespace {

constexpr std::size_t kMaxPieces = 4;

bool WouldBlock() { return errno == EAGAIN || errno == EWOULDBLOCK; }

Error Gone() { return Unavailable("the client closed the connection"); }

// Keeps SIGPIPE from the process during a sendfile(2), the one call that has no flag for it.
class SigpipeBlocked {
 public:
  SigpipeBlocked() {
    sigemptyset(&sigpipe_);
    sigaddset(&sigpipe_, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &sigpipe_, &before_);
  }
  ~SigpipeBlocked() {
    const timespec now{};
    if (raised_) sigtimedwait(&sigpipe_, nullptr, &now);
    pthread_sigmask(SIG_SETMASK, &before_, nullptr);
  }
  SigpipeBlocked(const SigpipeBlocked&) = delete;
  SigpipeBlocked& operator=(const SigpipeBlocked&) = delete;

  void set_raised() { raised_ = true; }

 private:
  sigset_t sigpipe_{};
  sigset_t before_{};
  bool raised_ = false;
};

// Drops the first `bytes` of what `pieces` point to.
void Advance(std::span<iovec>& pieces, std::size_t bytes) {
  while (!pieces.empty() && bytes >= pieces.front().iov_len) {
    bytes -= pieces.front().iov_len;
    pieces = pieces.subspan(1);
  }
  if (pieces.empty()) return;
  pieces.front().iov_base = static_cast<char*>(pieces.front().iov_base) + bytes;
  pieces.front().iov_len -= bytes;
}

}  // namespace

Status SocketStream::Wait(short events) const {
  pollfd waited{.fd = socket_, .events = events, .revents = 0};
  for (;;) {
    const int ready = poll(&waited, 1, static_cast<int>(timeout_.count()));
    if (ready > 0) return {};
    if (ready == 0) return Unavailable("the client was silent for too long");
    if (errno != EINTR) return SystemError("waiting for a socket", errno);
  }
}

Result<std::size_t> SocketStream::Read(std::span<char> buffer) {
  for (;;) {
    const ssize_t got = recv(socket_, buffer.data(), buffer.size(), MSG_DONTWAIT);
    if (got >= 0) return static_cast<std::size_t>(got);
    if (errno == EINTR) continue;
    if (!WouldBlock()) return Gone();
    RETURN_IF_ERROR(Wait(POLLIN));
  }
}

std::size_t SocketStream::ReadArrived(std::span<char> buffer) {
  const ssize_t got = recv(socket_, buffer.data(), buffer.size(), MSG_DONTWAIT);
  return got > 0 ? static_cast<std::size_t>(got) : 0;
}

Status SocketStream::Write(std::initializer_list<std::string_view> pieces, bool more) {
  CHECK(pieces.size() <= kMaxPieces);
  std::array<iovec, kMaxPieces> vectors{};
  std::size_t count = 0;
  for (const std::string_view piece : pieces) {
    if (piece.empty()) continue;
    vectors[count++] = {.iov_base = const_cast<char*>(piece.data()), .iov_len = piece.size()};
  }
  std::span<iovec> rest(vectors.data(), count);
  while (!rest.empty()) {
    msghdr message{};
    message.msg_iov = rest.data();
    message.msg_iovlen = rest.size();
    const int flags = MSG_NOSIGNAL | MSG_DONTWAIT | (more ? MSG_MORE : 0);
    const ssize_t sent = sendmsg(socket_, &message, flags);
    if (sent >= 0) {
      Advance(rest, static_cast<std::size_t>(sent));
    } else if (WouldBlock()) {
      RETURN_IF_ERROR(Wait(POLLOUT));
    } else if (errno != EINTR) {
      return Gone();
    }
  }
  return {};
}

Status SocketStream::WriteFile(const FileSlice& slice) {
  constexpr std::uint64_t kMostAtOnce = 1 << 30;
  SigpipeBlocked sigpipe;
  auto offset = static_cast<off_t>(slice.offset);
  std::uint64_t remaining = slice.length;
  while (remaining > 0) {
    const ssize_t sent =
        sendfile(socket_, slice.file.get(), &offset, std::min(remaining, kMostAtOnce));
    if (sent > 0) {
      remaining -= static_cast<std::uint64_t>(sent);
    } else if (sent == 0) {
      return Internal("a file became shorter while it was sent");
    } else if (WouldBlock()) {
      RETURN_IF_ERROR(Wait(POLLOUT));
    } else if (errno == EPIPE) {
      sigpipe.set_raised();
      return Gone();
    } else if (errno != EINTR) {
      return errno == ECONNRESET ? Gone() : SystemError("sending a file", errno);
    }
  }
  return {};
}

void SocketStream::FinishPolitely(std::chrono::milliseconds limit) {
  using SteadyClock = std::chrono::steady_clock;
  shutdown(socket_, SHUT_WR);
  const auto end = SteadyClock::now() + limit;
  std::array<char, 16 * 1024> dropped{};
  for (;;) {
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(end - SteadyClock::now());
    if (left.count() <= 0) return;
    pollfd waited{.fd = socket_, .events = POLLIN, .revents = 0};
    if (poll(&waited, 1, static_cast<int>(left.count())) <= 0) return;
    if (recv(socket_, dropped.data(), dropped.size(), MSG_DONTWAIT) <= 0) return;
  }
}

}  // namespace tenon::http
