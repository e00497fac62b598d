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

Result<S3Files> ReadS3Files(const json::Value& parameters) {
  const json::Reader reader(parameters);
  S3Files files;
  ASSIGN_OR_RETURN(files.paths, reader.Strings("Paths"));
  ASSIGN_OR_RETURN(files.recurse, reader.BoolOr("Recurse", false));
  if (!parameters["Exclusions"].IsNull()) {
    ASSIGN_OR_RETURN(files.exclusions, reader.Strings("Exclusions"));
  }
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

}  // namespace tenon::graph
