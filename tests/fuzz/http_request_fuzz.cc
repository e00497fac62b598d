#include <cstdint>
#include <cstdlib>
#include <string>

#include "http/chunked_decoder.h"
#include "http/request_parser.h"

// The first byte says how the input is cut; head and chunked body must not depend on it.
namespace {

struct Outcome {
  bool is_refused = false;
  bool has_head = false;
  bool is_complete = false;
  std::string text;
};

void ReadBody(Outcome& outcome, std::string_view rest, std::size_t step) {
  tenon::http::ChunkedDecoder decoder;
  std::string out(100, '\0');
  while (!rest.empty() && !decoder.is_done()) {
    const auto progress = decoder.Decode(rest.substr(0, step), out);
    outcome.is_refused = !progress;
    if (!progress) return;
    if (progress->consumed == 0 && progress->produced == 0) std::abort();
    rest.remove_prefix(progress->consumed);
    outcome.text.append(out, 0, progress->produced);
  }
  outcome.is_complete = decoder.is_done();
}

Outcome Read(std::string_view rest, std::size_t step) {
  tenon::http::RequestParser parser(1024);
  Outcome outcome;
  std::string kept;
  while (!rest.empty() && !parser.head_is_complete()) {
    kept += rest.substr(0, step);
    rest.remove_prefix(std::min(step, rest.size()));
    const auto taken = parser.ReadHead(kept);
    outcome.is_refused = !taken;
    if (!taken) return outcome;
    kept.erase(0, *taken);
  }
  if (!parser.head_is_complete()) return outcome;
  outcome.has_head = true;
  const bool is_chunked = parser.is_chunked();
  const tenon::http::Request request = parser.TakeRequest();
  if (!request.path.starts_with('/')) std::abort();
  outcome.text = request.method + " " + request.path + "?" + request.query + "\n";
  for (const auto& [name, value] : request.headers.all()) outcome.text += name + ":" + value + "\n";
  if (is_chunked) ReadBody(outcome, kept + std::string(rest), step);
  return outcome;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 1) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  // Above the limit a cut decides whether the head's end or its size is seen first.
  if (text.size() > 1000) return 0;
  const Outcome whole = Read(text, text.size());
  const Outcome cut = Read(text, std::size_t{1} + data[0] % 32);
  // When a bad head is refused may depend on the cut, but not whether a head is taken for good.
  if (whole.has_head != cut.has_head) std::abort();
  if (!whole.has_head) return 0;
  if (whole.is_refused != cut.is_refused || whole.is_complete != cut.is_complete) std::abort();
  if (!whole.is_refused && whole.text != cut.text) std::abort();
  return 0;
}
