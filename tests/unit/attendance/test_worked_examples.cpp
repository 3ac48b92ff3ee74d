#include "figures_help.hpp"

#include <doctest/doctest.h>

#include <charconv>
#include <fstream>
#include <map>
#include <sstream>

namespace cbds::attendance_worked_examples_test {

using namespace cbds::attendance;
using namespace cbds::attendance::test_figures;

namespace {

using DailyRow = std::map<std::string, std::string>;

/// A published file. Its cells have no quotation marks.
std::vector<DailyRow> daily_rows(const std::string& name) {
    std::ifstream in(CBDS_SOURCE_DIR "/tests/data/attendance/" + name);
    REQUIRE(in);
    const auto cells = [](const std::string& line) {
        std::vector<std::string> result;
        std::istringstream text(line);
        for (std::string cell; std::getline(text, cell, ',');) result.push_back(cell);
        return result;
    };
    std::string line;
    std::getline(in, line);
    const auto heading = cells(line);
    std::vector<DailyRow> rows;
    while (std::getline(in, line)) {
        const auto row = cells(line);
        REQUIRE(row.size() == heading.size());
        for (std::size_t i = 0; i < row.size(); ++i) (i == 0 ? rows.emplace_back() : rows.back())[heading[i]] = row[i];
    }
    return rows;
}

std::uint32_t number(const DailyRow& row, const std::string& column) {
    const std::string& text = row.at(column);
    std::uint32_t value = 0;
    REQUIRE(std::from_chars(text.data(), text.data() + text.size(), value).ptr == text.data() + text.size());
    return value;
}

const std::map<std::string, std::string>& reason_columns() {
    static const std::map<std::string, std::string> columns{
        {"/", "reason_present_am"}, {"\\", "reason_present_pm"}, {"L", "reason_l_present_late_before_registers_closed"},
        {"I", "reason_i_authorised_illness"}, {"M", "reason_m_authorised_medical_dental"}, {"R", "reason_r_authorised_religious_observance"},
        {"S", "reason_s_authorised_study_leave"}, {"T", "reason_t_authorised_grt_absence"}, {"H", "reason_h_authorised_holiday"},
        {"E", "reason_e_authorised_excluded"}, {"C", "reason_c_authorised_other"}, {"B", "reason_b_aea_education_off_site"},
        {"D", "reason_d_aea_dual_registration"}, {"J", "reason_j_aea_interview"}, {"P", "reason_p_aea_approved_sporting_activity"},
        {"V", "reason_v_aea_educational_visit_trip"}, {"W", "reason_w_aea_work_experience"}, {"G", "reason_g_unauthorised_holiday"},
        {"U", "reason_u_unauthorised_late_after_registers_closed"}, {"O", "reason_o_other_unauthorised"}, {"N", "reason_n_no_reason_yet"},
        {"X", "reason_x_not_attending_covid_non_compulsory"}, {"Z", "reason_z_not_attending_not_on_roll"},
        {"Y", "reason_y_not_attending_enforced_closure"}, {"#", "reason_not_attending_planned_closed"}, {"F", "reason_f_legacy_family_holiday"}};
    return columns;
}

/// A register with as many marks of each code on the day as the row has, pupil after pupil.
Register register_of(const DailyRow& row) {
    const Date date = cbds::identifiers::parse_date(row.at("attendance_date")).value();
    Maker maker;
    maker.all.schools.resize(1);
    for (const auto& [text, column] : reason_columns()) {
        if (row.count(column) == 0) continue;
        for (std::uint32_t i = number(row, column); i > 0; --i) {
            Enrolment& enrolment = maker.all.enrolments.emplace_back();
            enrolment.pupil_id = "x";
            enrolment.marks.set(session_number(date, text == "\\" ? cbds::registers::Half::pm : cbds::registers::Half::am), code(text));
        }
    }
    return std::move(maker.all);
}

/// Counts and compares. @param x_is_authorised  how many X marks the row has among its authorised absence
void check_row(const DailyRow& row, std::uint32_t x_is_authorised) {
    CAPTURE(row.at("la_name"));
    FigureOptions options = with_jobs(2);
    options.alerts = options.spells = options.patterns = false;
    const Sessions total = count(register_of(row), options).total;
    CHECK(total.present == number(row, "present_sessions"));
    CHECK(total.approved == number(row, "approved_educational_activity"));
    CHECK(total.attended() == number(row, "overall_attendance"));
    CHECK(total.authorised + x_is_authorised == number(row, "authorised_absence"));
    CHECK(total.unauthorised == number(row, "unauthorised_absence"));
    CHECK(total.absent() + x_is_authorised == number(row, "overall_absence"));
    CHECK(total.possible + x_is_authorised == number(row, "possible_sessions"));
    CHECK(total.late == number(row, "late_sessions"));
}

/// The schools' register of a pupil with so many sessions, the last ones absent.
Sessions with_absences(int possible, int absent) {
    Sessions sessions;
    for (int i = 0; i < possible; ++i) sessions.add(code(i < possible - absent ? "/" : "I"), 40000 + i);
    return sessions;
}

}  // namespace

TEST_CASE("published rows of autumn 2023 follow from their marks: D, Y, Z and # are no possible sessions") {
    const auto rows = daily_rows("daily_2023_autumn.csv");
    REQUIRE(rows.size() == 5);
    for (const DailyRow& row : rows) check_row(row, 0);
}

TEST_CASE("published rows of September 2022 follow from their marks, but for X, which was among authorised absence then") {
    const auto rows = daily_rows("daily_2022-09-12.csv");
    REQUIRE(rows.size() == 3);
    for (const DailyRow& row : rows) check_row(row, number(row, "reason_x_not_attending_covid_non_compulsory"));
}

TEST_CASE("Newham's primary schools on 12 September 2022") {
    const auto rows = daily_rows("daily_2022-09-12.csv");
    const Sessions total = count(register_of(rows[0]), with_jobs(1)).total;
    CHECK(total.present == 34933);
    CHECK(total.approved == 192);
    CHECK(total.attended() == 35125);
    CHECK(total.authorised == 837);  // published: 848, with 11 marks of X
    CHECK(total.unauthorised == 1571);
    CHECK(total.late == 398);
    CHECK(total.not_required == 12 + 11);
    CHECK(total.possible + 11 == 37544);
    CHECK(percent(total.attended(), 37544, 4) == doctest::Approx(93.5569));
    CHECK(percent(2419, 37544, 4) == doctest::Approx(6.4431));
    CHECK(percent(668, 37544, 4) == doctest::Approx(1.7792));
}

TEST_CASE("persistent absence is 10 percent, the boundary included, severe absence 50") {
    CHECK(with_absences(190, 19).persistent());
    CHECK_FALSE(with_absences(189, 18).persistent());
    CHECK(with_absences(10, 1).persistent());
    CHECK_FALSE(with_absences(11, 1).persistent());
    CHECK(with_absences(190, 95).severe());
    CHECK_FALSE(with_absences(190, 94).severe());
    CHECK_FALSE(Sessions{}.persistent());
    CHECK_FALSE(Sessions{}.severe());
}

TEST_CASE("percentages are rounded half up") {
    CHECK(percent(5142, 24873, 2) == 20.67);
    CHECK(percent(1, 8, 2) == 12.5);
    CHECK(percent(1, 800, 2) == 0.13);     // 0.125
    CHECK(percent(1005, 100000, 2) == 1.01);  // 1.005, which no binary fraction is
    CHECK(percent(10049, 1000000, 2) == 1.0);
    CHECK(percent(1, 3, 0) == 33);
    CHECK(percent(2, 3, 1) == 66.7);
    CHECK(percent(0, 3, 2) == 0.0);
    CHECK(percent(3, 3, 2) == 100.0);
    CHECK_FALSE(percent(0, 0, 2));
}

}  // namespace cbds::attendance_worked_examples_test
