#include "load/answer.h"

#include <algorithm>
#include <charconv>

#include "text/utf8.h"

namespace tenon::load {
namespace {

constexpr std::size_t kSmallest = 16 * 1024;

}  // namespace

std::span<char> AnswerReader::Room() {
  const std::size_t wanted = std::max(filled_ + kSmallest, body_begin_ + body_length_);
  if (text_.size() < wanted) text_.resize(wanted);
  return {text_.data() + filled_, text_.size() - filled_};
}

Result<bool> AnswerReader::Commit(std::size_t bytes) {
  filled_ += bytes;
  if (body_begin_ == 0) {
    const std::size_t end = std::string_view(text_.data(), filled_).find("\r\n\r\n");
    if (end == std::string_view::npos) return false;
    RETURN_IF_ERROR(ReadHead(end));
    body_begin_ = end + 4;
  }
  const std::size_t whole = body_begin_ + body_length_;
  if (filled_ > whole) return InvalidInput("the server sent more than its answer");
  return filled_ == whole;
}

Status AnswerReader::ReadHead(std::size_t end) {
  std::string_view head(text_.data(), end);
  constexpr std::size_t kStatusBegin = 9;  // behind "HTTP/1.1 "
  if (!head.starts_with("HTTP/1.") || head.size() < kStatusBegin + 3) {
    return InvalidInput("not an HTTP/1.1 answer");
  }
  std::from_chars(head.data() + kStatusBegin, head.data() + kStatusBegin + 3, status_);
  is_last_ = head.starts_with("HTTP/1.0");
  bool has_length = false;
  while (!head.empty()) {
    const std::size_t line_end = std::min(head.find("\r\n"), head.size());
    const std::string_view line = head.substr(0, line_end);
    head.remove_prefix(std::min(line_end + 2, head.size()));
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) continue;
    const std::string_view name = line.substr(0, colon);
    const std::string_view value = Trim(line.substr(colon + 1));
    if (EqualsIgnoringCase(name, "Content-Length")) {
      const auto read = std::from_chars(value.data(), value.data() + value.size(), body_length_);
      has_length = read.ec == std::errc();
    } else if (EqualsIgnoringCase(name, "Connection")) {
      is_last_ = EqualsIgnoringCase(value, "close");
    }
  }
  if (!has_length) return InvalidInput("the server's answer has no Content-Length");
  return {};
}

void AnswerReader::Restart() {
  filled_ = body_begin_ = body_length_ = 0;
  status_ = 0;
  is_last_ = false;
}

}  // namespace tenon::load
