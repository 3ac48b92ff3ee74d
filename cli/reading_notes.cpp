#include "reading_notes.hpp"

#include "cbds/report/escape.hpp"

#include <ostream>

namespace cbds::cli {

std::string note_text(const formats::ReadingNote& note) {
    std::string text = note.file.empty() ? "" : note.file + ": ";
    if (note.row != 0) text += "row " + std::to_string(note.row) + (note.column.empty() ? ": " : ", ");
    if (!note.column.empty()) text += "column " + note.column + ": ";
    return report::printable(text + note.message);
}

void ReadingNotes::add(const formats::ReadingNote& note) {
    if (++counts_[{note.file, note.column, note.message}] <= kNotesShown) err_ << note_text(note) << '\n';
}

void ReadingNotes::finish() const {
    for (const auto& [kind, count] : counts_) {
        if (count <= kNotesShown) continue;
        const auto& [file, column, message] = kind;
        err_ << note_text({file, 0, column, message + ": " + std::to_string(count - kNotesShown) + " more"}) << '\n';
    }
}

}  // namespace cbds::cli
