#pragma once

#include <cstddef>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <utility>

namespace tenon::runner {

// Values by key. When all together are larger than allowed, those that were asked for longest ago
// go. What has the key "" is not kept. Thread-safe.
template <typename Value>
class LruCache {
 public:
  explicit LruCache(std::size_t most_bytes) : most_bytes_(most_bytes) {}

  // Null if there is none.
  std::shared_ptr<const Value> Find(const std::string& key) {
    const std::lock_guard lock(mutex_);
    const auto found = by_key_.find(key);
    if (found == by_key_.end()) return nullptr;
    entries_.splice(entries_.begin(), entries_, found->second);
    return found->second->value;
  }

  // `bytes` is about what the value takes. A value larger than allowed is not kept.
  void Put(const std::string& key, std::shared_ptr<const Value> value, std::size_t bytes) {
    const std::lock_guard lock(mutex_);
    if (const auto found = by_key_.find(key); found != by_key_.end()) Drop(found->second);
    if (bytes > most_bytes_ || key.empty()) return;
    while (bytes_ + bytes > most_bytes_) Drop(std::prev(entries_.end()));
    entries_.push_front({key, std::move(value), bytes});
    by_key_[key] = entries_.begin();
    bytes_ += bytes;
  }

 private:
  struct Entry {
    std::string key;
    std::shared_ptr<const Value> value;
    std::size_t bytes;
  };
  using Place = typename std::list<Entry>::iterator;

  void Drop(Place place) {
    bytes_ -= place->bytes;
    by_key_.erase(place->key);
    entries_.erase(place);
  }

  const std::size_t most_bytes_;
  std::mutex mutex_;
  std::size_t bytes_ = 0;                          // guarded by mutex_
  std::list<Entry> entries_;                       // the latest first; guarded by mutex_
  std::unordered_map<std::string, Place> by_key_;  // guarded by mutex_
};

}  // namespace tenon::runner
