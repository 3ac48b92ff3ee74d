#include "cbds/sample/register_sample.hpp"

#include "cbds/error.hpp"
#include "cbds/identifiers/upn.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <sstream>

namespace cbds::sample_register_sample_test {

namespace {

using namespace cbds;
using registers::Date;
using registers::Enrolment;
using registers::Half;
using registers::Register;
using registers::SessionNumber;

constexpr std::array<const char*, 8> kSampledPhases{"NS", "PS", "MP", "MS", "SS", "AT", "SP", "PR"};

sample::RegisterSampleOptions sampled(const char* phase, std::uint64_t pupils, std::uint32_t schools = 1, std::uint64_t seed = 1) {
    sample::RegisterSampleOptions options;
    options.phase = phase;
    options.pupils = pupils;
    options.schools = schools;
    options.seed = seed;
    options.times = false;
    return options;
}

/// Calls for each mark: enrolment, session, code.
template <typename Take>
void each_mark(const Register& all, Take take) {
    for (const Enrolment& enrolment : all.enrolments)
        for (SessionNumber session = enrolment.marks.first(); session < enrolment.marks.end(); ++session)
            if (const auto code = enrolment.marks.at(session); code != registers::kNoCode) take(enrolment, session, all.code(code));
}

int age_in_august(const Enrolment& enrolment, int year) {
    return identifiers::age_at(*enrolment.birth_date, {static_cast<std::int16_t>(year), 8, 31});
}

/// Rates as the official statistics have them: 5 to 15, of 15-year-olds not the second half of the summer term.
struct SampledRates {
    explicit SampledRates(const Register& all) {
        for (const Enrolment& enrolment : all.enrolments) count(all, enrolment);
    }

    void count(const Register& all, const Enrolment& enrolment) {
        const int age = age_in_august(enrolment, 2026);
        if (age < 5 || age > 15) return;
        std::uint64_t here = 0;
        std::uint64_t missed = 0;
        for (SessionNumber session = enrolment.marks.first(); session < enrolment.marks.end(); ++session) {
            const auto code = enrolment.marks.at(session);
            const auto category = registers::category_of(code, session);
            const Date day = registers::date_of(session);
            if (code == registers::kNoCode || !reference::is_possible(category) || (age == 15 && (day.month == 6 || day.month == 7))) continue;
            ++here;
            missed += registers::is_absent(category);
            auto& [of_session, away] = by_session[static_cast<std::size_t>(2 * (registers::weekday_of(session) - 1) + (session & 1))];
            ++of_session;
            away += registers::is_absent(category);
            auto& [of_month, ill] = by_month[day.month];
            ++of_month;
            ill += all.code(code) == "I";
        }
        possible += here;
        absent += missed;
        ++pupils;
        persistent += 10 * missed >= here;
    }

    [[nodiscard]] double rate() const { return 100.0 * static_cast<double>(absent) / static_cast<double>(possible); }
    [[nodiscard]] double persistently() const { return 100.0 * static_cast<double>(persistent) / static_cast<double>(pupils); }
    [[nodiscard]] static double share(const std::pair<std::uint64_t, std::uint64_t>& of) {
        return static_cast<double>(of.second) / static_cast<double>(of.first);
    }

    std::uint64_t possible = 0, absent = 0, pupils = 0, persistent = 0;
    std::array<std::pair<std::uint64_t, std::uint64_t>, 10> by_session{};
    std::map<int, std::pair<std::uint64_t, std::uint64_t>> by_month;
};

TEST_CASE("sampled pupils are absent about as often as official figures say") {
    struct Official {
        const char* phase;
        std::uint64_t pupils;
        double rate, persistently;
    };
    for (const Official& official : {Official{"PS", 400, 5.3, 13.5}, {"SS", 900, 8.6, 24}, {"SP", 400, 13, 36}}) {
        CAPTURE(std::string(official.phase));
        const SampledRates rates(make_register_sample(sampled(official.phase, official.pupils, 6)));
        CHECK(rates.rate() == doctest::Approx(official.rate).epsilon(0.1));
        CHECK(rates.persistently() == doctest::Approx(official.persistently).epsilon(0.1));
    }
}

TEST_CASE("sampled absence is highest on Friday afternoon, lowest on Wednesday morning, and comes in waves") {
    const SampledRates rates(make_register_sample(sampled("PS", 1500, 8)));
    std::array<double, 10> shares{};
    for (std::size_t place = 0; place < shares.size(); ++place) shares[place] = SampledRates::share(rates.by_session[place]);
    CHECK(std::max_element(shares.begin(), shares.end()) - shares.begin() == 9);
    CHECK(std::min_element(shares.begin(), shares.end()) - shares.begin() == 4);
    const auto ill = [&](int month) { return SampledRates::share(rates.by_month.at(month)); };
    CHECK(ill(12) > 1.5 * ill(9));
    CHECK(ill(11) > 1.3 * ill(9));
    CHECK(ill(2) > 1.3 * ill(4));
}

TEST_CASE("sampled marks stand on weekdays, within the time on roll, with codes of the time") {
    for (const char* phase : kSampledPhases) {
        CAPTURE(std::string(phase));
        for (const int year : {2010, 2023, 2024, 2026}) {
            auto options = sampled(phase, 60, 2, 3);
            options.year = year;
            const Register all = make_register_sample(options);
            std::string wrong;
            const auto note = [&](const std::string& what) {
                if (wrong.find(what) == std::string::npos) wrong += what + '\n';
            };
            each_mark(all, [&](const Enrolment& enrolment, SessionNumber session, std::string_view code) {
                const Date day = registers::date_of(session);
                const auto* row = registers::find_row(enrolment.marks.at(session), day);
                if (row == nullptr || !row->in_force(day)) note("not in force: " + std::string(code));
                if (registers::weekday_of(session) > 5) note("at a weekend");
                if ((code == "/" && registers::half_of(session) == Half::pm) || (code == "\\" && registers::half_of(session) == Half::am))
                    note("other half of the day");
                if (enrolment.on_roll(day) ? code == "Z" : code != "Z") note("on roll: " + std::string(code));
                const int age = age_in_august(enrolment, year);
                if (code == "S" && (age != 15 || day.month != 6)) note("study leave");
                if (code == "X" && identifiers::age_at(*enrolment.birth_date, day) >= 5) note("of compulsory age");
            });
            CHECK(wrong == "");
        }
    }
}

TEST_CASE("on a day with marks every sampled pupil on roll has both") {
    const Register all = make_register_sample(sampled("SS", 150, 3));
    std::map<std::uint32_t, std::set<Date>> days;
    each_mark(all, [&](const Enrolment& enrolment, SessionNumber session, std::string_view) {
        days[enrolment.school].insert(registers::date_of(session));
    });
    std::uint64_t missing = 0;
    for (const Enrolment& enrolment : all.enrolments)
        for (const Date& day : days[enrolment.school])
            for (const Half half : {Half::am, Half::pm})
                missing += enrolment.on_roll(day) && enrolment.marks.at(registers::session_number(day, half)) == registers::kNoCode;
    CHECK(missing == 0);
    CHECK(days[0].size() > 220);
}

TEST_CASE("what befalls sampled pupils rarely befalls some, and has an end") {
    const Register all = make_register_sample(sampled("SS", 1000, 4));
    std::map<std::string, std::uint64_t> codes;
    each_mark(all, [&](const Enrolment&, SessionNumber, std::string_view code) { ++codes[std::string(code)]; });
    for (const char* code : {"/", "\\", "L", "K", "V", "P", "W", "B", "D", "C1", "M", "J1", "S", "C2", "C",
                             "T", "R", "I", "E", "Y1", "Y2", "Y3", "Y4", "Y7", "G", "O", "U", "Z", "#"})
        CHECK_MESSAGE(codes[code] > 0, std::string(code));
    CHECK(codes["H"] + codes["J"] + codes["Y"] == 0);
    for (const Enrolment& enrolment : all.enrolments) {
        std::size_t suspended = 0;
        std::set<int> weeks;  // of a part-time timetable
        for (SessionNumber session = enrolment.marks.first(); session < enrolment.marks.end(); ++session) {
            const std::string_view code = all.code(enrolment.marks.at(session));
            suspended += code == "E";
            if (code == "C2") weeks.insert((session / 2 + 3) / 7);
        }
        CHECK(suspended <= 10 * enrolment.exclusions.size());
        CHECK(suspended >= enrolment.exclusions.size());
        CHECK(weeks.size() <= 4);
    }
}

TEST_CASE("who is elsewhere in a sample is on another roll, and who moves comes to another school") {
    const Register all = make_register_sample(sampled("SS", 600, 3));
    std::map<std::string, std::vector<const Enrolment*>> rolls;
    for (const Enrolment& enrolment : all.enrolments) rolls[enrolment.upn].push_back(&enrolment);
    std::size_t dual = 0;
    std::size_t moved = 0;
    for (const auto& [upn, stays] : rolls) {
        REQUIRE(stays.size() <= 2);
        CHECK(identifiers::check_upn(upn) == identifiers::UpnFault::none);
        if (stays.size() < 2) continue;
        REQUIRE(stays[0]->school != stays[1]->school);
        CHECK(stays[0]->birth_date == stays[1]->birth_date);
        if (stays[0]->main_dual) {
            CHECK(*stays[0]->main_dual != *stays[1]->main_dual);
            ++dual;
        } else {
            ++moved;
            const bool forward = stays[0]->leaving.has_value();
            CHECK((forward ? *stays[0]->leaving < *stays[1]->admission : *stays[1]->leaving < *stays[0]->admission));
        }
    }
    CHECK(dual > 5);
    CHECK(moved > 5);
    each_mark(all, [&](const Enrolment& enrolment, SessionNumber session, std::string_view code) {
        if (code != "D") return;
        const auto& stays = rolls[enrolment.upn];
        REQUIRE(stays.size() == 2);
        const Enrolment& other = *stays[stays[0] == &enrolment ? 1 : 0];
        CHECK(all.code(other.marks.at(session)) != "D");
    });
}

TEST_CASE("in a large sampled school somebody is always away or late") {
    for (const std::uint64_t seed : {1, 2, 3, 4, 5}) {
        const Register all = make_register_sample(sampled("PS", 55, 1, seed));
        std::map<SessionNumber, std::set<std::string_view>> codes;
        each_mark(all, [&](const Enrolment&, SessionNumber session, std::string_view code) { codes[session].insert(code); });
        CHECK(std::count_if(codes.begin(), codes.end(), [](const auto& of) {
            return of.second.size() == 1 && (*of.second.begin() == "/" || *of.second.begin() == "\\");
        }) == 0);
    }
}

TEST_CASE("sampled schools have numbers, authorities and trusts of their own") {
    const Register all = make_register_sample(sampled("PS", 1, 1000));
    std::set<std::string> urns, numbers;
    std::map<std::string, std::set<std::string>> trusts_of, authorities_of;
    for (const registers::School& school : all.schools) {
        urns.insert(school.urn);
        numbers.insert(school.laestab);
        trusts_of[school.la_code].insert(school.trust_id);
        authorities_of[school.trust_id].insert(school.la_code);
    }
    CHECK(urns.size() == 1000);
    CHECK(numbers.size() == 1000);
    CHECK(trusts_of.begin()->second.size() > 1);
    CHECK(authorities_of.begin()->second.size() > 1);
    CHECK_THROWS_AS((void)make_register_sample(sampled("PS", 1, 1001)), UsageError);
    CHECK_THROWS_AS((void)make_register_sample(sampled("PS", 0)), UsageError);
    CHECK_THROWS_AS((void)make_register_sample(sampled("XX", 1)), UsageError);
}

/// Everything that a sample is made of, in one text.
std::string in_one_text(const Register& all) {
    std::ostringstream text;
    for (const Enrolment& enrolment : all.enrolments) {
        text << all.schools[enrolment.school].urn << enrolment.upn << enrolment.surname << identifiers::write_date(*enrolment.birth_date);
        for (const registers::CodeId code : enrolment.marks.codes()) text << all.code(code);
    }
    return text.str();
}

TEST_CASE("the same seed makes the same registers, another one others") {
    const std::string text = in_one_text(make_register_sample(sampled("MP", 20, 2)));
    CHECK(text == in_one_text(make_register_sample(sampled("MP", 20, 2))));
    CHECK(text != in_one_text(make_register_sample(sampled("MP", 20, 2, 2))));
}

TEST_CASE("a sample of some days is that of the year as it stood then") {
    const Register year = make_register_sample(sampled("SS", 300));
    auto options = sampled("SS", 300);
    options.period = registers::Period{{2026, 11, 2}, {2026, 11, 20}};
    const Register days = make_register_sample(options);
    std::map<std::string, const Enrolment*> by_upn;
    for (const Enrolment& enrolment : year.enrolments) by_upn[enrolment.upn] = &enrolment;
    std::map<std::string, int> differences;
    each_mark(days, [&](const Enrolment& enrolment, SessionNumber session, std::string_view code) {
        CHECK(options.period->holds(session));
        if (year.code(by_upn.at(enrolment.upn)->marks.at(session)) != code) ++differences[std::string(code)];
    });
    CHECK(differences["N"] > 0);
    options.period = registers::Period{{2025, 9, 1}, {2026, 7, 31}};
    CHECK_THROWS_AS((void)make_register_sample(options), UsageError);
    differences.erase("N");
    differences.erase("O");
    CHECK(differences == std::map<std::string, int>{});
}

TEST_CASE("sampled marks of an unknown reason are explained within five school days, others changed after more than a week") {
    auto options = sampled("SS", 400);
    options.times = true;
    std::vector<sample::EarlierMark> earlier;
    const Register all = make_register_sample(options, &earlier);
    CHECK(std::is_sorted(earlier.begin(), earlier.end(), [](const auto& a, const auto& b) {
        return std::pair(a.enrolment, a.session) < std::pair(b.enrolment, b.session);
    }));
    std::map<std::string, std::size_t> changed;
    for (const sample::EarlierMark& mark : earlier) {
        const registers::MarkDetail* detail = all.enrolments[mark.enrolment].detail(mark.session);
        REQUIRE(detail != nullptr);
        CHECK(mark.recorded_at < detail->recorded_at);
        CHECK(mark.recorded_at / 86'400 == mark.session / 2);
        const std::int64_t days = detail->recorded_at / 86'400 - mark.session / 2;
        ++changed[std::string(all.code(mark.code)) + (days > 7 ? " outside" : " inside")];
    }
    CHECK(changed["N inside"] > 1000);
    CHECK(changed["O outside"] > 20);
    CHECK(changed["O inside"] < changed["O outside"] / 2);
    each_mark(all, [&](const Enrolment& enrolment, SessionNumber session, std::string_view code) {
        if (code == "N") CHECK(registers::date_of(session) > Date{2027, 7, 12});
        const registers::MarkDetail* detail = enrolment.detail(session);
        CHECK(detail->recorded_at >= std::int64_t{86'400} * (session / 2));
        CHECK((code == "L" || code == "U") == (detail->minutes_late > 0));
    });
}

TEST_CASE("marks with times are a row for each time a mark was recorded") {
    auto options = sampled("PS", 30, 2);
    std::ostringstream out;
    write_marks_with_times(options, out);
    std::vector<sample::EarlierMark> earlier;
    const Register all = make_register_sample(options, &earlier);
    const std::string text = out.str();
    CHECK(text.starts_with("school_urn,upn,session_date,session,code,minutes_late,recorded_at\n"));
    CHECK(static_cast<std::uint64_t>(std::count(text.begin(), text.end(), '\n')) == 1 + all.marks_read + earlier.size());
}

TEST_CASE("a sampled calendar names the holidays of all and the training days of each school") {
    std::ostringstream out;
    write_sample_calendar(sampled("PS", 1, 2), out);
    const std::string text = out.str();
    CHECK(text.starts_with("scope,session_date,session,status\nnational,2026-08-03,,holiday\n"));
    std::size_t inset = 0;
    for (std::size_t at = text.find("inset"); at != std::string::npos; at = text.find("inset", at + 1)) ++inset;
    CHECK(inset >= 8);
    CHECK(inset <= 10);
}

}  // namespace

}  // namespace cbds::sample_register_sample_test
