#include "runner/stop_signal.h"

#include <sys/eventfd.h>

#include "base/check.h"

namespace tenon::runner {

StopSignal::StopSignal() : event_(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
  CHECK(event_.is_open());
}

void StopSignal::Request() {
  if (!requested_.exchange(true)) CHECK(eventfd_write(event_.get(), 1) == 0);
}

}  // namespace tenon::runner
