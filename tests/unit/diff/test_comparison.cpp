#include "cbds/error.hpp"
#include "cbds/sample/sample.hpp"
#include "comparing.hpp"

#include <doctest/doctest.h>

#include <sstream>

namespace cbds::diff_comparison_test {

using test::census_pupil;
using test::census_return;
using test::person;
using test::told;
using test::ToldLines;
using Lines = std::vector<std::string>;

const std::string kAnn = census_pupil(person("A1", "Field"));
const std::string kBea = census_pupil(person("B1", "Wood", "Bea"));
const std::string kCem = census_pupil(person("C1", "Hill", "Cem"));

TEST_CASE("equal documents have no differences, in whatever order their pupils are") {
    const ToldLines found = told(census_return(kAnn + kBea + kCem), census_return(kCem + kAnn + kBea));
    CHECK(found.lines.empty());
    CHECK_EQ(found.summary.equal, 3);
    CHECK_FALSE(found.summary.any());
}

TEST_CASE("layout, references and comments make no difference, nor does the encoding") {
    const std::string spaced = census_return("\r\n  <!-- one --><PupilOnRoll>\n<PupilIdentifiers>\n <UPN>A&#49;</UPN> <Surname><![CDATA[Field]]></Surname>"
                                             "<Forename>Ann</Forename><Sex>F</Sex><DOB>2015-01-02</DOB></PupilIdentifiers></PupilOnRoll>\n");
    CHECK(told(census_return(kAnn), spaced).lines.empty());
    std::string utf16 = "\xFF\xFE";
    for (const char c : census_return(kAnn + kBea)) utf16 += {c, '\0'};
    const ToldLines found = told(utf16, census_return(kAnn + census_pupil(person("B1", "Woods", "Bea"))));
    CHECK_EQ(found.lines, Lines{"2>2 Surname:Wood->Woods"});
    CHECK_EQ(found.summary.equal, 1);
}

TEST_CASE("pupils who join, leave, move and change are told in the order of the old document, then of the new") {
    const std::string moved = census_pupil(person("C1", "Hill", "Cem"), {}, "PupilNoLongerOnRoll");
    const ToldLines found = told(census_return(kAnn + kBea + kCem),
                                 census_return(census_pupil(person("D1", "Moor")) + census_pupil(person("B1", "Woods", "Bea")), moved));
    CHECK_EQ(found.lines, Lines{"1>0", "2>2 Surname:Wood->Woods", "3>3 moved", "0>1"});
    CHECK_EQ(found.summary.count(diff::ChangeKind::added), 1);
    CHECK_EQ(found.summary.count(diff::ChangeKind::removed), 1);
    CHECK_EQ(found.summary.count(diff::ChangeKind::moved), 1);
    CHECK_EQ(found.summary.count(diff::ChangeKind::item_changed), 1);
}

TEST_CASE("a pupil with another UPN is found by FormerUPN, ULN, name and birth date, and is one change") {
    const std::string permanent = census_pupil("<UPN>P1</UPN><FormerUPN>A1</FormerUPN><Surname>Other</Surname><Forename>Zoe</Forename>");
    CHECK_EQ(told(census_return(kAnn), census_return(permanent)).lines.at(0).substr(0, 33), "1>1 A1 became P1 by FormerUPN Sur");
    const std::string with_uln = "<UniqueLearnerNumber>1000000000</UniqueLearnerNumber>";
    const Lines by_uln = told(census_return(census_pupil("<UPN>A1</UPN>" + with_uln)), census_return(census_pupil("<UPN>P1</UPN>" + with_uln))).lines;
    CHECK_EQ(by_uln, Lines{"1>1 A1 became P1 by ULN"});
    const Lines by_name = told(census_return(census_pupil(person("A1", "Le Fèvre"))), census_return(census_pupil(person("P1", "LEFEVRE")))).lines;
    CHECK_EQ(by_name, Lines{"1>1 A1 became P1 by name and birth date Surname:Le Fèvre->LEFEVRE"});
}

TEST_CASE("letter case and blanks of a UPN do not hide a pupil, but are told") {
    const ToldLines found = told(census_return(census_pupil("<UPN>A1</UPN>")), census_return(census_pupil("<UPN> a1</UPN>")));
    CHECK_EQ(found.lines, Lines{"1>1 UPN:A1-> a1"});
    CHECK_EQ(found.summary.matched[0], 1);
    const std::string spelled = "a1234567890123456789";  // longer than any
    CHECK_EQ(told(census_return(census_pupil("<UPN>A1234567890123456789</UPN>")), census_return(census_pupil("<UPN>" + spelled + "</UPN>")))
                 .summary.matched[0], 1);
}

TEST_CASE("a document is equal to itself, though nothing tells who its pupils are") {
    const std::string nobody = census_pupil("<Surname>Field</Surname>");
    CHECK(told(census_return(nobody + "<PupilOnRoll/>" + nobody), census_return(nobody + "<PupilOnRoll/>" + nobody)).lines.empty());
    CHECK_EQ(told(census_return(nobody + nobody), census_return(nobody)).lines, Lines{"2>0"});
    CHECK_EQ(told(census_return(nobody), census_return(census_pupil("<Surname>Fields</Surname>"))).lines, Lines{"1>0", "0>1"});
}

TEST_CASE("records may use a prefix that is declared by what encloses them") {
    const auto with_prefix = [](const std::string& surname) {
        std::string text = census_return(census_pupil("<UPN>A1</UPN><Surname x:n='1'>" + surname + "</Surname>"));
        return text.replace(text.find("<PupilsOnRoll>"), 14, "<PupilsOnRoll xmlns:x='urn:x'>");
    };
    CHECK_EQ(told(with_prefix("Field"), with_prefix("Fields")).lines, Lines{"1>1 Surname:Field->Fields"});
}

TEST_CASE("records of many bytes are read again a few at a time, and told in their order") {
    std::string before;
    std::string after;
    Lines expected;
    for (int i = 1; i <= 70; ++i) {
        const std::string remark = "<Remark>" + std::string(200'000, 'x') + "</Remark>";
        before += census_pupil("<UPN>A" + std::to_string(i) + "</UPN>", remark + "<Note>1</Note>");
        after += census_pupil("<UPN>A" + std::to_string(i) + "</UPN>", remark + "<Note>2</Note>");
        expected.push_back(std::to_string(i) + '>' + std::to_string(i) + " Note:1->2");
    }
    for (const unsigned jobs : {0U, 1U, 3U}) {
        diff::CompareOptions compare;
        compare.jobs = jobs;
        CHECK(told(census_return(before), census_return(after), compare).lines == expected);
    }
}

TEST_CASE("what could be several pupils is listed, and not guessed") {
    const std::string twins = census_pupil(person("", "Field")) + census_pupil(person("", "Field") + "<MiddleNames>X</MiddleNames>");
    const ToldLines found = told(census_return(census_pupil(person("A1", "Field"))), census_return(twins));
    CHECK_EQ(found.lines, Lines{"ambiguous by name and birth date : 1 > 1 2"});
    CHECK_EQ(found.summary.ambiguous, 3);
    const Lines one_upn = told(census_return(kAnn + census_pupil(person("A1", "Field", "Sue"))),
                               census_return(census_pupil(person("A1", "Marsh")) + census_pupil(person("A1", "Marsh", "Sue")))).lines;
    CHECK_EQ(one_upn, Lines{"ambiguous by UPN A1: 1 2 > 1 2"});
    const std::string former = "<FormerUPN>A1</FormerUPN>";
    const std::string both = census_pupil("<UPN>P1</UPN>" + former) + census_pupil("<UPN>P2</UPN>" + former);
    CHECK_EQ(told(census_return(kAnn), census_return(both)).lines, Lines{"ambiguous by FormerUPN A1: 1 > 1 2"});
    CHECK_EQ(told(census_return(both), census_return(kAnn)).lines, Lines{"ambiguous by FormerUPN A1: 1 2 > 1"});
}

TEST_CASE("of records of one UPN those that are equal, and those that are alone on their roll, are no riddle") {
    const std::string left = census_pupil(person("A1", "Field"), {}, "PupilNoLongerOnRoll");
    const std::string left_changed = census_pupil(person("A1", "Fields"), {}, "PupilNoLongerOnRoll");
    CHECK_EQ(told(census_return(kAnn, left), census_return(kAnn, left_changed)).lines, Lines{"2>2 Surname:Field->Fields"});
    CHECK_EQ(told(census_return(kAnn + kAnn), census_return(kAnn)).lines, Lines{"2>0"});
}

TEST_CASE("what is outside of the records is told first, without what changes with every export") {
    const std::string before = census_return(kAnn);
    std::string after = census_return(kAnn);
    after.replace(after.find("</Header>"), 0, "<Source><DateTime>2026-01-15T10:00:00</DateTime></Source>");
    CHECK(told(before, after).lines.empty());
    after.replace(after.find("<Year>2026"), 10, "<Year>2025");
    CHECK_EQ(told(before, after).lines, Lines{"outside Year:2026->2025"});
}

TEST_CASE("a record that is known by its bytes is one that has been read, wherever it stands") {
    sample::SampleOptions options;
    options.edition = schema::census_edition(2026, schema::Term::spring);
    options.pupils = 700;  // of several stretches
    std::ostringstream out;
    sample::write_sample(schema::Dictionary::built_in(), options, out);
    const std::string before = out.str();
    std::string after = before;
    std::size_t changed = 0;
    for (std::size_t at = after.find("<Forename>", 0); at != std::string::npos; at = after.find("<Forename>", at + 1))
        if (++changed % 100 == 0) after.insert(at + 10, "Q");
    for (const unsigned jobs : {1U, 2U, 4U}) {
        diff::CompareOptions compare;
        compare.jobs = jobs;
        const ToldLines found = told(before, after, compare);
        CHECK_EQ(found.summary.count(diff::ChangeKind::item_changed), changed / 100);
        CHECK_EQ(found.summary.equal + found.summary.different, found.summary.old_records);
        CHECK_EQ(found.lines, told(before, after).lines);
    }
}

TEST_CASE("documents that are no good are refused with their place, two collections too") {
    const std::string good = census_return(kAnn);
    CHECK_THROWS_WITH_AS(told(good, "<Message><Header></Message>"), doctest::Contains("new.xml:1:"), DocumentError);
    CHECK_THROWS_WITH_AS(told(good, good.substr(0, good.size() - 20)), doctest::Contains("new.xml:1:"), DocumentError);
    CHECK_THROWS_WITH_AS(told("<other/>", good), doctest::Contains("old.xml"), DocumentError);
    CHECK_THROWS_WITH_AS(told("<CTfile></CTfile>", good), doctest::Contains("only documents of one collection"), DocumentError);
    CHECK_THROWS_AS(told("", good), DocumentError);
}

/// A file that is another one when it is read again.
class ChangingInput final : public io::Input {
public:
    explicit ChangingInput(std::string text) : text_(std::move(text)) {}
    [[nodiscard]] const std::string& name() const noexcept override { return name_; }
    [[nodiscard]] std::optional<std::uint64_t> size() const noexcept override { return std::nullopt; }
    [[nodiscard]] std::unique_ptr<io::ByteStream> open() override { return std::make_unique<Stream>(text_); }

private:
    class Stream final : public io::ByteStream {
    public:
        explicit Stream(const std::string& text) : stream_(text) {}
        std::size_t read(std::span<char> buffer) override { return stream_.read(buffer); }
        bool seekable() const noexcept override { return true; }
        std::size_t read_at(std::uint64_t, std::span<char> buffer) override {
            std::fill(buffer.begin(), buffer.end(), 'x');
            return buffer.size();
        }

    private:
        io::MemoryStream stream_;
    };

    std::string text_;
    std::string name_ = "changing.xml";
};

TEST_CASE("a file that changes between the two readings is told of") {
    ChangingInput before(census_return(kAnn));
    io::MemoryInput after(census_return(census_pupil(person("A1", "Fields"))), "new.xml");
    test::TellingSink sink;
    diff::Comparison comparison(schema::Dictionary::built_in(), {});
    CHECK_THROWS_WITH_AS(static_cast<void>(comparison.compare(before, after, sink)), "changing.xml: was changed while it was read", InputError);
}

}  // namespace cbds::diff_comparison_test
