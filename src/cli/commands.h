#pragma once

#include "cli/config.h"

namespace tenon::cli {

// The commands that ask a server or a machine something and print the answer. Each returns the
// exit status of the program: 0, or 1 after printing what is wrong.

// `tenon env`: shell lines that point AWS clients at the server of the data folder.
int PrintEnvironment(const Config& config);

// `tenon status`: whether the server of the data folder is up and accepts its key.
int PrintStatus(const Config& config);

// `tenon console`: a link that signs in to the console of the data folder's server, once.
int PrintSignInLink(const Config& config);

// `tenon doctor`: checks what a server needs on this machine, and says what to do about what is
// missing. `worker` is the worker program beside this one.
int PrintDiagnosis(const Config& config, const std::filesystem::path& worker);

// `tenon job import`: makes a job of a document that Glue Studio has downloaded, at the server of
// the data folder. What the document says that a job cannot hold is on standard error.
int ImportJob(const Config& config, const std::filesystem::path& file);

// `tenon job export`: prints a job as such a document. What the document `original`, if there is
// one, has beside the job is in it too.
int ExportJob(const Config& config, const std::string& name, const std::filesystem::path& original);

// `tenon explain`: prints the plan of a job as drawn, what the optimizer changes, and the plan as
// it runs.
int ExplainJob(const Config& config, const std::string& name);

// `tenon script`: prints a job as a program. `flavor` is glue (PySpark for AWS Glue) or sql.
int PrintScript(const Config& config, const std::string& name, const std::string& flavor);

}  // namespace tenon::cli
