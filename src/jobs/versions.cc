#include "jobs/versions.h"

namespace tenon::jobs {
namespace {

// Columns: version, document, saved, saved_by, restored_from.
Result<std::vector<JobVersion>> QueryAll(db::Transaction& transaction, std::string_view sql,
                                         std::initializer_list<db::Parameter> parameters) {
  std::vector<JobVersion> all;
  RETURN_IF_ERROR(transaction.Query(sql, parameters, [&](const db::Row& row) -> Status {
    JobVersion version;
    version.version = row.Int(0);
    ASSIGN_OR_RETURN(version.document, json::Parse(row.View(1)));
    version.saved = FromMillis(row.Int(2));
    version.saved_by = row.Text(3);
    if (!row.IsNull(4)) version.restored_from = row.Int(4);
    all.push_back(std::move(version));
    return {};
  }));
  return all;
}

}  // namespace

Result<std::int64_t> VersionStore::Add(db::Transaction& transaction, std::string_view job,
                                       const JobVersion& version) const {
  ASSIGN_OR_RETURN(
      const auto newest,
      transaction.QueryInt("SELECT max(version) FROM job_versions WHERE job = ?1", {job}));
  const std::int64_t number = newest.value_or(0) + 1;
  db::Parameter restored_from = nullptr;
  if (version.restored_from) restored_from = *version.restored_from;
  ASSIGN_OR_RETURN(
      [[maybe_unused]] const auto added,
      transaction.Execute(
          "INSERT INTO job_versions(job, version, document, saved, saved_by, restored_from) "
          "VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
          {job, number, json::Dump(version.document), ToMillis(version.saved), version.saved_by,
           restored_from}));
  ASSIGN_OR_RETURN([[maybe_unused]] const auto removed,
                   transaction.Execute("DELETE FROM job_versions WHERE job = ?1 AND version <= ?2",
                                       {job, number - kMostVersions}));
  return number;
}

Result<JobVersion> VersionStore::Get(db::Transaction& transaction, std::string_view job,
                                     std::int64_t version) const {
  ASSIGN_OR_RETURN(auto found, QueryAll(transaction,
                                        "SELECT version, document, saved, saved_by, restored_from "
                                        "FROM job_versions WHERE job = ?1 AND version = ?2",
                                        {job, version}));
  if (!found.empty()) return std::move(found.front());
  return NotFound("Version " + std::to_string(version) + " of job " + std::string(job) +
                  " not found; the newest " + std::to_string(kMostVersions) + " are kept.");
}

Result<std::vector<JobVersion>> VersionStore::List(db::Transaction& transaction,
                                                   std::string_view job, std::int64_t before,
                                                   int limit) const {
  return QueryAll(transaction,
                  "SELECT version, document, saved, saved_by, restored_from FROM job_versions "
                  "WHERE job = ?1 AND version < ?2 ORDER BY version DESC LIMIT ?3",
                  {job, before, std::int64_t{limit}});
}

}  // namespace tenon::jobs
