/// @file
/// Small documents, and what a comparison of two of them tells as lines.
#pragma once

#include "cbds/diff/comparison.hpp"
#include "cbds/io/memory_input.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace cbds::test {

inline std::string census_pupil(const std::string& identifiers, const std::string& rest = {}, const std::string& name = "PupilOnRoll") {
    return '<' + name + "><PupilIdentifiers>" + identifiers + "</PupilIdentifiers>" + rest + "</" + name + '>';
}

inline std::string person(const std::string& upn, const std::string& surname, const std::string& forename = "Ann") {
    return "<UPN>" + upn + "</UPN><Surname>" + surname + "</Surname><Forename>" + forename + "</Forename><Sex>F</Sex><DOB>2015-01-02</DOB>";
}

inline std::string census_return(const std::string& on_roll, const std::string& off_roll = {}, const std::string& year = "2026") {
    std::string text = "<Message><Header><CollectionDetails><Collection>SCHOOL CENSUS</Collection><Term>SPR</Term><Year>" + year +
                       "</Year></CollectionDetails></Header><Pupils><PupilsOnRoll>" + on_roll + "</PupilsOnRoll>";
    if (!off_roll.empty()) text += "<PupilsNoLongerOnRoll>" + off_roll + "</PupilsNoLongerOnRoll>";
    return text + "</Pupils></Message>";
}

/// Writes down what it is told: `2>1 changed A1 Surname`.
class TellingSink final : public diff::DifferenceSink {
public:
    std::vector<std::string> lines;

    void begin_pair(const diff::DocumentSide&, const diff::DocumentSide&) override {}
    void record(const diff::RecordDifference& difference) override {
        std::string line = difference.outside ? "outside" : std::to_string(difference.old_record) + '>' + std::to_string(difference.new_record);
        if (difference.moved) line += " moved";
        if (difference.rekeyed) line += " " + difference.old_key + " became " + difference.key + " by " + std::string(diff::matched_by_name(difference.matched_by));
        for (const diff::ItemChange& change : difference.items) line += ' ' + change.item + ':' + change.before + "->" + change.after;
        lines.push_back(std::move(line));
    }
    void ambiguous(const diff::Ambiguity& ambiguity) override {
        std::string line = "ambiguous by " + std::string(diff::matched_by_name(ambiguity.by)) + ' ' + ambiguity.key + ':';
        for (const std::uint64_t record : ambiguity.old_records) line += ' ' + std::to_string(record);
        line += " >";
        for (const std::uint64_t record : ambiguity.new_records) line += ' ' + std::to_string(record);
        lines.push_back(std::move(line));
    }
    void end_pair(const diff::DocumentSide&, const diff::DocumentSide&, const diff::Summary&) override {}
    void unpaired(const diff::DocumentSide&, bool) override {}
    void end(const diff::Summary&) override {}
};

struct ToldLines {
    std::vector<std::string> lines;
    diff::Summary summary;
};

inline ToldLines told(const std::string& before, const std::string& after, diff::CompareOptions options = {}) {
    io::MemoryInput old_input(before, "old.xml");
    io::MemoryInput new_input(after, "new.xml");
    TellingSink sink;
    diff::Comparison comparison(schema::Dictionary::built_in(), std::move(options));
    const diff::CompareResult result = comparison.compare(old_input, new_input, sink);
    return {sink.lines, result.summary};
}

}  // namespace cbds::test
