#include "task/script.h"

#include "task/codec.h"

namespace tenon::task {

json::Value ToJson(const Script& script) {
  json::Value settings = json::Object{};
  for (const auto& [name, value] : script.settings) settings.Set(name, value);
  return {{"Name", script.name},
          {"Path", script.path},
          {"Folder", script.folder},
          {"Arguments", ListOf(script.arguments)},
          {"PythonFiles", ListOf(script.python_files)},
          {"Jars", ListOf(script.jars)},
          {"Settings", std::move(settings)}};
}

}  // namespace tenon::task
