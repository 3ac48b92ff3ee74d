#include "attendance/joined_enrolment.hpp"
#include "filling.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>

namespace cbds::joined_enrolment_test {

using namespace attendance_filling;
using attendance::joined_enrolment;
using Places = std::array<std::uint32_t, 3>;

/// Three enrolments of a pupil, two days of marks each.
Register three() {
    RegisterBuilder builder;
    const auto school = builder.school("123456");
    mark_days(builder, builder.enrolment(school, {}, "A1"), day(2025, 9, 8), {{"I", "N"}, {"/", "-"}});
    mark_days(builder, builder.enrolment(school, {}, "B1"), day(2025, 9, 8), {{"M", "\\"}, {"D", "??"}});
    mark_days(builder, builder.enrolment(school, {}, "C1"), day(2024, 9, 9), {{"/", ""}, {}});
    return builder.finish();
}

TEST_CASE("of two marks for one session the better one is kept, of two equal ones the first") {
    const Register all = three();
    const auto marks_of = [&](const Places& places) {
        const registers::Enrolment joined = joined_enrolment(all, places);
        std::string text;
        for (const Date date : {day(2024, 9, 9), day(2025, 9, 8), day(2025, 9, 9)})
            for (const Half half : {Half::am, Half::pm}) text += all.code(joined.marks.at(registers::session_number(date, half)));
        return text;
    };
    CHECK_EQ(marks_of({0, 1, 2}), "/-I\\/??");
    CHECK_EQ(marks_of({2, 1, 0}), "/-M\\/??");
    CHECK(joined_enrolment(all, {}).marks.empty());
}

TEST_CASE("the days on the roll are those of all that tell them; an open end is one") {
    Register all = three();
    all.enrolments[0].admission = day(2020, 9, 1);
    all.enrolments[0].leaving = day(2025, 10, 1);
    const registers::Enrolment told = joined_enrolment(all, Places{2, 0, 1});
    CHECK_EQ(told.upn, "C1");
    CHECK_EQ(told.admission, day(2020, 9, 1));
    CHECK_EQ(told.leaving, day(2025, 10, 1));
    all.enrolments[1].admission = day(2025, 10, 2);
    all.enrolments[1].birth_date = day(2015, 1, 2);
    all.enrolments[2].boarder = true;
    const registers::Enrolment open = joined_enrolment(all, Places{0, 1, 2});
    CHECK_EQ(open.admission, day(2020, 9, 1));
    CHECK_FALSE(open.leaving);
    CHECK_EQ(open.birth_date, day(2015, 1, 2));
    CHECK(open.boarder);
    all.enrolments[1].leaving = day(2025, 12, 1);
    CHECK_EQ(joined_enrolment(all, Places{1, 0, 2}).leaving, day(2025, 12, 1));
}

}  // namespace cbds::joined_enrolment_test
