#pragma once

#include <string>

#include "base/result.h"
#include "json/value.h"
#include "load/schedule.h"
#include "load/workload.h"

namespace tenon::load {

// The command line of the load programs.
struct Options {
  std::string target;  // of tenon-load an endpoint, of tenon-load-sqlite a file
  std::string work;
  Catalog catalog;
  int clients = 1;
  int threads = 1;
  Extent extent;
};

// Reads the command line; ends the program where it is wrong or asks for --help.
Options ReadOptions(int argc, char** argv, const std::string& about, const std::string& target);

// Prints the figures on one line, or the error on stderr. Yields the exit status.
int Report(const Result<json::Value>& figures);

}  // namespace tenon::load
