#include <fstream>
#include <iostream>
#include <iterator>

#include "cli/commands.h"
#include "cli/connection.h"

namespace tenon::cli {
namespace {

Result<json::Value> ReadDocument(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  if (!in) return InvalidInput("cannot be read: " + file.string());
  auto document = json::Parse(text);
  if (!document) return WithContext(std::move(document).error(), file.string());
  return document;
}

Status Import(const Config& config, const std::filesystem::path& file) {
  ASSIGN_OR_RETURN(const json::Value document, ReadDocument(file));
  ASSIGN_OR_RETURN(const ApiClient client, ConnectToServer(config));
  ASSIGN_OR_RETURN(const json::Value imported,
                   client.Call("tenon", "Tenon.ImportJob", {{"Document", document}}));
  if (const json::Array* warnings = imported["Warnings"].AsArray()) {
    for (const json::Value& warning : *warnings) {
      std::cerr << "not kept  " << warning.StringOr("") << '\n';
    }
  }
  ASSIGN_OR_RETURN(const json::Value created,
                   client.Call("glue", "AWSGlue.CreateJob", imported["Job"]));
  std::cout << "created  " << created["Name"].StringOr("") << '\n';
  return {};
}

Status Export(const Config& config, const std::string& name,
              const std::filesystem::path& original) {
  json::Value input = {{"JobName", name}};
  if (!original.empty()) {
    ASSIGN_OR_RETURN(json::Value document, ReadDocument(original));
    input.Set("Original", std::move(document));
  }
  ASSIGN_OR_RETURN(const ApiClient client, ConnectToServer(config));
  ASSIGN_OR_RETURN(const json::Value exported, client.Call("tenon", "Tenon.ExportJob", input));
  std::cout << json::Dump(exported["Document"]) << '\n';
  return {};
}

int Exit(const Status& status) {
  if (status) return 0;
  std::cerr << "tenon: " << status.error().message << '\n';
  return 1;
}

}  // namespace

int ImportJob(const Config& config, const std::filesystem::path& file) {
  return Exit(Import(config, file));
}

int ExportJob(const Config& config, const std::string& name,
              const std::filesystem::path& original) {
  return Exit(Export(config, name, original));
}

}  // namespace tenon::cli
