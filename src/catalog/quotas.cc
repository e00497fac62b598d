#include "catalog/quotas.h"

#include <string>

namespace tenon::catalog {

Status CheckQuota(db::Transaction& transaction, const Quota& quota, std::string_view count,
                  std::initializer_list<db::Parameter> parameters) {
  ASSIGN_OR_RETURN(const auto number, transaction.QueryInt(count, parameters));
  if (number.value_or(0) <= quota.most) return {};
  std::string message = "Number of " + std::string(quota.resource) + " resources exceeds the ";
  const std::string most = std::to_string(quota.most);
  message += quota.owner.empty() ? "account limit " + most
                                 : "limit " + most + " per " + std::string(quota.owner);
  return Error{ErrorKind::kLimitExceeded, std::move(message), {}};
}

}  // namespace tenon::catalog
