#pragma once

#include <atomic>

#include "base/file.h"

namespace tenon::runner {

// A request to stop that a waiting thread can poll(2) for. Thread-safe.
class StopSignal {
 public:
  StopSignal();
  // Asks to stop. Idempotent.
  void Request();
  bool requested() const { return requested_; }
  // Becomes readable once a stop is requested, and stays so.
  int fd() const { return event_.get(); }

 private:
  std::atomic<bool> requested_ = false;
  FileDescriptor event_;
};

}  // namespace tenon::runner
