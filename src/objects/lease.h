#pragma once

#include <utility>

#include "objects/blob_store.h"

namespace tenon::objects {

// Keeps blobs on disk for as long as it lives. Made before the index is read, so that no blob that
// the reader learns of goes before Take. One thread at a time; must not outlive the blob store.
class Lease {
 public:
  explicit Lease(BlobStore& blobs) : blobs_(blobs) { blobs_.holds().BeginTaking(); }
  ~Lease() {
    if (taking_) Take({});
    blobs_.RemoveFiles(blobs_.holds().EndLease(ids_));
  }
  Lease(const Lease&) = delete;
  Lease& operator=(const Lease&) = delete;

  // Call once: from here on these blobs are held, and no others.
  void Take(BlobStore::Ids ids) {
    ids_ = std::move(ids);
    taking_ = false;
    blobs_.RemoveFiles(blobs_.holds().EndTaking(ids_));
  }

 private:
  BlobStore& blobs_;
  BlobStore::Ids ids_;
  bool taking_ = true;
};

}  // namespace tenon::objects
