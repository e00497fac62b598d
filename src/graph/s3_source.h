#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "graph/node.h"

namespace tenon::graph {

// BoundedFiles and BoundedSize of AdditionalOptions; 0 for none.
struct Bounds {
  std::uint64_t files = 0;
  std::uint64_t size = 0;
};

// Reads AdditionalOptions. kInvalidInput for a bound below 0.
Result<Bounds> ReadBounds(const json::Value& parameters);

// What the sources that read files of S3 have in common: Paths, Recurse, Exclusions,
// CompressionType, AdditionalOptions, OutputSchemas. GroupFiles, GroupSize, MaxBand and
// MaxFilesInBand say how Spark shares out files, and change nothing here.
struct S3Files {
  std::vector<std::string> paths;
  bool recurse = false;
  std::vector<std::string> exclusions;
  std::string compression;
  Bounds bounds;
  Schema declared;  // of OutputSchemas; empty if there is none
};

// Reads those members. kInvalidInput if one has the wrong shape.
Result<S3Files> ReadS3Files(const json::Value& parameters);

// The columns of the first of OutputSchemas; empty if there is none. kInvalidInput for a type that
// is none.
Result<Schema> ReadOutputSchema(const json::Value& parameters);

// Puts the files into a Scan whose format is set. Fails for a path that is not in S3.
std::optional<Fault> AddFiles(const S3Files& files, Scan& scan);

// The columns of the scan: the declared ones, else those that the files have.
std::expected<Schema, Faults> ColumnsOf(const S3Files& files, const Scan& scan,
                                        Environment& environment);

// A Scan over the files: AddFiles and ColumnsOf in one.
BindResult BindS3Files(const S3Files& files, Scan scan, Environment& environment);

// Those members as the console's form has them.
inline constexpr std::array<Parameter, 8> kS3FileParameters = {{
    {.name = "Recurse",
     .type = ParameterType::kBoolean,
     .title = "Recursive",
     .help = "Also read files in the folders below.",
     .default_value = "false"},
    {.name = "Exclusions",
     .type = ParameterType::kList,
     .title = "Exclusions",
     .help = "Patterns of files to leave out, over the key below the path: **.tmp"},
    {.name = "AdditionalOptions",
     .type = ParameterType::kStructure,
     .title = "Bounded execution",
     .help = "BoundedFiles and BoundedSize: read only the first files, so many or so many bytes."},
    {.name = "OutputSchemas",
     .type = ParameterType::kStructure,
     .title = "Output schema",
     .help = "The columns and their types; without it the files are looked at."},
    {.name = "GroupFiles",
     .title = "Group files",
     .help = "How Spark puts small files together; without effect here."},
    {.name = "GroupSize",
     .title = "Group size",
     .help = "How Spark puts small files together; without effect here."},
    {.name = "MaxBand",
     .type = ParameterType::kWhole,
     .title = "Maximum band",
     .help = "For lists of S3 that are late; these are exact, so that it is without effect here."},
    {.name = "MaxFilesInBand",
     .type = ParameterType::kWhole,
     .title = "Maximum files in band",
     .help = "For lists of S3 that are late; these are exact, so that it is without effect here."},
}};

// CompressionType of text files, and of files that tell their compression themselves.
inline constexpr Parameter kTextCompression = {
    .name = "CompressionType",
    .type = ParameterType::kChoice,
    .title = "Compression",
    .help = "Of files whose names do not end in .gz, .bz2 or .zst.",
    .choices = "gzip|bzip2"};
inline constexpr Parameter kOwnCompression = {
    .name = "CompressionType",
    .type = ParameterType::kChoice,
    .title = "Compression",
    .help = "The files tell it themselves, so that it is without effect here.",
    .choices = "snappy|lzo|gzip|brotli|lz4|uncompressed|none"};

// Two lists of parameters as one.
template <std::size_t kFirst, std::size_t kSecond>
consteval std::array<Parameter, kFirst + kSecond> Joined(
    const std::array<Parameter, kFirst>& first, const std::array<Parameter, kSecond>& second) {
  std::array<Parameter, kFirst + kSecond> all;
  for (std::size_t i = 0; i < kFirst; ++i) all[i] = first[i];
  for (std::size_t i = 0; i < kSecond; ++i) all[kFirst + i] = second[i];
  return all;
}

}  // namespace tenon::graph
