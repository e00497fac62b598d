#include <iostream>

#include "auth/keys.h"
#include "cli/api_client.h"
#include "cli/commands.h"
#include "cli/server_file.h"

namespace tenon::cli {

int PrintStatus(const Config& config) {
  const auto server = FindServer(config.data);
  if (!server) {
    std::cout << "No server runs on " << config.data.string() << "\nStart it: tenon serve --data "
              << config.data.string() << '\n';
    return 1;
  }
  std::cout << "API      " << server->api << "\nConsole  " << server->console << "\nData     "
            << config.data.string() << "\nProcess  " << server->pid << '\n';
  const auto key = auth::ReadRootKey(config.data / "keys");
  if (!key) {
    std::cout << "Key      " << key.error().message << '\n';
    return 1;
  }
  const ApiClient client(server->api, *key, config.region);
  const auto databases = client.Call("glue", "AWSGlue.GetDatabases", json::Object{});
  if (!databases) {
    std::cout << "Answers  no: " << databases.error().message << '\n';
    return 1;
  }
  std::cout << "Answers  yes, to key " << key->id << '\n';
  return 0;
}

}  // namespace tenon::cli
