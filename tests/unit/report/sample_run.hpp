/// @file
/// Findings, files and a run as validation would hand them to a report. All persons are invented.
#pragma once

#include "cbds/report/report.hpp"

#include <sstream>
#include <string>

namespace cbds::report {

constexpr rules::Rule rule_named(std::string_view code, rules::Severity kind, std::string_view title = {}, std::string_view tags = {}) {
    rules::Rule rule;
    rule.code = code;
    rule.kind = kind;
    rule.title = title;
    rule.tags = tags;
    return rule;
}

constexpr rules::Rule transfer_rule() {
    rules::Rule rule = rule_named("CTF100", rules::Severity::error, "Of a transfer file");
    rule.of_ctf = true;
    return rule;
}

inline constexpr rules::Rule kCheckLetter = rule_named("SC1510", rules::Severity::error, "UPN with a wrong check letter");
inline constexpr rules::Rule kPostcode = rule_named("ID405", rules::Severity::query, "Postcode not valid", "address identifiers");
inline constexpr rules::Rule kUnknown = rule_named("XSD010", rules::Severity::info, "Unexpected element");
inline constexpr rules::Rule kTransfer = transfer_rule();

inline const std::string kAutumn = "autumn/2013999_SC3_201LL26_001.XML";

inline rules::Finding check_letter() {
    rules::Finding finding;
    finding.rule = &kCheckLetter;
    finding.place = {412, 15, 18230};
    finding.record = 17;
    finding.key = "M201399923002";
    finding.year_group = "7";
    finding.item = "UPN";
    finding.path = "Message/Pupils/PupilsOnRoll/PupilOnRoll/PupilIdentifiers/UPN";
    finding.value = "M201399923002";
    finding.message = "the check letter should be L, not M";
    finding.privacy = schema::Privacy::direct;
    return finding;
}

inline rules::Finding postcode() {
    rules::Finding finding;
    finding.rule = &kPostcode;
    finding.severity = rules::Severity::query;
    finding.place = {430, 31, 18911};
    finding.record = 18;
    finding.key = "H801200001001";
    finding.year_group = "R";
    finding.item = "PostCode";
    finding.value = "ZA1 1A";
    finding.expected = "a postcode such as ZA1 1AA";
    finding.message = "not a postcode";
    finding.privacy = schema::Privacy::quasi;
    return finding;
}

inline rules::Finding surname() {
    rules::Finding finding = check_letter();
    finding.rule = &kUnknown;
    finding.severity = rules::Severity::info;
    finding.confidence = schema::Confidence::guess;
    finding.key.clear();
    finding.item = "Surname2";
    finding.value = "Tamberlin";
    finding.message = "this element is not known here";
    return finding;
}

inline rules::FileSummary file_of(std::string name, std::uint64_t records, std::uint64_t errors, std::uint64_t queries, std::uint64_t infos) {
    rules::FileSummary file;
    file.name = std::move(name);
    file.edition = schema::census_edition(2026, schema::Term::autumn);
    file.records = records;
    file.counts.by_severity = {infos, queries, errors};
    return file;
}

inline rules::FileSummary unreadable(std::string name, std::string problem) {
    rules::FileSummary file;
    file.name = std::move(name);
    file.status = rules::FileStatus::unreadable;
    file.problem = std::move(problem);
    return file;
}

/// The totals of some files, as validation keeps them.
inline rules::RunSummary run_of(std::initializer_list<rules::FileSummary> files) {
    rules::RunSummary run;
    for (const rules::FileSummary& file : files) {
        ++run.files;
        ++run.by_status[static_cast<std::size_t>(file.status)];
        run.records += file.records;
        run.counts += file.counts;
    }
    return run;
}

/// What a report writes of one file.
inline std::string written(Format format, const ReportOptions& options, const rules::FileSummary& file,
                           std::initializer_list<rules::Finding> findings) {
    std::ostringstream out;
    const auto report = make_report(format, options, out);
    report->begin_file(file.name);
    for (const rules::Finding& finding : findings) report->finding(finding);
    report->end_file(file);
    report->end(run_of({file}));
    return out.str();
}

}  // namespace cbds::report
