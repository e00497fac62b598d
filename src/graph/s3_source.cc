#include "graph/s3_source.h"

#include "text/url.h"

namespace tenon::graph {

Result<Schema> ReadOutputSchema(const json::Value& parameters) {
  Schema schema;
  const json::Array* schemas = parameters["OutputSchemas"].AsArray();
  if (schemas == nullptr || schemas->empty()) return schema;
  const json::Array* columns = schemas->front()["Columns"].AsArray();
  if (columns == nullptr) return schema;
  for (const json::Value& column : *columns) {
    ASSIGN_OR_RETURN(std::string name, json::Reader(column).String("Name"));
    const std::string text = column["Type"].StringOr(column["GlueStudioType"].StringOr("string"));
    Result<Type> type = ParseType(text);
    if (!type) return WithContext(std::move(type).error(), "OutputSchemas: " + name);
    schema.push_back({std::move(name), *std::move(type)});
  }
  return schema;
}

Result<Bounds> ReadBounds(const json::Value& parameters) {
  const json::Reader options(parameters["AdditionalOptions"]);
  ASSIGN_OR_RETURN(const std::int64_t files, options.IntOr("BoundedFiles", 0));
  ASSIGN_OR_RETURN(const std::int64_t size, options.IntOr("BoundedSize", 0));
  if (files < 0) return InvalidInput("BoundedFiles must be at least 0: " + std::to_string(files));
  if (size < 0) return InvalidInput("BoundedSize must be at least 0: " + std::to_string(size));
  return Bounds{static_cast<std::uint64_t>(files), static_cast<std::uint64_t>(size)};
}

Result<S3Files> ReadS3Files(const json::Value& parameters) {
  const json::Reader reader(parameters);
  S3Files files;
  ASSIGN_OR_RETURN(files.paths, reader.Strings("Paths"));
  ASSIGN_OR_RETURN(files.recurse, reader.BoolOr("Recurse", false));
  if (!parameters["Exclusions"].IsNull()) {
    ASSIGN_OR_RETURN(files.exclusions, reader.Strings("Exclusions"));
  }
  ASSIGN_OR_RETURN(files.compression, reader.StringOr("CompressionType", ""));
  ASSIGN_OR_RETURN(files.bounds, ReadBounds(parameters));
  ASSIGN_OR_RETURN(files.declared, ReadOutputSchema(parameters));
  return files;
}

std::optional<Fault> AddFiles(const S3Files& files, Scan& scan) {
  if (files.paths.empty()) return Fault{"Paths", "there is no path; add one in S3"};
  for (const std::string& path : files.paths) {
    const Result<S3Location> location = ParseS3Location(path);
    if (!location) {
      return Fault{"Paths", "a path must begin with s3://bucket/, unlike this one: " + path};
    }
    scan.locations.push_back(ToString(*location));
  }
  scan.recurse = files.recurse;
  scan.exclusions = files.exclusions;
  scan.bounded_files = files.bounds.files;
  scan.bounded_size = files.bounds.size;
  const bool is_text = scan.source.format == task::Format::kCsv ||
                       scan.source.format == task::Format::kJson ||
                       scan.source.format == task::Format::kXml;
  if (is_text) scan.compression = files.compression;  // other formats tell it themselves
  return std::nullopt;
}

std::expected<Schema, Faults> ColumnsOf(const S3Files& files, const Scan& scan,
                                        Environment& environment) {
  if (!files.declared.empty()) return files.declared;
  Result<Schema> columns = environment.FileSchema(scan);
  if (!columns) {
    return Fail("Paths", "the columns cannot be told from the files: " + columns.error().message);
  }
  return *std::move(columns);
}

BindResult BindS3Files(const S3Files& files, Scan scan, Environment& environment) {
  if (const auto fault = AddFiles(files, scan)) return std::unexpected(Faults{*fault});
  auto columns = ColumnsOf(files, scan, environment);
  if (!columns) return std::unexpected(std::move(columns).error());
  scan.source.columns = *columns;
  Bound bound{.schema = *std::move(columns), .part = {}};
  bound.part = std::move(scan);
  return bound;
}

}  // namespace tenon::graph
