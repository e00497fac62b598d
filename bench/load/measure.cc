#include "load/measure.h"

#include <sys/resource.h>

#include <thread>

namespace tenon::load {
namespace {

// The processor time that this process has taken so far.
double ProcessorSeconds() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

}  // namespace

Result<json::Value> Measure(const std::vector<Worker>& workers, const Extent& extent) {
  std::vector<Recorder> recorders(workers.size());
  std::vector<Status> outcomes(workers.size());
  const double processor_before = ProcessorSeconds();
  Schedule schedule(extent);
  {
    std::vector<std::jthread> running;
    for (std::size_t i = 0; i < workers.size(); ++i) {
      running.emplace_back([&, i] {
        outcomes[i] = workers[i](schedule, recorders[i]);
        if (!outcomes[i]) schedule.Stop();
      });
    }
  }
  const auto whole = Schedule::Clock::now() - schedule.counted_from();
  Recorder all;
  for (std::size_t i = 0; i < workers.size(); ++i) {
    if (!outcomes[i]) return outcomes[i].error();
    all.Add(recorders[i]);
  }
  json::Value summary = all.Summary(whole);
  summary.Set("requests_in_all", schedule.given());
  summary.Set("client_cpu_seconds", ProcessorSeconds() - processor_before);
  return summary;
}

}  // namespace tenon::load
