#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/file.h"
#include "base/result.h"
#include "load/connection.h"
#include "load/recorder.h"
#include "load/schedule.h"
#include "load/signer.h"
#include "load/workload.h"

namespace tenon::load {

// The server that is measured.
struct Target {
  std::string address;  // "127.0.0.1"
  std::uint16_t port = 0;
  Sender sender;
};

// Some clients, each of which sends its next request when its last is answered, on one thread.
// Each request is signed when it is sent; its time runs from before its bytes are sent until the
// answer is whole. One thread at a time.
class Clients {
 public:
  // `workload` and `schedule` are shared with other threads; all three must outlive this.
  Clients(const Target& target, int count, const Workload& workload, Schedule& schedule,
          Recorder& recorder);
  ~Clients();

  // Works until the schedule ends. Fails if a server cannot be reached or refuses a request.
  Status Run();

 private:
  struct Client;
  Status Begin(Client& client);
  Status SendPage(Client& client);
  // Takes what has arrived, and sends what comes next when the answer is whole.
  Status Go(Client& client);
  Status Finish(Client& client);
  Status Watch(Client& client);

  const Target target_;
  const Workload& workload_;
  Schedule& schedule_;
  Recorder& recorder_;
  Signer signer_;
  std::vector<std::unique_ptr<Client>> clients_;
  FileDescriptor events_;  // epoll; not used for one client, which just waits
  int working_ = 0;
};

}  // namespace tenon::load
