#include <doctest/doctest.h>
#include <fcntl.h>

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <vector>

#include "http/example_client.h"
#include "http/server.h"

namespace tenon::http {

using std::chrono::milliseconds;

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
