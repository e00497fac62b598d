#include "main/server.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <thread>

#include "api/athena/named_queries.h"
#include "api/athena/queries.h"
#include "api/dispatcher.h"
#include "api/glue/operations.h"
#include "api/logs/events.h"
#include "api/s3/s3_api.h"
#include "api/secretsmanager/operations.h"
#include "api/sts/operations.h"
#include "api/tenon/operations.h"
#include "auth/keys.h"
#include "auth/sealing.h"
#include "auth/sessions.h"
#include "catalog/sweep.h"
#include "cli/server_file.h"
#include "cli/spark_place.h"
#include "console/console.h"
#include "http/server.h"
#include "jobs/settlements.h"
#include "main/data_folder.h"
#include "query/executor.h"
#include "query/named_query.h"
#include "query/parquet_export.h"
#include "runner/job_runner.h"
#include "runner/job_scripts.h"
#include "runner/test_connection.h"
#include "secrets/store.h"

namespace tenon {
namespace {

constexpr auto kDrainTime = std::chrono::seconds(10);

int EngineThreads(const cli::Config& config) {
  if (config.worker_threads > 0) return config.worker_threads;
  return std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
}

Result<auth::SealingKey> OpenSealingKey(const cli::Config& config) {
  if (config.security.key_file.empty()) {
    return auth::SealingKey::OpenOrMake(config.data / "keys" / "sealing.key");
  }
  auto key = auth::SealingKey::Open(config.security.key_file);
  if (!key) return WithContext(key.error(), "security.key_file");
  return key;
}

api::Operations Joined(api::Operations some, api::Operations more) {
  std::ranges::move(more, std::back_inserter(some));
  return some;
}

}  // namespace

// In the order of their dependencies: each may use those before it, and ends before they do.
struct Server::Parts {
  explicit Parts(const cli::Config& given) : config(given) {}

  const cli::Config config;
  FileDescriptor lock;
  SystemClock clock;
  std::unique_ptr<auth::KeyStore> keys;
  auth::SignInLinks sign_in_links{clock};
  std::unique_ptr<db::Database> database;
  std::unique_ptr<objects::Store> objects;
  catalog::Store catalog{config.quotas};
  std::optional<auth::SealingKey> sealing_key;
  std::optional<catalog::ConnectionStore> connections;
  std::optional<secrets::Store> secrets;
  jobs::Store jobs;
  std::optional<catalog::Sweeper> sweeper;
  std::optional<runner::RunLogs> logs;
  std::optional<runner::WorkerPool> workers;
  std::optional<runner::TaskRunner> tasks;
  std::optional<runner::Databases> databases;
  std::optional<runner::JobRunner> runs;
  std::optional<runner::Previews> previews;
  std::optional<query::Executor> queries;
  std::optional<query::ParquetExport> parquet;
  std::optional<api::Dispatcher> dispatcher;
  std::unique_ptr<http::Server> api;
  std::optional<console::Console> console_pages;
  std::unique_ptr<http::Server> console;

  Status OpenStores();
  Status StartEngine(const std::filesystem::path& programs);
  std::vector<std::string> ClientEnvironment() const;
  Status Listen(const std::filesystem::path& console_files);
  Status ListenForBrowsers(const std::filesystem::path& console_files);
};

// Those whose staging folders tell how far they came.
Result<std::vector<std::string>> UndecidedRuns(const db::Database& database) {
  return database.ReadFor<std::vector<std::string>>(
      [](db::Transaction& transaction) -> Result<std::vector<std::string>> {
        ASSIGN_OR_RETURN(const auto settlements, jobs::SettlementStore().Undecided(transaction));
        std::vector<std::string> ids;
        for (const jobs::Settlement& settlement : settlements) ids.push_back(settlement.run_id);
        return ids;
      });
}

Status Server::Parts::OpenStores() {
  const std::filesystem::path& data = config.data;
  ASSIGN_OR_RETURN(keys, auth::KeyStore::Open(data / "keys", clock));
  ASSIGN_OR_RETURN(const auth::SealingKey key, OpenSealingKey(config));
  sealing_key.emplace(key);
  connections.emplace(*sealing_key, config.quotas);
  secrets.emplace(*sealing_key);
  ASSIGN_OR_RETURN(database, db::Database::Open(data / "tenon.db"));
  RETURN_IF_ERROR(catalog::Store::Migrate(*database));
  RETURN_IF_ERROR(secrets::Store::Migrate(*database));
  RETURN_IF_ERROR(jobs::Store::Migrate(*database));
  RETURN_IF_ERROR(query::ExecutionStore::Migrate(*database));
  RETURN_IF_ERROR(query::NamedQueryStore::Migrate(*database));
  ASSIGN_OR_RETURN(const auto undecided, UndecidedRuns(*database));
  ASSIGN_OR_RETURN(objects, objects::Store::Open(data / "objects", *database, clock, undecided));
  sweeper.emplace(*database);
  RETURN_IF_ERROR(MakePrivateFolder(data / "logs"));
  logs.emplace(data / "logs", clock);
  return {};
}

// A script may run for days, and a key that has ended fails what it still has to write.
constexpr auto kLifeOfScriptKeys = std::chrono::days(30);

// Where scripts find this server, and the key that they use.
std::vector<std::string> Server::Parts::ClientEnvironment() const {
  const auth::AccessKey key = keys->IssueSession(kLifeOfScriptKeys);
  return {"AWS_ENDPOINT_URL=http://" + cli::ToString({config.api.host, api->port()}),
          "AWS_DEFAULT_REGION=" + config.region,
          "AWS_REGION=" + config.region,
          "AWS_ACCESS_KEY_ID=" + key.id,
          "AWS_SECRET_ACCESS_KEY=" + key.secret,
          "AWS_SESSION_TOKEN=" + key.session_token};
}

Status Server::Parts::StartEngine(const std::filesystem::path& programs) {
  const int threads = EngineThreads(config);
  workers.emplace(programs / "tenon-worker", config.warm_workers);
  tasks.emplace(*workers);
  databases.emplace(*database, *connections, *secrets, *objects);
  runs.emplace(runner::Stores{*database, *objects, catalog, jobs, clock, *databases}, *tasks, *logs,
               runner::JobRunner::Options{.threads = threads,
                                          .memory_limit = config.worker_memory,
                                          .concurrent_runs = config.concurrent_runs,
                                          .spark = cli::SparkOf(config, programs),
                                          .client = [this] { return ClientEnvironment(); }});
  queries.emplace(query::Executor::Stores{*database, *objects, catalog, clock, *databases}, *tasks,
                  query::Executor::Options{.threads = threads,
                                           .memory_limit = config.worker_memory,
                                           .concurrent = config.concurrent_queries});
  parquet.emplace(*database, *objects, *tasks);
  previews.emplace(
      runner::Previews::Stores{*database, catalog, *objects, *databases}, *tasks,
      runner::Previews::Options{.threads = threads, .memory_limit = config.worker_memory});
  RETURN_IF_ERROR(runs->RecoverRuns());
  return queries->RecoverExecutions();
}

Status Server::Parts::Listen(const std::filesystem::path& console_files) {
  const auto test_connection = [this](const json::Value& input) {
    return runner::TestConnection(*databases, *tasks, input);
  };
  const runner::JobScripts scripts(*database, catalog, jobs, *objects, *databases, *tasks);
  const jobs::Saved job_saved = [scripts](const std::string& job) { scripts.Write(job); };
  std::vector<api::Service> services;
  services.push_back(
      {api::GlueModel(), api::GlueOperations(*database, catalog, *connections, test_connection,
                                             jobs, *runs, job_saved)});
  services.push_back({api::AthenaModel(), Joined(api::AthenaOperations(*queries, *objects),
                                                 api::NamedQueryOperations(*database))});
  services.push_back({api::StsModel(), api::StsOperations(*keys)});
  services.push_back({api::LogsModel(), api::LogsOperations(*logs)});
  services.push_back(
      {api::SecretsManagerModel(), api::SecretsManagerOperations(*database, *secrets)});
  services.push_back(
      {api::TenonModel(),
       api::TenonOperations({*database, catalog, jobs, *objects, *databases, *tasks, *runs,
                             *previews, *parquet, sign_in_links, job_saved})});
  dispatcher.emplace(std::move(services), api::s3::MakeS3Handler(*objects), *keys, clock,
                     api::Place{.account = config.account, .region = config.region});
  ASSIGN_OR_RETURN(api, http::Server::Listen({.host = config.api.host, .port = config.api.port},
                                             [this](http::Request& request) {
                                               return dispatcher->Handle(request);
                                             }));
  return ListenForBrowsers(console_files);
}

Status Server::Parts::ListenForBrowsers(const std::filesystem::path& console_files) {
  auto assets = console::Assets::Load(console_files);
  if (!assets && assets.error().kind != ErrorKind::kNotFound) return assets.error();
  // The port may be any that is free, so it is known only now; nothing is answered before Start.
  ASSIGN_OR_RETURN(console,
                   http::Server::Listen(
                       {.host = config.console.host, .port = config.console.port},
                       [this](http::Request& request) { return console_pages->Handle(request); }));
  console::Settings settings{.hosts = console::Hosts(config.console.host, console->port(),
                                                     console::SplitHosts(config.console_hosts)),
                             .endpoint = "http://" + cli::ToString({config.api.host, api->port()}),
                             .data_folder = config.data.string(),
                             .account = config.account,
                             .region = config.region,
                             .version = TENON_VERSION};
  console_pages.emplace(std::move(settings),
                        assets ? std::optional(*std::move(assets)) : std::nullopt, *dispatcher,
                        *keys, sign_in_links, clock);
  return {};
}

Server::Server(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Server::~Server() = default;

Result<std::unique_ptr<Server>> Server::Open(const cli::Config& config,
                                             const std::filesystem::path& programs) {
  auto parts = std::make_unique<Parts>(config);
  RETURN_IF_ERROR(MakePrivateFolder(config.data));
  ASSIGN_OR_RETURN(parts->lock, LockDataFolder(config.data));
  RETURN_IF_ERROR(parts->OpenStores());
  RETURN_IF_ERROR(parts->StartEngine(programs));
  RETURN_IF_ERROR(parts->Listen(programs / "console"));
  return std::unique_ptr<Server>(new Server(std::move(parts)));
}

void Server::Start() {
  parts_->api->Start();
  parts_->console->Start();
}

void Server::Stop() {
  parts_->parquet->Stop();
  parts_->api->Stop(kDrainTime);
  parts_->console->Stop(kDrainTime);
  // Their ends stop what is live and wait for it; the workers' pool must outlive them.
  parts_->console_pages.reset();
  parts_->dispatcher.reset();
  parts_->queries.reset();
  parts_->runs.reset();
}

cli::Address Server::api() const { return {parts_->config.api.host, parts_->api->port()}; }

cli::Address Server::console() const {
  return {parts_->config.console.host, parts_->console->port()};
}

std::string Server::MakeSignInLink() {
  return cli::SignInAddress("http://" + cli::ToString(console()),
                            parts_->sign_in_links.Make(parts_->keys->root().id).token);
}

bool Server::has_new_key() const { return parts_->keys->root_is_new(); }

}  // namespace tenon
