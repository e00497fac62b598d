#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>

#include "http/message.h"

namespace tenon::console {

// The console's files, as its build has left them in one folder. They are read once, so that no
// path of a request ever reaches the file system; links in the folder are left out. Thread-safe.
//
//   index.html            every path that is no file: the page finds its own way from there
//   assets/<name>-<digest>.<kind>   never change: browsers keep them
//   <file>.br, <file>.gz  the file as Brotli and gzip, sent to who accepts it
class Assets {
 public:
  // kNotFound if the folder is not there or has no index.html.
  static Result<Assets> Load(const std::filesystem::path& folder);

  // Answers GET and HEAD: the file of that path; 404 below /assets/ where there is none, 304 to a
  // client that has it. Any other method is 405.
  http::Response Answer(const http::Request& request) const;

 private:
  // A file in one of its encodings.
  struct Variant {
    std::string content;
    std::string etag;
  };
  struct Asset {
    std::string_view type;
    std::map<std::string, Variant, std::less<>> variants;  // by content coding; "" is the file
  };
  const Asset* Find(std::string_view path) const;

  std::map<std::string, Asset, std::less<>> assets_;  // by path: "/assets/index-1a2b3c4d.js"
};

// Whether an Accept-Encoding header takes the coding (RFC 9110, 12.5.3): it is named with a weight
// other than 0. '*' does not count: who can read Brotli says so.
bool Accepts(std::string_view accept_encoding, std::string_view coding);

}  // namespace tenon::console
