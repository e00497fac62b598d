#include "runner/spark.h"

#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <utility>

namespace tenon::runner {
namespace {

constexpr std::string_view kHowToGetIt =
    "; `./dev spark` installs what Spark needs, and [spark] in tenon.toml names another place";

// Half of the machine's memory: all of Spark is one process here.
std::string DriverMemory() {
  const auto bytes = static_cast<std::uint64_t>(sysconf(_SC_PHYS_PAGES)) *
                     static_cast<std::uint64_t>(sysconf(_SC_PAGE_SIZE));
  return std::to_string(std::max<std::uint64_t>(1024, bytes / 2 >> 20)) + "m";
}

// Each is what a user would have to set for scripts to find buckets under s3:// and s3a://, and for
// a write to be seen whole or not at all (Hadoop's "Committing work to S3 with the S3A
// Committers").
void AddDefaults(const SparkInstallation& spark, const std::vector<std::string>& client,
                 task::Script& script) {
  const auto set = [&](std::string name, std::string value) {
    script.settings.emplace(std::move(name), std::move(value));
  };
  set("spark.master", spark.master);
  set("spark.app.name", script.name);
  set("spark.driver.memory", DriverMemory());
  set("spark.sql.warehouse.dir", script.folder + "/spark-warehouse");
  set("spark.sql.session.timeZone", "UTC");
  set("spark.ui.showConsoleProgress", "false");
  set("spark.hadoop.fs.s3.impl", "org.apache.hadoop.fs.s3a.S3AFileSystem");
  set("spark.hadoop.fs.s3a.path.style.access", "true");
  set("spark.hadoop.fs.s3a.committer.name", "magic");
  set("spark.hadoop.fs.s3a.buffer.dir", script.folder);
  set("spark.sql.sources.commitProtocolClass",
      "org.apache.spark.internal.io.cloud.PathOutputCommitProtocol");
  set("spark.sql.parquet.output.committer.class",
      "org.apache.spark.internal.io.cloud.BindingParquetOutputCommitter");
  for (const std::string& variable : client) {
    const std::size_t equals = variable.find('=');
    const std::string name = variable.substr(0, equals);
    const std::string value = variable.substr(equals + 1);
    if (name == "AWS_ENDPOINT_URL") {
      set("spark.hadoop.fs.s3a.endpoint", value);
      set("spark.hadoop.fs.s3a.connection.ssl.enabled",
          value.starts_with("https:") ? "true" : "false");
    } else if (name == "AWS_DEFAULT_REGION") {
      set("spark.hadoop.fs.s3a.endpoint.region", value);
    }
  }
  std::error_code error;
  for (const auto& jar : std::filesystem::directory_iterator(spark.jars, error)) {
    script.jars.push_back(jar.path().string());
  }
  std::ranges::sort(script.jars);
}

// Of ours, what the programs of Java and Python look for.
void AddInherited(std::vector<std::string>& environment) {
  for (const char* name : {"PATH", "HOME", "JAVA_HOME"}) {
    if (const char* value = std::getenv(name)) {
      environment.push_back(std::string(name) + '=' + value);
    }
  }
}

}  // namespace

Status CheckSpark(const SparkInstallation& spark) {
  const auto missing = [](std::string_view what, const std::filesystem::path& path) {
    return Unavailable("Spark is not set up: there is no " + std::string(what) + " at " +
                       path.string() + std::string(kHowToGetIt));
  };
  std::error_code ignored;
  if (access(spark.python.c_str(), X_OK) != 0) return missing("Python with PySpark", spark.python);
  if (!std::filesystem::is_directory(spark.jars, ignored)) return missing("jars", spark.jars);
  if (!std::filesystem::is_directory(spark.modules / "script_worker", ignored)) {
    return missing("script_worker", spark.modules);
  }
  return {};
}

Result<task::Done> RunOnSpark(const SparkInstallation& spark, task::Script script,
                              const std::vector<std::string>& client, const Limits& limits,
                              const std::function<void()>& started,
                              const std::function<void(const task::Event&)>& each) {
  RETURN_IF_ERROR(CheckSpark(spark));
  AddDefaults(spark, client, script);
  WorkerCommand command{
      .program = spark.python,
      .arguments = {"-m", "script_worker"},
      .environment = {"PYTHONPATH=" + spark.modules.string(), "PYTHONUNBUFFERED=1",
                      "PYTHONDONTWRITEBYTECODE=1", "PYSPARK_PYTHON=" + spark.python.string(),
                      "SPARK_LOCAL_IP=127.0.0.1", "SPARK_LOCAL_DIRS=" + script.folder,
                      "TMPDIR=" + script.folder}};
  AddInherited(command.environment);
  command.environment.insert(command.environment.end(), client.begin(), client.end());
  ASSIGN_OR_RETURN(const auto worker, WorkerProcess::Spawn(command));
  RETURN_IF_ERROR(worker->SendTask(task::ToJson(script)));
  started();
  return Supervise(*worker, limits, each);
}

}  // namespace tenon::runner
