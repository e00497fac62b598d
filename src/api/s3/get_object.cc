#include <array>

#include "api/errors.h"
#include "api/s3/byte_range.h"
#include "api/s3/checksums.h"
#include "api/s3/conditions.h"
#include "api/s3/failure.h"
#include "api/s3/object_headers.h"
#include "api/s3/operations.h"
#include "api/s3/xml_writer.h"
#include "text/utf8.h"

namespace tenon::api::s3 {
namespace {

// What a caller may have answered in place of what was stored.
constexpr auto kOverrides = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"response-content-type", "Content-Type"},
    {"response-content-language", "Content-Language"},
    {"response-expires", "Expires"},
    {"response-cache-control", "Cache-Control"},
    {"response-content-disposition", "Content-Disposition"},
    {"response-content-encoding", "Content-Encoding"},
});

// How many parts the object was uploaded in; 0 if it was put as one. The ETag tells.
std::uint64_t PartsOf(const objects::Object& object) {
  const std::string_view etag = object.attributes.etag;
  const std::size_t dash = etag.find('-');
  if (dash == std::string_view::npos) return 0;
  return ParseNumber(etag.substr(dash + 1)).value_or(0);
}

// The range that partNumber asks for: all of an object that was not uploaded in parts. Where the
// parts of another began is not kept.
Result<std::optional<ByteRange>> RangeOfPart(std::string_view part, const objects::Object& object) {
  const auto number = ParseNumber(part);
  if (!number || *number < 1) {
    return Failure("InvalidArgument", "partNumber must be from 1 to 10000: " + std::string(part));
  }
  if (*number > std::max<std::uint64_t>(PartsOf(object), 1)) {
    return Failure("InvalidPartNumber", "the object has no such part: " + std::string(part));
  }
  if (PartsOf(object) > 1) return NotBuilt("reading one part of an object by partNumber");
  if (object.blob.size == 0) return std::optional<ByteRange>();
  return ByteRange{.offset = 0, .length = object.blob.size};
}

Result<std::optional<ByteRange>> RangeOf(const Request& request, const objects::Object& object) {
  const std::string* part = request.Parameter("partNumber");
  const std::string_view header = request.headers().Get("Range");
  if (part == nullptr) return ParseRange(header, object.blob.size);
  if (header.empty()) return RangeOfPart(*part, object);
  return Failure("InvalidRequest", "Range and partNumber exclude each other");
}

struct Description {
  http::Response response;        // without the bytes of the object
  std::optional<ByteRange> body;  // the bytes that go with it; nothing with 304 and 416
};

// The refusal of a range that the object has no byte of: it tells the object's size, so that a
// reader who resumes knows the end (RFC 9110, 15.5.17).
http::Response RefuseRange(const Request& request, const objects::Object& object,
                           const Error& error) {
  const std::string size = std::to_string(object.blob.size);
  const ErrorElement elements[] = {
      {"RangeRequested", std::string(request.headers().Get("Range"))},
      {"ActualObjectSize", size},
  };
  http::Response response =
      ErrorResponse(S3Model(), error, request.call.request_id, request.http.path, elements);
  response.headers.Set("Content-Range", "bytes */" + size);
  return response;
}

// Everything of an answer to GET and HEAD but the bytes of the object.
Result<Description> Describe(const Request& request, const objects::Object& object) {
  Description description;
  http::Response& response = description.response;
  const Verdict verdict =
      Evaluate(ReadConditions(request.headers()), object.attributes.etag, object.last_modified);
  if (verdict == Verdict::kPreconditionFailed) {
    return Failure("PreconditionFailed",
                   "the object is not as the request's conditions demand: " + object.key);
  }
  AddObjectHeaders(object, response.headers);
  if (verdict == Verdict::kNotModified) {
    response.status = 304;
    return description;
  }
  const Result<std::optional<ByteRange>> found = RangeOf(request, object);
  if (!found && found.error().reason == "InvalidRange") {
    return Description{.response = RefuseRange(request, object, found.error()), .body = {}};
  }
  ASSIGN_OR_RETURN(const std::optional<ByteRange> range, found);
  description.body = range.value_or(ByteRange{.offset = 0, .length = object.blob.size});
  if (range) {
    response.status = 206;
    response.headers.Set("Content-Range", "bytes " + std::to_string(range->offset) + "-" +
                                              std::to_string(range->offset + range->length - 1) +
                                              "/" + std::to_string(object.blob.size));
  } else if (EqualsIgnoringCase(request.headers().Get("x-amz-checksum-mode"), "ENABLED")) {
    // Clients verify what they get against it, so it never goes with a part of the object.
    AddChecksumHeaders(object.attributes, response.headers);
  }
  for (const auto& [parameter, header] : kOverrides) {
    if (const std::string* value = request.Parameter(parameter); value != nullptr) {
      response.headers.Set(header, *value);
    }
  }
  return description;
}

bool Asks(std::string_view attributes, std::string_view name) {
  while (!attributes.empty()) {
    const std::size_t comma = attributes.find(',');
    if (Trim(attributes.substr(0, comma)) == name) return true;
    attributes =
        comma == std::string_view::npos ? std::string_view{} : attributes.substr(comma + 1);
  }
  return false;
}

}  // namespace

Result<http::Response> GetObject(const Request& request) {
  ASSIGN_OR_RETURN(objects::OpenObject open, request.store.Read(request.bucket(), request.key()));
  ASSIGN_OR_RETURN(Description description, Describe(request, open.object));
  if (description.body) {
    description.response.body = http::FileSlice{.file = std::move(open.file),
                                                .offset = description.body->offset,
                                                .length = description.body->length};
  }
  return std::move(description.response);
}

Result<http::Response> HeadObject(const Request& request) {
  ASSIGN_OR_RETURN(const objects::Object object,
                   request.store.Head(request.bucket(), request.key()));
  ASSIGN_OR_RETURN(Description description, Describe(request, object));
  if (description.body) description.response.head_length = description.body->length;
  return std::move(description.response);
}

Result<http::Response> GetObjectAttributes(const Request& request) {
  ASSIGN_OR_RETURN(const objects::Object object,
                   request.store.Head(request.bucket(), request.key()));
  const objects::Attributes& attributes = object.attributes;
  const std::string_view asked = request.headers().Get("x-amz-object-attributes");
  XmlWriter xml;
  xml.OpenDocument("GetObjectAttributesResponse");
  if (Asks(asked, "ETag")) xml.Text("ETag", attributes.etag);
  if (Asks(asked, "Checksum") && !attributes.checksums.empty()) {
    xml.Open("Checksum");
    AddChecksumElements(attributes, xml);
    xml.Close("Checksum");
  }
  if (Asks(asked, "ObjectParts") && PartsOf(object) > 0) {
    xml.Open("ObjectParts");
    xml.Number("PartsCount", PartsOf(object));
    xml.Close("ObjectParts");
  }
  if (Asks(asked, "StorageClass")) xml.Text("StorageClass", StorageClassOf(attributes));
  if (Asks(asked, "ObjectSize")) xml.Number("ObjectSize", object.blob.size);
  xml.Close("GetObjectAttributesResponse");
  http::Response response = XmlResponse(xml.Take());
  response.headers.Set("Last-Modified", FormatHttpDate(object.last_modified));
  return response;
}

}  // namespace tenon::api::s3
