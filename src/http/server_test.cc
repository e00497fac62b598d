#include "http/server.h"

#include <arpa/inet.h>
#include <doctest/doctest.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <stdexcept>
#include <thread>
#include <vector>

#include "base/file.h"
#include "base/log.h"

namespace tenon::http {
namespace {

using std::chrono::milliseconds;

// A client that sends what it is told to, right or wrong.
class Client {
 public:
  explicit Client(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    REQUIRE(connect(socket_.get(), reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
    const timeval limit{.tv_sec = 20, .tv_usec = 0};  // a hang fails instead of lasting
    setsockopt(socket_.get(), SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
  }

  Client& Send(std::string_view text) {
    while (!text.empty()) {
      const ssize_t sent = send(socket_.get(), text.data(), text.size(), MSG_NOSIGNAL);
      if (sent <= 0) break;
      text.remove_prefix(static_cast<std::size_t>(sent));
    }
    return *this;
  }

  // What arrives up to and with `end`.
  std::string ReadThrough(std::string_view end) {
    while (kept_.find(end) == std::string::npos) {
      if (!Receive()) return std::exchange(kept_, {}) + "<closed>";
    }
    const std::size_t length = kept_.find(end) + end.size();
    std::string text = kept_.substr(0, length);
    kept_.erase(0, length);
    return text;
  }
  std::string ReadBytes(std::size_t length) {
    while (kept_.size() < length && Receive()) {
    }
    std::string text = kept_.substr(0, length);
    kept_.erase(0, length);
    return text;
  }
  std::string ReadToEnd() {
    while (Receive()) {
    }
    return std::exchange(kept_, {});
  }
  void Close() { socket_.Close(); }

 private:
  bool Receive() {
    char buffer[65536];
    const ssize_t got = recv(socket_.get(), buffer, sizeof buffer, 0);
    if (got > 0) kept_.append(buffer, static_cast<std::size_t>(got));
    return got > 0;
  }

  FileDescriptor socket_;
  std::string kept_;
};

std::unique_ptr<Server> Serve(Handler handler, ServerOptions options = {.threads = 4}) {
  auto server = Server::Listen(options, std::move(handler));
  REQUIRE(server);
  (*server)->Start();
  return *std::move(server);
}

Response Text(std::string text) {
  Response response;
  response.body = std::move(text);
  return response;
}

Response Echo(Request& request) {
  const auto body = ReadAll(*request.body, 64 << 20);
  return Text(body ? request.method + " " + request.path + "?" + request.query + " " + *body
                   : "error: " + body.error().message);
}

std::string BodyOf(Client& client, std::string_view request) {
  const std::string head = client.Send(request).ReadThrough("\r\n\r\n");
  const std::size_t at = head.find("Content-Length: ");
  if (at == std::string::npos) return head;
  return client.ReadBytes(std::stoul(head.substr(at + 16)));
}

}  // namespace

TEST_CASE("requests on one connection are answered in order, together or one by one") {
  const auto server = Serve(Echo);
  Client client(server->port());
  CHECK(BodyOf(client, "GET /a?b=c HTTP/1.1\r\nHost: h\r\n\r\n") == "GET /a?b=c ");
  CHECK(
      BodyOf(client,
             "PUT /1 HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabc"
             "PUT /2 HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nxy\r\n0\r\n\r\n"
             "GET /3 HTTP/1.1\r\nHost: h\r\n\r\n") == "PUT /1? abc");
  CHECK(BodyOf(client, "") == "PUT /2? xy");
  CHECK(BodyOf(client, "") == "GET /3? ");
}

TEST_CASE("an answer carries Date, Server and its length, and no line ends in its values") {
  const auto server = Serve([](Request& request) {
    Response response = Text("hello");
    response.headers.Add("X-Peer", request.peer.substr(0, 10));
    response.headers.Add("X-Bad", "a\r\nInjected: b");
    response.headers.Add("Content-Length", "99");
    return response;
  });
  Client client(server->port());
  const std::string head = client.Send("GET / HTTP/1.1\r\nHost: h\r\n\r\n").ReadThrough("\r\n\r\n");
  CHECK(head.starts_with("HTTP/1.1 200 OK\r\n"));
  CHECK(head.find("\r\nDate: ") != std::string::npos);
  CHECK(head.find("\r\nServer: Tenon\r\n") != std::string::npos);
  CHECK(head.find("\r\nContent-Length: 5\r\n") != std::string::npos);
  CHECK(head.find("99") == std::string::npos);
  CHECK(head.find("\r\nX-Peer: 127.0.0.1:\r\n") != std::string::npos);
  CHECK(head.find("\r\nX-Bad: a  Injected: b\r\n") != std::string::npos);
}

TEST_CASE("HEAD answers name a length and send no body; 204 and 304 name none") {
  const auto server = Serve([](Request& request) {
    Response response = Text("hello");
    if (request.path == "/named") response.head_length = 1234567890123;
    if (request.path == "/204") response.status = 204;
    if (request.path == "/304") response.status = 304;
    return response;
  });
  Client client(server->port());
  const auto head = [&](std::string_view line) {
    return client.Send(std::string(line) + " HTTP/1.1\r\nHost: h\r\n\r\n").ReadThrough("\r\n\r\n");
  };
  CHECK(head("HEAD /named").find("Content-Length: 1234567890123\r\n") != std::string::npos);
  CHECK(head("HEAD /").find("Content-Length: 5\r\n") != std::string::npos);
  CHECK(head("GET /204").find("Content-Length") == std::string::npos);
  CHECK(head("GET /304").starts_with("HTTP/1.1 304 Not Modified\r\n"));
}

TEST_CASE("100 Continue is sent when the body is first read, and only then") {
  const auto server = Serve(
      [](Request& request) { return request.path == "/read" ? Echo(request) : Text("refused"); });
  Client reader(server->port());
  reader.Send("PUT /read HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n");
  CHECK(reader.ReadThrough("\r\n\r\n") == "HTTP/1.1 100 Continue\r\n\r\n");
  CHECK(BodyOf(reader, "abc") == "PUT /read? abc");
  CHECK(BodyOf(reader, "GET /read HTTP/1.1\r\nHost: h\r\n\r\n") == "GET /read? ");

  Client refused(server->port());
  refused.Send("PUT /no HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n");
  const std::string head = refused.ReadThrough("\r\n\r\n");
  CHECK(head.starts_with("HTTP/1.1 200 OK\r\n"));
  CHECK(head.find("Connection: close\r\n") != std::string::npos);
  CHECK(refused.ReadToEnd() == "refused");
}

TEST_CASE("a small unread body is dropped and the connection goes on; a large one ends it") {
  const auto server = Serve([](Request&) { return Text("done"); });
  Client small(server->port());
  const std::string body(100'000, 'x');
  const std::string put = "PUT / HTTP/1.1\r\nHost: h\r\nContent-Length: 100000\r\n\r\n" + body;
  for (int i = 0; i < 3; ++i) CHECK(BodyOf(small, put) == "done");

  // The answer arrives although the client goes on sending what nobody reads.
  Client large(server->port());
  large.Send("PUT / HTTP/1.1\r\nHost: h\r\nContent-Length: 8000000\r\n\r\n");
  large.Send(std::string(8'000'000, 'x'));
  CHECK(large.ReadToEnd().ends_with("\r\n\r\ndone"));
}

TEST_CASE("a body passes in pieces of the handler's buffer, however long it is") {
  const auto server = Serve([](Request& request) {
    std::array<char, 1000> buffer{};
    std::size_t total = 0;
    for (;;) {
      const auto got = request.body->Read(buffer);
      if (!got || *got == 0) break;
      total += *got;
    }
    return Text(std::to_string(total));
  });
  Client client(server->port());
  client.Send("PUT / HTTP/1.1\r\nHost: h\r\nContent-Length: 20000000\r\n\r\n");
  CHECK(BodyOf(client, std::string(20'000'000, 'x')) == "20000000");
  std::string chunked = "PUT / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n";
  for (int i = 0; i < 20; ++i) chunked += "FFFFF\r\n" + std::string(0xFFFFF, 'y') + "\r\n";
  CHECK(BodyOf(client, chunked + "0\r\n\r\n") == std::to_string(20 * 0xFFFFF));
}

TEST_CASE("a part of a file is sent as it is, small or large") {
  const TemporaryFolder folder;
  std::string content;
  for (int i = 0; i < 300'000; ++i) content += std::to_string(i);
  REQUIRE(WriteFileAtomically(folder.path() / "f", content, 0600));
  const auto server = Serve([&](Request& request) {
    Response response;
    const std::uint64_t length = std::stoull(request.query);
    auto file = OpenFile(folder.path() / "f", O_RDONLY);
    response.body = FileSlice{.file = *std::move(file), .offset = 7, .length = length};
    return response;
  });
  Client client(server->port());
  for (const std::size_t length : {0U, 1U, 32'768U, 32'769U, 1'500'000U}) {
    const std::string get = "GET /?" + std::to_string(length) + " HTTP/1.1\r\nHost: h\r\n\r\n";
    CHECK(BodyOf(client, get) == content.substr(7, length));
  }
  // A file that is shorter than promised must not look whole.
  Client cut(server->port());
  const std::string answer = cut.Send("GET /?9000000 HTTP/1.1\r\nHost: h\r\n\r\n").ReadToEnd();
  CHECK(answer.size() < 9'000'000);
}

TEST_CASE("a stream is sent chunk by chunk, and cut short when it fails") {
  SetLogLevel(LogLevel::kError);
  const auto server = Serve([](Request& request) {
    Response response;
    response.body = [path = request.path](const Sink& sink) -> Status {
      RETURN_IF_ERROR(sink("one"));
      RETURN_IF_ERROR(sink(""));
      RETURN_IF_ERROR(sink("second piece"));
      if (path == "/fail") return Internal("the source failed");
      if (path == "/throw") throw std::runtime_error("the source threw");
      return {};
    };
    return response;
  });
  SUBCASE("to a client of HTTP/1.1") {
    Client client(server->port());
    for (int i = 0; i < 2; ++i) {
      const std::string head =
          client.Send("GET / HTTP/1.1\r\nHost: h\r\n\r\n").ReadThrough("\r\n\r\n");
      CHECK(head.find("Transfer-Encoding: chunked\r\n") != std::string::npos);
      CHECK(client.ReadThrough("0\r\n\r\n") == "3\r\none\r\nc\r\nsecond piece\r\n0\r\n\r\n");
    }
  }
  SUBCASE("to a client of HTTP/1.0, ended by closing") {
    Client client(server->port());
    const std::string answer = client.Send("GET / HTTP/1.0\r\n\r\n").ReadToEnd();
    CHECK(answer.ends_with("\r\n\r\nonesecond piece"));
    CHECK(answer.find("Connection: close\r\n") != std::string::npos);
  }
  SUBCASE("failing or throwing") {
    SetLogLevel(static_cast<LogLevel>(99));
    for (const std::string path : {"/fail", "/throw"}) {
      Client client(server->port());
      const std::string answer =
          client.Send("GET " + path + " HTTP/1.1\r\nHost: h\r\n\r\n").ReadToEnd();
      CHECK(answer.ends_with("\r\nsecond piece\r\n"));
    }
  }
  SetLogLevel(LogLevel::kInfo);
}

TEST_CASE("what is no request is answered 400, what is too large 431, a strange coding 501") {
  const auto server = Serve(Echo);
  const std::pair<std::string, std::string> cases[] = {
      {"\x16\x03\x01\x02 not HTTP at all\r\n\r\n", "HTTP/1.1 400 "},
      {"GET / HTTP/1.1\r\n\r\n", "HTTP/1.1 400 "},
      {"GET / HTTP/1.1\r\nHost: h\r\nX: " + std::string(100'000, 'x') + "\r\n\r\n",
       "HTTP/1.1 431 "},
      {"PUT / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: gzip\r\n\r\n", "HTTP/1.1 501 "},
  };
  for (const auto& [request, status] : cases) {
    Client client(server->port());
    const std::string answer = client.Send(request).ReadToEnd();
    CHECK(answer.starts_with(status));
    CHECK(answer.find("Connection: close\r\n") != std::string::npos);
  }
}

TEST_CASE("a body whose framing breaks reaches the handler as an error and ends the connection") {
  const auto server = Serve(Echo);
  Client client(server->port());
  client.Send("PUT / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\nnonsense\r\n");
  CHECK(client.ReadToEnd().find("error: malformed HTTP request") != std::string::npos);
}

TEST_CASE("a handler that throws is answered 500 and the connection goes on") {
  SetLogLevel(static_cast<LogLevel>(99));
  const auto server = Serve([](Request& request) -> Response {
    if (request.path == "/throw") throw std::runtime_error("secret");
    if (request.path == "/int") throw 5;
    return Text("fine");
  });
  Client client(server->port());
  CHECK(BodyOf(client, "GET /throw HTTP/1.1\r\nHost: h\r\n\r\n") == "internal error\n");
  CHECK(BodyOf(client, "GET /int HTTP/1.1\r\nHost: h\r\n\r\n") == "internal error\n");
  CHECK(BodyOf(client, "GET /x HTTP/1.1\r\nHost: h\r\n\r\n") == "fine");
  SetLogLevel(LogLevel::kInfo);
}

TEST_CASE("a connection closes when the client, or the handler, or HTTP/1.0 says so") {
  const auto server = Serve([](Request& request) {
    Response response = Text("x");
    if (request.path == "/close") response.headers.Add("Connection", "close");
    return response;
  });
  for (const std::string_view request :
       {"GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n",
        "GET /close HTTP/1.1\r\nHost: h\r\n\r\n", "GET / HTTP/1.0\r\n\r\n"}) {
    Client client(server->port());
    CHECK(client.Send(request).ReadToEnd().ends_with("\r\n\r\nx"));
  }
  Client kept(server->port());
  for (int i = 0; i < 2; ++i) {
    CHECK(BodyOf(kept, "GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n") == "x");
  }
}

TEST_CASE("silent clients are disconnected: between requests, within a head, within a body") {
  const auto server =
      Serve(Echo, {.threads = 2, .idle_timeout = milliseconds(40), .io_timeout = milliseconds(40)});
  for (const std::string_view begun :
       {"", "GET / HTT", "PUT / HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nab"}) {
    Client client(server->port());
    const std::string answer = client.Send(begun).ReadToEnd();
    CHECK((answer.empty() || answer.find("silent for too long") != std::string::npos));
  }
}

TEST_CASE("a head that drips in is cut off in time though the client never falls silent") {
  const auto server =
      Serve(Echo, {.threads = 2, .idle_timeout = milliseconds(60), .io_timeout = milliseconds(60)});
  Client client(server->port());
  std::atomic<bool> is_cut = false;
  std::thread dripping([&] {
    client.Send("GET / HTTP/1.1\r\n");
    while (!is_cut) {
      client.Send("x");
      std::this_thread::yield();
    }
  });
  const std::string answer = client.ReadToEnd();
  is_cut = true;
  dripping.join();
  CHECK((answer.empty() || answer.starts_with("HTTP/1.1 431 ")));
}

TEST_CASE("idle connections take no thread") {
  const auto server = Serve(Echo, {.threads = 1});
  std::vector<std::unique_ptr<Client>> clients;
  for (int i = 0; i < 50; ++i) clients.push_back(std::make_unique<Client>(server->port()));
  for (int round = 0; round < 2; ++round) {
    for (auto& client : clients) {
      CHECK(BodyOf(*client, "GET /i HTTP/1.1\r\nHost: h\r\n\r\n") == "GET /i? ");
    }
  }
}

TEST_CASE("above the bound a new connection is answered 503") {
  const auto server = Serve(Echo, {.threads = 1, .max_connections = 1});
  Client first(server->port());
  CHECK(BodyOf(first, "GET /1 HTTP/1.1\r\nHost: h\r\n\r\n") == "GET /1? ");
  Client second(server->port());
  CHECK(second.ReadToEnd().starts_with("HTTP/1.1 503 "));
  CHECK(BodyOf(first, "GET /2 HTTP/1.1\r\nHost: h\r\n\r\n") == "GET /2? ");
}

TEST_CASE("a client that leaves in the middle of an answer harms nobody") {
  SetLogLevel(LogLevel::kError);
  const TemporaryFolder folder;
  REQUIRE(WriteFileAtomically(folder.path() / "f", std::string(50'000'000, 'f'), 0600));
  const auto server = Serve([&](Request& request) {
    Response response;
    if (request.path == "/text") response.body = std::string(50'000'000, 't');
    if (request.path == "/file") {
      auto file = OpenFile(folder.path() / "f", O_RDONLY);
      response.body = FileSlice{.file = *std::move(file), .offset = 0, .length = 50'000'000};
    }
    return response;
  });
  for (const std::string path : {"/text", "/file"}) {
    Client client(server->port());
    client.Send("GET " + path + " HTTP/1.1\r\nHost: h\r\n\r\n").ReadBytes(1000);
    client.Close();
  }
  Client other(server->port());
  CHECK(BodyOf(other, "GET / HTTP/1.1\r\nHost: h\r\n\r\n") == "");
  SetLogLevel(LogLevel::kInfo);
}

TEST_CASE("stopping lets a request finish, closes idle connections and accepts no more") {
  std::mutex mutex;
  std::condition_variable changed;
  bool is_running = false;
  bool may_end = false;
  const auto server = Serve([&](Request&) {
    std::unique_lock lock(mutex);
    is_running = true;
    changed.notify_all();
    changed.wait(lock, [&] { return may_end; });
    return Text("finished");
  });
  Client idle(server->port());
  Client busy(server->port());
  busy.Send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
  {
    std::unique_lock lock(mutex);
    changed.wait(lock, [&] { return is_running; });
  }
  std::thread stopping([&] { server->Stop(milliseconds(20'000)); });
  CHECK(idle.ReadToEnd() == "");  // so stopping has begun
  {
    const std::scoped_lock lock(mutex);
    may_end = true;
    changed.notify_all();
  }
  const std::string answer = busy.ReadToEnd();
  CHECK(answer.ends_with("finished"));
  CHECK(answer.find("Connection: close\r\n") != std::string::npos);
  stopping.join();
  ServerOptions same{.port = server->port(), .threads = 1};
  CHECK(Server::Listen(same, Echo));
}

TEST_CASE("after the grace a request that waits for its client is cut") {
  std::atomic<bool> was_cut = false;
  const auto server = Serve([&](Request& request) {
    was_cut = !ReadAll(*request.body, 100);
    return Text("");
  });
  Client client(server->port());
  client.Send("PUT / HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n");
  client.ReadThrough("\r\n\r\n");
  server->Stop(milliseconds(1));
  CHECK(was_cut);
}

TEST_CASE("a taken port is refused by name") {
  const auto server = Serve(Echo);
  const auto second = Server::Listen({.port = server->port()}, Echo);
  REQUIRE_FALSE(second);
  CHECK(second.error().kind == ErrorKind::kUnavailable);
  CHECK(second.error().message.find("127.0.0.1:" + std::to_string(server->port())) !=
        std::string::npos);
}

}  // namespace tenon::http
