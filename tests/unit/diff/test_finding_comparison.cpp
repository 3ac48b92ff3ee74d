#include "cbds/diff/finding_comparison.hpp"

#include "cbds/error.hpp"
#include "rules/validation.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace cbds;
using namespace cbds::test;

namespace {

/// What a sink was told of findings: `fixed SC1510 3`, with the line.
struct ToldFindings final : diff::DifferenceSink {
    std::vector<std::string> lines;

    void begin_pair(const diff::DocumentSide&, const diff::DocumentSide&) override { lines.emplace_back("a pair"); }
    void record(const diff::RecordDifference&) override { lines.emplace_back("a record"); }
    void ambiguous(const diff::Ambiguity&) override { lines.emplace_back("an ambiguity"); }
    void finding(const diff::FindingDifference& told) override {
        lines.push_back(std::string(diff::finding_state_name(told.state)) + ' ' + std::string(told.finding.rule->code) + ' ' +
                        std::to_string(told.finding.record));
    }
    void end_pair(const diff::DocumentSide&, const diff::DocumentSide&, const diff::Summary&) override { lines.emplace_back("an end"); }
    void unpaired(const diff::DocumentSide&, bool) override { lines.emplace_back("one alone"); }
    void end(const diff::Summary&) override {}
};

struct FindingsCompared {
    std::array<std::uint64_t, 3> counts;  // fixed, new, still there
    std::vector<std::string> told;
};

FindingsCompared compare_findings(std::string before, std::string after, std::vector<std::string> select = {"SC1510", "SC1610", "XSD"}) {
    diff::FindingComparison comparison(schema::Dictionary::built_in(), only(std::move(select)));
    MemoryInput old_input(std::move(before));
    MemoryInput new_input(std::move(after));
    ToldFindings told;
    const auto counts = comparison.compare(old_input, new_input, told);
    return {counts, told.lines};
}

using Counts = std::array<std::uint64_t, 3>;
using Lines = std::vector<std::string>;

/// A pupil whose number may be wrong, as L201203719000 is right.
std::string pupil_with(const std::string& upn, const std::string& sex = "F") {
    return changed(changed(std::string(kCensusPupil), "L201203719000", upn), "<Sex>F", "<Sex>" + sex);
}

}  // namespace

TEST_CASE("findings compared: the same document has nothing fixed and nothing new") {
    const std::string document = census_document(pupil_with("M201203719000", "Q"));
    const FindingsCompared compared = compare_findings(document, document);
    CHECK(compared.counts == Counts{0, 0, 2});
    CHECK(compared.told.empty());
}

TEST_CASE("findings compared: fixed ones are told before new ones, each with its record") {
    const FindingsCompared compared = compare_findings(census_document(pupil_with("L201203719000") + pupil_with("M201203719000")),
                                                       census_document(pupil_with("L201203719000", "Q") + pupil_with("L201203719000")));
    CHECK(compared.counts == Counts{1, 1, 0});
    CHECK(compared.told == Lines{"fixed SC1510 2", "new SC1610 1"});
}

TEST_CASE("findings compared: neither the place nor the order of the records counts") {
    const std::string good = pupil_with("L201203719000");
    const std::string bad = pupil_with("M201203719000", "Q");
    const FindingsCompared compared = compare_findings(census_document(good + bad), "\n" + census_document(bad + good).substr(38));
    CHECK(compared.counts == Counts{0, 0, 2});
    CHECK(compared.told.empty());
}

TEST_CASE("findings compared: another pupil or another value has another finding") {
    CHECK(compare_findings(census_document(pupil_with("M201203719000")), census_document(pupil_with("K201203719000"))).counts == Counts{1, 1, 0});
    const std::string other_value = census_document(pupil_with("L201203719000", "R"));
    CHECK(compare_findings(census_document(pupil_with("L201203719000", "Q")), other_value).counts == Counts{1, 1, 0});
}

TEST_CASE("findings compared: of several that are the same the number counts, and the last ones are told") {
    const std::string once = pupil_with("M201203719000");
    const FindingsCompared more = compare_findings(census_document(once), census_document(once + once + once));
    CHECK(more.counts == Counts{0, 2, 1});
    CHECK(more.told == Lines{"new SC1510 2", "new SC1510 3"});
    const FindingsCompared fewer = compare_findings(census_document(once + once), census_document(once));
    CHECK(fewer.counts == Counts{1, 0, 1});
    CHECK(fewer.told == Lines{"fixed SC1510 2"});
}

TEST_CASE("findings compared: a time stamp that is wrong in another way is no new finding") {
    const std::string before = changed(census_document(), "<DateTime>2026-01-15", "<DateTime>2026-13-15");
    const std::string after = changed(census_document(), "<DateTime>2026-01-15", "<DateTime>2026-14-15");
    CHECK(compare_findings(census_document(), before).counts == Counts{0, 1, 0});
    CHECK(compare_findings(before, after).counts == Counts{0, 0, 1});
}

TEST_CASE("findings compared: a document that cannot be read stops it") {
    class NoInput final : public io::Input {
    public:
        [[nodiscard]] const std::string& name() const noexcept override { return name_; }
        [[nodiscard]] std::optional<std::uint64_t> size() const noexcept override { return std::nullopt; }
        [[nodiscard]] std::unique_ptr<io::ByteStream> open() override { throw InputError("gone.xml: no such file"); }

    private:
        std::string name_ = "gone.xml";
    };
    diff::FindingComparison comparison(schema::Dictionary::built_in(), reading_only());
    MemoryInput input(census_document());
    NoInput none;
    ToldFindings told;
    CHECK_THROWS_WITH_AS(comparison.compare(input, none, told), "gone.xml: no such file", InputError);
    CHECK_THROWS_WITH_AS(comparison.compare(none, input, told), "gone.xml: no such file", InputError);
}
