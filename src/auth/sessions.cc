#include "auth/sessions.h"

#include <algorithm>

#include "base/digest.h"
#include "base/random.h"

namespace tenon::auth {
namespace {

constexpr std::size_t kIdBytes = 32;
constexpr std::size_t kMostLinks = 100;
constexpr std::size_t kMostAddresses = 1000;
constexpr int kMostFailures = 10;
constexpr auto kFailuresWindow = std::chrono::minutes(1);

}  // namespace

void Sessions::MakeRoom() {
  const Time now = clock_.Now();
  std::erase_if(sessions_, [&](const auto& entry) { return entry.second.expires <= now; });
  if (sessions_.size() < options_.most) return;
  sessions_.erase(std::ranges::min_element(sessions_, {},
                                           [](const auto& entry) { return entry.second.expires; }));
}

std::string Sessions::Begin(std::string access_key_id, std::optional<Time> not_after) {
  std::string id = RandomHex(kIdBytes);
  const Time now = clock_.Now();
  Session session{.access_key_id = std::move(access_key_id),
                  .expires = now + options_.idle,
                  .ends_latest = now + options_.longest};
  if (not_after) session.ends_latest = std::min(session.ends_latest, *not_after);
  session.expires = std::min(session.expires, session.ends_latest);
  const MutexLock lock(mutex_);
  MakeRoom();
  sessions_.insert_or_assign(Sha256(id), std::move(session));
  return id;
}

std::optional<Session> Sessions::Use(std::string_view id) {
  const Time now = clock_.Now();
  const MutexLock lock(mutex_);
  const auto it = sessions_.find(Sha256(id));
  if (it == sessions_.end()) return std::nullopt;
  Session& session = it->second;
  if (session.expires <= now) {
    sessions_.erase(it);
    return std::nullopt;
  }
  session.expires = std::min<Time>(now + options_.idle, session.ends_latest);
  return session;
}

void Sessions::End(std::string_view id) {
  const MutexLock lock(mutex_);
  sessions_.erase(Sha256(id));
}

SignInLinks::Link SignInLinks::Make(std::string access_key_id) {
  Link link{.token = RandomHex(kIdBytes), .expires = clock_.Now() + kLifetime};
  const MutexLock lock(mutex_);
  if (entries_.size() >= kMostLinks) entries_.pop_front();
  entries_.push_back({.hash = Sha256(link.token),
                      .access_key_id = std::move(access_key_id),
                      .expires = link.expires});
  return link;
}

std::optional<std::string> SignInLinks::Redeem(std::string_view token) {
  const Time now = clock_.Now();
  const std::string hash = Sha256(token);
  const MutexLock lock(mutex_);
  std::erase_if(entries_, [&](const Entry& entry) { return entry.expires <= now; });
  const auto it = std::ranges::find(entries_, hash, &Entry::hash);
  if (it == entries_.end()) return std::nullopt;
  std::string access_key_id = std::move(it->access_key_id);
  entries_.erase(it);
  return access_key_id;
}

std::chrono::seconds FailureLimit::WaitOf(std::string_view address) {
  const Time now = clock_.Now();
  const MutexLock lock(mutex_);
  const auto it = failures_.find(address);
  if (it == failures_.end()) return {};
  const Time end = it->second.first + kFailuresWindow;
  if (end <= now) {
    failures_.erase(it);
    return {};
  }
  if (it->second.count < kMostFailures) return {};
  return std::chrono::ceil<std::chrono::seconds>(end - now);
}

void FailureLimit::MakeRoom() {
  const Time now = clock_.Now();
  std::erase_if(failures_,
                [&](const auto& entry) { return entry.second.first + kFailuresWindow <= now; });
  if (failures_.size() < kMostAddresses) return;
  failures_.erase(std::ranges::min_element(failures_, {},
                                           [](const auto& entry) { return entry.second.first; }));
}

void FailureLimit::Note(std::string_view address) {
  const Time now = clock_.Now();
  const MutexLock lock(mutex_);
  auto it = failures_.find(address);
  if (it == failures_.end() || it->second.first + kFailuresWindow <= now) {
    MakeRoom();
    it = failures_.insert_or_assign(std::string(address), Failures{.first = now}).first;
  }
  ++it->second.count;
}

}  // namespace tenon::auth
