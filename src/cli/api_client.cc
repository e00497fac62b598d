#include "cli/api_client.h"

#include <curl/curl.h>

#include <memory>

namespace tenon::cli {
namespace {

constexpr long kTimeoutSeconds = 10;

std::size_t AppendBody(char* bytes, std::size_t size, std::size_t count, void* body) {
  static_cast<std::string*>(body)->append(bytes, size * count);
  return size * count;
}

}  // namespace

Result<json::Value> ApiClient::Call(std::string_view service, std::string_view target,
                                    const json::Value& input) const {
  const std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> curl(curl_easy_init(),
                                                                 curl_easy_cleanup);
  if (curl == nullptr) return Internal("libcurl did not start");
  const std::string request = json::Dump(input);
  const std::string signing = "aws:amz:" + region_ + ":" + std::string(service);
  const std::string user = key_.id + ":" + key_.secret;
  curl_slist* fields = curl_slist_append(nullptr, "Content-Type: application/x-amz-json-1.1");
  fields = curl_slist_append(fields, ("X-Amz-Target: " + std::string(target)).c_str());
  const std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)> headers(fields,
                                                                            curl_slist_free_all);
  std::string body;
  curl_easy_setopt(curl.get(), CURLOPT_URL, endpoint_.c_str());
  curl_easy_setopt(curl.get(), CURLOPT_PROXY, "");  // the server is on this machine
  curl_easy_setopt(curl.get(), CURLOPT_AWS_SIGV4, signing.c_str());
  curl_easy_setopt(curl.get(), CURLOPT_USERPWD, user.c_str());
  curl_easy_setopt(curl.get(), CURLOPT_HTTPHEADER, headers.get());
  curl_easy_setopt(curl.get(), CURLOPT_POSTFIELDS, request.c_str());
  curl_easy_setopt(curl.get(), CURLOPT_POSTFIELDSIZE, static_cast<long>(request.size()));
  curl_easy_setopt(curl.get(), CURLOPT_TIMEOUT, kTimeoutSeconds);
  curl_easy_setopt(curl.get(), CURLOPT_WRITEFUNCTION, AppendBody);
  curl_easy_setopt(curl.get(), CURLOPT_WRITEDATA, &body);
  const CURLcode code = curl_easy_perform(curl.get());
  if (code != CURLE_OK) return Unavailable(endpoint_ + ": " + curl_easy_strerror(code));
  long status = 0;
  curl_easy_getinfo(curl.get(), CURLINFO_RESPONSE_CODE, &status);
  ASSIGN_OR_RETURN(json::Value reply, json::Parse(body));
  if (status == 200) return reply;
  return InvalidInput(reply["__type"].StringOr("status " + std::to_string(status)) + ": " +
                      reply["Message"].StringOr(reply["message"].StringOr("")));
}

}  // namespace tenon::cli
