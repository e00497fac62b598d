#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/thread_annotations.h"

namespace tenon::objects {

// Knows when a blob's file may go: what nobody names, reads or is about to name. Keeps the books
// only; the caller removes the files that calls return.
//
// A blob is *new* from its first byte until the row that names it is committed. Its maker (a writer
// or a task) may end before; it then goes, unless it is just being named. A blob that lost its last
// row goes at once, or when the last lease on it ends. Thread-safe.
class BlobHolds {
 public:
  using Ids = std::vector<std::string>;

  // --- new blobs; `task` is empty for those of a writer
  void AddNew(std::string_view id, std::string_view task);
  bool IsNew(std::string_view id) const;
  // Somebody begins to name the blob: false if it is not new. End with Named or NotNamed.
  bool BeginNaming(std::string_view id);
  void Named(std::string_view id);
  [[nodiscard]] Ids NotNamed(std::string_view id);
  // The maker ends.
  [[nodiscard]] Ids EndWriter(std::string_view id);
  // `unsure` gets those that a publication began to name: they go if the index has no row of them.
  [[nodiscard]] Ids EndTask(std::string_view task, Ids& unsure);

  // --- leases. Between BeginTaking and EndTaking, while the index is read, no blob goes.
  void BeginTaking();
  [[nodiscard]] Ids EndTaking(const Ids& leased);
  [[nodiscard]] Ids EndLease(const Ids& leased);

  // Nothing is under way: every file there is has a row.
  bool IsIdle() const;

  // Blobs that no row names any more: which of them may go now.
  [[nodiscard]] Ids Release(const Ids& ids);

 private:
  struct NewBlob {
    std::string task;
    bool has_maker = true;
    int namings = 0;
  };
  Ids ReleaseLocked(const Ids& ids) REQUIRES(mutex_);

  mutable Mutex mutex_;
  std::unordered_map<std::string, NewBlob> new_ GUARDED_BY(mutex_);
  std::unordered_map<std::string, int> leases_ GUARDED_BY(mutex_);
  std::unordered_set<std::string> waiting_ GUARDED_BY(mutex_);  // released, but held
  int taking_ GUARDED_BY(mutex_) = 0;
};

}  // namespace tenon::objects
