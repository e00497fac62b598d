#pragma once

#include <filesystem>
#include <string>
#include <utility>

#include "base/result.h"
#include "objects/store.h"

namespace tenon::runner {

// The staging folder of a task, removed when this goes, whatever became of the task.
class Staging {
 public:
  static Result<Staging> Make(objects::Store& store, std::string id) {
    ASSIGN_OR_RETURN(auto path, store.NewStaging(id));
    return Staging(store, std::move(id), std::move(path));
  }
  Staging(Staging&& other) noexcept
      : store_(other.store_), id_(std::exchange(other.id_, {})), path_(std::move(other.path_)) {}
  Staging& operator=(Staging&&) = delete;
  ~Staging() {
    if (!id_.empty()) store_.DiscardStaging(id_);
  }
  const std::filesystem::path& path() const { return path_; }
  // Leaves the folder where it is, for a later process.
  void Keep() { id_.clear(); }

 private:
  Staging(objects::Store& store, std::string id, std::filesystem::path path)
      : store_(store), id_(std::move(id)), path_(std::move(path)) {}
  objects::Store& store_;
  std::string id_;
  std::filesystem::path path_;
};

}  // namespace tenon::runner
