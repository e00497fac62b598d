#pragma once

#include <memory>

#include "base/file.h"
#include "cli/config.h"

namespace tenon {

// One server process's parts, put together: the only place that chooses implementations.
// One thread at a time, though it runs many.
class Server {
 public:
  // Opens the data folder (made if absent), ends what a crash has left, and listens; requests are
  // answered from Start on. kConflict if another server has the folder.
  // `programs` is the folder that the programs lie in, with the console's files in a folder of it.
  static Result<std::unique_ptr<Server>> Open(const cli::Config& config,
                                              const std::filesystem::path& programs);
  ~Server();

  void Start();
  // Drains requests, then stops runs and queries.
  void Stop();

  cli::Address api() const;      // where it really listens
  cli::Address console() const;  // likewise
  bool has_new_key() const;      // this Open made the root key
  // The address of a page that signs its reader in with the root key, once (auth/sessions.h).
  std::string MakeSignInLink();

 private:
  struct Parts;
  explicit Server(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace tenon
