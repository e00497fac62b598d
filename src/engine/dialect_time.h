#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

// Dates and timestamps as Spark reads and writes them. Days and microseconds count from 1970-01-01
// UTC. Pure; any bytes are safe.
namespace tenon::engine {

// CAST(text AS DATE): "2024", "2024-1", "2024-01-31", the last also with a time behind 'T' or ' '.
std::optional<std::int32_t> SparkDate(std::string_view text);

// CAST(text AS TIMESTAMP): a date as above, then "8:15", "08:15:30.123456" behind 'T' or ' ', and
// an offset: Z, UTC, +02:00, -3. Names of regions are not read: NULL.
std::optional<std::int64_t> SparkTimestamp(std::string_view text);

// Months from b to a, with the rest of the days in 31sts; whole if both are the same day of their
// months or both the last. Eight digits if `rounds`.
double SparkMonthsBetween(std::int64_t a, std::int64_t b, bool rounds);

// The moment by a pattern of Java's DateTimeFormatter in English: G, y, u, Y is refused, M, L, d,
// D, Q, q, E, a, H, k, K, h, m, s, S, X, x, Z, V, z (UTC), '...' and what is no letter. nullopt for
// a pattern with another letter.
std::optional<std::string> SparkFormat(std::int64_t micros, std::string_view pattern);

// The moment that the text tells by the pattern: y, u, M, L, d, D, a, H, k, h, K, m, s, S, E, X, x,
// Z. nullopt if it does not, or for a pattern with another letter.
std::optional<std::int64_t> SparkParse(std::string_view text, std::string_view pattern);

}  // namespace tenon::engine
