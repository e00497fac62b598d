#include "engine/monitor.h"

#include <algorithm>
#include <chrono>

namespace tenon::engine {
namespace {

constexpr std::chrono::milliseconds kUntilFirstRow{2};
constexpr std::chrono::milliseconds kLater{20};
constexpr std::chrono::milliseconds kBetweenEvents{250};

}  // namespace

Monitor::Monitor(const Connection& connection, const Connection* writing, const Emit& emit,
                 const std::atomic<bool>& stop)
    : connection_(connection),
      writing_(writing),
      emit_(emit),
      stop_requested_(stop),
      thread_([this](const std::stop_token& token) { Run(token); }) {}

void Monitor::Statements(std::size_t done, std::size_t all) {
  share_ = 1.0 / static_cast<double>(std::max<std::size_t>(all, 1));
  done_ = static_cast<double>(done) * share_;
}

void Monitor::TellRows(LiveRows* rows) {
  const std::lock_guard lock(mutex_);
  rows_ = rows;
}

void Monitor::Finish(bool succeeded) {
  thread_.request_stop();
  if (thread_.joinable()) thread_.join();
  if (succeeded) emit_(task::Progress{.fraction = 1});
}

void Monitor::Run(const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  while (!woken_.wait_for(lock, stop, has_rows_ ? kLater : kUntilFirstRow,
                          [&] { return stop.stop_requested(); })) {
    Look();
  }
}

void Monitor::Look() {
  // Again each time: an interrupt between two statements is lost.
  if (stop_requested_) {
    connection_.Interrupt();
    if (writing_ != nullptr) writing_->Interrupt();
  }
  const QueryProgress progress = connection_.Progress();
  const bool has_written = rows_ != nullptr && rows_->HasWritten();
  if (progress.rows == 0 && progress.fraction <= 0 && !has_written) return;
  const auto now = std::chrono::steady_clock::now();
  if (has_rows_ && now - last_ < kBetweenEvents) return;
  const bool is_first = !has_rows_;
  has_rows_ = true;
  last_ = now;
  task::Progress told{.fraction = std::min(1.0, done_ + progress.fraction * share_)};
  // Not of the first rows: they are told at once, and what a footer holds is not.
  if (!is_first && rows_ != nullptr) told.rows = rows_->SoFar();
  emit_(told);
}

}  // namespace tenon::engine
