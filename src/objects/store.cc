#include "objects/store.h"

#include "base/log.h"
#include "base/random.h"
#include "objects/index.h"
#include "objects/listing.h"
#include "objects/names.h"
#include "objects/store_state.h"

namespace tenon::objects {
namespace {

namespace fs = std::filesystem;

Result<bool> HasBlobs(const BlobStore& blobs) {
  for (int shard = 0; shard < 256; ++shard) {
    ASSIGN_OR_RETURN(const auto ids, blobs.ListShard(shard));
    if (!ids.empty()) return true;
  }
  return false;
}

// Folder and index carry one identity, so that a folder is never swept by an index that is not its
// own: after a loss of the database, that would remove every object.
Status CheckIdentity(const fs::path& folder, const BlobStore& blobs, db::Database& database) {
  const fs::path file = folder / "identity";
  Result<std::string> of_folder = ReadFile(file, 64);
  if (!of_folder && of_folder.error().kind != ErrorKind::kNotFound) return of_folder.error();
  ASSIGN_OR_RETURN(const auto of_index,
                   database.ReadFor<std::optional<std::string>>([](db::Transaction& transaction) {
                     return transaction.QueryText("SELECT identity FROM object_store", {});
                   }));
  if (of_index && of_folder && *of_index == *of_folder) return {};
  if (of_index && of_folder) {
    return Unavailable("the database belongs to another folder of objects than this one: " +
                       folder.string());
  }
  if (!of_index) {
    ASSIGN_OR_RETURN(const bool has_blobs, HasBlobs(blobs));
    if (has_blobs) {
      return Unavailable(
          "the index of the objects is lost; make it again from the files with "
          "`tenon objects rebuild`: " +
          folder.string());
    }
  }
  const std::string identity = of_index ? *of_index : of_folder ? *of_folder : RandomHex(16);
  if (!of_folder) RETURN_IF_ERROR(WriteFileAtomically(file, identity, 0644));
  if (of_index) return {};
  return database.Write([&](db::Transaction& transaction) -> Status {
    ASSIGN_OR_RETURN([[maybe_unused]] const auto rows,
                     transaction.Execute("INSERT INTO object_store VALUES (?1)", {identity}));
    return {};
  });
}

Object NewRow(std::string_view bucket, std::string_view key, const Blob& blob,
              const Attributes& attributes, Time now) {
  return {.bucket = std::string(bucket),
          .key = std::string(key),
          .blob = blob,
          .last_modified = now,
          .attributes = attributes};
}

}  // namespace

Store::Store(std::unique_ptr<State> state) : state_(std::move(state)) {}
Store::~Store() = default;

Result<std::unique_ptr<Store>> Store::Open(const fs::path& folder, db::Database& database,
                                           const Clock& clock, std::span<const std::string> kept) {
  std::error_code failure;
  fs::create_directories(folder, failure);
  if (failure)
    return Unavailable("making the folder " + folder.string() + ": " + failure.message());
  RETURN_IF_ERROR(database.Migrate("objects", IndexMigrations()));
  std::unique_ptr<State> state(new State(database, clock));
  ASSIGN_OR_RETURN(state->blobs, BlobStore::Open(folder));
  RETURN_IF_ERROR(CheckIdentity(folder, *state->blobs, database));
  ASSIGN_OR_RETURN(state->view, View::Open(folder, *state->blobs, database));
  ASSIGN_OR_RETURN(state->repair,
                   Repair::Start(folder, *state->blobs, *state->view, database, kept));
  return std::unique_ptr<Store>(new Store(std::move(state)));
}

void Store::WaitForRepair() const { state_->repair->Wait(); }

void Store::State::Committed(std::string_view bucket, std::span<const std::string> keys,
                             const BlobStore::Ids& released) {
  for (const std::string& key : keys) view->Refresh(bucket, key);
  blobs->Release(released);
}

void Store::State::RemoveUnnamed(const BlobStore::Ids& ids) {
  if (ids.empty()) return;
  BlobStore::Ids unnamed;
  const Status looked = database.Read([&](db::Transaction& transaction) -> Status {
    for (const std::string& id : ids) RETURN_IF_ERROR(ReleaseUnnamed(transaction, id, unnamed));
    return {};
  });
  if (looked) blobs->Release(unnamed);  // otherwise they are swept at the next start
}

BlobStore::Ids Store::State::TakeReplaced(std::string_view blob) {
  const MutexLock lock(mutex);
  const auto it = replaced.find(blob);
  if (it == replaced.end()) return {};
  BlobStore::Ids ids = std::move(it->second);
  replaced.erase(it);
  return ids;
}

Result<std::unique_ptr<BlobWriter>> Store::NewBlob() { return state_->blobs->NewBlob(); }

Result<FileDescriptor> Store::OpenBlob(const Blob& blob) const {
  if (!IsBlobId(blob.id)) return InvalidInput("no blob of this store: " + blob.id);
  return state_->blobs->OpenBlob(blob);
}

Result<Object> Store::Put(std::string_view bucket, std::string_view key, const Blob& blob,
                          const Attributes& attributes, const Precondition& condition) {
  RETURN_IF_ERROR(CheckKey(key));
  Naming naming(*state_->blobs, blob.id);
  Object object = NewRow(bucket, key, blob, attributes, state_->clock.Now());
  if (!naming.is_new()) return Copy(object, bucket, key, attributes, condition);
  state_->blobs->Describe(object);
  RETURN_IF_ERROR(state_->blobs->Sync({&blob, 1}));
  BlobStore::Ids released;
  RETURN_IF_ERROR(state_->database.Write([&](db::Transaction& transaction) {
    return WriteObject(transaction, object, condition, released);
  }));
  naming.Done();
  state_->Committed(bucket, {&object.key, 1}, released);
  return object;
}

Result<Object> Store::Copy(const Object& source, std::string_view bucket, std::string_view key,
                           const Attributes& attributes, const Precondition& condition) {
  RETURN_IF_ERROR(CheckKey(key));
  Object object = NewRow(bucket, key, source.blob, attributes, state_->clock.Now());
  BlobStore::Ids released;
  RETURN_IF_ERROR(state_->database.Write([&](db::Transaction& transaction) -> Status {
    // Only its rows keep the blob: without one it is gone or about to go.
    ASSIGN_OR_RETURN(const bool named, IsNamed(transaction, source.blob.id));
    if (!named) return NoSuchKey(source.key);
    return WriteObject(transaction, object, condition, released);
  }));
  state_->Committed(bucket, {&object.key, 1}, released);
  return object;
}

Result<Object> Store::Head(std::string_view bucket, std::string_view key) const {
  return state_->database.ReadFor<Object>([&](db::Transaction& transaction) -> Result<Object> {
    RETURN_IF_ERROR(RequireBucket(transaction, bucket));
    ASSIGN_OR_RETURN(auto object, FindObject(transaction, bucket, key));
    if (!object) return NoSuchKey(key);
    return *std::move(object);
  });
}

Result<OpenObject> Store::Read(std::string_view bucket, std::string_view key) const {
  ASSIGN_OR_RETURN(Object object, Head(bucket, key));
  for (;;) {
    Result<FileDescriptor> file = state_->blobs->OpenBlob(object.blob);
    if (file) return OpenObject{.object = std::move(object), .file = *std::move(file)};
    // Between the look and the opening the object may have been replaced: look again.
    ASSIGN_OR_RETURN(Object again, Head(bucket, key));
    if (again.blob.id == object.blob.id) {
      Log(LogLevel::kError, "an object cannot be read",
          {{"bucket", object.bucket}, {"key", object.key}, {"error", file.error().message}});
      return file.error();
    }
    object = std::move(again);
  }
}

Status Store::Delete(std::string_view bucket, std::string_view key, const Precondition& condition) {
  BlobStore::Ids released;
  RETURN_IF_ERROR(state_->database.Write([&](db::Transaction& transaction) {
    return EraseObject(transaction, bucket, key, condition, released);
  }));
  const std::string changed(key);
  state_->Committed(bucket, {&changed, 1}, released);
  return {};
}

Status Store::DeleteMany(std::string_view bucket, std::span<const std::string> keys) {
  BlobStore::Ids released;
  RETURN_IF_ERROR(state_->database.Write([&](db::Transaction& transaction) -> Status {
    RETURN_IF_ERROR(RequireBucket(transaction, bucket));
    for (const std::string& key : keys) {
      RETURN_IF_ERROR(EraseObject(transaction, bucket, key, {}, released));
    }
    return {};
  }));
  state_->Committed(bucket, keys, released);
  return {};
}

Result<ListPage> Store::List(const ListRequest& request) const {
  return state_->database.ReadFor<ListPage>(
      [&](db::Transaction& transaction) { return ListObjects(transaction, request); });
}

}  // namespace tenon::objects
