#include "main/serve.h"

#include <signal.h>
#include <string.h>
#include <unistd.h>

#include <iostream>

#include "base/log.h"
#include "cli/server_file.h"
#include "main/server.h"

namespace tenon {
namespace {

// SIGINT and SIGTERM, blocked in every thread so that one can wait for them.
sigset_t BlockStopSignals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  return signals;
}

void PrintWelcome(const cli::Config& config, Server& server) {
  std::cout << "Tenon is ready.\n  API      http://" << cli::ToString(server.api())
            << "\n  Console  http://" << cli::ToString(server.console()) << "\n  Data     "
            << config.data.string() << '\n';
  if (server.has_new_key()) {
    std::cout << "A root access key was made and is kept in "
              << (config.data / "keys/root.json").string() << " (mode 0600).\n";
  }
  std::cout << "Sign in to the console, once and within 15 minutes:\n  " << server.MakeSignInLink()
            << "\nAnother such link:  tenon console --data '" << config.data.string() << "'\n";
  std::cout << "Point AWS clients here:  eval \"$(tenon env --data '" << config.data.string()
            << "')\"" << std::endl;
}

}  // namespace

int Serve(const cli::Config& config, const std::filesystem::path& programs) {
  const sigset_t signals = BlockStopSignals();
  auto server = Server::Open(config, programs);
  if (!server) {
    std::cerr << "tenon: " << server.error().message << '\n';
    return 1;
  }
  (*server)->Start();
  const cli::RunningServer running{.api = "http://" + cli::ToString((*server)->api()),
                                   .console = "http://" + cli::ToString((*server)->console()),
                                   .pid = getpid()};
  if (const Status status = cli::WriteServerFile(config.data, running); !status) {
    std::cerr << "tenon: " << status.error().message << '\n';
    return 1;
  }
  PrintWelcome(config, **server);
  int signal = 0;
  sigwait(&signals, &signal);
  Log(LogLevel::kInfo, "server stopping", {{"signal", std::string(strsignal(signal))}});
  cli::RemoveServerFile(config.data);
  (*server)->Stop();
  Log(LogLevel::kInfo, "server stopped");
  return 0;
}

}  // namespace tenon
