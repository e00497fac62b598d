#include "graph/join_summary.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "graph/profile.h"
#include "text/quote.h"

namespace tenon::graph {
namespace {

// Begins every name that is made up here.
constexpr std::string_view kMark = "tenon summary ";

std::string MadeUp(std::string_view what, std::size_t level) {
  return std::string(kMark) + std::string(what) + ' ' + std::to_string(level);
}
std::string MadeUp(std::string_view what, std::size_t level, std::size_t column) {
  return MadeUp(what, level) + '.' + std::to_string(column);
}

const PaddedJoin* JoinOf(const Step& step) {
  const auto* select = std::get_if<Select>(&step.bound.part);
  return select == nullptr ? nullptr : std::get_if<PaddedJoin>(&select->text);
}

// A join whose input `1 - held` streams past the other.
struct Level {
  const PaddedJoin* join = nullptr;
  std::size_t held = 0;
  bool keeps_held = false;  // every row of the held input is in a row of the last step
  std::vector<std::size_t> columns = {};  // outputs of the join from the held input that are asked
};

// The joins from the last step down.
std::vector<Level> LevelsOf(const std::vector<Step>& steps,
                            const std::vector<std::uint64_t>& bytes) {
  std::vector<Level> levels;
  bool keeps_stream = true;
  for (std::size_t at = steps.size() - 1;;) {
    const PaddedJoin* join = JoinOf(steps[at]);
    if (join == nullptr || CountConsumers(steps, at) > 1) return levels;
    const std::vector<std::size_t>& inputs = steps[at].inputs;
    const std::size_t held = bytes[inputs[1]] > bytes[inputs[0]] ? 0 : 1;
    levels.push_back(
        {.join = join, .held = held, .keeps_held = keeps_stream && join->pads[1 - held]});
    keeps_stream = keeps_stream && join->pads[held];
    at = inputs[1 - held];
  }
}

// Where a column of the last step comes from: an output of the join of that level. Past the last
// level: from the input that streams past all.
struct Place {
  std::size_t level = 0;
  std::size_t output = 0;
};

Place PlaceOf(const std::vector<Level>& levels, std::size_t output) {
  Place place{0, output};
  for (; place.level < levels.size(); ++place.level) {
    const Level& level = levels[place.level];
    const ColumnOf& from = level.join->outputs[place.output].from;
    if (from.input == level.held) return place;
    place.output = from.column;
  }
  return place;
}

// The statement, of common table expressions one upon another.
class Statement {
 public:
  Statement(std::vector<Level> levels, const Schema& schema)
      : levels_(std::move(levels)), schema_(schema) {
    for (std::size_t i = 0; i < schema_.size(); ++i) {
      const Place& place = places_.emplace_back(PlaceOf(levels_, i));
      if (place.level == levels_.size()) continue;
      std::vector<std::size_t>& columns = levels_[place.level].columns;
      const bool is_known = std::ranges::find(columns, place.output) != columns.end();
      if (!is_known) columns.push_back(place.output);
    }
    // It is nobody's matter which rows come out of an input without columns.
    for (Level& level : levels_) level.keeps_held = level.keeps_held || level.columns.empty();
  }

  std::string Sql() const {
    std::string sql = "WITH ";
    for (std::size_t level = levels_.size(); level-- > 0;) {
      sql += Named(MadeUp("held", level)) + "MATERIALIZED (" + HeldSql(level) + "), " +
             Named(MadeUp("bits", level)) + "(" + BitsSql(level) + "), " +
             Named(MadeUp("join", level)) + "(" + JoinSql(level) + "), ";
    }
    sql += Named(MadeUp("joined", 0)) + "MATERIALIZED (" + JoinedSql() + ")";
    std::string from = SqlIdentifier(MadeUp("joined", 0));
    for (std::size_t level = 0; level < levels_.size(); ++level) {
      if (levels_[level].columns.empty()) continue;
      sql += ", " + Named(MadeUp("extents", level)) + "(" + ExtentsSql(level) + ")";
      from += ", " + SqlIdentifier(MadeUp("extents", level));
    }
    return sql + " SELECT " + AnswerSql() + " FROM " + from;
  }

 private:
  static std::string Named(const std::string& name) { return SqlIdentifier(name) + " AS "; }

  // A column of a held input, by an output of the join.
  Column HeldColumn(std::size_t level, std::size_t output) const {
    for (std::size_t i = 0; i < schema_.size(); ++i) {
      if (places_[i].level == level && places_[i].output == output) {
        return {levels_[level].join->outputs[output].column, schema_[i].type};
      }
    }
    return {};
  }

  // The rows of the held input, numbered where it must be seen which of them come out.
  std::string HeldSql(std::size_t level) const {
    const Level& of = levels_[level];
    return std::string("SELECT *") +
           (of.keeps_held ? ""
                          : ", row_number() OVER () AS " + SqlIdentifier(MadeUp("row", level))) +
           " FROM " + SqlIdentifier(of.join->relations[of.held]);
  }

  // The same with a bit of each column: true where there is a value.
  std::string BitsSql(std::size_t level) const {
    std::string sql = "SELECT *";
    for (const std::size_t output : levels_[level].columns) {
      sql += ", CASE WHEN " + SqlIdentifier(levels_[level].join->outputs[output].column) +
             " IS NOT NULL THEN true END AS " + SqlIdentifier(MadeUp("bit", level, output));
    }
    return sql + " FROM " + SqlIdentifier(MadeUp("held", level));
  }

  // What goes through the join of a level beside the columns that it has: of that and those below.
  std::vector<std::string> Carried(std::size_t level) const {
    std::vector<std::string> names;
    if (!levels_[level].keeps_held) names.push_back(MadeUp("row", level));
    for (const std::size_t output : levels_[level].columns) {
      names.push_back(MadeUp("bit", level, output));
    }
    return names;
  }

  std::string JoinSql(std::size_t level) const {
    const Level& of = levels_[level];
    PaddedJoin join = *of.join;
    join.relations[of.held] = MadeUp("bits", level);
    if (level + 1 < levels_.size()) join.relations[1 - of.held] = MadeUp("join", level + 1);
    for (std::size_t below = level; below < levels_.size(); ++below) {
      const std::size_t input = below == level ? of.held : 1 - of.held;
      for (const std::string& name : Carried(below)) {
        join.outputs.push_back({{input, 0}, name, name});
      }
    }
    Select select;
    select.text = std::move(join);
    return ToSql(select);
  }

  // What the rows that come out tell: one row.
  std::string JoinedSql() const {
    std::string sql = "SELECT count(*) AS \"rows\"";
    for (std::size_t i = 0; i < schema_.size(); ++i) {
      if (places_[i].level < levels_.size()) continue;
      sql += ", " + CountSql(schema_[i]) + " AS " + SqlIdentifier(MadeUp("count", i));
      std::size_t number = 0;
      for (const std::string& extent : ExtentSql(schema_[i])) {
        sql += ", " + extent + " AS " + SqlIdentifier(MadeUp("extent", i, number++));
      }
    }
    for (std::size_t level = 0; level < levels_.size(); ++level) {
      if (!levels_[level].keeps_held) {
        const std::string row = SqlIdentifier(MadeUp("row", level));
        sql += ", tenon_row_set(" + row + ") AS " + row;
      }
      for (const std::size_t output : levels_[level].columns) {
        const std::string bit = SqlIdentifier(MadeUp("bit", level, output));
        sql += ", count(" + bit + ") AS " + bit;
      }
    }
    return sql + " FROM " + SqlIdentifier(MadeUp("join", 0));
  }

  // Of the rows of a held input that come out: one row.
  std::string ExtentsSql(std::size_t level) const {
    std::string sql;
    for (const std::size_t output : levels_[level].columns) {
      std::size_t number = 0;
      for (const std::string& extent : ExtentSql(HeldColumn(level, output))) {
        sql += (sql.empty() ? "SELECT " : ", ") + extent + " AS " +
               SqlIdentifier(MadeUp("held extent " + std::to_string(level), output, number++));
      }
    }
    const std::string held = SqlIdentifier(MadeUp("held", level));
    sql += " FROM " + held;
    if (levels_[level].keeps_held) return sql;
    const std::string row = SqlIdentifier(MadeUp("row", level));
    const std::string joined = SqlIdentifier(MadeUp("joined", 0));
    return sql + ", " + joined + " WHERE tenon_has_row(" + joined + '.' + row + ", " + held + '.' +
           row + ")";
  }

  std::string AnswerSql() const {
    std::string sql = "\"rows\"";
    for (std::size_t i = 0; i < schema_.size(); ++i) {
      const Place& place = places_[i];
      const bool is_held = place.level < levels_.size();
      sql += ", " +
             SqlIdentifier(is_held ? MadeUp("bit", place.level, place.output) : MadeUp("count", i));
      for (std::size_t number = 0; number < 3; ++number) {
        sql += ", " + SqlIdentifier(is_held ? MadeUp("held extent " + std::to_string(place.level),
                                                     place.output, number)
                                            : MadeUp("extent", i, number));
      }
    }
    return sql;
  }

  std::vector<Level> levels_;
  const Schema& schema_;
  std::vector<Place> places_;  // of each column of the schema
};

// Whether a name of the steps begins like those made up here.
bool HasMadeUpName(const std::vector<Step>& steps) {
  const auto is_made_up = [](const std::string& name) {
    return std::ranges::equal(std::string_view(name).substr(0, kMark.size()), kMark, {},
                              [](char c) { return c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c; });
  };
  return std::ranges::any_of(steps, [&](const Step& step) {
    return is_made_up(step.id) || std::ranges::any_of(step.bound.schema, [&](const Column& column) {
             return is_made_up(column.name);
           });
  });
}

}  // namespace

std::optional<std::string> JoinSummarySql(const std::vector<Step>& steps,
                                          const std::function<std::uint64_t(const Scan&)>& bytes_of,
                                          std::uint64_t least_bytes) {
  if (steps.empty() || JoinOf(steps.back()) == nullptr || HasMadeUpName(steps)) return std::nullopt;
  const std::vector<std::uint64_t> bytes = BytesAbove(steps, bytes_of);
  if (bytes.back() < least_bytes) return std::nullopt;
  return Statement(LevelsOf(steps, bytes), steps.back().bound.schema).Sql();
}

}  // namespace tenon::graph
