#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "base/result.h"

namespace tenon::cli {

// Where the server of a data folder is: <data>/server.json, written once it listens and removed
// when it ends, so that `tenon env` and `tenon status` find a server on any port.
struct RunningServer {
  std::string api;      // "http://127.0.0.1:9700"
  std::string console;  // "http://127.0.0.1:9701"
  std::int64_t pid = 0;
};

Status WriteServerFile(const std::filesystem::path& data, const RunningServer& server);
// The address at the console's that signs in with a token of CreateSignInLink.
std::string SignInAddress(const std::string& console, const std::string& token);
void RemoveServerFile(const std::filesystem::path& data);
// nullopt if no server has written one, or the process that did is gone.
std::optional<RunningServer> FindServer(const std::filesystem::path& data);

}  // namespace tenon::cli
