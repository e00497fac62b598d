#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

// Dates and times as Hive, Spark and Athena write them in the values of partitions. Pure functions.
namespace tenon::catalog {

// Days since 1970-01-01 of "2026-01-31"; months and days may have one digit, as java.sql.Date reads
// them. nullopt for anything else, and for days that no calendar has.
std::optional<std::int32_t> ParseDays(std::string_view text);

// A moment since 1970-01-01 00:00 UTC.
struct Moment {
  std::int64_t seconds = 0;
  std::uint32_t nanoseconds = 0;  // below a second, counted forward also before 1970
  bool operator==(const Moment&) const = default;
};

// Reads "2026-01-31 08:15:30.123456789", where the fraction, the seconds, or all of the time may be
// absent, 'T' may stand for the blank, and "Z" or an offset such as "+02:00" may follow the time.
// nullopt for anything else.
std::optional<Moment> ParseMoment(std::string_view text);

}  // namespace tenon::catalog
