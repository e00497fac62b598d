#pragma once

#include <string_view>

#include "graph/s3_source.h"
#include "graph/script/script.h"

// How a script reads and writes files of S3. Options are those of
// https://docs.aws.amazon.com/glue/latest/dg/aws-glue-programming-etl-connect-s3-home.html and
// https://docs.aws.amazon.com/glue/latest/dg/aws-glue-programming-etl-format.html
namespace tenon::graph {

// A source over the Paths of a node: glueContext.create_dynamic_frame.from_options.
Status WriteS3Source(const ScriptNode& node, Script& script, std::string_view format,
                     Python::Items format_options);

// Gives a source's columns the types of the schema, and drops others. `names` are what the reader
// calls the columns, and `type` is what it makes of each ("string"); "" if that is what the schema
// says.
void WriteColumnTypes(const ScriptNode& node, Script& script, const std::vector<std::string>& names,
                      const Schema& schema, std::string_view type);
// The same with OutputSchemas, under the names that it has; nothing if there is none.
Status WriteDeclaredTypes(const ScriptNode& node, Script& script);

// A target with the members of S3DirectTarget (ReadS3Target). `format` is Glue's name of one:
// "glueparquet".
Status WriteS3Target(const ScriptNode& node, Script& script, std::string_view format);

// The comment that AutoDataQuality is left out, if it is asked for.
void CommentOnQuality(const ScriptNode& node, Script& script);

}  // namespace tenon::graph
