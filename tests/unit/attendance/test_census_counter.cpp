#include "cbds/error.hpp"
#include "filling.hpp"

#include <doctest/doctest.h>

namespace cbds::census_counter_test {

using namespace attendance_filling;
using attendance::CensusCounter;
using attendance::CensusPupil;
using attendance::CensusSections;
using schema::census_edition;
using schema::Term;

using Days = std::vector<std::pair<std::string, std::string>>;

/// The marks of one pupil.
registers::Marks marks_of(Date from, const Days& days) {
    RegisterBuilder builder;
    const auto pupil = builder.enrolment(builder.school("123456"), {}, "A1");
    mark_days(builder, pupil, from, days);
    return builder.finish().enrolments.at(0).marks;
}

TEST_CASE("a section counts possible sessions by what a code is on its day, and lists every code since autumn 2020") {
    const CensusCounter spring(dictionary(), census_edition(2026, Term::spring));
    const auto marks = marks_of(day(2025, 9, 8), {{"/", "\\"}, {"I", "I"}, {"J1", "D"}, {"B", "X"}, {"#", "#"}});
    const CensusSections found = spring.count(marks, {});
    REQUIRE_EQ(found.sections.size(), 1);
    CHECK_EQ(found.sections[0].possible, 6);
    const std::map<std::string, std::uint32_t> listed{{"#", 2}, {"/", 1}, {"\\", 1}, {"B", 1}, {"D", 1}, {"I", 2}, {"J1", 1}, {"X", 1}};
    CHECK_EQ(found.sections[0].by_code, listed);
    CHECK_EQ(found.not_listed, 0);
}

TEST_CASE("before autumn 2020 codes of presence are no part of a section; those of sessions that do not count are") {
    const CensusCounter summer(dictionary(), census_edition(2020, Term::summer));
    const CensusSections found = summer.count(marks_of(day(2020, 1, 6), {{"/", "\\"}, {"L", "I"}, {"X", "#"}, {"V", "Y"}}), {});
    REQUIRE_EQ(found.sections.size(), 1);
    CHECK_EQ(found.sections[0].possible, 5);
    CHECK_EQ(found.sections[0].by_code, std::map<std::string, std::uint32_t>{{"#", 1}, {"I", 1}, {"X", 1}, {"Y", 1}});
    CHECK_EQ(found.not_listed, 0);
}

TEST_CASE("the day before 19 August 2024 and the day itself: J is attendance, J1 is absence; a code that the edition lacks is not listed") {
    const CensusCounter autumn(dictionary(), census_edition(2024, Term::autumn));
    const CensusSections before = autumn.count(marks_of(day(2024, 4, 15), {{"J", "J1"}}), {});
    REQUIRE_EQ(before.sections.size(), 1);
    CHECK_EQ(before.sections[0].possible, 2);
    CHECK_EQ(before.sections[0].by_code, std::map<std::string, std::uint32_t>{{"J", 1}});
    CHECK_EQ(before.not_listed, 1);
    const CensusCounter spring(dictionary(), census_edition(2025, Term::spring));
    const CensusSections both = spring.count(marks_of(day(2024, 8, 18), {{"J", "H"}, {"J1", "K"}}), {});
    REQUIRE_EQ(both.sections.size(), 1);
    CHECK_EQ(both.sections[0].by_code, std::map<std::string, std::uint32_t>{{"H", 1}, {"J", 1}, {"J1", 1}, {"K", 1}});
}

TEST_CASE("windows: their first and last days are in, the days beside them are not; autumn has two") {
    const CensusCounter spring(dictionary(), census_edition(2026, Term::spring));
    CHECK_EQ(spring.count(marks_of(day(2025, 7, 31), {{"/", "\\"}, {"/", "I"}}), {}).sections.at(0).possible, 2);
    CHECK_EQ(spring.count(marks_of(day(2025, 12, 31), {{"/", "\\"}, {"/", "I"}}), {}).sections.at(0).possible, 2);
    const CensusCounter autumn(dictionary(), census_edition(2026, Term::autumn));
    const auto halves = autumn.count(marks_of(day(2026, 5, 22), {{"/", "\\"}, {}, {}, {"I", "I"}}), {}).sections;
    REQUIRE_EQ(halves.size(), 2);
    CHECK_FALSE(halves[0].second_half);
    CHECK_EQ(halves[0].possible, 2);
    CHECK_FALSE(halves[0].by_code.contains("I"));
    CHECK(halves[1].second_half);
    CHECK_EQ(halves[1].by_code, std::map<std::string, std::uint32_t>{{"I", 2}});
}

TEST_CASE("pupils of 4 to 15 on 31 August who do not board are wanted") {
    const CensusCounter spring(dictionary(), census_edition(2026, Term::spring));
    const auto wants = [&](Date born) { return spring.wants({born, {}, {}, false}); };
    CHECK(wants(day(2021, 8, 31)));        // 4 on the day
    CHECK_FALSE(wants(day(2021, 9, 1)));
    CHECK(wants(day(2009, 9, 1)));         // 15 on the day
    CHECK_FALSE(wants(day(2009, 8, 31)));
    CHECK(spring.wants({}));               // not known
    CHECK_FALSE(spring.wants({day(2015, 1, 1), {}, {}, true}));
}

TEST_CASE("the summer term of a pupil who is 4 since is not asked for: the pupil was not in reception then") {
    const CensusCounter autumn(dictionary(), census_edition(2026, Term::autumn));
    const CensusPupil four{day(2022, 3, 1), {}, {}, false};
    CHECK(autumn.wants(four));
    CHECK_FALSE(autumn.asks(four, false));
    CHECK(autumn.asks({day(2021, 3, 1), {}, {}, false}, false));
    CHECK(CensusCounter(dictionary(), census_edition(2027, Term::spring)).asks(four, false));
    CHECK_FALSE(CensusCounter(dictionary(), census_edition(2027, Term::spring)).asks(four, true));
}

TEST_CASE("marks of days off the roll, weekends' closures and pupils to come make no section") {
    const CensusCounter spring(dictionary(), census_edition(2026, Term::spring));
    const auto marks = marks_of(day(2025, 9, 8), {{"/", "\\"}, {"I", "\\"}, {"/", "\\"}, {"Z", "Z"}, {"#", "#"}, {"#", "#"}});
    const CensusSections cut = spring.count(marks, {{}, day(2025, 9, 9), day(2025, 9, 9), false});
    REQUIRE_EQ(cut.sections.size(), 1);
    CHECK_EQ(cut.sections[0].possible, 2);
    CHECK_EQ(cut.off_roll, 4);
    CHECK_EQ(spring.count(marks, {}).sections.at(0).by_code.at("#"), 2);  // of the Friday, not of the Saturday
    CHECK(spring.count(marks_of(day(2025, 9, 8), {{"Z", "#"}}), {}).sections.empty());
    CHECK(spring.count({}, {}).sections.empty());
    CHECK_EQ(spring.count(marks_of(day(2025, 9, 8), {{"D", "D"}}), {}).sections.at(0).possible, 0);
    CHECK_EQ(spring.count(marks_of(day(2025, 9, 8), {{"?", "/"}}), {}).not_listed, 1);
}

TEST_CASE("an edition whose windows are not known is refused") {
    CHECK_THROWS_AS(CensusCounter(dictionary(), census_edition(2031, Term::spring)), UsageError);
    CHECK_THROWS_AS(CensusCounter(dictionary(), schema::ctf_edition(26)), UsageError);
}

TEST_CASE("registers without a return become a table") {
    RegisterBuilder builder;
    const auto school = builder.school("123456");
    const auto left = builder.enrolment(school, {}, "A1");
    mark_days(builder, left, day(2025, 9, 8), {{"/", "I"}});
    builder.enrolment_at(left).leaving = day(2025, 12, 1);
    const auto other = builder.enrolment(school, "77", {});
    mark_days(builder, other, day(2025, 9, 8), {{"U", "\\"}});
    std::ostringstream out;
    attendance::write_census_csv(dictionary(), builder.finish(), census_edition(2026, Term::spring), out);
    const std::string text = out.str();
    CHECK_EQ(text.substr(0, text.find('\n')),
             "school,upn,roll,section,possible,/,\\,L,B,K,P,V,W,C,C1,C2,D,E,I,J1,M,Q,R,S,T,X,Y1,Y2,Y3,Y4,Y5,Y6,Y7,G,N,O,U,Z,#");
    CHECK_NE(text.find("\n123456,A1,off,TermlyAttendance,2,1,,,,,,,,,,,,,1,"), std::string::npos);
    CHECK_NE(text.find("\n123456,77,on,TermlyAttendance,2,,1,"), std::string::npos);
}

TEST_CASE("the table masks UPNs and numbers of sessions, and a spreadsheet finds no formula in it") {
    RegisterBuilder builder;
    mark_days(builder, builder.enrolment(builder.school("=1"), "@7", {}), day(2025, 9, 8), {{"/", "I"}});
    const Register all = builder.finish();
    const auto written = [&](attendance::CensusMasking masking) {
        std::ostringstream out;
        attendance::write_census_csv(dictionary(), all, census_edition(2026, Term::spring), out, masking);
        return out.str();
    };
    CHECK_NE(written(attendance::CensusMasking::none).find("\n'=1,'@7,on,TermlyAttendance,2,1,"), std::string::npos);
    const std::string masked = written(attendance::CensusMasking::all);
    CHECK_NE(masked.find("\n'=1,,on,TermlyAttendance,***,***,,"), std::string::npos);
    CHECK_EQ(times(masked, "***"), 3);
}

}  // namespace cbds::census_counter_test
