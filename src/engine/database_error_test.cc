#include "engine/database_error.h"

#include <doctest/doctest.h>

namespace tenon::engine {
namespace {

task::Source SourceOf(const char* title, const char* connection, const char* table) {
  task::Source source;
  source.name = title;
  source.title = title;
  source.database.emplace();
  source.database->connection.name = connection;
  source.database->table = table;
  return source;
}

}  // namespace

TEST_CASE("a database's reason is told without statements, passwords and the engine's words") {
  struct Case {
    const char* message;
    const char* reason;
  };
  for (const Case& c : {
           Case{"IO Error: Unable to connect to Postgres at \"host=h password=pw\": connection to "
                "server at \"h\", port 1 failed: FATAL:  password authentication failed for user "
                "\"u\"\n",
                "connection to server at \"h\", port 1 failed: password authentication failed for "
                "user \"u\""},
           Case{"Failed to execute query \"SELECT 'pw'\": ERROR:  relation \"x\" does not exist\n"
                "LINE 1: SELECT 'pw'\n        ^",
                "relation \"x\" does not exist"},
           Case{"Failed to fetch header for COPY: terminating connection due to administrator "
                "command\n",
                "Failed to fetch header for COPY: terminating connection due to administrator "
                "command"},
           Case{"", "the connection ended"},
           Case{"Error: \n", "the connection ended"},
       }) {
    CAPTURE(c.message);
    CHECK(DatabaseReason(c.message) == c.reason);
  }
}

TEST_CASE("a failure to connect tells whether the database knows us") {
  task::DatabaseConnection database;
  database.name = "signup";
  const auto kind_of = [&](const char* message) {
    return ConnectError(Internal(message), database).kind;
  };
  CHECK(kind_of("password authentication failed for user \"u\"") == ErrorKind::kAccessDenied);
  CHECK(kind_of("Access denied for user 'u'@'h'") == ErrorKind::kAccessDenied);
  CHECK(kind_of("Connection refused") == ErrorKind::kUnavailable);
  CHECK(ConnectError(Internal("Connection refused"), database).message ==
        "connection signup: Connection refused");
}

TEST_CASE("a failed statement names the source whose database failed, if the message tells") {
  const std::vector<task::Source> sources = {SourceOf("Hits", "signup", "form_hits"),
                                             SourceOf("Leads", "signup", "form_leads")};
  struct Case {
    const char* message;
    const char* told;
  };
  for (const Case& c : {
           Case{"Failed to prepare COPY \"COPY (SELECT \"id\" FROM \"public\".\"form_leads\") TO "
                "STDOUT\": permission denied for table form_leads",
                "Leads: connection signup: permission denied for table form_leads"},
           Case{"Failed to run: server closed the connection unexpectedly",
                "connection signup: Failed to run: server closed the connection unexpectedly"},
           Case{"Conversion Error: Could not convert string 'x' to INT32",
                "Could not convert string 'x' to INT32"},
       }) {
    CAPTURE(c.message);
    CHECK(StatementError(Internal(c.message), sources).message == c.told);
  }
  // What is put already stays; so does a stop.
  const Error put = StatementError(Internal("Hits: connection signup: Failed to run"), sources);
  CHECK(put.message == "Hits: connection signup: Failed to run");
  const Error stop{ErrorKind::kStopped, "Failed to run", {}};
  CHECK(StatementError(stop, sources).message == "Failed to run");
}

TEST_CASE("a failed write is the target's, unless a source has failed it") {
  const std::vector<task::Source> sources = {SourceOf("Hits", "signup", "form_hits")};
  task::Sink sink;
  sink.title = "Warehouse";
  sink.database.emplace();
  sink.database->connection.name = "warehouse";
  CHECK(TargetError(Internal("duplicate key value violates unique constraint \"x\""), sources, sink)
            .message ==
        "Warehouse: connection warehouse: duplicate key value violates unique constraint \"x\"");
  CHECK(TargetError(Internal("Failed to fetch header for COPY: no more"), sources, sink).message ==
        "Hits: connection signup: Failed to fetch header for COPY: no more");
}

TEST_CASE("columns of queries carry the number of their source") {
  CHECK(OutputName(1, 2) == "tenon_1_2");
  CHECK(IsOutput("tenon_1_2", 1));
  CHECK_FALSE(IsOutput("tenon_11_2", 1));
}

}  // namespace tenon::engine
