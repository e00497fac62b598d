#include <algorithm>
#include <iostream>

#include "cli/commands.h"
#include "cli/connection.h"

namespace tenon::cli {
namespace {

Status Print(const Config& config, const std::string& name, std::string flavor) {
  std::ranges::transform(flavor, flavor.begin(), [](char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
  });
  ASSIGN_OR_RETURN(const ApiClient client, ConnectToServer(config));
  ASSIGN_OR_RETURN(const json::Value answer, client.Call("tenon", "Tenon.GenerateScript",
                                                         {{"JobName", name}, {"Flavor", flavor}}));
  ASSIGN_OR_RETURN(const std::string script, json::Reader(answer).String("Script"));
  std::cout << script;
  return {};
}

}  // namespace

int PrintScript(const Config& config, const std::string& name, const std::string& flavor) {
  const Status status = Print(config, name, flavor);
  if (status) return 0;
  std::cerr << "tenon: " << status.error().message << '\n';
  return 1;
}

}  // namespace tenon::cli
