#include "http/listener.h"

#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <memory>
#include <thread>

#include "base/log.h"

namespace tenon::http {
namespace {

using Addresses = std::unique_ptr<addrinfo, decltype(&freeaddrinfo)>;

std::string Place(const std::string& host, std::uint16_t port) {
  return host + ":" + std::to_string(port);
}

Result<Addresses> Resolve(const std::string& host, std::uint16_t port) {
  addrinfo wanted{};
  wanted.ai_socktype = SOCK_STREAM;
  wanted.ai_flags = AI_PASSIVE;
  addrinfo* found = nullptr;
  const int code = getaddrinfo(host.c_str(), std::to_string(port).c_str(), &wanted, &found);
  if (code != 0) {
    return Unavailable("cannot listen on " + Place(host, port) + ": " + gai_strerror(code));
  }
  return Addresses(found, freeaddrinfo);
}

const addrinfo& Preferred(const addrinfo& first) {
  for (const addrinfo* one = &first; one != nullptr; one = one->ai_next) {
    if (one->ai_family == AF_INET) return *one;
  }
  return first;
}

// "127.0.0.1:54321", "[::1]:54321".
std::string NameOf(const sockaddr_storage& address, socklen_t length) {
  std::array<char, NI_MAXHOST> host{};
  std::array<char, NI_MAXSERV> port{};
  getnameinfo(reinterpret_cast<const sockaddr*>(&address), length, host.data(), host.size(),
              port.data(), port.size(), NI_NUMERICHOST | NI_NUMERICSERV);
  const std::string name = host.data();
  return (address.ss_family == AF_INET6 ? "[" + name + "]" : name) + ":" + port.data();
}

std::uint16_t PortOf(int socket) {
  sockaddr_storage address{};
  socklen_t length = sizeof address;
  getsockname(socket, reinterpret_cast<sockaddr*>(&address), &length);
  const auto port = address.ss_family == AF_INET6
                        ? reinterpret_cast<const sockaddr_in6&>(address).sin6_port
                        : reinterpret_cast<const sockaddr_in&>(address).sin_port;
  return ntohs(port);
}

}  // namespace

Result<Listener> Listener::Open(const std::string& host, std::uint16_t port) {
  ASSIGN_OR_RETURN(const Addresses addresses, Resolve(host, port));
  const addrinfo& address = Preferred(*addresses);
  FileDescriptor listening(
      socket(address.ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
  FileDescriptor wake(eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC));
  if (!listening.is_open() || !wake.is_open()) return SystemError("making a socket", errno);
  const int on = 1;
  setsockopt(listening.get(), SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  if (bind(listening.get(), address.ai_addr, address.ai_addrlen) != 0 ||
      listen(listening.get(), SOMAXCONN) != 0) {
    const std::string reason = SystemError("cannot listen on " + Place(host, port), errno).message;
    return Unavailable(reason);
  }
  const std::uint16_t bound = PortOf(listening.get());
  return Listener(std::move(listening), std::move(wake), bound);
}

void Listener::AcceptAll(const Accepted& accepted) const {
  for (;;) {
    sockaddr_storage address{};
    socklen_t length = sizeof address;
    const int client = accept4(socket_.get(), reinterpret_cast<sockaddr*>(&address), &length,
                               SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (client >= 0) {
      const int on = 1;
      setsockopt(client, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
      accepted(client, NameOf(address, length));
      continue;
    }
    if (errno == EAGAIN || errno == EWOULDBLOCK) return;
    if (errno == EINTR || errno == ECONNABORTED) continue;
    // Out of descriptors or memory: the client keeps queueing, others may free what is missing.
    Log(LogLevel::kError, "accepting a connection failed",
        {{"error", SystemError("accept", errno).message}});
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    return;
  }
}

void Listener::Run(const Accepted& accepted, const std::function<void()>& tick,
                   std::chrono::milliseconds interval) {
  using SteadyClock = std::chrono::steady_clock;
  auto next_tick = SteadyClock::now() + interval;
  for (;;) {
    std::array<pollfd, 2> waited = {pollfd{.fd = socket_.get(), .events = POLLIN, .revents = 0},
                                    pollfd{.fd = wake_.get(), .events = POLLIN, .revents = 0}};
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(next_tick - SteadyClock::now());
    poll(waited.data(), waited.size(), static_cast<int>(std::max<std::int64_t>(left.count(), 0)));
    if (waited[1].revents != 0) return;
    if (waited[0].revents != 0) AcceptAll(accepted);
    if (SteadyClock::now() >= next_tick) {
      tick();
      next_tick = SteadyClock::now() + interval;
    }
  }
}

void Listener::Stop() { eventfd_write(wake_.get(), 1); }

}  // namespace tenon::http
