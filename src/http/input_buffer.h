#pragma once

#include <cstddef>
#include <cstring>
#include <span>
#include <string>
#include <string_view>

namespace tenon::http {

// Bytes that have arrived and are not used yet. Small while a connection is idle. One thread at a
// time.
class InputBuffer {
 public:
  std::string_view bytes() const { return {storage_.data() + begin_, end_ - begin_}; }
  bool empty() const { return begin_ == end_; }

  void Consume(std::size_t bytes) {
    begin_ += bytes;
    if (begin_ == end_) begin_ = end_ = 0;
  }

  // Where more bytes may be written, up to `capacity` with those that wait; empty when full.
  std::span<char> Room(std::size_t capacity) {
    std::memmove(storage_.data(), storage_.data() + begin_, end_ - begin_);
    end_ -= begin_;
    begin_ = 0;
    if (storage_.size() < capacity) storage_.resize(capacity);
    return {storage_.data() + end_, storage_.size() - end_};
  }
  // Says how much of the room was filled.
  void Commit(std::size_t bytes) { end_ += bytes; }

  // Gives memory back above `capacity` when nothing waits.
  void Shrink(std::size_t capacity) {
    if (empty() && storage_.size() > capacity) storage_ = std::string();
  }

 private:
  std::string storage_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
};

}  // namespace tenon::http
