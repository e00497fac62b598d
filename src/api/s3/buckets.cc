#include "api/page_token.h"
#include "api/s3/access.h"
#include "api/s3/byte_range.h"
#include "api/s3/documents.h"
#include "api/s3/failure.h"
#include "api/s3/list_parameters.h"
#include "api/s3/operations.h"
#include "api/s3/receive.h"
#include "api/s3/xml_writer.h"
#include "objects/names.h"
#include "text/utf8.h"

namespace tenon::api::s3 {
namespace {

constexpr std::uint64_t kMaxBuckets = 10'000;
constexpr std::string_view kPageScope = "ListBuckets";

std::string RegionOf(const objects::Bucket& bucket, const Call& call) {
  const std::string region = bucket.settings["LocationConstraint"].StringOr("");
  if (region == "EU") return "eu-west-1";  // S3's first name for it
  return region.empty() ? call.region : region;
}

// ACLs that a new bucket may be given when ACLs are disabled: those that change nothing.
Status CheckNewAcl(const objects::Bucket& bucket, const http::Headers& headers) {
  const std::string_view canned = headers.Get("x-amz-acl");
  if (canned == "private") return {};
  Status allowed = CheckAclHeaders(bucket, headers);
  if (!allowed && allowed.error().reason == "AccessControlListNotSupported") {
    return Failure(
        "InvalidBucketAclWithObjectOwnership",
        "a bucket with object ownership BucketOwnerEnforced cannot have ACLs: " + bucket.name);
  }
  return allowed;
}

}  // namespace

Result<http::Response> ListBuckets(const Request& request) {
  const std::string_view prefix = request.ParameterOr("prefix");
  const std::string_view max = request.ParameterOr("max-buckets", "10000");
  const auto limit = ParseNumber(max);
  if (!limit || *limit < 1 || *limit > kMaxBuckets) {
    return Failure("InvalidArgument", "max-buckets must be from 1 to 10000: " + std::string(max));
  }
  ASSIGN_OR_RETURN(const std::string after, ReadContinuationToken(request, kPageScope));
  ASSIGN_OR_RETURN(const std::vector<objects::Bucket> buckets, request.store.ListBuckets());
  XmlWriter xml;
  xml.OpenDocument("ListAllMyBucketsResult");
  xml.Open("Owner");
  xml.Text("ID", OwnerId(request.call));
  xml.Close("Owner");
  xml.Open("Buckets");
  std::uint64_t count = 0;
  std::string last;
  bool truncated = false;
  for (const objects::Bucket& bucket : buckets) {
    if (bucket.name <= after || !bucket.name.starts_with(prefix)) continue;
    if (count == *limit) {
      truncated = true;
      break;
    }
    ++count;
    last = bucket.name;
    xml.Open("Bucket");
    xml.Text("Name", bucket.name);
    xml.Text("CreationDate", FormatIso8601(bucket.created));
    xml.Text("BucketRegion", RegionOf(bucket, request.call));
    xml.Close("Bucket");
  }
  xml.Close("Buckets");
  if (truncated) xml.Text("ContinuationToken", EncodePageToken(kPageScope, last));
  if (!prefix.empty()) xml.Text("Prefix", prefix);
  xml.Close("ListAllMyBucketsResult");
  return XmlResponse(xml.Take());
}

Result<http::Response> CreateBucket(const Request& request) {
  RETURN_IF_ERROR(objects::CheckBucketName(request.bucket()));
  const http::Headers& headers = request.headers();
  if (EqualsIgnoringCase(headers.Get("x-amz-bucket-object-lock-enabled"), "true")) {
    return NotBuilt("object lock");
  }
  const std::string_view ownership = headers.Get("x-amz-object-ownership");
  if (!ownership.empty() && !IsObjectOwnership(ownership)) {
    return Failure("InvalidArgument",
                   "x-amz-object-ownership must be BucketOwnerEnforced, "
                   "BucketOwnerPreferred or ObjectWriter: " +
                       std::string(ownership));
  }
  ASSIGN_OR_RETURN(const std::string document, ReceiveDocument(request));
  ASSIGN_OR_RETURN(const std::string location, ParseLocationConstraint(document));
  objects::Bucket bucket{.name = request.bucket(),
                         .created = request.call.now,
                         .settings = NewBucketSettings(ownership)};
  if (!location.empty()) bucket.settings.Set("LocationConstraint", location);
  RETURN_IF_ERROR(CheckNewAcl(bucket, headers));
  const Status created = request.store.CreateBucket(bucket);
  // us-east-1 alone answers its owner's second call like the first, and changes nothing.
  const bool again = !created && created.error().reason == "BucketAlreadyOwnedByYou" &&
                     request.call.region == "us-east-1";
  if (!created && !again) return created.error();
  http::Response response;
  response.headers.Set("Location", "/" + bucket.name);
  return response;
}

Result<http::Response> DeleteBucket(const Request& request) {
  RETURN_IF_ERROR(request.store.DeleteBucket(request.bucket()));
  return EmptyResponse(204);
}

Result<http::Response> HeadBucket(const Request& request) {
  ASSIGN_OR_RETURN(const objects::Bucket bucket, request.store.GetBucket(request.bucket()));
  http::Response response;
  response.headers.Set("x-amz-bucket-region", RegionOf(bucket, request.call));
  response.headers.Set("x-amz-access-point-alias", "false");
  response.headers.Set("Content-Type", "application/xml");
  return response;
}

Result<http::Response> GetBucketLocation(const Request& request) {
  ASSIGN_OR_RETURN(const objects::Bucket bucket, request.store.GetBucket(request.bucket()));
  const std::string constraint =
      bucket.settings["LocationConstraint"].StringOr(request.call.region);
  XmlWriter xml;
  xml.OpenDocument("LocationConstraint");
  if (constraint != "us-east-1") xml.Content(constraint);
  xml.Close("LocationConstraint");
  return XmlResponse(xml.Take());
}

}  // namespace tenon::api::s3
