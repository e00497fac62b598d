#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace tenon::api::s3 {

// Writes one XML document from its start to its end. Names are literals; texts are escaped.
// One thread at a time.
class XmlWriter {
 public:
  XmlWriter();
  // Opens the outermost element of an answer, in S3's namespace.
  void OpenDocument(std::string_view name);
  void Open(std::string_view name);
  void Close(std::string_view name);
  // Text within the element that is open.
  void Content(std::string_view text);
  // An element with a text, a number, or true or false.
  void Text(std::string_view name, std::string_view text);
  void Number(std::string_view name, std::uint64_t number);
  void Flag(std::string_view name, bool flag);
  std::string Take() { return std::move(text_); }

 private:
  std::string text_;
};

}  // namespace tenon::api::s3
