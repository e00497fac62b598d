#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"

namespace tenon::load {

// Reads one HTTP/1.1 answer after the other as its bytes arrive; only what the servers that are
// measured send: a head and a body of Content-Length bytes. Costs as little as it can, since the
// client shares the machine with the server. One thread at a time.
class AnswerReader {
 public:
  // Where the next bytes that arrive are to be put; never empty.
  std::span<char> Room();
  // Says how many were put there; true when the answer is whole. kInvalidInput if it is no answer
  // of that form.
  Result<bool> Commit(std::size_t bytes);

  // Of the whole answer, until the next Room.
  int status() const { return status_; }
  std::string_view body() const { return {text_.data() + body_begin_, body_length_}; }
  // Whether the server closes the connection behind it.
  bool is_last() const { return is_last_; }
  // Forgets the answer; call before the next request is sent.
  void Restart();

 private:
  Status ReadHead(std::size_t end);

  std::string text_;
  std::size_t filled_ = 0;
  std::size_t body_begin_ = 0;  // 0 until the head is whole
  std::size_t body_length_ = 0;
  int status_ = 0;
  bool is_last_ = false;
};

}  // namespace tenon::load
