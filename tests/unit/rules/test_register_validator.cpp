/// What a finding on a register says, and how findings are ordered and counted.

#include "cbds/rules/register_validator.hpp"

#include "cbds/register/builder.hpp"
#include "rules/validation.hpp"

#include <doctest/doctest.h>

#include <sstream>
#include <string>
#include <vector>

namespace cbds::rules_register_validator_test {

using namespace cbds;
using registers::Half;
using registers::RegisterBuilder;

namespace {

constexpr const char* kRegisterPupil = "C201399919001";

/// A register of one pupil in two files, as readers give it.
class SmallRegister {
public:
    SmallRegister() : builder_(registers::ConflictPolicy::last, true) { pupil_ = builder_.enrolment(builder_.school("999001"), "", kRegisterPupil); }

    SmallRegister& file(const std::string& name) {
        file_ = builder_.file(name);
        return *this;
    }
    SmallRegister& mark(const char* day, Half half, std::string_view code, std::uint32_t line) {
        registers::ReadMark mark;
        mark.session = registers::session_number(*identifiers::parse_date(day), half);
        mark.code = builder_.code(code);
        mark.detail.line = line;
        mark.detail.file = file_;
        builder_.mark(pupil_, mark);
        return *this;
    }
    registers::Enrolment& pupil() { return builder_.enrolment_at(pupil_); }
    RegisterBuilder& builder() { return builder_; }
    registers::Register finish() { return builder_.finish(); }

private:
    RegisterBuilder builder_;
    std::uint32_t pupil_ = 0;
    std::uint16_t file_ = 0;
};

struct RegisterRun {
    test::Validation found;
    rules::RunSummary run;
    std::vector<rules::FileSummary> files;
};

RegisterRun check(const registers::Register& all, rules::RegisterValidateOptions options = {}) {
    RegisterRun made;
    rules::validate_register(all, options, made.found, made.run, made.files);
    return made;
}

rules::RegisterValidateOptions selecting(std::vector<std::string> select) {
    rules::RegisterValidateOptions options;
    options.selection = rules::Selection(select, {});
    return options;
}

}  // namespace

TEST_CASE("a finding on a register has place, pupil, session, code and what stands in its place") {
    SmallRegister source;
    source.file("marks.csv").mark("2026-09-07", Half::am, "/", 2).mark("2026-09-07", Half::pm, "J", 3);
    const RegisterRun made = check(source.finish());
    REQUIRE(made.found.codes() == "REG102");
    CHECK(test::line_of(made.found.findings.front()) ==
          "3:1@0 REG102 error certain #1 C201399919001 code 2026-09-07 PM 'J' the code was withdrawn before this day, on 2026-09-07 PM [J1]");
}

TEST_CASE("marks of one fault that follow each other are one finding") {
    SmallRegister source;
    source.file("marks.csv").mark("2026-09-07", Half::am, "H", 2).mark("2026-09-07", Half::pm, "H", 3).mark("2026-09-08", Half::am, "H", 4);
    source.mark("2026-09-08", Half::pm, "\\", 5).mark("2026-09-09", Half::am, "H", 6);
    const RegisterRun made = check(source.finish(), selecting({"REG102"}));
    REQUIRE(made.found.findings.size() == 2);
    CHECK(made.found.findings[0].message == "the code was withdrawn before this day, on 3 sessions from 2026-09-07 AM to 2026-09-08 AM");
    CHECK(made.found.findings[1].message == "the code was withdrawn before this day, on 2026-09-09 AM");
}

TEST_CASE("findings come by file and line, those without a line behind them") {
    SmallRegister source;
    source.file("b.csv").mark("2026-09-08", Half::am, "A", 9).mark("2026-09-07", Half::am, "A", 7).mark("2026-09-07", Half::pm, "I", 8);
    source.file("a.csv").mark("2026-09-09", Half::am, "A2", 2);
    source.pupil().listed = true;
    source.mark("2026-09-10", Half::am, "I", 3);
    source.builder().calendar().add("national", {2026, 9, 9}, Half::pm, registers::DayStatus::open);
    const RegisterRun made = check(source.finish(), selecting({"REG101", "REG206"}));
    CHECK(made.found.codes() == "REG101 REG101 REG206 REG101");
    REQUIRE(made.files.size() == 2);
    CHECK(made.files[0].name == "b.csv");
    CHECK(made.files[0].of_register);
    CHECK(made.files[0].counts.total() == 3);
    CHECK(made.files[1].counts.total() == 1);
    CHECK(made.files[0].records == 1);
    CHECK(made.run.files == 2);
    CHECK(made.run.counts.total() == 4);
    CHECK(made.run.rules.at("REG101").count == 3);
}

TEST_CASE("only rules on registers that are selected are run, and listed as run") {
    SmallRegister source;
    source.file("marks.csv").mark("2026-09-07", Half::am, "A", 2).mark("2026-09-07", Half::pm, "J", 3);
    const registers::Register all = source.finish();
    const RegisterRun everything = check(all);
    CHECK(everything.found.codes() == "REG101 REG102");
    CHECK(everything.run.rules.contains("REG401"));
    CHECK_FALSE(everything.run.rules.contains("XSD010"));
    CHECK(check(all, selecting({"REG102"})).found.codes() == "REG102");
    CHECK(check(all, selecting({"@codes"})).found.codes() == "REG101 REG102");
    CHECK(check(all, selecting({"SC"})).found.codes() == "");
}

TEST_CASE("a code that was withdrawn on a day that is only likely is a query") {
    SmallRegister source;
    source.file("marks.csv").mark("2026-09-07", Half::am, "F", 2);
    const RegisterRun made = check(source.finish(), selecting({"REG102"}));
    REQUIRE(made.found.findings.size() == 1);
    CHECK(made.found.findings[0].severity == rules::Severity::query);
}

TEST_CASE("a file beside has no summary, and what it tells of stands in the first that has") {
    SmallRegister source;
    source.file("census.xml");
    source.pupil().listed = true;
    source.file("marks.csv").mark("2026-09-07", Half::am, "/", 2);
    source.builder().incident({registers::Incident::Kind::unreadable_value, registers::Incident::kNoEnrolment, 0, 4, 0, "x", "dob"});
    rules::RegisterValidateOptions options;
    options.beside = {"census.xml"};
    std::string told;
    options.begin_file = [&](std::string_view name) { told.append("[").append(name); };
    options.end_file = [&](const rules::FileSummary& file) { told.append(file.name).append("]"); };
    const RegisterRun made = check(source.finish(), options);
    REQUIRE(made.files.size() == 1);
    CHECK(told == "[marks.csvmarks.csv]");
    REQUIRE(made.found.codes() == "REG002");
    CHECK(made.found.findings[0].place.line == 0);
    CHECK(made.found.findings[0].privacy == schema::Privacy::direct);
}

TEST_CASE("a baseline knows the findings of a register again, whatever their line") {
    const auto source = [](std::uint32_t line) {
        SmallRegister made;
        made.file("marks.csv").mark("2026-09-07", Half::am, "A", line);
        return made.finish();
    };
    rules::Baseline baseline;
    baseline.begin_update();
    rules::RegisterValidateOptions options;
    options.baseline = &baseline;
    CHECK(check(source(2), options).found.codes() == "");
    std::stringstream file;
    baseline.write(file);
    rules::Baseline again(file, "baseline");
    options.baseline = &again;
    const RegisterRun made = check(source(5), options);
    CHECK(made.found.codes() == "");
    CHECK(made.run.known == 1);
    CHECK(again.unused().empty());

    file.clear();
    file.seekg(0);
    rules::Baseline unused(file, "baseline");
    options.baseline = &unused;
    SmallRegister clean;
    clean.file("marks.csv").mark("2026-09-07", Half::am, "/", 2);
    CHECK(check(clean.finish(), options).found.codes() == "");
    CHECK(unused.unused().size() == 1);
}

TEST_CASE("an empty register has no finding") {
    const RegisterRun made = check(registers::Register());
    CHECK(made.found.findings.empty());
    REQUIRE(made.files.size() == 1);
    CHECK(made.files[0].records == 0);
}

}  // namespace cbds::rules_register_validator_test
