#include <algorithm>
#include <chrono>
#include <utility>

#include "secrets/rows.h"
#include "secrets/store.h"

namespace tenon::secrets {
namespace {

// What the value of a version is sealed for.
std::string SealedName(std::string_view secret, std::string_view version) {
  return "secret/" + std::string(secret) + "/" + std::string(version);
}

std::string ToPlain(const Value& value) { return (value.is_binary ? "b" : "s") + value.bytes; }

Value FromPlain(std::string_view plain) {
  Value value;
  value.is_binary = plain.substr(0, 1) == "b";
  value.bytes = plain.substr(1);
  return value;
}

Error NoValue(std::string_view what, std::string_view name) {
  return NotFound("Secrets Manager can't find the specified secret value for " + std::string(what) +
                  ": " + std::string(name));
}

bool HasStage(const Version& version, std::string_view stage) {
  return std::ranges::find(version.stages, stage) != version.stages.end();
}

Status SetStage(db::Transaction& transaction, const Secret& secret, std::string_view stage,
                std::int64_t version) {
  ASSIGN_OR_RETURN(
      [[maybe_unused]] const auto rows,
      transaction.Execute("INSERT INTO secret_stages(secret, stage, version) VALUES (?1, ?2, ?3) "
                          "ON CONFLICT(secret, stage) DO UPDATE SET version = excluded.version",
                          {secret.number, stage, version}));
  return {};
}

// Puts the labels on a version that is new; `secret` is as it was before.
Status MoveStages(db::Transaction& transaction, const Secret& secret,
                  const std::vector<std::string>& stages, std::int64_t version) {
  for (const std::string& stage : stages) {
    RETURN_IF_ERROR(SetStage(transaction, secret, stage, version));
  }
  const auto current = std::ranges::find_if(
      secret.versions, [](const Version& earlier) { return HasStage(earlier, kCurrent); });
  const bool moves = std::ranges::find(stages, kCurrent) != stages.end();
  if (moves && current != secret.versions.end()) {
    RETURN_IF_ERROR(SetStage(transaction, secret, kPrevious, current->number));
  }
  ASSIGN_OR_RETURN(const auto count,
                   transaction.QueryInt("SELECT count(*) FROM secret_stages WHERE secret = ?1",
                                        {secret.number}));
  if (count.value_or(0) <= Store::kMostStages) return {};
  return Error{ErrorKind::kLimitExceeded, "A secret can have at most " +
                                              std::to_string(Store::kMostStages) +
                                              " staging labels: " + secret.name};
}

// Deletes versions without labels that are older than the newest kMostVersions.
Status ForgetOldVersions(db::Transaction& transaction, const Secret& secret) {
  ASSIGN_OR_RETURN(
      [[maybe_unused]] const auto rows,
      transaction.Execute(
          "DELETE FROM secret_versions WHERE secret = ?1 AND number NOT IN (SELECT version FROM "
          "secret_stages WHERE secret = ?1) AND number NOT IN (SELECT number FROM secret_versions "
          "WHERE secret = ?1 ORDER BY number DESC LIMIT ?2)",
          {secret.number, std::int64_t{Store::kMostVersions}}));
  return {};
}

Result<Version> FindVersion(const std::vector<Version>& versions, const VersionRequest& request) {
  const std::string_view stage =
      request.id.empty() && request.stage.empty() ? kCurrent : std::string_view(request.stage);
  const auto found = std::ranges::find_if(versions, [&](const Version& version) {
    return request.id.empty() ? HasStage(version, stage) : version.id == request.id;
  });
  if (found == versions.end()) {
    return request.id.empty() ? NoValue("staging label", stage) : NoValue("VersionId", request.id);
  }
  if (!stage.empty() && !HasStage(*found, stage)) {
    return InvalidRequest(
        "You provided a VersionStage that is not associated to the provided VersionId.");
  }
  return *found;
}

}  // namespace

Time DayOf(Time time) { return std::chrono::floor<std::chrono::days>(time); }

Result<std::vector<Version>> ReadVersions(db::Transaction& transaction, std::int64_t secret) {
  std::vector<Version> versions;
  RETURN_IF_ERROR(transaction.Query(
      "SELECT v.number, v.id, v.created, v.accessed, s.stage FROM secret_versions v "
      "LEFT JOIN secret_stages s ON s.secret = v.secret AND s.version = v.number "
      "WHERE v.secret = ?1 ORDER BY v.number, s.stage",
      {secret}, [&](const db::Row& row) -> Status {
        if (versions.empty() || versions.back().number != row.Int(0)) {
          Version version;
          version.number = row.Int(0);
          version.id = row.Text(1);
          version.created = FromMillis(row.Int(2));
          if (!row.IsNull(3)) version.accessed = FromMillis(row.Int(3));
          versions.push_back(std::move(version));
        }
        if (!row.IsNull(4)) versions.back().stages.push_back(row.Text(4));
        return {};
      }));
  return versions;
}

Result<Value> Store::Open(db::Transaction& transaction, std::string_view secret,
                          const Version& version) const {
  std::string sealed;
  RETURN_IF_ERROR(transaction.Query("SELECT sealed FROM secret_versions WHERE number = ?1",
                                    {version.number}, [&](const db::Row& row) -> Status {
                                      sealed = row.Text(0);
                                      return {};
                                    }));
  ASSIGN_OR_RETURN(const std::string plain, key_.Unseal(sealed, SealedName(secret, version.id)));
  return FromPlain(plain);
}

Result<Version> Store::AddVersion(db::Transaction& transaction, const Secret& secret,
                                  const NewVersion& version, Time now) const {
  ASSIGN_OR_RETURN(const auto earlier, ReadVersions(transaction, secret.number));
  const auto same = std::ranges::find(earlier, version.token, &Version::id);
  if (same != earlier.end()) {
    ASSIGN_OR_RETURN(const Value value, Open(transaction, secret.name, *same));
    if (value == version.value) return *same;
    return AlreadyExists("You can't use ClientRequestToken " + version.token +
                         " because that value is already in use for a version of secret " +
                         secret.name + ".");
  }
  const std::string sealed =
      key_.Seal(ToPlain(version.value), SealedName(secret.name, version.token));
  ASSIGN_OR_RETURN(
      [[maybe_unused]] const auto rows,
      transaction.Execute("INSERT INTO secret_versions(secret, id, sealed, created) "
                          "VALUES (?1, ?2, ?3, ?4)",
                          {secret.number, version.token, db::Bytes{sealed}, ToMillis(now)}));
  ASSIGN_OR_RETURN(const auto number,
                   transaction.QueryInt("SELECT max(number) FROM secret_versions", {}));
  std::vector<std::string> stages = version.stages;
  if (earlier.empty()) stages.emplace_back(kCurrent);
  RETURN_IF_ERROR(MoveStages(transaction, secret, stages, number.value_or(0)));
  RETURN_IF_ERROR(ForgetOldVersions(transaction, secret));
  RETURN_IF_ERROR(NoteChange(transaction, secret, now));
  ASSIGN_OR_RETURN(const auto versions, ReadVersions(transaction, secret.number));
  return versions.back();
}

Result<Version> Store::PutValue(db::Transaction& transaction, std::string_view id,
                                const NewVersion& version, Time now) const {
  ASSIGN_OR_RETURN(const Secret secret, FindLiveSecret(transaction, id));
  return AddVersion(transaction, secret, version, now);
}

Result<OpenedVersion> Store::GetValue(db::Transaction& transaction, std::string_view id,
                                      const VersionRequest& request) const {
  OpenedVersion opened;
  ASSIGN_OR_RETURN(opened.secret, FindLiveSecret(transaction, id));
  ASSIGN_OR_RETURN(const auto versions, ReadVersions(transaction, opened.secret.number));
  ASSIGN_OR_RETURN(opened.version, FindVersion(versions, request));
  ASSIGN_OR_RETURN(opened.value, Open(transaction, opened.secret.name, opened.version));
  return opened;
}

Status Store::NoteAccess(db::Transaction& transaction, const Version& version, Time now) const {
  ASSIGN_OR_RETURN([[maybe_unused]] const auto rows,
                   transaction.Execute("UPDATE secret_versions SET accessed = ?2 WHERE number = ?1",
                                       {version.number, ToMillis(DayOf(now))}));
  return {};
}

Result<std::vector<Version>> Store::ListVersions(db::Transaction& transaction, const Secret& secret,
                                                 bool with_deprecated) const {
  ASSIGN_OR_RETURN(auto versions, ReadVersions(transaction, secret.number));
  if (!with_deprecated) {
    std::erase_if(versions, [](const Version& version) { return version.stages.empty(); });
  }
  return versions;
}

Result<std::string> Store::CurrentString(db::Transaction& transaction,
                                         std::string_view name_or_arn) const {
  ASSIGN_OR_RETURN(OpenedVersion opened, GetValue(transaction, name_or_arn, {}));
  if (!opened.value.is_binary) return std::move(opened.value.bytes);
  return InvalidInput("the secret has a SecretBinary, not a SecretString: " + opened.secret.name);
}

}  // namespace tenon::secrets
