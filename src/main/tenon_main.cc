// The `tenon` command.

#include <CLI/CLI.hpp>
#include <iostream>

#include "cli/commands.h"
#include "main/objects_command.h"
#include "main/serve.h"

extern char** environ;

namespace {

using namespace tenon;  // NOLINT: a main file

std::map<std::string, std::string> Environment() {
  std::map<std::string, std::string> variables;
  for (char** entry = environ; *entry != nullptr; ++entry) {
    const std::string_view text = *entry;
    const std::size_t equals = text.find('=');
    if (equals != std::string_view::npos) {
      variables.emplace(text.substr(0, equals), text.substr(equals + 1));
    }
  }
  return variables;
}

// What was given on the command line; "" where nothing was.
struct Flags {
  std::string data;
  std::string api;
  std::string console;
  std::string file;
  bool print_config = false;
};

Result<cli::Config> Configure(const Flags& flags) {
  cli::Config config;
  if (!flags.file.empty()) RETURN_IF_ERROR(cli::ApplyFile(flags.file, config));
  RETURN_IF_ERROR(cli::ApplyEnvironment(Environment(), config));
  if (!flags.data.empty()) config.data = flags.data;
  if (!flags.api.empty()) {
    ASSIGN_OR_RETURN(config.api, cli::ParseAddress(flags.api));
  }
  if (!flags.console.empty()) {
    ASSIGN_OR_RETURN(config.console, cli::ParseAddress(flags.console));
  }
  if (config.data.empty()) config.data = cli::DefaultDataFolder();
  config.data = std::filesystem::absolute(config.data).lexically_normal();
  return config;
}

CLI::App* AddCommand(CLI::App& app, const char* name, const char* help, Flags& flags) {
  CLI::App* command = app.add_subcommand(name, help);
  command->add_option("--data", flags.data,
                      "The folder that holds everything (default: $TENON_DATA, else " +
                          cli::DefaultDataFolder().string() + ")");
  command->add_option("--config", flags.file, "A tenon.toml; see --print-config of serve")
      ->check(CLI::ExistingFile);
  return command;
}

struct JobCommands {
  CLI::App* import_job = nullptr;
  CLI::App* export_job = nullptr;
  CLI::App* explain = nullptr;
  CLI::App* script = nullptr;
  std::string file;
  std::string name;
  std::string flavor = "glue";
};

void AddJobCommands(CLI::App& app, Flags& flags, JobCommands& commands) {
  commands.explain = AddCommand(
      app, "explain", "Show the plan of a visual job, and what the optimizer makes of it", flags);
  commands.explain->add_option("name", commands.name, "The job")->required();
  commands.script = AddCommand(
      app, "script", "Print a visual job as a program, to read it or to take it elsewhere", flags);
  commands.script->add_option("name", commands.name, "The job")->required();
  commands.script
      ->add_option("--flavor", commands.flavor,
                   "glue: a PySpark script for AWS Glue; sql: DuckDB's SQL, as it runs here")
      ->check(CLI::IsMember({"glue", "sql"}))
      ->capture_default_str();
  CLI::App* job = app.add_subcommand("job", "Exchange jobs with AWS Glue Studio");
  job->require_subcommand(1);
  commands.import_job =
      AddCommand(*job, "import", "Make a job of a file that Glue Studio has downloaded", flags);
  commands.import_job->add_option("file", commands.file, "The JSON file")
      ->required()
      ->check(CLI::ExistingFile);
  commands.export_job =
      AddCommand(*job, "export", "Print a job as a file that Glue Studio can upload", flags);
  commands.export_job->add_option("name", commands.name, "The job")->required();
  commands.export_job
      ->add_option("--original", commands.file,
                   "The file that the job was imported from: what it has beside the job is kept")
      ->check(CLI::ExistingFile);
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app{
      "Tenon: AWS Glue, an S3 landing zone and Athena on your own machine.\n\n"
      "  tenon serve                 start a server; Ctrl-C ends it\n"
      "  eval \"$(tenon env)\"         point the aws CLI, boto3 and other SDKs at it\n"
      "  aws s3 mb s3://landing      ... and work as on AWS\n",
      "tenon"};
  app.set_version_flag("--version", "tenon " TENON_VERSION);
  app.require_subcommand(1);
  Flags flags;
  CLI::App* serve = AddCommand(app, "serve", "Run a server until Ctrl-C or SIGTERM", flags);
  serve->add_option("--api", flags.api, "Where the API listens (default: 127.0.0.1:9700)");
  serve->add_option("--console", flags.console,
                    "Where the console listens (default: 127.0.0.1:9701)");
  serve->add_flag("--print-config", flags.print_config, "Print the configuration in force and end");
  CLI::App* env = AddCommand(
      app, "env", "Print shell lines that point AWS clients at the server: eval \"$(tenon env)\"",
      flags);
  CLI::App* status = AddCommand(app, "status", "Tell whether the server runs and answers", flags);
  CLI::App* console =
      AddCommand(app, "console",
                 "Print a link that signs in to the console, once and within 15 minutes", flags);
  CLI::App* doctor =
      AddCommand(app, "doctor", "Check what a server needs here, and say what to do", flags);
  JobCommands jobs;
  AddJobCommands(app, flags, jobs);
  CLI::App* objects = app.add_subcommand(
      "objects", "Work on the object store's files, while no server runs on the data folder");
  objects->require_subcommand(1);
  std::string bucket;
  std::string prefix;
  std::string folder;
  CLI::App* adopt = AddCommand(*objects, "adopt", "Take a folder of files in as objects", flags);
  adopt->add_option("folder", folder, "Whose files, with those below")
      ->required()
      ->check(CLI::ExistingDirectory);
  adopt->add_option("--bucket", bucket, "The bucket, made if it is not there")->required();
  adopt->add_option("--prefix", prefix, "What their keys begin with, such as landing_zone/");
  CLI::App* rebuild =
      AddCommand(*objects, "rebuild", "Make a lost index again from the objects' files", flags);
  CLI11_PARSE(app, argc, argv);

  const auto config = Configure(flags);
  if (!config) {
    std::cerr << "tenon: " << config.error().message << '\n';
    return 2;
  }
  const auto programs = std::filesystem::read_symlink("/proc/self/exe").parent_path();
  if (env->parsed()) return cli::PrintEnvironment(*config);
  if (status->parsed()) return cli::PrintStatus(*config);
  if (console->parsed()) return cli::PrintSignInLink(*config);
  if (doctor->parsed()) return cli::PrintDiagnosis(*config, programs / "tenon-worker");
  if (jobs.import_job->parsed()) return cli::ImportJob(*config, jobs.file);
  if (jobs.export_job->parsed()) return cli::ExportJob(*config, jobs.name, jobs.file);
  if (jobs.explain->parsed()) return cli::ExplainJob(*config, jobs.name);
  if (jobs.script->parsed()) return cli::PrintScript(*config, jobs.name, jobs.flavor);
  if (adopt->parsed()) return AdoptObjects(*config, bucket, folder, prefix);
  if (rebuild->parsed()) return RebuildObjects(*config);
  if (flags.print_config) {
    std::cout << cli::ToToml(*config);
    return 0;
  }
  return Serve(*config, programs);
}
