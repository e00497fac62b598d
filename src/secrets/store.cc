#include "secrets/store.h"

#include <algorithm>
#include <array>
#include <utility>

#include "secrets/rows.h"
#include "secrets/secret_id.h"
#include "text/utf8.h"

namespace tenon::secrets {
namespace {

// A version's `sealed` is its value behind a letter that says which kind it is. A label is on one
// version of a secret at a time.
constexpr std::array kMigrations = {db::Migration{1, R"(
CREATE TABLE secrets(
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL UNIQUE,
  suffix TEXT NOT NULL,
  description TEXT NOT NULL,
  kms_key TEXT NOT NULL,
  created INTEGER NOT NULL,
  changed INTEGER NOT NULL,
  deleted INTEGER,
  purge_after INTEGER);
CREATE TABLE secret_versions(
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  secret INTEGER NOT NULL,
  id TEXT NOT NULL,
  sealed BLOB NOT NULL,
  created INTEGER NOT NULL,
  accessed INTEGER,
  UNIQUE (secret, id));
CREATE TABLE secret_stages(
  secret INTEGER NOT NULL,
  stage TEXT NOT NULL,
  version INTEGER NOT NULL,
  PRIMARY KEY (secret, stage)) WITHOUT ROWID;
CREATE TABLE secret_tags(
  secret INTEGER NOT NULL,
  key TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (secret, key)) WITHOUT ROWID;
)"}};

// A macro, as SQL text is put together by the compiler only from literals.
#define SECRET_COLUMNS \
  "number, name, suffix, description, kms_key, created, changed, deleted, purge_after"

std::optional<Time> TimeOrNone(const db::Row& row, int column) {
  if (row.IsNull(column)) return std::nullopt;
  return FromMillis(row.Int(column));
}

Secret Read(const db::Row& row) {
  Secret secret;
  secret.number = row.Int(0);
  secret.name = row.Text(1);
  secret.suffix = row.Text(2);
  secret.description = row.Text(3);
  secret.kms_key = row.Text(4);
  secret.created = FromMillis(row.Int(5));
  secret.changed = FromMillis(row.Int(6));
  secret.deleted = TimeOrNone(row, 7);
  secret.purge_after = TimeOrNone(row, 8);
  return secret;
}

// Adds what lies in tables beside the secret's row.
Status Complete(db::Transaction& transaction, Secret& secret) {
  RETURN_IF_ERROR(transaction.Query("SELECT key, value FROM secret_tags WHERE secret = ?1",
                                    {secret.number}, [&](const db::Row& row) -> Status {
                                      secret.tags.emplace(row.Text(0), row.Text(1));
                                      return {};
                                    }));
  ASSIGN_OR_RETURN(secret.versions, ReadVersions(transaction, secret.number));
  for (const Version& version : secret.versions) {
    secret.accessed = std::max(secret.accessed, version.accessed);
  }
  std::erase_if(secret.versions, [](const Version& version) { return version.stages.empty(); });
  return {};
}

Result<std::optional<Secret>> FindByName(db::Transaction& transaction, std::string_view name) {
  std::optional<Secret> found;
  RETURN_IF_ERROR(transaction.Query("SELECT " SECRET_COLUMNS " FROM secrets WHERE name = ?1",
                                    {name}, [&](const db::Row& row) -> Status {
                                      found = Read(row);
                                      return {};
                                    }));
  if (found) RETURN_IF_ERROR(Complete(transaction, *found));
  return found;
}

// Runs a statement whose only parameter is the secret's number.
Status RunFor(db::Transaction& transaction, const Secret& secret, std::string_view sql) {
  ASSIGN_OR_RETURN([[maybe_unused]] const auto rows, transaction.Execute(sql, {secret.number}));
  return {};
}

Status Remove(db::Transaction& transaction, const Secret& secret) {
  for (const char* sql :
       {"DELETE FROM secret_tags WHERE secret = ?1", "DELETE FROM secret_stages WHERE secret = ?1",
        "DELETE FROM secret_versions WHERE secret = ?1", "DELETE FROM secrets WHERE number = ?1"}) {
    RETURN_IF_ERROR(RunFor(transaction, secret, sql));
  }
  return {};
}

Status InsertSecret(db::Transaction& transaction, const NewSecret& secret, Time now) {
  const std::string suffix = MakeSuffix();
  ASSIGN_OR_RETURN([[maybe_unused]] const auto rows,
                   transaction.Execute(
                       "INSERT INTO secrets(name, suffix, description, kms_key, created, "
                       "changed) VALUES (?1, ?2, ?3, ?4, ?5, ?5)",
                       {secret.name, suffix, secret.description, secret.kms_key, ToMillis(now)}));
  return {};
}

Status SetTexts(db::Transaction& transaction, const Secret& secret, const Change& change) {
  const std::string& description = change.description.value_or(secret.description);
  const std::string& kms_key = change.kms_key.value_or(secret.kms_key);
  ASSIGN_OR_RETURN(
      [[maybe_unused]] const auto rows,
      transaction.Execute("UPDATE secrets SET description = ?2, kms_key = ?3 WHERE number = ?1",
                          {secret.number, description, kms_key}));
  return {};
}

}  // namespace

Error InvalidRequest(std::string message) {
  return {ErrorKind::kInvalidInput, std::move(message), "InvalidRequestException"};
}

Result<Secret> FindSecret(db::Transaction& transaction, std::string_view id) {
  ASSIGN_OR_RETURN(const SecretId parsed, ParseSecretId(id));
  if (!parsed.suffix_of_full.empty()) {
    ASSIGN_OR_RETURN(auto found, FindByName(transaction, parsed.name_of_full));
    if (found && found->suffix == parsed.suffix_of_full) return *std::move(found);
  }
  ASSIGN_OR_RETURN(auto found, FindByName(transaction, parsed.name));
  if (!found) return NotFound("Secrets Manager can't find the specified secret.");
  return *std::move(found);
}

Result<Secret> FindLiveSecret(db::Transaction& transaction, std::string_view id) {
  ASSIGN_OR_RETURN(Secret secret, FindSecret(transaction, id));
  if (!secret.deleted) return secret;
  return InvalidRequest(
      "You can't perform this operation on the secret because it was marked for deletion.");
}

Status NoteChange(db::Transaction& transaction, const Secret& secret, Time now) {
  ASSIGN_OR_RETURN([[maybe_unused]] const auto rows,
                   transaction.Execute("UPDATE secrets SET changed = ?2 WHERE number = ?1",
                                       {secret.number, ToMillis(now)}));
  return {};
}

Status SetTags(db::Transaction& transaction, const Secret& secret, const Tags& tags) {
  Tags all = secret.tags;
  for (const auto& [key, value] : tags) {
    if (AsciiLower(key).starts_with("aws:")) {
      return InvalidInput("keys of tags that begin with aws: are kept for AWS: " + key);
    }
    all.insert_or_assign(key, value);
    ASSIGN_OR_RETURN(
        [[maybe_unused]] const auto rows,
        transaction.Execute("INSERT INTO secret_tags(secret, key, value) VALUES (?1, ?2, ?3) "
                            "ON CONFLICT(secret, key) DO UPDATE SET value = excluded.value",
                            {secret.number, key, value}));
  }
  if (all.size() <= Store::kMostTags) return {};
  return InvalidInput("a secret has at most " + std::to_string(Store::kMostTags) +
                      " tags: " + secret.name);
}

Status Store::Migrate(db::Database& database) { return database.Migrate("secrets", kMigrations); }

Result<Secret> Store::Create(db::Transaction& transaction, const NewSecret& secret,
                             Time now) const {
  RETURN_IF_ERROR(CheckName(secret.name));
  ASSIGN_OR_RETURN(const auto earlier, FindByName(transaction, secret.name));
  if (earlier && earlier->deleted) {
    return InvalidRequest(
        "You can't create this secret because a secret with this name is already scheduled for "
        "deletion.");
  }
  if (earlier) {
    ASSIGN_OR_RETURN(const auto versions, ListVersions(transaction, *earlier, true));
    for (const Version& version : versions) {
      if (version.id != secret.token || !secret.value) continue;
      RETURN_IF_ERROR(AddVersion(transaction, *earlier, {secret.token, *secret.value}, now));
      return *earlier;
    }
    return AlreadyExists("The operation failed because the secret " + secret.name +
                         " already exists.");
  }
  RETURN_IF_ERROR(InsertSecret(transaction, secret, now));
  ASSIGN_OR_RETURN(const Secret created, FindSecret(transaction, secret.name));
  RETURN_IF_ERROR(SetTags(transaction, created, secret.tags));
  if (secret.value) {
    RETURN_IF_ERROR(AddVersion(transaction, created, {secret.token, *secret.value}, now));
  }
  return FindSecret(transaction, secret.name);
}

Result<Secret> Store::Get(db::Transaction& transaction, std::string_view id) const {
  return FindSecret(transaction, id);
}

Result<std::vector<Secret>> Store::List(db::Transaction& transaction) const {
  std::vector<Secret> all;
  RETURN_IF_ERROR(transaction.Query("SELECT " SECRET_COLUMNS " FROM secrets ORDER BY number", {},
                                    [&](const db::Row& row) -> Status {
                                      all.push_back(Read(row));
                                      return {};
                                    }));
  for (Secret& secret : all) RETURN_IF_ERROR(Complete(transaction, secret));
  return all;
}

Result<std::optional<Version>> Store::Update(db::Transaction& transaction, std::string_view id,
                                             const Change& change, Time now) const {
  ASSIGN_OR_RETURN(const Secret secret, FindLiveSecret(transaction, id));
  RETURN_IF_ERROR(SetTexts(transaction, secret, change));
  RETURN_IF_ERROR(NoteChange(transaction, secret, now));
  if (!change.version) return std::optional<Version>();
  ASSIGN_OR_RETURN(Version version, AddVersion(transaction, secret, *change.version, now));
  return std::optional(std::move(version));
}

Result<Secret> Store::Delete(db::Transaction& transaction, std::string_view id, Time now,
                             Time purge_after) const {
  ASSIGN_OR_RETURN(const Secret secret, FindSecret(transaction, id));
  if (secret.deleted) {
    return InvalidRequest(
        "You can't perform this operation on the secret because it was already scheduled for "
        "deletion.");
  }
  ASSIGN_OR_RETURN(
      [[maybe_unused]] const auto rows,
      transaction.Execute("UPDATE secrets SET deleted = ?2, purge_after = ?3 WHERE number = ?1",
                          {secret.number, ToMillis(now), ToMillis(purge_after)}));
  return FindSecret(transaction, id);
}

Status Store::DeleteNow(db::Transaction& transaction, std::string_view id) const {
  ASSIGN_OR_RETURN(const Secret secret, FindSecret(transaction, id));
  return Remove(transaction, secret);
}

Result<Secret> Store::Restore(db::Transaction& transaction, std::string_view id, Time now) const {
  ASSIGN_OR_RETURN(const Secret secret, FindSecret(transaction, id));
  if (!secret.deleted) return secret;
  RETURN_IF_ERROR(
      RunFor(transaction, secret,
             "UPDATE secrets SET deleted = NULL, purge_after = NULL WHERE number = ?1"));
  RETURN_IF_ERROR(NoteChange(transaction, secret, now));
  return FindSecret(transaction, id);
}

Status Store::Purge(db::Transaction& transaction, Time now) const {
  std::vector<Secret> expired;
  RETURN_IF_ERROR(transaction.Query("SELECT " SECRET_COLUMNS
                                    " FROM secrets WHERE purge_after <= ?1",
                                    {ToMillis(now)}, [&](const db::Row& row) -> Status {
                                      expired.push_back(Read(row));
                                      return {};
                                    }));
  for (const Secret& secret : expired) RETURN_IF_ERROR(Remove(transaction, secret));
  return {};
}

Status Store::Tag(db::Transaction& transaction, std::string_view id, const Tags& tags,
                  Time now) const {
  ASSIGN_OR_RETURN(const Secret secret, FindLiveSecret(transaction, id));
  RETURN_IF_ERROR(SetTags(transaction, secret, tags));
  return NoteChange(transaction, secret, now);
}

Status Store::Untag(db::Transaction& transaction, std::string_view id,
                    const std::vector<std::string>& keys, Time now) const {
  ASSIGN_OR_RETURN(const Secret secret, FindLiveSecret(transaction, id));
  for (const std::string& key : keys) {
    ASSIGN_OR_RETURN([[maybe_unused]] const auto rows,
                     transaction.Execute("DELETE FROM secret_tags WHERE secret = ?1 AND key = ?2",
                                         {secret.number, key}));
  }
  return NoteChange(transaction, secret, now);
}

}  // namespace tenon::secrets
