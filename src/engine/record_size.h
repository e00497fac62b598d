#pragma once

#include <optional>

#include "task/source.h"

namespace tenon::engine {

// About how many bytes a record takes in the files of a source of text, packed as they are: by
// samples out of several places, at most 1 MiB in all, and by how many lines a record has where
// fields may be quoted. nullopt where lines are no measure (documents of JSON), where nothing can
// be read, and of files packed otherwise than by gzip. Reads files; throws nothing.
std::optional<double> RecordSize(const task::Source& source);

}  // namespace tenon::engine
