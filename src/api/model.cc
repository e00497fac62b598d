#include "api/model.h"

#include <algorithm>

namespace tenon::api {
namespace {

// Finds a row of a table that is sorted by what `name` reads of its rows.
template <typename Row>
const Row* FindSorted(std::span<const Row> rows, std::string_view name,
                      std::string_view Row::* member) {
  const auto it = std::ranges::lower_bound(rows, name, {}, member);
  return it != rows.end() && (*it).*member == name ? &*it : nullptr;
}

}  // namespace

const OperationModel* ServiceModel::FindOperation(std::string_view operation) const {
  return FindSorted(operations, operation, &OperationModel::name);
}

const ErrorModel* ServiceModel::FindError(std::string_view code) const {
  return FindSorted(errors, code, &ErrorModel::code);
}

const Shape* ServiceModel::FindShape(std::string_view shape) const {
  return FindSorted(shapes, shape, &Shape::name);
}

}  // namespace tenon::api
