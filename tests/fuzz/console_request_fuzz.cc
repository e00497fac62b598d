// What a browser says in the headers that the console reads by hand: Cookie, Accept-Encoding, Host,
// Origin. An id that is found has the form of one, and no name that is not ours is ever believed.

#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "console/assets.h"
#include "console/cookie.h"
#include "console/origin.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const std::string id = tenon::console::SessionIdOf(text);
  if (!id.empty() && (id.size() != 64 || text.find("tenon_session=" + id) == text.npos)) abort();
  if (tenon::console::Accepts(text, "br") && text.size() < 2) abort();

  const std::size_t line = text.find('\n');
  const std::string_view host = text.substr(0, line);
  const tenon::console::Hosts hosts("127.0.0.1", 9701, tenon::console::SplitHosts("a.example"));
  tenon::http::Request request;
  request.method = "POST";
  request.headers.Add("Host", host);
  if (line != text.npos) request.headers.Add("Origin", text.substr(line + 1));
  const auto refusal = tenon::console::Refusal(request, tenon::console::Purpose::kCall, hosts);
  if (!refusal && (!hosts.Has(request.headers.Get("Host")) || line == text.npos)) abort();
  return 0;
}
