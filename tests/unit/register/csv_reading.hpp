/// @file
/// Reads a text with one of the readers of CSV, and shows what was read in few words.
#pragma once

#include "cbds/error.hpp"
#include "cbds/io/memory_input.hpp"
#include "register/json_codes.hpp"
#include "register/readers.hpp"
#include "register/side_tables.hpp"

#include <string>
#include <vector>

namespace cbds::registers::test {

/// What was read, and what was told.
struct CsvReading {
    Register read;
    std::vector<std::string> notes;
};

using CsvRead = void (*)(io::ByteStream&, const std::string&, const ReaderContext&, RegisterBuilder&);

inline CsvReading read_csv(CsvRead read, std::string_view text, const ColumnNames& names = {}, RegisterInputOptions options = {}) {
    CsvReading made;
    options.note = [&](const formats::ReadingNote& note) { made.notes.push_back(note.file + ": " + note.message); };
    RegisterBuilder builder(options.conflicts, options.keep_details);
    io::MemoryStream stream(text);
    const CodesById codes = options.codes_file.empty() ? CodesById() : CodesById::load(options.codes_file);
    read(stream, "r.csv", {options, names, schema::Dictionary::built_in(), codes.empty() ? nullptr : &codes}, builder);
    made.read = builder.finish();
    return made;
}

/// The marks of an enrolment, a blank between days that have any: `07/\ 08I-`.
inline std::string marks_of(const Register& read, std::size_t enrolment) {
    std::string text;
    const Marks& marks = read.enrolments.at(enrolment).marks;
    for (SessionNumber morning = marks.first(); morning < marks.end(); morning += 2) {
        if (marks.at(morning) == kNoCode && marks.at(morning + 1) == kNoCode) continue;
        text.append(text.empty() ? "" : " ").append(identifiers::write_date(date_of(morning)), 8, 2);
        for (const SessionNumber session : {morning, morning + 1}) text.append(read.code(marks.at(session)));
    }
    return text;
}

/// Kind, line, column and value of all incidents: `0:3:start_date:x`.
inline std::string incidents_of(const Register& read) {
    std::string text;
    for (const Incident& each : read.incidents)
        text += (text.empty() ? "" : " ") + std::to_string(static_cast<int>(each.kind)) + ":" + std::to_string(each.line) + ":" + each.column + ":" + each.value;
    return text;
}

inline std::string problem_of(CsvRead read, std::string_view text) {
    try {
        static_cast<void>(read_csv(read, text));
    } catch (const DocumentError& error) {
        return error.what();
    }
    return "none";
}

}  // namespace cbds::registers::test
