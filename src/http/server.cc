#include "http/server.h"

#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <exception>
#include <mutex>
#include <optional>
#include <string_view>
#include <thread>
#include <vector>

#include "base/log.h"
#include "http/connection.h"
#include "http/listener.h"

namespace tenon::http {
namespace {

using std::chrono::milliseconds;

void RunLoop(boost::asio::io_context& loop) {
  for (;;) {
    try {
      loop.run();
      return;
    } catch (const std::exception& exception) {
      // What fails here is one connection's step, such as memory for it; the others go on.
      Log(LogLevel::kError, "a connection failed", {{"exception", exception.what()}});
    }
  }
}

}  // namespace

class Server::State {
 public:
  State(const ServerOptions& options, Handler handler, Listener listener)
      : listener_(std::move(listener)), loop_(options.threads), work_(loop_.get_executor()) {
    service_.options = options;
    service_.handler = std::move(handler);
  }

  std::uint16_t port() const { return port_; }
  void Start();
  void Stop(milliseconds grace);

 private:
  void Accept(int socket, std::string peer);
  void StopOnce(milliseconds grace);

  Service service_;
  std::optional<Listener> listener_;
  const std::uint16_t port_ = listener_->port();
  boost::asio::io_context loop_;
  std::optional<boost::asio::executor_work_guard<boost::asio::io_context::executor_type>> work_;
  std::thread accepting_;
  std::vector<std::thread> pool_;
  std::once_flag stopped_;
};

void Server::State::Start() {
  const auto shortest = std::min(service_.options.idle_timeout, service_.options.io_timeout);
  const auto interval = std::clamp(shortest / 4, milliseconds(5), milliseconds(1000));
  for (int i = 0; i < service_.options.threads; ++i) {
    pool_.emplace_back([this] { RunLoop(loop_); });
  }
  accepting_ = std::thread([this, interval] {
    listener_->Run([this](int socket, std::string peer) { Accept(socket, std::move(peer)); },
                   [this] { service_.connections.CloseIdle(std::chrono::steady_clock::now()); },
                   interval);
  });
}

void Server::State::Accept(int socket, std::string peer) {
  if (service_.connections.size() >= service_.options.max_connections) {
    constexpr std::string_view kBusy =
        "HTTP/1.1 503 Service Unavailable\r\nServer: Tenon\r\nConnection: close\r\n"
        "Content-Length: 0\r\n\r\n";
    send(socket, kBusy.data(), kBusy.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    close(socket);
    return;
  }
  std::make_shared<Connection>(loop_, socket, std::move(peer), service_)->Start();
}

void Server::State::Stop(milliseconds grace) {
  std::call_once(stopped_, [&] { StopOnce(grace); });
}

void Server::State::StopOnce(milliseconds grace) {
  service_.is_stopping = true;
  listener_->Stop();
  if (accepting_.joinable()) accepting_.join();
  listener_.reset();
  service_.connections.CloseIdle(std::chrono::steady_clock::time_point::max());
  if (!service_.connections.WaitUntilEmpty(grace)) service_.connections.AbortAll();
  work_.reset();
  for (std::thread& thread : pool_) thread.join();
}

Server::Server(std::unique_ptr<State> state) : state_(std::move(state)) {}
Server::~Server() { Stop(milliseconds(0)); }

Result<std::unique_ptr<Server>> Server::Listen(const ServerOptions& options, Handler handler) {
  ASSIGN_OR_RETURN(Listener listener, Listener::Open(options.host, options.port));
  return std::unique_ptr<Server>(
      new Server(std::make_unique<State>(options, std::move(handler), std::move(listener))));
}

std::uint16_t Server::port() const { return state_->port(); }
void Server::Start() { state_->Start(); }
void Server::Stop(milliseconds grace) { state_->Stop(grace); }

}  // namespace tenon::http
