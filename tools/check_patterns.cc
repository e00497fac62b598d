// Fails the build when the model of a service has a pattern that RE2 does not read: then
// tools/compile_models.py has to learn to translate it.

#include <cstdio>

#include "api/pattern_set.h"

int main() {
  using namespace tenon::api;
  int status = 0;
  for (const ServiceModel* service :
       {&GlueModel(), &AthenaModel(), &StsModel(), &S3Model(), &LogsModel(), &TenonModel()}) {
    const std::string bad = FindBadPattern(*service);
    if (bad.empty()) continue;
    std::fprintf(stderr, "%s: a pattern that RE2 does not read: %s\n",
                 std::string(service->name).c_str(), bad.c_str());
    status = 1;
  }
  return status;
}
