#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "base/thread_annotations.h"
#include "objects/blob_store.h"
#include "objects/repair.h"
#include "objects/store.h"
#include "objects/view.h"

namespace tenon::objects {

// What the store is made of: files, rows and view know nothing of each other, its calls join them.
// Every call that changes something syncs files, commits rows, then mends the view and removes the
// files that lost their last row.
struct Store::State {
  State(db::Database& the_database, const Clock& the_clock)
      : database(the_database), clock(the_clock) {}

  db::Database& database;
  const Clock& clock;
  std::unique_ptr<BlobStore> blobs;
  std::unique_ptr<View> view;

  // Blobs that a publication replaced, by the new blob, until Published.
  Mutex mutex;
  std::map<std::string, std::vector<std::string>, std::less<>> replaced GUARDED_BY(mutex);

  std::unique_ptr<Repair> repair;  // last, so that it ends first

  // The blobs that a publication replaced by this one; forgets them.
  BlobStore::Ids TakeReplaced(std::string_view blob);
  // What follows the commit of a change to these keys of a bucket.
  void Committed(std::string_view bucket, std::span<const std::string> keys,
                 const BlobStore::Ids& released);
  // Removes those of the blobs that no row names.
  void RemoveUnnamed(const BlobStore::Ids& ids);
};

}  // namespace tenon::objects
