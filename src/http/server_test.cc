#include "http/server.h"

#include <doctest/doctest.h>
#include <fcntl.h>

#include <array>
#include <stdexcept>

#include "http/example_client.h"

namespace tenon::http {

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

TEST_CASE("100 Continue is sent before an empty body too, as clients wait for it") {
  const auto server = Serve(Echo);
  Client client(server->port());
  const std::string head =
      "PUT / HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 0\r\n\r\n";
  client.Send(head);
  CHECK(client.ReadThrough("\r\n\r\n") == "HTTP/1.1 100 Continue\r\n\r\n");
  CHECK(BodyOf(client, "") == "PUT /? ");
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
  SetLogLevel(LogLevel::kError);
  Client cut(server->port());
  const std::string answer = cut.Send("GET /?9000000 HTTP/1.1\r\nHost: h\r\n\r\n").ReadToEnd();
  CHECK(answer.size() < 9'000'000);
  SetLogLevel(LogLevel::kInfo);
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
    SetLogLevel(kSilent);
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
  SetLogLevel(kSilent);
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

}  // namespace tenon::http
