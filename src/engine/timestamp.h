#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace tenon::engine {

// Reads a timestamp in the forms in which CSV files hold nearly all of them:
//   2026-01-31
//   2026-01-31 08:15   2026-01-31T08:15:30   2026-01-31 08:15:30.123456789
// the last two also with an offset: Z, +02, -0330, +05:30. The offset is honoured, no offset is
// UTC, digits after microseconds are cut off.
//
// The result is microseconds since 1970-01-01 UTC, or nullopt for any other text. It is the fast
// path of a scan, which falls back to the engine's own, slower and more liberal cast to
// TIMESTAMPTZ; what is accepted here means the same there. Pure; any bytes are safe.
std::optional<std::int64_t> ParseTimestamp(std::string_view text);

}  // namespace tenon::engine
