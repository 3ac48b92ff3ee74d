/// Every rule is proved by examples: the bases raise nothing, and each case what it says and nothing else.

#include "cbds/sample/example.hpp"

#include "cbds/error.hpp"
#include "rules/lists.hpp"
#include "rules/validation.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

namespace cbds::sample_examples_test {

using namespace cbds;
using sample::Example;
using sample::ExampleCase;
using sample::Outcome;

namespace {

/// Rules that no document alone can show, with the reason.
struct Exempt {
    std::string_view code;
    std::string_view reason;
};
constexpr Exempt kExempt[] = {
    {"XSD040", "needs --schema"},
};

/// The day on which the examples are checked: after all that are not meant to be of the future.
constexpr identifiers::Date kReferenceDate{2027, 8, 31};

/// Validates the documents of examples, one run for each.
class Checker {
public:
    test::Validation check(const ExampleCase& example) {
        const rules::Rule* rule = rules::find_rule(example.code);
        if (rule != nullptr && !rules::OutsideLists().suffice_for(*rule)) return check(example, with_lists_);
        if (rule != nullptr && rule->level == rules::Level::across) return check_across(example);
        if (!sample::is_selected_alone(example)) return check(example, validator_);
        rules::Validator alone(schema::Dictionary::built_in(), options({std::string(example.code)}));
        return check(example, alone);
    }

private:
    /// The documents of one example are compared with each other, not with those of others.
    static test::Validation check_across(const ExampleCase& example) {
        rules::ValidateOptions compared = options();
        compared.across = true;
        rules::Validator validator(schema::Dictionary::built_in(), std::move(compared));
        return check(example, validator);
    }

    static test::Validation check(const ExampleCase& example, rules::Validator& validator) {
        test::Validation validation;
        for (Example& document : sample::make_examples(schema::Dictionary::built_in(), example)) {
            io::MemoryInput input(std::move(document.text), std::move(document.file_name));
            validation.file = validator.validate(input, validation);
        }
        return validation;
    }
    static rules::ValidateOptions options(std::vector<std::string> select = {}) {
        rules::ValidateOptions options;
        options.selection = rules::Selection(select, {});
        options.reference_date = kReferenceDate;
        return options;
    }
    static rules::ValidateOptions options_with_lists() {
        rules::ValidateOptions given = options();
        given.lists = test::lists();
        return given;
    }
    rules::Validator validator_{schema::Dictionary::built_in(), options()};
    rules::Validator with_lists_{schema::Dictionary::built_in(), options_with_lists()};
};

std::string told(const ExampleCase& example, const test::Validation& validation) {
    std::string text(example.code);
    for (const std::string_view part : {sample::outcome_name(example.outcome), example.base, example.edition, example.edits})
        text.append(" | ").append(part);
    for (const std::string& line : test::lines_of(validation.findings)) text.append("\n    ").append(line);
    return text;
}

/// The codes that may be raised beside the one in question: `also: CODE CODE` in the note.
bool is_expected_beside(const ExampleCase& example, std::string_view code) {
    const std::size_t at = example.note.find("also: ");
    if (at == std::string_view::npos) return false;
    std::string words = " " + std::string(example.note.substr(at + 6)) + " ";
    return words.find(" " + std::string(code) + " ") != std::string::npos;
}

/// The codes of errors and queries that the case does not speak of.
std::string other_codes(const ExampleCase& example, const test::Validation& validation) {
    std::string codes;
    for (const rules::Finding& finding : validation.findings)
        if (finding.severity != rules::Severity::info && finding.rule->code != example.code && !is_expected_beside(example, finding.rule->code))
            codes.append(" ").append(finding.rule->code);
    return codes;
}

std::vector<std::string> editions_of(std::string_view base) {
    std::vector<std::string> editions;
    if (base.starts_with("ctf")) {
        for (int version = 13; version <= 26; ++version) editions.push_back(std::to_string(version) + ".0");
    } else {
        const schema::Ordinal last = schema::census_edition(2027, schema::Term::summer).ordinal;
        for (schema::Ordinal one = schema::census_edition(2019, schema::Term::autumn).ordinal; one <= last; ++one)
            editions.push_back(schema::edition_date({schema::Collection::school_census, one}));
    }
    return editions;
}

/// The text of one document made of the small base by some edits.
std::string text_of(std::string_view edits, std::string_view base = "ctf-partial", std::string_view edition = "26.0") {
    return sample::make_examples(schema::Dictionary::built_in(), {"X", base, edition, edits, "", Outcome::passes}).front().text;
}

bool has(std::string_view text, std::string_view wanted) { return text.find(wanted) != std::string_view::npos; }

}  // namespace

TEST_CASE("no rule finds fault with a base of examples, in any edition") {
    Checker checker;
    for (const std::string_view base : sample::example_bases()) {
        for (const std::string& edition : editions_of(base)) {
            const ExampleCase example{"(base)", base, edition, "", "", Outcome::passes};
            const test::Validation validation = checker.check(example);
            CHECK_MESSAGE(validation.findings.empty(), told(example, validation));
        }
    }
}

TEST_CASE("each example shows what it says") {
    Checker checker;
    for (const ExampleCase& example : sample::example_cases()) {
        CHECK_MESSAGE(rules::find_rule(example.code) != nullptr, std::string(example.code));
        const test::Validation validation = checker.check(example);
        CHECK_MESSAGE(validation.has(example.code) == sample::is_bad(example.outcome), told(example, validation));
        const std::string others = other_codes(example, validation);
        CHECK_MESSAGE(others.empty(), "beside it:" << others << ": " << told(example, validation));
    }
}

TEST_CASE("each rule that is built has an example that fails and one that passes") {
    std::string without_bad;
    std::string without_good;
    const auto cases = sample::example_cases();
    for (const rules::Rule& rule : rules::all_rules()) {
        const bool exempt = std::any_of(std::begin(kExempt), std::end(kExempt), [&](const Exempt& one) { return one.code == rule.code; });
        if (!rules::is_built(rule) || exempt || rule.of_register) continue;  // those have examples of their own
        const auto shows = [&](bool bad) {
            return std::any_of(cases.begin(), cases.end(), [&](const ExampleCase& c) { return c.code == rule.code && sample::is_bad(c.outcome) == bad; });
        };
        if (!shows(true)) without_bad.append(" ").append(rule.code);
        if (!shows(false)) without_good.append(" ").append(rule.code);
    }
    CHECK(without_bad == "");
    CHECK(without_good == "");
}

TEST_CASE("edits of an example") {
    SUBCASE("a value is set, and what is missing is made where the dictionary has it") {
        CHECK(has(text_of("Pupil/Surname=O'Neill & Co"), "<Surname>O'Neill &amp; Co</Surname>"));
        CHECK(has(text_of("Pupil/Address/PostCode=ZA1 1AA"), "</Sex>\n      <Address>\n        <PostCode>ZA1 1AA</PostCode>\n      </Address>\n"));
        CHECK(has(text_of("Pupil/Gender=F"), "<Gender>F</Gender>\n      <Sex>F</Sex>"));  // of another edition
        CHECK(has(text_of("Pupil/Contacts/Contact="), "<Contact>\n        </Contact>"));
    }
    SUBCASE("instances are counted, copied and removed") {
        const std::string two = text_of("+Pupil; Pupil[2]/Surname=Second; +Pupil; Pupil[3]/Forename=Third; -Pupil/DOB");
        CHECK(two.find("<Surname>Second</Surname>") != two.rfind("<Surname>Second</Surname>"));
        CHECK(two.find("<DOB>") > two.find("Second"));
        CHECK(has(text_of("+Pupil/Email"), "<Email></Email>"));
        CHECK(has(text_of("Pupil/Phones/Phone=; Pupil/Phones/Phone[2]/PhoneNo=1"), "<Phone>\n        </Phone>\n        <Phone>\n          <PhoneNo>1<"));
    }
    SUBCASE("the finished text is changed") {
        CHECK(has(text_of("~<Forename>~<Nick/>{byte 41}<Forename>"), "<Nick/>A<Forename>"));
        CHECK(text_of("cut=<CTfile>") == "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        CHECK(text_of("text={repeat 3 <a>}") == "<a><a><a>");
    }
    SUBCASE("the file is named after its header, unless another name is asked for") {
        const auto name_of = [](std::string_view base, std::string_view edition, std::string_view edits) {
            return sample::make_examples(schema::Dictionary::built_in(), {"X", base, edition, edits, "", Outcome::passes}).back().file_name;
        };
        CHECK(name_of("ctf", "26.0", "") == "2013999_CTF_2022345_001.xml");
        CHECK(name_of("primary", "2026-autumn", "") == "2013999_SC3_201LL26_001.XML");
        CHECK(name_of("primary", "2026-spring", "Header/Source/SerialNo=042") == "2013999_SC1_201LL26_042.XML");
        CHECK(name_of("ctf", "26.0", "name=a.xml") == "a.xml");
        CHECK(name_of("ctf", "26.0", "name=a.xml || base=primary; edition=2026-summer; name=b.xml") == "b.xml");
    }
    SUBCASE("what cannot be done is told with the case") {
        const auto problem = [](std::string_view edits, std::string_view base = "ctf-partial", std::string_view edition = "26.0") {
            try {
                static_cast<void>(text_of(edits, base, edition));
            } catch (const DictionaryError& error) {
                return std::string(error.what());
            }
            return std::string("nothing");
        };
        CHECK(problem("Pupil/Nick=x") == "the example of X (26.0, Pupil/Nick=x): the edit Pupil/Nick=x: Pupil/Nick: the dictionary has no Nick there");
        CHECK(has(problem("Person/DOB=x"), "a path begins with"));
        CHECK(has(problem("Pupil[3]/DOB=x"), "an instance before this one is missing"));
        CHECK(has(problem("Pupil[x]/DOB=x"), "not the number of an instance"));
        CHECK(has(problem("-Pupil/Email"), "there is no such element"));
        CHECK(has(problem("Pupil=x"), "holds no value"));
        CHECK(has(problem("Pupil"), "not an edit"));
        CHECK(has(problem("~nowhere~x"), "the text has no nowhere"));
        CHECK(has(problem("~nowhere"), "written ~OLD~NEW"));
        CHECK(has(problem("", "none"), "there is no base none"));
        CHECK(has(problem("", "ctf", "26th"), "there is no edition 26th"));
        CHECK(has(problem("Pupil/DOB={born x}"), "is not a number"));
        CHECK(has(problem("Pupil/DOB={census}"), "has no value in ctf@26.0"));
        CHECK(has(problem("Pupil/DOB={born 7"), "is not closed"));
    }
}

TEST_CASE("placeholders of an example") {
    const auto census = [](std::string_view word, std::string_view edition = "2026-spring") {
        const std::string text = text_of("text={" + std::string(word) + "}", "primary", edition);
        return text;
    };
    CHECK(census("census") == "2026-01-15");
    CHECK(census("census+1") == "2026-01-16");
    CHECK(census("previous-census") == "2025-10-02");
    CHECK(census("previous-census-2y-1") == "2023-10-01");
    CHECK(census("exclusions.until+1") == "2026-01-01");
    CHECK(census("second-half.from", "2024-autumn") == "2024-05-27");
    CHECK(census("age-date") == "2025-08-31");
    CHECK(census("monday age-date+1") == "2025-09-01");
    CHECK(census("monday age-date+2") == "2025-09-08");
    CHECK(census("born 7") == "2018-03-01");
    CHECK(census("born 7 first") == "2017-09-01");
    CHECK(census("born 7 last") == "2018-08-31");
    CHECK(census("born 14 on census+1") == "2012-01-16");
    CHECK(census("year") == "2026");
    CHECK(census("yy") == "26");
    CHECK(census("year-1") == "2025");
    CHECK(census("academic-year") == "2025");
    CHECK(census("term") == "SPR");
    CHECK(census("upn 1") == "C201399919001");
    CHECK(census("upn 1 wrong") == "A201399919001");
    CHECK(census("upn 201203719000") == "L201203719000");
    CHECK(census("uln 1") == "1000000019");
    CHECK(census("uln 100000001 wrong") == "1000000010");
    CHECK(text_of("text={version} {year} {age-date}") == "26.0 2026 2026-08-31");
}

}  // namespace cbds::sample_examples_test
