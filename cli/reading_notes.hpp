/// @file
/// What a reader has to say about a file, as a line on standard error.
#pragma once

#include "cbds/formats/document_inputs.hpp"

#include <cstdint>
#include <iosfwd>
#include <map>
#include <string>
#include <tuple>

namespace cbds::cli {

/// `pupils.csv: row 7, column DOB: ...`, fit for a terminal.
[[nodiscard]] std::string note_text(const formats::ReadingNote& note);

/// How many notes of one kind are shown.
inline constexpr std::uint64_t kNotesShown = 3;

/// Shows the first notes of each kind, and counts the others.
class ReadingNotes {
public:
    explicit ReadingNotes(std::ostream& err) : err_(err) {}

    void add(const formats::ReadingNote& note);

    /// Tells how many were not shown.
    void finish() const;

private:
    std::ostream& err_;
    std::map<std::tuple<std::string, std::string, std::string>, std::uint64_t> counts_;  ///< by file, column, message
};

}  // namespace cbds::cli
