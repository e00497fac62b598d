#include "cli/connection.h"

#include "auth/keys.h"
#include "cli/server_file.h"

namespace tenon::cli {

Result<ApiClient> ConnectToServer(const Config& config) {
  const auto server = FindServer(config.data);
  if (!server) {
    return Unavailable("no server runs on " + config.data.string() +
                       "; start it: tenon serve --data " + config.data.string());
  }
  ASSIGN_OR_RETURN(auth::AccessKey key, auth::ReadRootKey(config.data / "keys"));
  return ApiClient(server->api, std::move(key), config.region);
}

}  // namespace tenon::cli
