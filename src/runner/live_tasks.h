#pragma once

#include <condition_variable>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>

#include "runner/stop_signal.h"

namespace tenon::runner {

// The runs or queries that are live: one thread for each, of which a bounded number works at one
// time and the others wait for their turn. Thread-safe.
class LiveTasks {
 public:
  // `work` gets the task's stop signal; it is called even if the task was stopped while it waited.
  using Work = std::function<void(const StopSignal& stop)>;

  explicit LiveTasks(int concurrent) : concurrent_(concurrent) {}
  // Asks every task to stop and waits for it.
  ~LiveTasks();

  // Starts a thread for the task. The id must not be live.
  void Start(std::string id, Work work);
  // Asks a task to stop; false if it is not live.
  bool RequestStop(std::string_view id);

 private:
  struct Live {
    StopSignal stop;
    bool ended = false;  // guarded by mutex_
    std::jthread thread;
  };

  void Run(Live& live, const Work& work);
  void JoinEnded();

  const int concurrent_;
  std::mutex mutex_;
  std::condition_variable changed_;
  int working_ = 0;                                                 // guarded by mutex_
  std::map<std::string, std::unique_ptr<Live>, std::less<>> live_;  // guarded by mutex_
};

}  // namespace tenon::runner
