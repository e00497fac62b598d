#include "console/assets.h"

#include <algorithm>
#include <array>

#include "base/digest.h"
#include "base/hex.h"
#include "text/url.h"
#include "text/utf8.h"

namespace tenon::console {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kIndex = "/index.html";
constexpr std::string_view kHashed = "/assets/";

struct Coding {
  std::string_view name;
  std::string_view suffix;
};
// The best first.
constexpr std::array kCodings = {Coding{"br", ".br"}, Coding{"gzip", ".gz"}};

std::string_view TypeOf(std::string_view path) {
  struct Entry {
    std::string_view suffix;
    std::string_view type;
  };
  static constexpr std::array kTypes = {
      Entry{".html", "text/html; charset=utf-8"},
      Entry{".js", "text/javascript; charset=utf-8"},
      Entry{".mjs", "text/javascript; charset=utf-8"},
      Entry{".css", "text/css; charset=utf-8"},
      Entry{".json", "application/json"},
      Entry{".map", "application/json"},
      Entry{".svg", "image/svg+xml"},
      Entry{".png", "image/png"},
      Entry{".ico", "image/x-icon"},
      Entry{".woff2", "font/woff2"},
      Entry{".woff", "font/woff"},
      Entry{".wasm", "application/wasm"},
      Entry{".webmanifest", "application/manifest+json"},
      Entry{".txt", "text/plain; charset=utf-8"},
  };
  const auto entry =
      std::ranges::find_if(kTypes, [&](const Entry& e) { return path.ends_with(e.suffix); });
  return entry == kTypes.end() ? "application/octet-stream" : entry->type;
}

std::string EtagOf(std::string_view content) {
  return '"' + ToHex(Sha256(content).substr(0, 16)) + '"';
}

// Whether an If-None-Match header names the tag (weakly, RFC 9110, 13.1.2).
bool Names(std::string_view header, std::string_view etag) {
  return header == "*" || header.find(etag) != std::string_view::npos;
}

http::Response Plain(int status, std::string text) {
  http::Response response;
  response.status = status;
  response.headers.Add("Content-Type", "text/plain; charset=utf-8");
  response.headers.Add("Cache-Control", "no-store");
  response.body = std::move(text);
  return response;
}

// The regular files of a folder and those below it, by path: "/assets/index.js".
Result<std::map<std::string, std::string>> ReadFolder(const fs::path& folder) {
  std::map<std::string, std::string> files;
  std::error_code error;
  fs::recursive_directory_iterator entries(folder, error);
  for (; !error && entries != fs::recursive_directory_iterator(); entries.increment(error)) {
    const fs::file_status status = entries->symlink_status(error);
    if (error) break;
    if (!fs::is_regular_file(status)) continue;
    const std::string path = "/" + entries->path().lexically_relative(folder).generic_string();
    ASSIGN_OR_RETURN(files[path], ReadFile(entries->path()));
  }
  if (error == std::errc::no_such_file_or_directory) {
    return NotFound("there is no folder " + folder.string());
  }
  if (error) return Internal("reading the folder " + folder.string() + ": " + error.message());
  return files;
}

}  // namespace

bool Accepts(std::string_view accept_encoding, std::string_view coding) {
  while (!accept_encoding.empty()) {
    const std::size_t comma = accept_encoding.find(',');
    const std::string_view element = accept_encoding.substr(0, comma);
    accept_encoding.remove_prefix(comma == std::string_view::npos ? accept_encoding.size()
                                                                  : comma + 1);
    const std::size_t semicolon = element.find(';');
    if (!EqualsIgnoringCase(Trim(element.substr(0, semicolon)), coding)) continue;
    if (semicolon == std::string_view::npos) return true;
    const std::string weight = AsciiLower(Trim(element.substr(semicolon + 1)));
    return weight.find_first_not_of("q=0. ") != std::string::npos;
  }
  return false;
}

Result<Assets> Assets::Load(const fs::path& folder) {
  ASSIGN_OR_RETURN(auto files, ReadFolder(folder));
  if (!files.contains(std::string(kIndex))) {
    return NotFound("there is no index.html in " + folder.string());
  }
  Assets assets;
  for (auto& [path, content] : files) {
    std::string name = path;
    std::string coding;
    for (const Coding& candidate : kCodings) {
      if (!path.ends_with(candidate.suffix)) continue;
      name.resize(path.size() - candidate.suffix.size());
      coding = candidate.name;
    }
    if (!coding.empty() && !files.contains(name)) continue;
    Asset& asset = assets.assets_[name];
    asset.type = TypeOf(name);
    std::string etag = EtagOf(content);
    asset.variants[coding] = {.content = std::move(content), .etag = std::move(etag)};
  }
  return assets;
}

const Assets::Asset* Assets::Find(std::string_view path) const {
  const auto exact = assets_.find(path);
  if (exact != assets_.end()) return &exact->second;
  if (path.starts_with(kHashed)) return nullptr;
  return &assets_.find(kIndex)->second;
}

http::Response Assets::Answer(const http::Request& request) const {
  if (request.method != "GET" && request.method != "HEAD") {
    http::Response response = Plain(405, "This page can only be read\n");
    response.headers.Add("Allow", "GET, HEAD");
    return response;
  }
  const Result<std::string> path = UrlDecode(request.path);
  if (!path) return Plain(400, "The address is not encoded as one: " + request.path + "\n");
  const Asset* asset = Find(*path);
  if (asset == nullptr) return Plain(404, "There is no such file: " + *path + "\n");

  const std::string_view accepted = request.headers.Get("Accept-Encoding");
  auto variant = asset->variants.find("");
  for (const Coding& coding : kCodings) {
    const auto coded = asset->variants.find(coding.name);
    if (coded == asset->variants.end() || !Accepts(accepted, coding.name)) continue;
    variant = coded;
    break;
  }
  http::Response response;
  response.headers.Add("ETag", variant->second.etag);
  response.headers.Add("Vary", "Accept-Encoding");
  response.headers.Add("Cache-Control", path->starts_with(kHashed)
                                            ? "public, max-age=31536000, immutable"
                                            : "no-cache");
  if (Names(request.headers.Get("If-None-Match"), variant->second.etag)) {
    response.status = 304;
    return response;
  }
  response.headers.Add("Content-Type", asset->type);
  if (!variant->first.empty()) response.headers.Add("Content-Encoding", variant->first);
  response.body = variant->second.content;
  return response;
}

}  // namespace tenon::console
