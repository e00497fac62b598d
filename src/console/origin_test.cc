#include "console/origin.h"

#include <doctest/doctest.h>

#include <utility>

namespace tenon::console {
namespace {

using Fields = std::vector<std::pair<std::string, std::string>>;

bool MayPass(std::string method, Purpose purpose, const Fields& fields) {
  const Hosts hosts("192.0.2.7", 9701, {"tenon.example", "proxy.example:8443"});
  http::Request request;
  request.method = std::move(method);
  for (const auto& [name, value] : fields) request.headers.Add(name, value);
  return !Refusal(request, purpose, hosts);
}

TEST_CASE("the console answers as its own address, the loopback's names and those configured") {
  struct Case {
    std::string host;
    bool known;
  };
  for (const Case& c :
       {Case{"127.0.0.1:9701", true}, Case{"localhost:9701", true}, Case{"LocalHost:9701", true},
        Case{"[::1]:9701", true}, Case{"192.0.2.7:9701", true}, Case{"tenon.example", true},
        Case{"tenon.example:9701", true}, Case{"proxy.example:8443", true},
        Case{"proxy.example", false}, Case{"proxy.example:9701", false}, Case{"localhost", false},
        Case{"localhost:9700", false}, Case{"attacker.example", false},
        Case{"attacker.example:9701", false}, Case{"localhost:9701.attacker.example", false},
        Case{"xlocalhost:9701", false}, Case{"", false}}) {
    CAPTURE(c.host);
    CHECK(MayPass("GET", Purpose::kPage, {{"Host", c.host}}) == c.known);
  }
  const Hosts web("0.0.0.0", 80, {});
  CHECK(web.Has("localhost"));
  const Hosts ipv6("::1", 9701, {"[2001:db8::1]"});
  CHECK(ipv6.Has("[::1]:9701"));
  CHECK(ipv6.Has("[2001:db8::1]:9701"));
}

TEST_CASE("a call comes from the console's own pages, and says so if it may change something") {
  const std::pair<std::string, std::string> host = {"Host", "localhost:9701"};
  struct Case {
    std::string method;
    Fields fields;
    bool passes;
  };
  const Case cases[] = {
      {"POST", {}, false},
      {"PUT", {}, false},
      {"DELETE", {}, false},
      {"OPTIONS", {}, false},
      {"POST", {{"Origin", "http://localhost:9701"}}, true},
      {"POST", {{"Origin", "https://localhost:9701"}}, true},
      {"POST", {{"Sec-Fetch-Site", "same-origin"}}, true},
      {"POST", {{"Origin", "http://localhost:9701"}, {"Sec-Fetch-Site", "same-origin"}}, true},
      {"POST", {{"Origin", "http://localhost:9701"}, {"Sec-Fetch-Site", "cross-site"}}, false},
      {"POST", {{"Origin", "http://localhost:5173"}, {"Sec-Fetch-Site", "same-origin"}}, false},
      {"POST", {{"Origin", "http://localhost:5173"}}, false},
      {"POST", {{"Origin", "http://127.0.0.1:9701"}}, false},
      {"POST", {{"Origin", "null"}}, false},
      {"POST", {{"Origin", ""}}, false},
      {"POST", {{"Sec-Fetch-Site", "none"}}, false},
      {"POST", {{"Sec-Fetch-Site", "same-site"}}, false},
      {"GET", {}, true},
      {"GET", {{"Sec-Fetch-Site", "none"}}, true},
      {"GET", {{"Sec-Fetch-Site", "same-site"}}, false},
      {"GET", {{"Sec-Fetch-Site", "cross-site"}}, false},
      {"HEAD", {{"Origin", "http://attacker.example"}}, false},
      {"GET",
       {{"Sec-Fetch-Site", "cross-site"},
        {"Sec-Fetch-Mode", "navigate"},
        {"Sec-Fetch-Dest", "document"}},
       false},
  };
  for (const Case& c : cases) {
    CAPTURE(c.method);
    Fields fields = c.fields;
    fields.push_back(host);
    CHECK(MayPass(c.method, Purpose::kCall, fields) == c.passes);
  }
}

TEST_CASE("a link from anywhere leads to a page, and to nothing else") {
  const auto passes = [](const std::string& mode, const std::string& destination) {
    return MayPass("GET", Purpose::kPage,
                   {{"Host", "localhost:9701"},
                    {"Sec-Fetch-Site", "cross-site"},
                    {"Sec-Fetch-Mode", mode},
                    {"Sec-Fetch-Dest", destination}});
  };
  CHECK(passes("navigate", "document"));
  CHECK(!passes("navigate", "iframe"));
  CHECK(!passes("no-cors", "script"));
  CHECK(!passes("cors", "empty"));
}

TEST_CASE("a list of hosts may have blanks") {
  CHECK(SplitHosts(" a.example,b.example:8443 ,,") ==
        std::vector<std::string>{"a.example", "b.example:8443"});
  CHECK(SplitHosts("").empty());
}

}  // namespace
}  // namespace tenon::console
