#include <iostream>

#include "auth/keys.h"
#include "cli/commands.h"
#include "cli/server_file.h"

namespace tenon::cli {
namespace {

// it's -> 'it'\''s': a word of a POSIX shell.
std::string ShellWord(std::string_view text) {
  std::string out = "'";
  for (const char c : text) {
    if (c == '\'') {
      out += "'\\''";
    } else {
      out += c;
    }
  }
  return out + "'";
}

}  // namespace

int PrintEnvironment(const Config& config) {
  const auto key = auth::ReadRootKey(config.data / "keys");
  if (!key) {
    std::cerr << "tenon: " << key.error().message << "\nStart the server once: tenon serve --data "
              << config.data.string() << '\n';
    return 1;
  }
  const auto server = FindServer(config.data);
  const std::string endpoint = server ? server->api : "http://" + ToString(config.api);
  for (const auto& [name, value] :
       {std::pair<const char*, std::string>{"AWS_ENDPOINT_URL", endpoint},
        {"AWS_ACCESS_KEY_ID", key->id},
        {"AWS_SECRET_ACCESS_KEY", key->secret},
        {"AWS_REGION", config.region},
        {"AWS_DEFAULT_REGION", config.region}}) {
    std::cout << "export " << name << '=' << ShellWord(value) << '\n';
  }
  // A token left over from a real account would be sent along with our key, and refused.
  std::cout << "unset AWS_SESSION_TOKEN AWS_PROFILE\n";
  return 0;
}

}  // namespace tenon::cli
