#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "auth/sealing.h"
#include "base/clock.h"
#include "db/database.h"
#include "secrets/secret.h"

namespace tenon::secrets {

// A secret as it is created.
struct NewSecret {
  std::string name;
  std::string token;  // the id of its first version; a second call with the same one is ignored
  std::string description = "";
  std::string kms_key = "";
  std::optional<Value> value = std::nullopt;
  Tags tags = {};
};

// A version as it is added.
struct NewVersion {
  std::string token;  // its id
  Value value;
  std::vector<std::string> stages = {std::string(kCurrent)};
};

// What of a secret is changed; what is not said stays.
struct Change {
  std::optional<std::string> description = std::nullopt;
  std::optional<std::string> kms_key = std::nullopt;
  std::optional<NewVersion> version = std::nullopt;
};

// Which version is asked for: by its id, by a label, or by both; AWSCURRENT if by neither.
struct VersionRequest {
  std::string id = "";
  std::string stage = "";
};

// A version together with its value.
struct OpenedVersion {
  Secret secret;
  Version version;
  Value value;
};

// The secrets of AWS Secrets Manager. Values are sealed before they are stored, each for its secret
// and version, so that the database file holds none in clear; they are opened only by GetValue and
// CurrentString, and to see whether a token comes with the same value again. KMS keys are kept by
// name, not used.
//
// Every method is part of the caller's transaction, and `id` is a name, an ARN or a partial ARN
// (secret_id.h, whose errors all have). Errors, with AWS's messages: kNotFound for a missing
// secret, version or label; kAlreadyExists for a name or token that is in use; kInvalidInput with
// the reason InvalidRequestException for what a secret that is marked for deletion does not allow;
// kLimitExceeded for more than kMostStages labels; those of SealingKey::Unseal. Thread-safe.
class Store {
 public:
  static constexpr int kMostStages = 20;     // of one secret: quotas of AWS Secrets Manager
  static constexpr int kMostVersions = 100;  // older ones go unless they have a label
  static constexpr int kMostTags = 50;

  // The key must outlive the store.
  explicit Store(const auth::SealingKey& key) : key_(key) {}
  static Status Migrate(db::Database& database);

  // Without a value the secret has no version yet.
  Result<Secret> Create(db::Transaction& transaction, const NewSecret& secret, Time now) const;
  Result<Secret> Get(db::Transaction& transaction, std::string_view id) const;
  // All, in the order in which they were created.
  Result<std::vector<Secret>> List(db::Transaction& transaction) const;
  // Yields the version that was made, if any, or the earlier one of its token.
  Result<std::optional<Version>> Update(db::Transaction& transaction, std::string_view id,
                                        const Change& change, Time now) const;
  // Marks it for deletion: it is gone at `purge_after`, and can be restored until then.
  Result<Secret> Delete(db::Transaction& transaction, std::string_view id, Time now,
                        Time purge_after) const;
  // Deletes it for good, also if it is marked already.
  Status DeleteNow(db::Transaction& transaction, std::string_view id) const;
  // Success also for a secret that is not marked.
  Result<Secret> Restore(db::Transaction& transaction, std::string_view id, Time now) const;
  // Deletes for good what was marked and whose time has come.
  Status Purge(db::Transaction& transaction, Time now) const;

  // kInvalidInput for more than kMostTags, and for keys that begin with "aws:".
  Status Tag(db::Transaction& transaction, std::string_view id, const Tags& tags, Time now) const;
  // Success also for keys that are not there.
  Status Untag(db::Transaction& transaction, std::string_view id,
               const std::vector<std::string>& keys, Time now) const;

  // The first version of a secret becomes AWSCURRENT, whatever its labels. When AWSCURRENT moves,
  // AWSPREVIOUS goes to the version that had it.
  Result<Version> PutValue(db::Transaction& transaction, std::string_view id,
                           const NewVersion& version, Time now) const;
  Result<OpenedVersion> GetValue(db::Transaction& transaction, std::string_view id,
                                 const VersionRequest& request) const;
  // Records that the value of a version was told on the day of `now`.
  Status NoteAccess(db::Transaction& transaction, const Version& version, Time now) const;
  // In the order in which they were made.
  Result<std::vector<Version>> ListVersions(db::Transaction& transaction, const Secret& secret,
                                            bool with_deprecated) const;
  // The SecretString of the current version; kInvalidInput if it has a SecretBinary.
  Result<std::string> CurrentString(db::Transaction& transaction,
                                    std::string_view name_or_arn) const;

 private:
  Result<Version> AddVersion(db::Transaction& transaction, const Secret& secret,
                             const NewVersion& version, Time now) const;
  Result<Value> Open(db::Transaction& transaction, std::string_view secret,
                     const Version& version) const;
  const auth::SealingKey& key_;
};

// The start of the day in which a time lies: what is told of accesses.
Time DayOf(Time time);

}  // namespace tenon::secrets
