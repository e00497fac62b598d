#include "objects/blob_holds.h"

namespace tenon::objects {

void BlobHolds::AddNew(std::string_view id, std::string_view task) {
  const MutexLock lock(mutex_);
  new_[std::string(id)].task = task;
}

bool BlobHolds::IsNew(std::string_view id) const {
  const MutexLock lock(mutex_);
  return new_.contains(std::string(id));
}

bool BlobHolds::BeginNaming(std::string_view id) {
  const MutexLock lock(mutex_);
  const auto it = new_.find(std::string(id));
  if (it == new_.end()) return false;
  ++it->second.namings;
  return true;
}

void BlobHolds::Named(std::string_view id) {
  const MutexLock lock(mutex_);
  new_.erase(std::string(id));
}

BlobHolds::Ids BlobHolds::NotNamed(std::string_view id) {
  const MutexLock lock(mutex_);
  const auto it = new_.find(std::string(id));
  if (it == new_.end()) return {};
  --it->second.namings;
  if (it->second.has_maker || it->second.namings > 0) return {};
  new_.erase(it);
  return {std::string(id)};
}

BlobHolds::Ids BlobHolds::EndWriter(std::string_view id) {
  const MutexLock lock(mutex_);
  const auto it = new_.find(std::string(id));
  if (it == new_.end()) return {};
  it->second.has_maker = false;
  if (it->second.namings > 0) return {};
  new_.erase(it);
  return {std::string(id)};
}

BlobHolds::Ids BlobHolds::EndTask(std::string_view task, Ids& unsure) {
  const MutexLock lock(mutex_);
  Ids gone;
  for (auto it = new_.begin(); it != new_.end();) {
    if (it->second.task != task) {
      ++it;
      continue;
    }
    (it->second.namings > 0 ? unsure : gone).push_back(it->first);
    it = new_.erase(it);
  }
  return gone;
}

void BlobHolds::BeginTaking() {
  const MutexLock lock(mutex_);
  ++taking_;
}

BlobHolds::Ids BlobHolds::EndTaking(const Ids& leased) {
  const MutexLock lock(mutex_);
  for (const std::string& id : leased) ++leases_[id];
  if (--taking_ > 0) return {};
  const Ids waiting(waiting_.begin(), waiting_.end());
  waiting_.clear();
  return ReleaseLocked(waiting);
}

BlobHolds::Ids BlobHolds::EndLease(const Ids& leased) {
  const MutexLock lock(mutex_);
  Ids freed;
  for (const std::string& id : leased) {
    const auto it = leases_.find(id);
    if (--it->second > 0) continue;
    leases_.erase(it);
    if (waiting_.erase(id) > 0) freed.push_back(id);
  }
  return ReleaseLocked(freed);
}

bool BlobHolds::IsIdle() const {
  const MutexLock lock(mutex_);
  return new_.empty() && waiting_.empty();
}

BlobHolds::Ids BlobHolds::Release(const Ids& ids) {
  const MutexLock lock(mutex_);
  return ReleaseLocked(ids);
}

BlobHolds::Ids BlobHolds::ReleaseLocked(const Ids& ids) {
  Ids gone;
  for (const std::string& id : ids) {
    if (taking_ > 0 || leases_.contains(id)) {
      waiting_.insert(id);
    } else {
      gone.push_back(id);
    }
  }
  return gone;
}

}  // namespace tenon::objects
