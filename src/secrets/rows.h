#pragma once

#include "db/database.h"
#include "secrets/secret.h"

// How the store's parts read and mark its rows.
namespace tenon::secrets {

// The secret of that name or ARN with its tags and labelled versions. Errors: as Store's.
Result<Secret> FindSecret(db::Transaction& transaction, std::string_view id);
// The same, but a secret that is marked for deletion is an error.
Result<Secret> FindLiveSecret(db::Transaction& transaction, std::string_view id);
// Records that something about the secret has changed.
Status NoteChange(db::Transaction& transaction, const Secret& secret, Time now);
// Sets tags of a secret beside those that it has. Errors: Store::Tag.
Status SetTags(db::Transaction& transaction, const Secret& secret, const Tags& tags);
// The versions of a secret, in the order in which they were made.
Result<std::vector<Version>> ReadVersions(db::Transaction& transaction, std::int64_t secret);

// A refusal that the state of a secret causes, in AWS's words.
Error InvalidRequest(std::string message);

}  // namespace tenon::secrets
