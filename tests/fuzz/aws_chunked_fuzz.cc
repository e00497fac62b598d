#include <array>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "auth/aws_chunked.h"

// The first bytes choose the options and how the input is cut; what is decoded must not depend on
// the cut.
namespace {

struct Outcome {
  std::string decoded;
  bool is_refused = false;
  bool is_done = false;
};

Outcome Decode(unsigned options, std::string_view body, std::size_t step, std::size_t room) {
  tenon::auth::AwsChunkedOptions chosen{.decoded_length = options & 0x3f,
                                        .has_trailer = (options & 0x40) != 0};
  if ((options & 0x80) != 0) {
    chosen.signatures = tenon::auth::ChunkSignatures("key", "date", "scope", "seed");
  }
  tenon::auth::AwsChunkedDecoder decoder(std::move(chosen));
  Outcome outcome;
  std::string out(room, '\0');
  while (!body.empty() && !decoder.is_done()) {
    const auto progress = decoder.Decode(body.substr(0, step), out);
    if (!progress) {
      outcome.is_refused = true;
      return outcome;
    }
    if (progress->consumed == 0 && progress->produced == 0) std::abort();
    body.remove_prefix(progress->consumed);
    outcome.decoded.append(out, 0, progress->produced);
  }
  outcome.is_done = decoder.is_done();
  return outcome;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 2) return 0;
  const std::string_view body(reinterpret_cast<const char*>(data) + 2, size - 2);
  const Outcome whole = Decode(data[0], body, body.size(), 100);
  const Outcome cut = Decode(data[0], body, std::size_t{1} + data[1] % 16, 1 + data[1] / 16U);
  if (whole.is_refused != cut.is_refused || whole.is_done != cut.is_done) std::abort();
  if (!whole.is_refused && whole.decoded != cut.decoded) std::abort();
  return 0;
}
