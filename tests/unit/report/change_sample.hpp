/// @file
/// Differences as a comparison would hand them to a report. All persons are invented.
#pragma once

#include "cbds/report/changes.hpp"

#include "report/sample_run.hpp"

#include <initializer_list>
#include <sstream>
#include <string>
#include <vector>

namespace cbds::report {

inline const std::string kPupil = "Message/Pupils/PupilsOnRoll/PupilOnRoll";
inline const std::string kLeaver = "Message/Pupils/PupilsNoLongerOnRoll/PupilNoLongerOnRoll";

/// A pair of documents and what differs between them.
struct ChangedPair {
    diff::DocumentSide before;
    diff::DocumentSide after;
    std::vector<diff::RecordDifference> records;
    std::vector<diff::Ambiguity> ambiguous;
    std::vector<diff::FindingDifference> findings;
    diff::Summary summary;
};

inline diff::DocumentSide census_of(std::string name) {
    return {std::move(name), schema::census_edition(2026, schema::Term::spring), "201", "3999", 20};
}

/// The totals as the comparison counts them: `equal` pupils besides those that differ, all matched by UPN.
inline diff::Summary summary_of(const ChangedPair& pair, std::uint64_t equal) {
    diff::Summary summary;
    summary.equal = equal;
    summary.matched[0] = equal;
    for (const diff::RecordDifference& difference : pair.records) {
        summary.count(difference);
        if (difference.in_both() && !difference.outside) ++summary.matched[static_cast<std::size_t>(difference.matched_by)];
    }
    for (const diff::Ambiguity& one : pair.ambiguous) summary.ambiguous += one.old_records.size() + one.new_records.size();
    for (const diff::FindingDifference& one : pair.findings) ++summary.findings[static_cast<std::size_t>(one.state)];
    const std::uint64_t both = summary.equal + summary.different;
    summary.old_records = both + summary.count(diff::ChangeKind::removed);
    summary.new_records = both + summary.count(diff::ChangeKind::added);
    return summary;
}

inline ChangedPair pair_of(std::vector<diff::RecordDifference> records, std::uint64_t equal = 0) {
    ChangedPair pair{census_of("old.xml"), census_of("new.xml"), std::move(records), {}, {}, {}};
    pair.summary = summary_of(pair, equal);
    return pair;
}

inline diff::ItemChange change_of(diff::ChangeKind kind, const std::string& path, std::string before, std::string after,
                                  schema::Privacy privacy = schema::Privacy::none) {
    diff::ItemChange change;
    change.kind = kind;
    change.element = schema::Dictionary::built_in().find(schema::Collection::school_census, path);
    change.item = path.substr(path.rfind('/') + 1);
    change.path = path;
    change.before = std::move(before);
    change.after = std::move(after);
    change.privacy = privacy;
    return change;
}

inline diff::RecordDifference pupil_of(std::string key, std::uint64_t old_record, std::uint64_t new_record) {
    const schema::ElementId on_roll = schema::Dictionary::built_in().find(schema::Collection::school_census, kPupil);
    diff::RecordDifference difference;
    difference.key = std::move(key);
    difference.name = "Tamberlin, Zoe";
    difference.year_group = "6";
    difference.old_record = old_record;
    difference.new_record = new_record;
    if (old_record != 0) difference.old_element = on_roll;
    if (new_record != 0) difference.new_element = on_roll;
    return difference;
}

/// A need that is another now, a language that is new, a period of free meals that is gone.
inline diff::RecordDifference changed_pupil() {
    using diff::ChangeKind;
    diff::RecordDifference difference = pupil_of("A201999900001", 11, 12);
    diff::ItemChange need = change_of(ChangeKind::item_changed, kPupil + "/SENneeds/SENneed/SENtype", "MLD", "ASD", schema::Privacy::sensitive);
    need.entries = {{"SENtypeRank", "1", schema::Privacy::sensitive}};
    need.section = "SENneeds";
    need.funding = true;
    diff::ItemChange start = change_of(ChangeKind::item_removed, kPupil + "/FSMeligibility/FSMperiod/FSMstartDate", "2024-09-01", "");
    start.entries = {{"FSMstartDate", "2024-09-01", schema::Privacy::none}};
    start.section = "FSMeligibility";
    start.funding = true;
    diff::ItemChange country = start;
    country.path = kPupil + "/FSMeligibility/FSMperiod/UKcountry";
    country.element = schema::Dictionary::built_in().find(schema::Collection::school_census, country.path);
    country.item = "UKcountry";
    country.before = "ENG";
    diff::ItemChange surname =
        change_of(ChangeKind::item_changed, kPupil + "/PupilIdentifiers/Surname", "Tamberlin", "Oakenfell", schema::Privacy::direct);
    surname.section = "PupilIdentifiers";
    diff::ItemChange language = change_of(ChangeKind::item_added, kPupil + "/PupilCharacteristics/Language", "", "ENG");
    language.section = "PupilCharacteristics";
    difference.items = {surname, language, start, country, need};
    return difference;
}

inline diff::RecordDifference joined_pupil() { return pupil_of("A201999900002", 0, 40); }
inline diff::RecordDifference left_pupil() { return pupil_of("A201999900003", 7, 0); }

inline diff::RecordDifference moved_pupil() {
    diff::RecordDifference difference = pupil_of("A201999900004", 8, 41);
    difference.new_element = schema::Dictionary::built_in().find(schema::Collection::school_census, kLeaver);
    difference.moved = true;
    return difference;
}

/// A temporary UPN made permanent.
inline diff::RecordDifference rekeyed_pupil() {
    diff::RecordDifference difference = pupil_of("A201999900005", 9, 9);
    difference.old_key = "X20199990000A";
    difference.rekeyed = true;
    difference.matched_by = diff::MatchedBy::former_upn;
    return difference;
}

inline diff::RecordDifference changed_header() {
    diff::RecordDifference difference;
    difference.outside = true;
    difference.items = {change_of(diff::ChangeKind::item_changed, "Message/Header/Source/Estab", "3999", "4000")};
    difference.items.front().section = "Header";
    return difference;
}

/// One of everything.
inline ChangedPair whole_pair() {
    ChangedPair pair = pair_of({changed_header(), changed_pupil(), left_pupil(), moved_pupil(), rekeyed_pupil(), joined_pupil()}, 16);
    pair.ambiguous = {{diff::MatchedBy::uln, "1000000000", {4, 7}, {5}}};
    pair.findings = {{diff::FindingState::fixed, check_letter()}, {diff::FindingState::appeared, postcode()}, {diff::FindingState::stayed, surname()}};
    pair.summary = summary_of(pair, 16);
    return pair;
}

inline void tell(const ChangedPair& pair, diff::DifferenceSink& sink) {
    sink.begin_pair(pair.before, pair.after);
    for (const auto& difference : pair.records) sink.record(difference);
    for (const auto& one : pair.ambiguous) sink.ambiguous(one);
    for (const auto& one : pair.findings) sink.finding(one);
    sink.end_pair(pair.before, pair.after, pair.summary);
}

/// What a report writes of some pairs.
inline std::string changes_written(ChangeFormat format, const std::vector<ChangedPair>& pairs, ChangeReportOptions options = {}) {
    std::ostringstream out;
    const auto report = make_change_report(format, options, schema::Dictionary::built_in(), out);
    diff::Summary total;
    for (const ChangedPair& pair : pairs) {
        tell(pair, *report);
        total += pair.summary;
    }
    report->end(total);
    return out.str();
}

inline ChangeReportOptions change_options(Redact redact) {
    ChangeReportOptions options;
    options.redact = redact;
    return options;
}

}  // namespace cbds::report
