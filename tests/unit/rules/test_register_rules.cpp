/// Borders of rules on registers which the examples of the rules do not reach, and that one number at many schools is looked at once.

#include "cbds/error.hpp"
#include "cbds/register/builder.hpp"
#include "cbds/rules/register_validator.hpp"
#include "cbds/sample/register_example.hpp"
#include "rules/validation.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace cbds::rules_register_rules_test {

using namespace cbds;
using registers::Half;
using registers::RegisterBuilder;

namespace {

test::Validation check_rule(const registers::Register& all, const std::string& code, std::optional<identifiers::Date> reference = std::nullopt) {
    rules::RegisterValidateOptions options;
    const std::vector<std::string> select{code};
    options.selection = rules::Selection(select, {});
    options.reference_date = reference;
    test::Validation found;
    rules::RunSummary run;
    std::vector<rules::FileSummary> files;
    rules::validate_register(all, options, found, run, files);
    return found;
}

/// What a rule finds in the register of the examples with these edits.
std::vector<rules::Finding> found_with(const std::string& code, const std::string& edits) {
    const sample::ExampleCase example{code, "register", "", edits, "", sample::Outcome::passes};
    const sample::RegisterExample made = sample::make_register_example(schema::Dictionary::built_in(), example);
    return check_rule(made.read, code, made.reference_date).findings;
}

bool finds(const std::string& code, const std::string& edits) { return !found_with(code, edits).empty(); }

/// A pupil with one number at several schools, with the same code on some days of September 2026 at each.
class ManySchools {
public:
    ManySchools() : builder_(registers::ConflictPolicy::last, true) {}

    ManySchools& school(const std::string& urn, int from, int until, std::string_view code) {
        const std::uint32_t pupil = builder_.enrolment(builder_.school(urn), "", "C201399919001");
        for (int day = from; day <= until; ++day) {
            registers::ReadMark mark;
            mark.session = registers::session_number({2026, 9, static_cast<std::uint8_t>(day)}, Half::am);
            mark.code = builder_.code(code);
            builder_.mark(pupil, mark);
        }
        return *this;
    }

    registers::Register finish() { return builder_.finish(); }

private:
    RegisterBuilder builder_;
};

}  // namespace

TEST_CASE("REG001, REG003, REG004: a mark that was left out is an error, so that nobody calls the register ready") {
    using Kind = registers::Incident::Kind;
    for (const auto& [code, kind] : {std::pair("REG001", Kind::unreadable_date), {"REG003", Kind::no_pupil}, {"REG004", Kind::unknown_code_id}}) {
        RegisterBuilder builder;
        static_cast<void>(builder.file("marks.csv"));
        builder.incident({kind, registers::Incident::kNoEnrolment, 0, 2, 0, "x", "code"});
        const test::Validation found = check_rule(builder.finish(), code);
        REQUIRE(found.findings.size() == 1);
        CHECK(found.findings[0].severity == rules::Severity::error);
    }
}

TEST_CASE("REG101: a code that a system had below another one in 2020 to 2022 has that one as what is expected") {
    const auto expected = [](const std::string& code) {
        const auto findings = found_with("REG101", "mark=1:2026-09-08:AM:" + code);
        return findings.empty() ? std::string("nothing") : findings.front().expected;
    };
    CHECK(expected("X02") == "X");
    CHECK(expected("X07") == "X");
    CHECK(expected("X08") == "");
    CHECK(expected("I01") == "I");
    CHECK(expected("I03") == "");
    CHECK(expected("X01") == "nothing");
}

TEST_CASE("REG103: that a code of August 2024 stands too early is certain, whatever it counts as") {
    for (const std::string code : {"Q", "Y1", "K"}) {
        CAPTURE(code);
        const auto findings = found_with("REG103", "days=2024-08-14..2024-08-23; mark=1:2024-08-16:AM:" + code);
        REQUIRE(findings.size() == 1);
        CHECK(findings[0].severity == rules::Severity::error);
    }
}

TEST_CASE("REG305: a day at the other school ends five days") {
    const std::string around = "mark=1:2026-09-07..2026-09-16:both:E; mark=1:2026-09-11:both:";
    CHECK_FALSE(finds("REG305", around + "D"));
    CHECK(finds("REG305", around + "Y2"));
}

TEST_CASE("REG307: the other school has to have the pupil on roll in that session") {
    const auto apart = ManySchools().school("999001", 7, 9, "D").school("999002", 9, 11, "D").finish();
    const auto findings = check_rule(apart, "REG307").findings;
    REQUIRE(findings.size() == 2);
    CHECK(findings[0].message == "no other school of the data has the pupil on roll then, on 2 sessions from 2026-09-07 AM to 2026-09-08 AM");
    CHECK(findings[1].message == "no other school of the data has the pupil on roll then, on 2 sessions from 2026-09-10 AM to 2026-09-11 AM");
    CHECK(check_rule(ManySchools().school("999001", 7, 9, "D").school("999002", 7, 9, "/").finish(), "REG307").findings.empty());
}

TEST_CASE("REG401, REG104: the place of a finding on a school is a mark of that school") {
    RegisterBuilder builder(registers::ConflictPolicy::last, true);
    static_cast<void>(builder.file("marks.csv"));
    std::uint32_t line = 1;
    for (const char* urn : {"999001", "999002"})
        for (int pupil = 0; pupil < 10; ++pupil) {
            registers::ReadMark mark;
            mark.session = registers::session_number({2026, 9, 7}, Half::am);
            mark.code = builder.code("N");
            mark.detail.line = ++line;
            builder.mark(builder.enrolment(builder.school(urn), std::to_string(pupil), ""), mark);
        }
    const auto findings = check_rule(builder.finish(), "REG401").findings;
    REQUIRE(findings.size() == 2);
    CHECK(findings[0].place.line == 2);
    CHECK(findings[1].place.line == 12);
}

TEST_CASE("REG503: a pupil stands there twice although a third one came between") {
    const std::string person = ":surname:Test; pupil=$:forename:Ada; pupil=$:dob:2013-10-02";
    std::string edits;
    for (const std::string pupil : {"1", "2", "3"}) {
        std::string each = "pupil=" + pupil + person;
        for (std::size_t at = each.find('$'); at != std::string::npos; at = each.find('$')) each.replace(at, 1, pupil);
        edits += each + "; ";
    }
    CHECK(found_with("REG503", edits + "pupil=2:leaving_date:2026-09-08; pupil=3:admission_date:2026-09-09").size() == 2);
}

TEST_CASE("REG505: each further school has one finding, however many have the number") {
    constexpr int kSchools = 2000;
    ManySchools source;
    for (int school = 0; school < kSchools; ++school) source.school(std::to_string(900000 + school), 7, 8, "/");
    const auto findings = check_rule(source.finish(), "REG505").findings;
    REQUIRE(findings.size() == kSchools - 1);
    CHECK(findings[0].message == "another school has the pupil present too, on 2 sessions from 2026-09-07 AM to 2026-09-08 AM");
    CHECK(check_rule(ManySchools().school("999001", 7, 8, "/").school("999002", 9, 10, "/").finish(), "REG505").findings.empty());
}

}  // namespace cbds::rules_register_rules_test
