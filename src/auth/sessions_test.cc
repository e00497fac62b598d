#include "auth/sessions.h"

#include <doctest/doctest.h>

namespace tenon::auth {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr Time kNow = Time(std::chrono::seconds(1'700'000'000));

TEST_CASE("a session lasts as long as it is used, up to a bound") {
  ManualClock clock(kNow);
  Sessions sessions(clock);
  const std::string id = sessions.Begin("AKIATEST");
  CHECK(id.size() == 64);
  for (int used = 0; used < 15; ++used) {
    clock.Advance(hours(11));
    REQUIRE(sessions.Use(id));
  }
  CHECK(sessions.Use(id)->expires == kNow + hours(24 * 7));
  clock.Advance(hours(3));
  CHECK(!sessions.Use(id));
}

TEST_CASE("a session that is not used for 12 hours ends") {
  ManualClock clock(kNow);
  Sessions sessions(clock);
  const std::string id = sessions.Begin("AKIATEST");
  CHECK(sessions.Use(id)->access_key_id == "AKIATEST");
  clock.Advance(hours(12) - std::chrono::milliseconds(1));
  CHECK(sessions.Use(id)->expires == clock.Now() + hours(12));
  clock.Advance(hours(12));
  CHECK(!sessions.Use(id));
}

TEST_CASE("a session ends when it is ended, and no other does") {
  ManualClock clock(kNow);
  Sessions sessions(clock);
  const std::string one = sessions.Begin("A");
  const std::string other = sessions.Begin("A");
  sessions.End(one);
  sessions.End("unknown");
  CHECK(!sessions.Use(one));
  CHECK(sessions.Use(other));
  CHECK(!sessions.Use(""));
}

TEST_CASE("a session ends with the key that began it") {
  ManualClock clock(kNow);
  Sessions sessions(clock);
  const std::string id = sessions.Begin("ASIATEST", kNow + minutes(15));
  CHECK(sessions.Use(id)->expires == kNow + minutes(15));
  clock.Advance(minutes(15));
  CHECK(!sessions.Use(id));
}

TEST_CASE("the session that expires first makes room for a new one") {
  ManualClock clock(kNow);
  Sessions sessions(clock, {.most = 2});
  const std::string first = sessions.Begin("A");
  clock.Advance(seconds(1));
  const std::string second = sessions.Begin("B");
  clock.Advance(seconds(1));
  REQUIRE(sessions.Use(first));
  clock.Advance(seconds(1));
  const std::string third = sessions.Begin("C");
  CHECK(!sessions.Use(second));
  CHECK(sessions.Use(first));
  CHECK(sessions.Use(third));
}

TEST_CASE("a link signs in once, within 15 minutes") {
  ManualClock clock(kNow);
  SignInLinks links(clock);
  const SignInLinks::Link link = links.Make("AKIATEST");
  CHECK(link.expires == kNow + minutes(15));
  CHECK(!links.Redeem(""));
  CHECK(!links.Redeem(link.token.substr(1)));
  CHECK(links.Redeem(link.token) == "AKIATEST");
  CHECK(!links.Redeem(link.token));

  const SignInLinks::Link late = links.Make("AKIATEST");
  clock.Advance(minutes(15));
  CHECK(!links.Redeem(late.token));
}

TEST_CASE("of a hundred links the oldest makes room") {
  ManualClock clock(kNow);
  SignInLinks links(clock);
  const std::string first = links.Make("A").token;
  const std::string second = links.Make("A").token;
  for (int made = 0; made < 99; ++made) links.Make("A");
  CHECK(!links.Redeem(first));
  CHECK(links.Redeem(second));
}

TEST_CASE("ten failures within a minute bar their address until the minute is over") {
  ManualClock clock(kNow);
  FailureLimit limit(clock);
  for (int failed = 0; failed < 10; ++failed) {
    CHECK(limit.WaitOf("192.0.2.1") == seconds(0));
    limit.Note("192.0.2.1");
  }
  clock.Advance(seconds(20));
  CHECK(limit.WaitOf("192.0.2.1") == seconds(40));
  CHECK(limit.WaitOf("192.0.2.2") == seconds(0));
  clock.Advance(seconds(40));
  CHECK(limit.WaitOf("192.0.2.1") == seconds(0));
}

TEST_CASE("failures of many addresses take bounded room") {
  ManualClock clock(kNow);
  FailureLimit limit(clock);
  for (int failed = 0; failed < 10; ++failed) limit.Note("first");
  clock.Advance(seconds(1));
  for (int other = 0; other < 1000; ++other) limit.Note("address " + std::to_string(other));
  CHECK(limit.WaitOf("first") == seconds(0));
}

}  // namespace
}  // namespace tenon::auth
