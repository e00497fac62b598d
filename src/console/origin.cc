#include "console/origin.h"

#include <algorithm>

#include "text/utf8.h"

namespace tenon::console {
namespace {

bool HasPort(std::string_view name) {
  const std::size_t bracket = name.rfind(']');
  return name.find(':', bracket == std::string_view::npos ? 0 : bracket) != std::string_view::npos;
}

bool IsOriginOf(std::string_view origin, std::string_view host) {
  return EqualsIgnoringCase(origin, "http://" + std::string(host)) ||
         EqualsIgnoringCase(origin, "https://" + std::string(host));
}

// Whether a request that comes from another site opens a page in a window, as a link does.
bool OpensPage(const http::Request& request, Purpose purpose) {
  return purpose == Purpose::kPage && request.headers.Get("Sec-Fetch-Mode") == "navigate" &&
         request.headers.Get("Sec-Fetch-Dest") == "document";
}

}  // namespace

Hosts::Hosts(std::string_view host, std::uint16_t port, const std::vector<std::string>& more) {
  const std::string suffix = ":" + std::to_string(port);
  const auto add = [&](std::string_view name) {
    names_.push_back(AsciiLower(name));
    if (!HasPort(name)) names_.push_back(AsciiLower(name) + suffix);
  };
  const bool is_ipv6 = host.find(':') != std::string_view::npos;
  const std::string own = is_ipv6 ? "[" + std::string(host) + "]" : std::string(host);
  for (const std::string& name :
       {own, std::string("localhost"), std::string("127.0.0.1"), std::string("[::1]")}) {
    names_.push_back(AsciiLower(name) + suffix);
    if (port == 80) names_.push_back(AsciiLower(name));  // a browser leaves the port out
  }
  for (const std::string& name : more) add(name);
}

bool Hosts::Has(std::string_view host) const {
  return std::ranges::find(names_, AsciiLower(host)) != names_.end();
}

std::vector<std::string> SplitHosts(std::string_view list) {
  std::vector<std::string> hosts;
  while (!list.empty()) {
    const std::size_t comma = list.find(',');
    const std::string_view name = Trim(list.substr(0, comma));
    if (!name.empty()) hosts.emplace_back(name);
    list.remove_prefix(comma == std::string_view::npos ? list.size() : comma + 1);
  }
  return hosts;
}

std::optional<std::string> Refusal(const http::Request& request, Purpose purpose,
                                   const Hosts& hosts) {
  const std::string_view host = request.headers.Get("Host");
  if (!hosts.Has(host)) {
    return "The console does not answer as '" + std::string(host) +
           "'; the setting console_hosts names the hosts that it answers as";
  }
  const std::string* origin = request.headers.Find("Origin");
  if (origin != nullptr && !IsOriginOf(*origin, host)) {
    return "The request comes from another site: " + *origin;
  }
  const bool reads = request.method == "GET" || request.method == "HEAD";
  const std::string* site = request.headers.Find("Sec-Fetch-Site");
  if (site == nullptr) {
    if (reads || origin != nullptr) return std::nullopt;
    return "The request does not say where it comes from: it has neither Origin nor Sec-Fetch-Site";
  }
  const bool is_ours =
      *site == "same-origin" || (reads && (*site == "none" || OpensPage(request, purpose)));
  if (is_ours) return std::nullopt;
  return "The request comes from another site; Sec-Fetch-Site: " + *site;
}

}  // namespace tenon::console
