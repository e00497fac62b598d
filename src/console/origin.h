#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "http/message.h"

namespace tenon::console {

// The hosts that a console answers as. Browsers send cookies to every port of a host, and a name of
// another's may come to point at this machine, so a request says in Host where its sender believes
// to be, and only these names are believed. Immutable.
class Hosts {
 public:
  // `host` and `port` are what the console listens at. Answers as that, and as localhost, 127.0.0.1
  // and [::1] with that port, and as `more`: "tenon.example.com" alone or with the port,
  // "tenon.example.com:8443" just so.
  Hosts(std::string_view host, std::uint16_t port, const std::vector<std::string>& more);

  bool Has(std::string_view host) const;

 private:
  std::vector<std::string> names_;  // in lower case
};

// "a.example, b.example:8443" -> both, without blanks.
std::vector<std::string> SplitHosts(std::string_view list);

// What a request is for, which says from where it may come.
enum class Purpose {
  kPage,  // a page or a part of one: links from anywhere may lead to a page
  kCall   // a call of the API, or of the session
};

// Why a request may not be answered, in words; nothing if it may. Its Host is one of `hosts`; its
// Origin, if it has one, is that host over http or https; its Sec-Fetch-Site (Fetch Metadata), if
// it has one, is same-origin, or none where the user has typed the address or followed a link from
// outside the browser. Whatever may change something (any method but GET and HEAD) has to carry one
// of the two.
std::optional<std::string> Refusal(const http::Request& request, Purpose purpose,
                                   const Hosts& hosts);

}  // namespace tenon::console
