#include "cbds/sample/sample.hpp"

#include "cbds/error.hpp"
#include "document_judge.hpp"

#include <doctest/doctest.h>

#include <array>
#include <set>
#include <sstream>
#include <string>
#include <vector>

namespace cbds::sample_sample_test {

namespace {

using namespace cbds;
using sample::SampleOptions;

constexpr std::array<const char*, 8> kPhases{"NS", "PS", "MP", "MS", "SS", "AT", "SP", "PR"};

std::string write(const SampleOptions& options, std::vector<sample::PlantedFault>* faults = nullptr) {
    std::ostringstream out;
    sample::write_sample(schema::Dictionary::built_in(), options, out, [&](const sample::PlantedFault& fault) {
        if (faults != nullptr) faults->push_back(fault);
    });
    return out.str();
}

SampleOptions census(int year, schema::Term term, const std::string& phase = "PS", std::uint64_t pupils = 40) {
    SampleOptions options;
    options.edition = schema::census_edition(year, term);
    options.phase = phase;
    options.pupils = pupils;
    return options;
}

/// The values of all elements of a name, in document order.
std::vector<std::string> values(const std::string& document, const std::string& name) {
    std::vector<std::string> found;
    const std::string tag = '<' + name + '>';
    for (std::size_t at = document.find(tag); at != std::string::npos; at = document.find(tag, at + 1)) {
        const std::size_t begin = at + tag.size();
        found.push_back(document.substr(begin, document.find('<', begin) - begin));
    }
    return found;
}

std::vector<std::string> records(const std::string& document, const std::string& name) {
    std::vector<std::string> found;
    const std::string end = "</" + name + '>';
    for (std::size_t at = document.find('<' + name + '>'); at != std::string::npos; at = document.find('<' + name + '>', at + 1))
        found.push_back(document.substr(at, document.find(end, at) - at));
    return found;
}

std::uint64_t sum(const std::vector<std::string>& numbers) {
    std::uint64_t total = 0;
    for (const std::string& number : numbers) total += std::stoull(number);
    return total;
}

TEST_CASE("a sample of every edition and phase is valid") {
    const schema::Dictionary& dictionary = schema::Dictionary::built_in();
    for (const auto collection : {schema::Collection::ctf, schema::Collection::school_census}) {
        const schema::EditionRange covered = dictionary.collection(collection).editions;
        for (schema::Ordinal ordinal = covered.since; ordinal <= covered.until; ++ordinal) {
            const schema::Edition edition{collection, ordinal};
            const test::DocumentJudge judge(edition);
            for (const char* phase : kPhases) {
                CAPTURE(schema::edition_name(edition));
                CAPTURE(phase);
                CHECK(judge.complaint(write({edition, phase, 24})) == "");
            }
        }
    }
}

TEST_CASE("the same options give the same bytes, another seed gives others") {
    SampleOptions options = census(2026, schema::Term::spring);
    const std::string document = write(options);
    CHECK(write(options) == document);
    options.seed = 2;
    CHECK(write(options) != document);
}

TEST_CASE("a pupil does not depend on how many there are") {
    const auto few = records(write(census(2026, schema::Term::spring, "PS", 20)), "PupilOnRoll");
    const auto many = records(write(census(2026, schema::Term::spring, "PS", 200)), "PupilOnRoll");
    REQUIRE(few.size() < many.size());
    CHECK(few[7] == many[7]);
}

TEST_CASE("UPNs and ULNs are not given twice") {
    const std::string document = write(census(2025, schema::Term::autumn, "SS", 9000));
    for (const char* name : {"UPN", "UniqueLearnerNumber"}) {
        const auto all = values(document, name);
        CHECK(std::set<std::string>(all.begin(), all.end()).size() == all.size());
    }
}

TEST_CASE("counts of the school block agree with the records") {
    const std::string document = write(census(2026, schema::Term::spring, "SS", 900));
    std::uint64_t counted = sum(values(document, "HomePupils"));
    for (const char* name : {"PartTimeNotIn", "PrivateStudy", "AtOtherSchool", "WorkExperience", "FEcollege"})
        counted += sum(values(document, name));
    CHECK(counted == records(document, "PupilOnRoll").size());
    CHECK(values(document, "LeavingDate").size() >= records(document, "PupilNoLongerOnRoll").size());
    CHECK(records(document, "PupilNoLongerOnRoll").size() == 54);
}

TEST_CASE("sessions of attendance add up to those possible") {
    for (const std::string& record : records(write(census(2026, schema::Term::spring, "PS", 300)), "PupilOnRoll")) {
        const auto possible = values(record, "SessionsPossible");
        if (possible.empty()) continue;
        const auto marks = values(record, "AttendanceReason");
        const auto sessions = values(record, "Sessions");
        const std::size_t suspensions = sessions.size() - marks.size();  // they come first
        std::uint64_t counted = 0;
        for (std::size_t place = 0; place < marks.size(); ++place)
            if (marks[place][0] != 'Y') counted += std::stoull(sessions[suspensions + place]);
        CHECK(counted == std::stoull(possible[0]));
    }
}

TEST_CASE("a string of marks agrees with its totals and covers whole days") {
    const std::string document = write({schema::ctf_edition(26), "PS", 30});
    const auto marks = values(document, "AttendanceMarks");
    const auto possible = values(document, "SessionsPossible");
    REQUIRE(marks.size() == possible.size());
    REQUIRE(marks.size() > 30);
    for (std::size_t place = 0; place < marks.size(); ++place) {
        CHECK(marks[place].size() % 2 == 0);
        std::size_t closed = 0;
        for (const char mark : marks[place]) closed += mark == '#';
        CHECK(marks[place].size() - closed == std::stoull(possible[place]));
    }
}

TEST_CASE("the size is met to within two per cent") {
    for (const std::uint64_t size : {200'000u, 3'000'000u, 30'000'000u}) {
        SampleOptions options = census(2026, schema::Term::spring);
        options.size = size;
        const std::string document = write(options);
        CHECK(document.size() > size * 98 / 100);
        CHECK(document.size() < size * 102 / 100);
        CHECK(document.substr(document.size() - 11) == "</Message>\n");
    }
}

TEST_CASE("items stand only in the editions that collect them") {
    CHECK(values(write(census(2026, schema::Term::spring)), "YoungCarer").size() > 0);
    CHECK(values(write(census(2026, schema::Term::summer)), "YoungCarer").empty());
    CHECK(values(write(census(2023, schema::Term::summer)), "Gender").size() > 0);
    CHECK(values(write(census(2023, schema::Term::autumn)), "Gender").empty());
    CHECK(values(write({schema::ctf_edition(22), "PS", 5}), "Sex").empty());
    CHECK(values(write({schema::ctf_edition(25), "PS", 5}), "Sex").size() == 5);
}

TEST_CASE("faults are planted in about the share asked for, and listed") {
    SampleOptions options = census(2026, schema::Term::spring, "PS", 2000);
    options.bad = 0.1;
    std::vector<sample::PlantedFault> faults;
    write(options, &faults);
    CHECK(faults.size() > 150);
    CHECK(faults.size() < 250);
    std::set<std::string> kinds;
    std::uint64_t last = 0;
    for (const sample::PlantedFault& fault : faults) {
        CHECK(fault.record > last);
        last = fault.record;
        kinds.insert(fault.kind);
    }
    CHECK(kinds.size() == 8);
}

TEST_CASE("every wrong value is a fault in the eyes of libxml2 too") {
    SampleOptions options = census(2026, schema::Term::spring, "PS", 1);
    options.bad = 1;
    const test::DocumentJudge judge(options.edition);
    for (options.seed = 1; options.seed <= 80; ++options.seed) {
        std::vector<sample::PlantedFault> faults;
        const std::string document = write(options, &faults);
        REQUIRE(faults.size() == 1);
        CAPTURE(faults[0].kind);
        CAPTURE(faults[0].path);
        CHECK(judge.complaint(document) != "");
    }
}

TEST_CASE("faults of all kinds are planted where they are asked for") {
    SampleOptions options{schema::ctf_edition(26), "PS", 400};
    options.bad = 0.5;
    options.fault_kinds = sample::FaultKinds::any;
    std::vector<sample::PlantedFault> faults;
    const std::string document = write(options, &faults);
    std::set<std::string> kinds;
    for (const sample::PlantedFault& fault : faults) kinds.insert(fault.kind);
    CHECK(kinds.size() == 14);
    const auto upns = values(document, "UPN");
    CHECK(std::set<std::string>(upns.begin(), upns.end()).size() < upns.size());
}

TEST_CASE("what cannot be is refused") {
    CHECK_THROWS_AS(write(census(2031, schema::Term::spring)), UsageError);
    CHECK_THROWS_AS(write(census(2026, schema::Term::spring, "XX")), UsageError);
    CHECK_THROWS_AS(write(census(2026, schema::Term::spring, "PS", 0)), UsageError);
}

TEST_CASE("one pupil makes a document too") {
    for (const char* phase : kPhases) CHECK(write(census(2026, schema::Term::spring, phase, 1)).size() > 1000);
    CHECK(records(write({schema::ctf_edition(13), "SS", 1}), "Pupil").size() == 1);
}

}  // namespace

}  // namespace cbds::sample_sample_test
