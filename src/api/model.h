#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <string_view>

namespace tenon::api {

// The published description of a service, as tools/compile_models.py compiles it from botocore's
// service-2.json into constant tables: shapes, operations, errors. Plain data that is never built
// at run time, so that a server pays nothing at its start for the thousands of shapes.

enum class ShapeType : std::uint8_t {
  kStructure,
  kList,
  kMap,
  kString,
  kInteger,
  kLong,
  kDouble,
  kBoolean,
  kTimestamp,
  kBlob,
  kDocument,  // any JSON value
};

enum class TimestampFormat : std::uint8_t { kUnixTimestamp, kIso8601, kRfc822 };

// Where a member travels in the REST protocols; kBody elsewhere.
enum class Location : std::uint8_t { kBody, kUri, kQuery, kHeader, kHeaders, kStatusCode };

enum class Protocol : std::uint8_t { kJson, kQuery, kRestXml };

// An index into ServiceModel::shapes.
using ShapeId = std::uint16_t;
inline constexpr ShapeId kNoShape = std::numeric_limits<ShapeId>::max();
// An index into ServiceModel::patterns.
inline constexpr std::uint16_t kNoPattern = std::numeric_limits<std::uint16_t>::max();

struct MemberModel {
  std::string_view name;
  std::string_view wire_name;  // the name but for REST and XML, which may rename
  ShapeId shape = kNoShape;
  Location location = Location::kBody;
  bool required = false;
};

struct Shape {
  std::string_view name;
  ShapeType type = ShapeType::kStructure;
  TimestampFormat timestamp_format = TimestampFormat::kUnixTimestamp;
  bool is_sensitive = false;  // values never appear in messages or logs
  bool is_union = false;      // exactly one member is set
  bool is_flattened = false;  // a list without an element around its items, in XML
  bool has_min = false;
  bool has_max = false;
  double min = 0;  // of a number's value, a text's characters, a list's or map's size
  double max = 0;
  std::uint16_t pattern = kNoPattern;
  ShapeId key = kNoShape;    // of a map
  ShapeId value = kNoShape;  // of a map or list
  std::uint32_t first = 0;   // of ServiceModel::members, or of enum_values for a string
  std::uint32_t count = 0;
};

// A regular expression that a whole value must match.
struct PatternModel {
  std::string_view published;  // as the service model has it (Java), for messages
  std::string_view re2;        // the same, as RE2 reads it
};

struct ErrorModel {
  std::string_view code;  // "EntityNotFoundException"
  int status = 400;
  std::string_view message_member;  // "Message" or "message"
};

struct OperationModel {
  std::string_view name;
  ShapeId input = kNoShape;
  ShapeId output = kNoShape;
  std::string_view result_wrapper;  // query protocol: "GetCallerIdentityResult"
  std::string_view method;
  std::string_view uri;  // REST: "/{Bucket}/{Key+}?uploadId"
};

// One service. All spans are sorted by name where things have one, but members, which keep the
// order of the model.
struct ServiceModel {
  std::string_view name;  // "glue": the signing name
  Protocol protocol = Protocol::kJson;
  std::string_view target_prefix;  // JSON: "AWSGlue"
  std::string_view json_version;   // "1.1"
  std::string_view api_version;    // "2017-03-31"
  std::string_view xml_namespace;
  std::span<const Shape> shapes;
  std::span<const MemberModel> members;
  std::span<const std::string_view> enum_values;
  std::span<const PatternModel> patterns;
  std::span<const OperationModel> operations;
  std::span<const ErrorModel> errors;

  std::span<const MemberModel> MembersOf(const Shape& shape) const {
    return members.subspan(shape.first, shape.count);
  }
  std::span<const std::string_view> EnumValuesOf(const Shape& shape) const {
    return enum_values.subspan(shape.first, shape.count);
  }
  // Null pointer if there is none of that name.
  const OperationModel* FindOperation(std::string_view operation) const;
  const ErrorModel* FindError(std::string_view code) const;
  const Shape* FindShape(std::string_view shape) const;
};

// The services, compiled in. GlueModel() is a reference to constant data.
const ServiceModel& GlueModel();
const ServiceModel& AthenaModel();
const ServiceModel& StsModel();
const ServiceModel& S3Model();
const ServiceModel& LogsModel();
const ServiceModel& SecretsManagerModel();
const ServiceModel& TenonModel();

}  // namespace tenon::api
