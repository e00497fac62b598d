#include "sql/spark_tree.h"

namespace tenon::sql {

void SparkDelete::operator()(SparkQuery* part) const { delete part; }
void SparkDelete::operator()(SparkCall* part) const { delete part; }
void SparkDelete::operator()(SparkRelation* part) const { delete part; }

}  // namespace tenon::sql
