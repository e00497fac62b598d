#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "task/source.h"

// The table functions that read files, as SQL. A "part" is what one call of one of them can read:
// files that are compressed alike, or one workbook. Their virtual column file_index is the place of
// a row's file in the part.
namespace tenon::engine {

// The parts of a source: its files with rows, in order. None if there is no row.
std::vector<task::Source> PartsOf(const task::Source& source);

// Whether the columns are found by their names, as the files have them: all but CSV, and JSON
// without a path.
bool IsReadByName(const task::Source& source);

// Of CSV and JSON with declared columns: scanned with their types, so that the first field that
// does not fit fails the statement. A timestamp comes as text, as the engine's own scan would drop
// its offset.
std::string TypedScan(const task::Source& part);

// The same columns as text. What is no record at all is passed over where records are lines.
std::string TextScan(const task::Source& part);

// A scan of CSV by declared types that notes misfits in the tables `rejects` and `scans`.
std::string RejectsScan(const task::Source& part, std::string_view rejects, std::string_view scans);

// The files with the columns and types that they have themselves.
std::string NativeScan(const task::Source& part);

// The records of JSON with a path, before their columns are known: columns file_index and r.
std::string RecordScan(const task::Source& part);

// The lines of text files as the one column "line", in order; no quotes, nothing left out.
std::string LineScan(const task::Source& part);

// Whether the records of JSON are lines, by how the first file begins; what is packed is taken to
// be so.
bool HasLines(const task::Source& part);

// The member of a record of JSON as text: SQL over a column that holds the record.
std::string MemberText(std::string_view record, std::string_view name);

// True for a field that has text which is not of its column's type: SQL over TextScan.
std::string IsBadField(const Column& column);

// The value of a column, from its text as JSON has it or as CSV: NULL if it does not fit.
std::string FromText(const Column& column);

// Whether every text is of that type.
bool HoldsAnyText(const Type& type);

// Whether the scan has a column of that type as text.
bool IsScannedAsText(const Type& type);

}  // namespace tenon::engine
