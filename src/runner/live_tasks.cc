#include "runner/live_tasks.h"

#include <vector>

#include "base/check.h"

namespace tenon::runner {

LiveTasks::~LiveTasks() {
  std::map<std::string, std::unique_ptr<Live>, std::less<>> last;
  {
    const std::lock_guard lock(mutex_);
    last = std::move(live_);
    for (const auto& [id, live] : last) live->stop.Request();
    changed_.notify_all();
  }
  for (const auto& [id, live] : last) live->thread.join();
}

void LiveTasks::Start(std::string id, Work work) {
  JoinEnded();
  const std::lock_guard lock(mutex_);
  const auto [it, is_new] = live_.emplace(std::move(id), std::make_unique<Live>());
  CHECK(is_new);
  Live& live = *it->second;
  live.thread = std::jthread([this, &live, work = std::move(work)] { Run(live, work); });
}

bool LiveTasks::RequestStop(std::string_view id) {
  const std::lock_guard lock(mutex_);
  const auto it = live_.find(id);
  if (it == live_.end() || it->second->ended) return false;
  it->second->stop.Request();
  changed_.notify_all();
  return true;
}

void LiveTasks::Run(Live& live, const Work& work) {
  {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return working_ < concurrent_ || live.stop.requested(); });
    ++working_;
  }
  work(live.stop);
  const std::lock_guard lock(mutex_);
  --working_;
  live.ended = true;
  changed_.notify_all();
}

void LiveTasks::JoinEnded() {
  std::vector<std::unique_ptr<Live>> ended;  // destroyed, and so joined, after the lock's release
  const std::lock_guard lock(mutex_);
  for (auto it = live_.begin(); it != live_.end();) {
    if (it->second->ended) {
      ended.push_back(std::move(it->second));
      it = live_.erase(it);
    } else {
      ++it;
    }
  }
}

}  // namespace tenon::runner
