#pragma once

#include <chrono>
#include <cstddef>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/thread_annotations.h"

namespace tenon::auth {

// Who has signed in, and until when.
struct Session {
  std::string access_key_id;
  Time expires;      // moves on with use
  Time ends_latest;  // whatever the use
};

// The console's sessions. An id is 256 random bits in hex; only its hash is kept, in memory, so
// that whoever reads the memory's file or a core cannot use it, and a restart signs everybody out.
// Thread-safe.
class Sessions {
 public:
  struct Options {
    std::chrono::seconds idle = std::chrono::hours(12);         // since the last use
    std::chrono::seconds longest = std::chrono::hours(24 * 7);  // since the sign-in
    std::size_t most = 1000;  // above it, the session that expires first ends
  };
  explicit Sessions(const Clock& clock) : Sessions(clock, Options()) {}
  Sessions(const Clock& clock, const Options& options) : clock_(clock), options_(options) {}

  // A new session; returns its id. It ends at `not_after` at the latest, where the key that it was
  // begun with does.
  std::string Begin(std::string access_key_id, std::optional<Time> not_after = std::nullopt);
  // The session of that id, if it is there and has not expired; this use makes it last longer.
  std::optional<Session> Use(std::string_view id);
  void End(std::string_view id);

  const Options& options() const { return options_; }

 private:
  void MakeRoom() REQUIRES(mutex_);

  const Clock& clock_;
  const Options options_;
  Mutex mutex_;
  std::map<std::string, Session, std::less<>> sessions_ GUARDED_BY(mutex_);  // by hash of the id
};

// Tokens that sign their holder in once, within 15 minutes. Kept as sessions are. At most 100 are
// good at a time: above it the oldest ends. Thread-safe.
class SignInLinks {
 public:
  static constexpr std::chrono::minutes kLifetime{15};

  explicit SignInLinks(const Clock& clock) : clock_(clock) {}

  struct Link {
    std::string token;  // 64 hex digits
    Time expires;
  };
  Link Make(std::string access_key_id);
  // The access key id that the token was made for, once; nothing if there is no such token, it has
  // been used or it has expired.
  std::optional<std::string> Redeem(std::string_view token);

 private:
  struct Entry {
    std::string hash;
    std::string access_key_id;
    Time expires;
  };
  const Clock& clock_;
  Mutex mutex_;
  std::deque<Entry> entries_ GUARDED_BY(mutex_);  // oldest first
};

// Limits guessing: ten failures of one address within a minute bar it until a minute has passed
// since the first of them. Remembers the last 1000 addresses that failed. Thread-safe.
class FailureLimit {
 public:
  explicit FailureLimit(const Clock& clock) : clock_(clock) {}

  // How long the address has to wait; 0 if it may try now.
  std::chrono::seconds WaitOf(std::string_view address);
  void Note(std::string_view address);

 private:
  struct Failures {
    Time first;
    int count = 0;
  };
  void MakeRoom() REQUIRES(mutex_);

  const Clock& clock_;
  Mutex mutex_;
  std::map<std::string, Failures, std::less<>> failures_ GUARDED_BY(mutex_);  // by address
};

}  // namespace tenon::auth
