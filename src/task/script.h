#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/result.h"
#include "json/value.h"

namespace tenon::task {

// A user's PySpark program, as the server hands it to the process that runs it
// (python/script_worker), one JSON text in a line. What comes back is in event.h: LogLine,
// Progress, then Done or Failed.
struct Script {
  std::string name;                                  // as its user knows it: "etl.py"
  std::string path;                                  // of the program
  std::string folder;                                // where it runs; removed after the run
  std::vector<std::string> arguments = {};           // sys.argv from [1] on
  std::vector<std::string> python_files = {};        // .py and .zip files that it can import
  std::vector<std::string> jars = {};                // what Java finds beside Spark's own
  std::map<std::string, std::string> settings = {};  // of Spark: "spark.master": "local[*]"
  bool operator==(const Script&) const = default;
};

json::Value ToJson(const Script& script);

}  // namespace tenon::task
