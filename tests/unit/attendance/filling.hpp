/// @file
/// Registers and documents for the tests of what is written from marks.
#pragma once

#include "cbds/attendance/census.hpp"
#include "cbds/attendance/transfer.hpp"
#include "cbds/formats/xml_document.hpp"
#include "cbds/io/memory_input.hpp"
#include "cbds/register/builder.hpp"
#include "cbds/rules/validator.hpp"
#include "cbds/sample/sample.hpp"

#include <functional>
#include <map>
#include <random>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace cbds::attendance_filling {

using registers::Date;
using registers::Half;
using registers::Register;
using registers::RegisterBuilder;

inline const schema::Dictionary& dictionary() { return schema::Dictionary::built_in(); }

inline Date day(int year, int month, int number) {
    return {static_cast<std::int16_t>(year), static_cast<std::uint8_t>(month), static_cast<std::uint8_t>(number)};
}

/// Marks one session.
inline void mark(RegisterBuilder& builder, std::uint32_t enrolment, Date date, Half half, std::string_view code) {
    builder.mark(enrolment, {registers::session_number(date, half), builder.code(code), {}});
}

/// Marks the two sessions of each day from a Monday on, in words: `/\ I# //`.
inline void mark_days(RegisterBuilder& builder, std::uint32_t enrolment, Date from, const std::vector<std::pair<std::string, std::string>>& days) {
    int number = 0;
    for (const auto& [am, pm] : days) {
        const Date date = identifiers::add_days(from, number++);
        if (!am.empty()) mark(builder, enrolment, date, Half::am, am);
        if (!pm.empty()) mark(builder, enrolment, date, Half::pm, pm);
    }
}

inline std::string sample_of(schema::Edition edition, const std::string& phase, std::uint64_t pupils) {
    sample::SampleOptions options;
    options.edition = edition;
    options.phase = phase;
    options.pupils = pupils;
    std::ostringstream out;
    sample::write_sample(dictionary(), options, out);
    return out.str();
}

/// What a return became.
struct FilledReturn {
    std::string text;
    attendance::CensusSummary summary;
    std::vector<std::string> differences;  ///< `1 UPN item: theirs > ours`
};

inline FilledReturn fill_return(const std::string& text, const Register& marks, unsigned jobs = 1, bool compare_only = false) {
    io::MemoryInput input(text, "return.xml");
    std::ostringstream out;
    FilledReturn filled;
    const auto told = [&](const attendance::CensusDifference& each) {
        filled.differences.push_back(std::to_string(each.record) + ' ' + each.upn + ' ' + each.item + ": " + each.theirs + " > " + each.ours);
    };
    attendance::CensusOptions options;
    options.jobs = jobs;
    if (compare_only) {
        filled.summary = attendance::fill_census(dictionary(), input, marks, options, nullptr, told);
        return filled;
    }
    formats::XmlWriter writer(io::OutputFile("-", {}, &out));
    filled.summary = attendance::fill_census(dictionary(), input, marks, options, &writer, told);
    writer.commit();
    filled.text = out.str();
    return filled;
}

struct FilledTransfer {
    std::string text;
    attendance::TransferSummary summary;
};

inline FilledTransfer fill_file(const std::string& text, const Register& marks) {
    io::MemoryInput input(text, "transfer.xml");
    std::ostringstream out;
    formats::XmlWriter writer(io::OutputFile("-", {}, &out));
    FilledTransfer filled;
    filled.summary = attendance::fill_transfer(dictionary(), input, marks, 2, writer);
    writer.commit();
    filled.text = out.str();
    return filled;
}

/// The codes of the findings of a document, and how often each is found.
inline std::map<std::string, int> findings_of(const std::string& text) {
    struct Counter final : rules::FindingSink {
        void finding(const rules::Finding& each) override { ++codes[std::string(each.rule->code)]; }
        std::map<std::string, int> codes;
    } counter;
    rules::Validator validator(dictionary(), {});
    io::MemoryInput input(text, "document.xml");
    validator.validate(input, counter);
    return counter.codes;
}

/// The codes that are found more often than before.
inline std::vector<std::string> new_findings(const std::map<std::string, int>& before, const std::map<std::string, int>& after) {
    std::vector<std::string> codes;
    for (const auto& each : after) {
        const auto was = before.find(each.first);
        if (each.second > (was == before.end() ? 0 : was->second)) codes.push_back(each.first);
    }
    return codes;
}

/// How often a text stands in another.
inline std::size_t times(const std::string& text, std::string_view part) {
    std::size_t count = 0;
    for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + part.size())) ++count;
    return count;
}

}  // namespace cbds::attendance_filling
