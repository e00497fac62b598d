#include "load/options.h"

#include <CLI/CLI.hpp>
#include <cstdlib>
#include <iostream>

namespace tenon::load {

Options ReadOptions(int argc, char** argv, const std::string& about, const std::string& target) {
  Options options;
  double warm_up = options.extent.warm_up.count();
  double seconds = options.extent.seconds.count();
  CLI::App app(about);
  app.add_option("target", options.target, target)->required();
  app.add_option("work", options.work,
                 "create-table, get-table, get-tables, batch-create-partition, select-partitions, "
                 "page-partitions or list-partitions")
      ->required();
  app.add_option("--database", options.catalog.database)->capture_default_str();
  app.add_option("--table", options.catalog.table, "whose partitions are worked on")
      ->capture_default_str();
  app.add_option("--tables", options.catalog.tables, "how many the database has")
      ->capture_default_str();
  app.add_option("--partitions", options.catalog.partitions, "how many the table has")
      ->capture_default_str();
  app.add_option("--first", options.catalog.first, "the number of the first to create")
      ->capture_default_str();
  app.add_option("--clients", options.clients)->capture_default_str()->check(CLI::PositiveNumber);
  app.add_option("--threads", options.threads)->capture_default_str()->check(CLI::PositiveNumber);
  app.add_option("--requests", options.extent.requests, "do so many, instead of --seconds");
  app.add_option("--warm-up", warm_up, "seconds that do not count")->capture_default_str();
  app.add_option("--seconds", seconds)->capture_default_str();
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    std::exit(app.exit(error));
  }
  options.extent.warm_up = std::chrono::duration<double>(warm_up);
  options.extent.seconds = std::chrono::duration<double>(seconds);
  return options;
}

int Report(const Result<json::Value>& figures) {
  if (!figures) {
    std::cerr << figures.error().message << '\n';
    return 1;
  }
  std::cout << json::Dump(*figures) << '\n';
  return 0;
}

}  // namespace tenon::load
