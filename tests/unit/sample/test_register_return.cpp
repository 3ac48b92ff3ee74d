#include "cbds/error.hpp"
#include "cbds/io/memory_input.hpp"
#include "cbds/sample/register_sample.hpp"
#include "cbds/sample/sample.hpp"
#include "sample/register_deal.hpp"

#include <doctest/doctest.h>

#include <map>
#include <sstream>
#include <string>

namespace cbds::sample_register_return_test {

namespace {

using namespace cbds;
using registers::Enrolment;
using registers::SessionNumber;

using Counts = std::map<std::string, std::uint32_t>;

Counts counted(const Enrolment& enrolment, const registers::Period& period) {
    Counts counts;
    for (SessionNumber session = period.first(); session < period.end(); ++session)
        if (const auto code = enrolment.marks.at(session); code != registers::kNoCode) ++counts[std::string(registers::code_text(code))];
    return counts;
}

registers::SessionTotals window_totals(std::uint32_t possible, const Counts& counts) {
    registers::SessionTotals totals;
    totals.period = {{2027, 1, 1}, {2027, 3, 28}};
    totals.possible = possible;
    for (const auto& [code, sessions] : counts) totals.by_code.emplace_back(*registers::find_code(code), sessions);
    return totals;
}

Enrolment dealt(const registers::SessionTotals& totals, Enrolment enrolment = {}) {
    const sample::SchoolDays days(2026, 2027);
    deal_marks(totals, days, sample::Random(1, 't', 0), enrolment);
    return enrolment;
}

TEST_CASE("sessions are dealt out as they were counted") {
    const Counts counts{{"/", 40}, {"\\", 38}, {"I", 9}, {"L", 3}, {"C1", 2}, {"D", 4}};
    const auto totals = window_totals(92, counts);
    const Enrolment enrolment = dealt(totals);
    CHECK(counted(enrolment, totals.period) == counts);
    for (SessionNumber session = enrolment.marks.first(); session < enrolment.marks.end(); ++session) {
        const std::string_view code = registers::code_text(enrolment.marks.at(session));
        if (code == "/") CHECK(registers::half_of(session) == registers::Half::am);
        if (code == "\\") CHECK(registers::half_of(session) == registers::Half::pm);
        if (!code.empty()) CHECK(registers::weekday_of(session) <= 5);
    }
}

TEST_CASE("possible sessions without a code were attended") {
    const auto totals = window_totals(90, {{"I", 9}, {"O", 1}, {"Y1", 3}});
    CHECK(counted(dealt(totals), totals.period) == Counts{{"/", 40}, {"\\", 40}, {"I", 9}, {"O", 1}, {"Y1", 3}});
}

TEST_CASE("a suspension begins on its first day") {
    Enrolment enrolment;
    enrolment.exclusions = {{2027, 2, 3}, {2027, 3, 10}};
    const auto totals = window_totals(100, {{"/", 46}, {"\\", 45}, {"E", 9}});
    const Enrolment made = dealt(totals, enrolment);
    CHECK(counted(made, totals.period)["E"] == 9);
    for (const registers::Date& day : enrolment.exclusions)
        CHECK(registers::code_text(made.marks.at(registers::session_number(day, registers::Half::am))) == "E");
}

TEST_CASE("marks stay within the time on roll, and days off serve where school days are too few") {
    Enrolment enrolment;
    enrolment.admission = registers::Date{2027, 3, 1};
    enrolment.leaving = registers::Date{2027, 3, 14};
    const auto totals = window_totals(24, {{"/", 12}, {"\\", 12}});
    const Enrolment made = dealt(totals, enrolment);
    CHECK(counted(made, {{2027, 3, 1}, {2027, 3, 14}}) == Counts{{"/", 12}, {"\\", 12}});
    CHECK(counted(made, totals.period) == Counts{{"/", 12}, {"\\", 12}});
}

/// What of a return its marks do not say; empty where they say all.
std::string not_in_marks(schema::Edition edition, const char* phase) {
    sample::SampleOptions options;
    options.edition = edition;
    options.phase = phase;
    options.pupils = 120;
    std::ostringstream text;
    write_sample(schema::Dictionary::built_in(), options, text);
    io::MemoryInput input(text.str(), "return.xml");
    const registers::Register marks = sample::make_register_for_return(schema::Dictionary::built_in(), input, 1);
    std::size_t with_marks = 0;
    for (const Enrolment& enrolment : marks.enrolments) with_marks += !enrolment.marks.empty();
    std::size_t sections = 0;
    const std::string written = text.str();
    for (std::size_t at = written.find("<TermlyAttendance>"); at != std::string::npos; at = written.find("<TermlyAttendance>", at + 1)) ++sections;
    return sections <= with_marks && with_marks > 0 ? "" : std::to_string(sections) + " sections, " + std::to_string(with_marks) + " with marks";
}

TEST_CASE("every pupil with attendance in a return gets marks") {
    for (const schema::Edition edition : {schema::census_edition(2024, schema::Term::spring), schema::census_edition(2025, schema::Term::autumn),
                                          schema::census_edition(2026, schema::Term::summer)})
        for (const char* phase : {"PS", "SS", "SP"}) CHECK(not_in_marks(edition, phase) == "");
}

TEST_CASE("a transfer file is no return") {
    sample::SampleOptions options;
    options.edition = schema::ctf_edition(26);
    options.pupils = 2;
    std::ostringstream text;
    write_sample(schema::Dictionary::built_in(), options, text);
    io::MemoryInput input(text.str(), "transfer.xml");
    CHECK_THROWS_AS((void)sample::make_register_for_return(schema::Dictionary::built_in(), input, 1), InputError);
}

}  // namespace

}  // namespace cbds::sample_register_return_test
