#include <iostream>

#include "cli/commands.h"
#include "cli/connection.h"
#include "cli/server_file.h"

namespace tenon::cli {
namespace {

Result<std::string> MakeLink(const Config& config) {
  ASSIGN_OR_RETURN(const ApiClient client, ConnectToServer(config));
  ASSIGN_OR_RETURN(const json::Value answer,
                   client.Call("tenon", "Tenon.CreateSignInLink", json::Object{}));
  const auto server = FindServer(config.data);
  if (!server) return Unavailable("the server has ended");
  return SignInAddress(server->console, answer["Token"].StringOr(""));
}

}  // namespace

int PrintSignInLink(const Config& config) {
  const Result<std::string> link = MakeLink(config);
  if (link) {
    std::cout << *link << '\n';
    return 0;
  }
  std::cerr << "tenon: " << link.error().message << '\n';
  return 1;
}

}  // namespace tenon::cli
