#include "api/s3/router.h"

#include <algorithm>

#include "api/s3/failure.h"

namespace tenon::api::s3 {
namespace {

// Names of operations that newer ones with the same requests have replaced, and the one that a
// plain request for the list of buckets does not mean.
constexpr std::string_view kHidden[] = {"GetBucketLifecycle", "GetBucketNotification",
                                        "PutBucketLifecycle", "PutBucketNotification",
                                        "ListDirectoryBuckets"};

const std::string* Find(const QueryParameters& parameters, std::string_view name) {
  const auto found = std::ranges::find(parameters, name, &QueryParameters::value_type::first);
  return found == parameters.end() ? nullptr : &found->second;
}

// What signatures and SDKs add to a query.
bool IsOfTheSignature(std::string_view name) {
  return name.starts_with("X-Amz-") || name.starts_with("x-amz-") || name == "x-id" ||
         name == "AWSAccessKeyId" || name == "Signature" || name == "Expires";
}

}  // namespace

Router::Router(const ServiceModel& model) {
  for (const OperationModel& operation : model.operations) {
    if (std::ranges::find(kHidden, operation.name) != std::end(kHidden)) continue;
    routes_.push_back(MakeRoute(model, operation));
    const Route& route = routes_.back();
    for (const auto& [name, value] : route.selectors) meaningful_.push_back(name);
    meaningful_.insert(meaningful_.end(), route.required.begin(), route.required.end());
  }
  std::ranges::sort(routes_, std::ranges::greater{}, [](const Route& route) {
    return route.selectors.size() + route.required.size() + route.headers.size();
  });
}

Router::Route Router::MakeRoute(const ServiceModel& model, const OperationModel& operation) {
  Route route{.operation = operation.name, .method = operation.method};
  const std::size_t question = operation.uri.find('?');
  const std::string_view path = operation.uri.substr(0, question);
  if (path == "/{Bucket}") {
    route.scope = Scope::kBucket;
  } else if (path == "/{Bucket}/{Key+}") {
    route.scope = Scope::kObject;
  } else if (path != "/") {
    route.scope = Scope::kBucket;
    route.fixed_bucket = path.substr(1);
  }
  if (question != std::string_view::npos) {
    route.selectors = ParseQuery(operation.uri.substr(question + 1)).value_or(QueryParameters{});
  }
  if (operation.input == kNoShape) return route;
  for (const MemberModel& member : model.MembersOf(model.shapes[operation.input])) {
    if (member.location == Location::kQuery) {
      (member.required ? route.required : route.parameters).push_back(member.wire_name);
    } else if (member.location == Location::kHeader && member.required) {
      route.headers.push_back(member.wire_name);
    }
  }
  return route;
}

bool Router::Fits(const Route& route, std::string_view method, const Address& address,
                  const QueryParameters& parameters, const http::Headers& headers) {
  const Scope scope = address.bucket.empty() ? Scope::kService
                      : address.key.empty()  ? Scope::kBucket
                                             : Scope::kObject;
  if (route.method != method || route.scope != scope) return false;
  if (!route.fixed_bucket.empty() && route.fixed_bucket != address.bucket) return false;
  return std::ranges::all_of(route.selectors,
                             [&](const auto& selector) {
                               const std::string* value = Find(parameters, selector.first);
                               return value != nullptr &&
                                      (selector.second.empty() || *value == selector.second);
                             }) &&
         std::ranges::all_of(
             route.required,
             [&](std::string_view name) { return Find(parameters, name) != nullptr; }) &&
         std::ranges::all_of(route.headers,
                             [&](std::string_view name) { return headers.Find(name) != nullptr; });
}

bool Router::Knows(const Route& route, std::string_view parameter) {
  return Find(route.selectors, parameter) != nullptr ||
         std::ranges::find(route.required, parameter) != route.required.end() ||
         std::ranges::find(route.parameters, parameter) != route.parameters.end();
}

Status Router::CheckParameters(const Route& route, const QueryParameters& parameters) const {
  for (const auto& [name, value] : parameters) {
    if (Knows(route, name) || IsOfTheSignature(name)) continue;
    const bool selects = std::ranges::find(meaningful_, name) != meaningful_.end();
    if (selects || value.empty()) {
      return Failure("MethodNotAllowed",
                     "no operation of S3 has this method with the parameter " + name);
    }
  }
  return {};
}

Result<std::string_view> Router::Match(std::string_view method, const Address& address,
                                       const QueryParameters& parameters,
                                       const http::Headers& headers) const {
  for (const Route& route : routes_) {
    if (!Fits(route, method, address, parameters, headers)) continue;
    RETURN_IF_ERROR(CheckParameters(route, parameters));
    return route.operation;
  }
  return Failure("MethodNotAllowed", "no operation of S3 has this method: " + std::string(method));
}

}  // namespace tenon::api::s3
