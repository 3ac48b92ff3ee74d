#include "attendance/own_school.hpp"
#include "filling.hpp"

#include <doctest/doctest.h>

namespace cbds::own_school_test {

using namespace attendance_filling;
using attendance::OwnSchool;
using attendance::OwnSchools;
using attendance::schools_of;

const OwnSchool kBoth{"123456", "2013999", {}};
const OwnSchool kUrn{"123456", {}, {}};
const OwnSchool kNumber{{}, "2013999", {}};

struct Numbers {
    const char* urn;
    const char* laestab;
};

Register schools(const std::vector<Numbers>& numbers) {
    Register all;
    for (const Numbers& each : numbers) {
        registers::School& school = all.schools.emplace_back();
        school.urn = each.urn;
        school.laestab = each.laestab;
    }
    return all;
}

TEST_CASE("a school is the document's by its URN, else by its other number") {
    const Register all = schools({{"123456", ""}, {"", "2013999"}, {"654321", "2013999"}, {"", "2013000"}});
    CHECK_EQ(schools_of(all, kBoth).is_own, std::vector<bool>{true, true, false, false});
    CHECK_EQ(schools_of(all, kUrn).is_own, std::vector<bool>{true, false, false, false});
    CHECK_EQ(schools_of(all, kNumber).is_own, std::vector<bool>{false, true, true, false});
    CHECK(schools_of(all, kBoth).taken.empty());
}

TEST_CASE("a school without a number is taken for the document's, and the only one if its number is of another kind: that is told") {
    CHECK_EQ(schools_of(schools({{"", ""}, {"654321", ""}}), kBoth).is_own, std::vector<bool>{true, false});
    CHECK(schools_of(schools({{"", ""}}), kBoth).taken.empty());
    const OwnSchools other = schools_of(schools({{"654321", ""}}), kNumber);
    CHECK_EQ(other.is_own, std::vector<bool>{true});
    CHECK_EQ(other.taken, "URN 654321");
    CHECK_EQ(schools_of(schools({{"", "2013000"}}), kUrn).taken, "LAESTAB 2013000");
    CHECK_EQ(schools_of(schools({{"654321", ""}, {"", "2013000"}}), kUrn).is_own, std::vector<bool>{false, false});
    CHECK_EQ(schools_of(schools({{"654321", ""}}), kBoth).is_own, std::vector<bool>{false});
    CHECK_EQ(schools_of(schools({{"654\x1B[2J", ""}}), OwnSchool{}).taken, "URN 654?[2J");
}

TEST_CASE("enrolments of a UPN stand in the order of schools, not of files") {
    RegisterBuilder builder;
    for (const auto school : {builder.school_at("2013999"), builder.school("222222"), builder.school("111111")})
        static_cast<void>(builder.enrolment(school, {}, "A1"));
    static_cast<void>(builder.enrolment(builder.school("222222"), {}, "B1"));
    const Register all = builder.finish();
    const attendance::EnrolmentsByUpn by_upn(all, nullptr);
    const auto keys = [&](const std::vector<std::uint32_t>& places) {
        std::string text;
        for (const std::uint32_t place : places) text += all.schools[all.enrolments[place].school].urn + all.enrolments[place].upn + ' ';
        return text;
    };
    CHECK_EQ(keys(by_upn.find("A1")), "111111A1 222222A1 A1 ");
    CHECK_EQ(keys(by_upn.find("B1", "A1")), "222222B1 111111A1 222222A1 A1 ");
    CHECK_EQ(by_upn.find("B1", "B1").size(), 1);
    CHECK(by_upn.find("C1", {}).empty());
}

}  // namespace cbds::own_school_test
