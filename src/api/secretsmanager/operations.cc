#include "api/secretsmanager/operations.h"

#include <algorithm>
#include <iterator>

#include "api/secretsmanager/lists.h"
#include "api/secretsmanager/secrets.h"
#include "api/secretsmanager/values.h"

namespace tenon::api {
namespace {

// What is sealed may be opened by any operation that is told a token, which compares values.
Operation WithDecryptionFailure(Operation operation) {
  operation.run = [run = std::move(operation.run)](const json::Value& input,
                                                   const Call& call) -> Result<json::Value> {
    Result<json::Value> answer = run(input, call);
    if (answer || answer.error().reason != "GlueEncryptionException") return answer;
    return Error{ErrorKind::kInternal, answer.error().message, "DecryptionFailure"};
  };
  return operation;
}

}  // namespace

Operations SecretsManagerOperations(db::Database& database, const secrets::Store& store) {
  Operations all;
  for (Operations part : {SecretOperations(database, store), SecretValueOperations(database, store),
                          SecretListOperations(database, store)}) {
    std::ranges::transform(part, std::back_inserter(all), WithDecryptionFailure);
  }
  return all;
}

}  // namespace tenon::api
