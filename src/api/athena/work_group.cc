#include "api/athena/work_group.h"

namespace tenon::api {

Status CheckWorkGroup(const json::Value& input) {
  const std::string work_group = input["WorkGroup"].StringOr("primary");
  if (work_group == "primary") return {};
  return InvalidInput("WorkGroup " + work_group + " is not found");
}

}  // namespace tenon::api
