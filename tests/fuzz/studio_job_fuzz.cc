// Any JSON text is no document of Glue Studio, or becomes a job that is the same after export and
// import; and the document comes back whole where it is given as the original.

#include <cstdint>
#include <string_view>

#include "api/tenon/studio_job.h"
#include "base/check.h"
#include "jobs/definition.h"
#include "json/value.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto document = tenon::json::Parse({reinterpret_cast<const char*>(data), size});
  if (!document) return 0;
  const auto imported = tenon::api::ImportStudioJob(*document);
  if (!imported) return 0;
  const tenon::json::Value exported = tenon::api::ExportStudioJob(imported->job);
  CHECK(tenon::api::CarryOver(exported, exported, *document) == *document);
  const auto again = tenon::api::ImportStudioJob(exported);
  CHECK(again);
  CHECK(tenon::jobs::WithDefaults(again->job) == tenon::jobs::WithDefaults(imported->job));
  return 0;
}
