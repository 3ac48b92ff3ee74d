#include "cbds/rules/baseline.hpp"

#include "cbds/error.hpp"
#include "rules/validation.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <sstream>

namespace cbds::rules_baseline_test {

using namespace cbds;
using namespace cbds::test;
using rules::Baseline;

namespace {

const std::string kHead = "cbds-baseline 1\nsalt 00112233445566778899aabbccddeeff\n";
const std::string kEntry = "SC1510 2013999 2 0123456789abcdef0123456789abcdef Message/Pupils # mended in the autumn\n";

Baseline baseline_of(const std::string& text) {
    std::istringstream file(text);
    return {file, "accepted.txt"};
}

std::string written(const Baseline& baseline) {
    std::ostringstream file;
    baseline.write(file);
    return file.str();
}

std::string complaint(const std::string& text) {
    try {
        static_cast<void>(baseline_of(text));
    } catch (const DictionaryError& error) {
        return error.what();
    }
    return {};
}

/// A return with a wrong check letter and a wrong code.
std::string faulty() {
    std::string document = census_document();
    document = changed(std::move(document), "L201203719000", "M201203719000");
    return changed(std::move(document), "<Sex>F", "<Sex>Q");
}

/// The rules that the faults of the small document have; others would have more to say of it.
const std::vector<std::string> kFew{"SC1510", "SC1610", "ID", "XSD", "HDR"};

Validation checked(const std::string& document, Baseline* baseline, std::vector<std::string> select = kFew) {
    rules::ValidateOptions options = only(std::move(select));
    options.baseline = baseline;
    return validate(document, std::move(options));
}

/// The baseline of one run.
std::string accepted(const std::string& document, std::vector<std::string> select = kFew) {
    Baseline baseline = baseline_of(kHead);
    baseline.begin_update();
    CHECK(checked(document, &baseline, std::move(select)).codes() == "");
    return written(baseline);
}

/// The codes of a document that the baseline does not know.
std::string unknown(const std::string& document, const std::string& file, std::vector<std::string> select = kFew) {
    Baseline baseline = baseline_of(file);
    return checked(document, &baseline, std::move(select)).codes();
}

rules::Finding finding_of(std::string_view code, std::string key, std::string item, std::string value) {
    rules::Finding finding;
    finding.rule = rules::find_rule(code);
    REQUIRE(finding.rule != nullptr);
    finding.key = std::move(key);
    finding.item = item;
    finding.path = "Message/" + item;
    finding.value = std::move(value);
    return finding;
}

/// The same document as a system writes it the next day: records in another order, another serial and time stamp.
std::string exported_again(const std::string& document, const std::string& record) {
    const std::string begin = '<' + record + '>';
    const std::string end = "</" + record + '>';
    std::string text = document;
    std::vector<std::string> records;
    const std::size_t first = document.find(begin);
    std::size_t behind = first;
    for (std::size_t at = first; at != std::string::npos; at = document.find(begin, behind)) {
        behind = document.find(end, at) + end.size();
        records.push_back(document.substr(at, behind - at));
    }
    std::string turned;
    for (auto each = records.rbegin(); each != records.rend(); ++each) turned += *each + "\n\n";
    text = document.substr(0, first) + turned + document.substr(behind);
    const std::size_t stamp = text.find("<DateTime>") + 10;
    text.replace(stamp, 19, "2026-11-03T07:08:09");
    if (const std::size_t serial = text.find("<SerialNo>"); serial != std::string::npos) text.replace(serial + 10, 3, "077");
    return text;
}

}  // namespace

TEST_CASE("baseline: a document with all kinds of faults that is exported again, in another order, has nothing new") {
    for (std::uint64_t seed = 1; seed <= 12; ++seed) {
        const bool census = seed % 2 == 0;
        const schema::Edition edition = census ? schema::census_edition(2026, schema::Term::spring) : schema::ctf_edition(26);
        const std::string document = sample_document(edition, 30, seed, 1.0);
        const std::string file = accepted(document, {});
        INFO(seed, "\n", file);
        CHECK(std::count(file.begin(), file.end(), '\n') > 15);
        const std::string again = exported_again(document, census ? "PupilOnRoll" : "Pupil");
        CHECK(unknown(again, file, {}) == "");
        Baseline baseline = baseline_of(file);
        checked(again, &baseline, {});
        CHECK(baseline.unused().empty());
    }
}

TEST_CASE("baseline: findings that were accepted are neither told nor counted") {
    const std::string file = accepted(faulty());
    Baseline baseline = baseline_of(file);
    const Validation second = checked(faulty(), &baseline);
    CHECK(second.codes() == "");
    CHECK(second.file.counts.total() == 0);
    CHECK(second.file.known == baseline.known());
    CHECK(baseline.known() == checked(faulty(), nullptr).findings.size());
    CHECK(baseline.unused().empty());
}

TEST_CASE("baseline: another place, serial and time stamp make no difference") {
    const std::string file = accepted(faulty());
    std::string again = changed(faulty(), "<SerialNo>001", "<SerialNo>002");
    again = changed(again, "2026-01-15T14:05:00", "2026-01-16T09:00:00");
    CHECK(unknown(changed(again, "<Pupils>", "\n\n<Pupils>"), file) == "");
}

TEST_CASE("baseline: a new finding of the same rule is told") {
    const std::string file = accepted(faulty());
    CHECK(unknown(changed(faulty(), "<Sex>Q", "<Sex>X"), file) == "SC1610");
    CHECK(unknown(changed(faulty(), "<LEA>201", "<LEA>202"), file).find("SC1510") != std::string::npos);
}

TEST_CASE("baseline: findings that have everything in common are counted") {
    Baseline baseline = baseline_of(kHead);
    baseline.begin_update();
    const rules::Finding same = finding_of("XSD030", "", "Sex", "Q");
    CHECK(baseline.accepts(same, "2013999"));
    CHECK(baseline.accepts(same, "2013999"));
    Baseline second = baseline_of(written(baseline));
    CHECK(second.accepts(same, "2013999"));
    CHECK_FALSE(second.accepts(same, "2013998"));
    CHECK(second.accepts(same, "2013999"));
    CHECK_FALSE(second.accepts(same, "2013999"));
}

TEST_CASE("baseline: rule, school, pupil, path and value all count") {
    Baseline made = baseline_of(kHead);
    made.begin_update();
    CHECK(made.accepts(finding_of("XSD030", "A1", "Sex", "Q"), "2013999"));
    Baseline baseline = baseline_of(written(made));
    CHECK_FALSE(baseline.accepts(finding_of("XSD031", "A1", "Sex", "Q"), "2013999"));
    CHECK_FALSE(baseline.accepts(finding_of("XSD030", "A1", "Sex", "Q"), ""));
    CHECK_FALSE(baseline.accepts(finding_of("XSD030", "A2", "Sex", "Q"), "2013999"));
    CHECK_FALSE(baseline.accepts(finding_of("XSD030", "A1", "Gender", "Q"), "2013999"));
    CHECK_FALSE(baseline.accepts(finding_of("XSD030", "A1", "Sex", "R"), "2013999"));
    CHECK_FALSE(baseline.accepts(finding_of("XSD030", "A1Q", "Sex", ""), "2013999"));
    CHECK(baseline.accepts(finding_of("XSD030", "A1", "Sex", "Q"), "2013999"));
}

TEST_CASE("baseline: which of two records shares a number depends on their order, so it does not count") {
    Baseline made = baseline_of(kHead);
    made.begin_update();
    CHECK(made.accepts(finding_of("ID210", "A1", "UniqueLearnerNumber", "5"), "2013999"));
    Baseline baseline = baseline_of(written(made));
    CHECK_FALSE(baseline.accepts(finding_of("ID210", "A1", "UniqueLearnerNumber", "6"), "2013999"));
    CHECK(baseline.accepts(finding_of("ID210", "A2", "UniqueLearnerNumber", "5"), "2013999"));
}

TEST_CASE("baseline: the value of a time stamp or serial number does not count") {
    for (const std::string item : {"DateTime", "SerialNo"}) {
        Baseline made = baseline_of(kHead);
        made.begin_update();
        CHECK(made.accepts(finding_of("HDR109", "", item, "1"), "2013999"));
        Baseline baseline = baseline_of(written(made));
        CHECK(baseline.accepts(finding_of("HDR109", "", item, "2"), "2013999"));
    }
}

TEST_CASE("baseline: what ends the reading is never accepted") {
    Baseline baseline = baseline_of(kHead);
    baseline.begin_update();
    CHECK(checked(faulty().substr(0, 1500), &baseline).has("XML002"));
    CHECK(checked("<a/>", &baseline).codes() == "XSD001");
}

TEST_CASE("baseline: the file names no pupil and no value, and another salt gives other fingerprints") {
    const std::string file = accepted(faulty());
    CHECK(file.find("M201203719000") == std::string::npos);
    CHECK(file.find("201203719000") == std::string::npos);
    Baseline other;
    other.begin_update();
    checked(faulty(), &other);
    const std::string fingerprint = file.substr(file.find("SC1510 2013999 1 ") + 17, 32);
    CHECK(fingerprint.find_first_not_of("0123456789abcdef") == std::string::npos);
    CHECK(written(other).find("SC1510 2013999 1 ") != std::string::npos);
    CHECK(written(other).find(fingerprint) == std::string::npos);
    CHECK(written(Baseline()) != written(Baseline()));
}

TEST_CASE("baseline: the file is sorted, and the same after it was read") {
    const std::string file = accepted(faulty());
    CHECK(written(baseline_of(file)) == file);
    const std::string reversed = kHead + "XSD030 - 1 00000000000000000000000000000001 b\n" + "XSD030 - 1 00000000000000000000000000000001 a\n" +
                                 "ID105 2 1 00000000000000000000000000000003 -\n";
    const std::string sorted = written(baseline_of(reversed));
    CHECK(sorted.find("ID105") < sorted.find("0001 a"));
    CHECK(sorted.find("0001 a") < sorted.find("0001 b"));
}

TEST_CASE("baseline: entries that were looked for in vain are told, and dropped by an update") {
    const std::string file = accepted(faulty());
    const std::string mended = changed(faulty(), "<Sex>Q", "<Sex>F");
    Baseline baseline = baseline_of(file);
    CHECK(checked(mended, &baseline).codes() == "");
    REQUIRE(baseline.unused().size() == 1);
    CHECK(baseline.unused().front().key->code == "SC1610");
    CHECK(baseline.unused().front().times == 1);
    Baseline updated = baseline_of(file);
    updated.begin_update();
    checked(mended, &updated);
    CHECK(written(updated).find("SC1510") != std::string::npos);
    CHECK(written(updated).find("SC1610") == std::string::npos);
}

TEST_CASE("baseline: what was not looked for stays: another rule, another school, a document that was cut off") {
    const std::string file = accepted(faulty());
    const std::string mended = census_document();
    const auto after = [&](const std::string& document, std::vector<std::string> select) {
        Baseline baseline = baseline_of(file);
        baseline.begin_update();
        checked(document, &baseline, std::move(select));
        CHECK(baseline.unused().empty());
        return written(baseline);
    };
    CHECK(after(mended, {"XSD"}) == file);
    CHECK(after(changed(mended, "<Estab>3999", "<Estab>3998"), {"SC1510", "SC1610"}).find(file.substr(file.find("SC1510 2013999"))) != std::string::npos);
    CHECK(after(mended.substr(0, mended.find("<Pupils>")), kFew) == file);
}

TEST_CASE("baseline: an entry of a rule that there is no longer is not needed") {
    Baseline baseline = baseline_of(kHead + "ZZ9999 2013999 1 0123456789abcdef0123456789abcdef Message/Pupils\n");
    CHECK(baseline.unused().size() == 1);
    CHECK(written(baseline).find("ZZ9999") == std::string::npos);
}

TEST_CASE("baseline: a note stays") {
    CHECK(written(baseline_of(kHead + kEntry)).find(kEntry) != std::string::npos);
}

TEST_CASE("baseline: what is no baseline is named by its line") {
    CHECK(complaint("") == "accepted.txt: this is no baseline, or it was cut off");
    CHECK(complaint("cbds-baseline 1\n") == "accepted.txt: this is no baseline, or it was cut off");
    CHECK(complaint("<Message/>\n").starts_with("accepted.txt:1: this is no baseline"));
    CHECK(complaint("cbds-baseline 2\n").starts_with("accepted.txt:1: "));
    CHECK(complaint("# x\ncbds-baseline 1\nsalt 0011\n").starts_with("accepted.txt:3: the salt"));
    CHECK(complaint("cbds-baseline 1\nsalt 0011223344556677889 abbccddeeff0\n").starts_with("accepted.txt:2: the salt"));
    for (const std::string entry : {"SC1510\n", "SC1510 2013999 0 0123456789abcdef0123456789abcdef a\n", "SC1510 2013999 x 0123456789abcdef0123456789abcdef a\n",
                                    "SC1510 2013999 1 0123 a\n", "SC1510 2013999 1 0123456789abcdef0123456789abcdef a b\n",
                                    "SC1510 2013999 -1 0123456789abcdef0123456789abcdef a\n"}) {
        INFO(entry);
        CHECK(complaint(kHead + entry).starts_with("accepted.txt:3: not an entry"));
    }
    CHECK(complaint(kHead + kEntry + kEntry) == "accepted.txt:4: this entry was there before");
}

}  // namespace cbds::rules_baseline_test
