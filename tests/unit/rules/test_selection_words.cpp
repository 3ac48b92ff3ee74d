#include "cbds/rules/selection.hpp"

#include "cbds/error.hpp"
#include "rules/validation.hpp"

#include <doctest/doctest.h>

#include <algorithm>

namespace cbds::rules_selection_words_test {

using namespace cbds;
using namespace cbds::test;
using rules::find_rule;
using rules::Rule;
using rules::Selection;
using rules::Severity;
using rules::SeverityOverride;

namespace {

Selection selection(std::vector<std::string> select, std::vector<std::string> ignore = {}) { return {select, ignore}; }

Selection with_severities(std::vector<SeverityOverride> severities, std::vector<std::string> select = {}) {
    return {select, {}, severities};
}

bool names(std::string_view word, std::string_view code) {
    const auto rules = rules::rules_named(word);
    return std::find(rules.begin(), rules.end(), find_rule(code)) != rules.end();
}

/// The message of the error that a word gives; empty where it gives none.
std::string complaint(std::string_view word) {
    try {
        static_cast<void>(rules::rules_named(word));
    } catch (const UsageError& error) {
        return error.what();
    }
    return {};
}

Severity severity_of(const Selection& selection, std::string_view code) {
    const Rule& rule = *find_rule(code);
    return selection.severity(rule, rule.confidence);
}

}  // namespace

TEST_CASE("words: a severity stands for the rules that have it where nothing else is in doubt") {
    for (const Severity severity : {Severity::info, Severity::query, Severity::error}) {
        const Selection chosen = selection({std::string(rules::severity_name(severity))});
        for (const Rule& rule : rules::all_rules())
            CHECK(chosen.reports(rule) == (is_built(rule) && rules::usual_severity(rule) == severity));
    }
}

TEST_CASE("words: a tag stands for the rules that have it as a whole word") {
    CHECK(names("@identifiers", "SC1510"));
    CHECK(names("@structure", "XSD010"));
    CHECK_FALSE(names("@structure", "SC1510"));
    CHECK(complaint("@struct") != "");
    CHECK(complaint("@") != "");
}

TEST_CASE("words: an item stands for the rules that name it, by its name or a stretch of its path") {
    CHECK(names("item:UPN", "SC1510"));
    CHECK(names("item:PupilIdentifiers/UPN", "SC1510"));
    CHECK(names("item:PupilOnRoll/PupilIdentifiers/UPN", "SC1510"));
    CHECK(names("item:PupilIdentifiers", "SC1510"));
    CHECK_FALSE(names("item:Surname", "SC1510"));
    CHECK(complaint("item:Identifiers/UPN") == "no item is called 'Identifiers/UPN'; did you mean UPN?");
    CHECK(complaint("item:") != "");
}

TEST_CASE("words: an item stands for the rules under which the dictionary reports it") {
    int annotations = 0;
    for (const schema::ElementRow& row : schema::Dictionary::built_in().elements()) {
        for (const std::string_view code : {row.missing, row.invalid}) {
            if (code.empty() || find_rule(code) == nullptr || ++annotations > 200) continue;
            INFO(row.path, " ", code);
            CHECK(names("item:" + std::string(row.path), code));
        }
    }
    CHECK(annotations > 20);
}

TEST_CASE("words: an item of the other collection is not meant by the end of its path") {
    for (const Rule* rule : rules::rules_named("item:CTFpupilData")) CHECK_FALSE(rule->of_census);
    for (const Rule* rule : rules::rules_named("item:PupilsOnRoll")) CHECK_FALSE(rule->of_ctf);
}

TEST_CASE("words: a code that there is means that rule alone, not the longer ones") {
    for (const Rule& rule : rules::all_rules()) {
        const auto named = rules::rules_named(rule.code);
        REQUIRE(named.size() == 1);
        CHECK(named.front() == &rule);
    }
    CHECK(rules::rules_named("XSD01").size() == 10);
}

TEST_CASE("words: an unknown one names what was probably meant") {
    CHECK(complaint("sc1510") == "no rule's code begins with 'sc1510'; did you mean SC1510?");
    CHECK(complaint("eror") == "no rule's code begins with 'eror'; did you mean error?");
    CHECK(complaint("XDS") == "no rule's code begins with 'XDS'; did you mean XSD?");
    CHECK(complaint("@identifier") == "no rule has the tag 'identifier'; did you mean @identifiers?");
    CHECK(complaint("item:Surnmae") == "no item is called 'Surnmae'; did you mean Surname?");
    CHECK(complaint("FOO") == "no rule's code begins with 'FOO'");
    CHECK(complaint("") == "no rule's code begins with ''");
}

TEST_CASE("severities: a rule has the one that the user gave it, whatever the doubt") {
    const Selection given = with_severities({{"SC1510", Severity::info}, {"XSD019", Severity::error}});
    CHECK(severity_of(given, "SC1510") == Severity::info);
    CHECK(severity_of(given, "XSD019") == Severity::error);
    CHECK(given.severity(*find_rule("XSD019"), schema::Confidence::guess) == Severity::error);
    CHECK(severity_of(given, "ID105") == Severity::error);
    CHECK(given.severity(*find_rule("ID105"), schema::Confidence::likely) == Severity::query);
}

TEST_CASE("severities: the more exact word goes first, whatever the order") {
    const std::vector<SeverityOverride> words{{"SC1510", Severity::query}, {"SC15", Severity::info}, {"@identifiers", Severity::error}};
    std::vector<SeverityOverride> turned(words.rbegin(), words.rend());
    for (const auto& list : {words, turned}) {
        const Selection given = with_severities(list);
        CHECK(severity_of(given, "SC1510") == Severity::query);
        CHECK(severity_of(given, "SC1520") == Severity::info);
        CHECK(severity_of(given, "ID106") == Severity::error);
    }
}

TEST_CASE("severities: of two words that are equally exact the higher severity holds") {
    for (const Rule& rule : rules::all_rules()) {
        const std::size_t blank = rule.tags.find(' ');
        if (blank == std::string_view::npos || rule.tags.find(' ', blank + 1) != std::string_view::npos || ends_reading(rule)) continue;
        const std::string first = '@' + std::string(rule.tags.substr(0, blank));
        const std::string second = '@' + std::string(rule.tags.substr(blank + 1));
        INFO(rule.code);
        CHECK(severity_of(with_severities({{first, Severity::query}, {second, Severity::info}}), rule.code) == Severity::query);
        CHECK(severity_of(with_severities({{first, Severity::info}, {second, Severity::query}}), rule.code) == Severity::query);
    }
    CHECK(severity_of(with_severities({{"XSD030", Severity::info}, {"XSD030", Severity::query}}), "XSD030") == Severity::query);
    CHECK(severity_of(with_severities({{"XSD030", Severity::query}, {"XSD030", Severity::info}}), "XSD030") == Severity::query);
}

TEST_CASE("severities: select and ignore see those that the user gave") {
    const Selection given = with_severities({{"SC1510", Severity::info}}, {"info"});
    CHECK(given.reports(*find_rule("SC1510")));
    CHECK_FALSE(given.reports(*find_rule("SC1520")));
}

TEST_CASE("severities: what ends the reading stays an error") {
    CHECK_THROWS_AS(with_severities({{"XML002", Severity::info}}), UsageError);
    CHECK_THROWS_AS(with_severities({{"XSD001", Severity::query}}), UsageError);
    CHECK(severity_of(with_severities({{"XSD0", Severity::info}}), "XSD002") == Severity::error);
    CHECK(severity_of(with_severities({{"XSD0", Severity::info}}), "XSD030") == Severity::info);
    CHECK_THROWS_AS(with_severities({{"ZZ9999", Severity::info}}), UsageError);
}

TEST_CASE("severities: findings have them, of values, uniqueness and structure alike") {
    const std::string document = changed(changed(census_document(), "L201203719000", "M201203719000"), "<Sex>F", "<Sex>f");
    rules::ValidateOptions options;
    const std::vector<SeverityOverride> severities{{"SC1510", Severity::query}, {"SC1610", Severity::info}};
    options.selection = Selection({}, {}, severities);
    const Validation validation = validate(document, std::move(options));
    CHECK(validation.of("SC1510").severity == Severity::query);
    CHECK(validation.of("SC1610").severity == Severity::info);
    CHECK(validation.file.counts[Severity::error] == 0);
}

TEST_CASE("selection: a rule that is not built is never run, and cannot be asked for") {
    const Selection everything;
    for (const Rule& rule : rules::all_rules()) {
        CHECK(everything.reports(rule) == is_built(rule));
        if (is_built(rule)) continue;
        CHECK_THROWS_WITH_AS(selection({std::string(rule.code)}), (std::string(rule.code) + " is not built: " + std::string(rule.status)).c_str(), UsageError);
        CHECK_FALSE(selection({}, {std::string(rule.code)}).reports(rule));
        CHECK_FALSE(selection({std::string(rule.code.substr(0, 2))}).reports(rule));
    }
}

TEST_CASE("settings: a document may have its own selection and edition in one run") {
    const rules::DocumentSettings structure{Selection(std::vector<std::string>{"XSD"}, {}), std::nullopt};
    const rules::DocumentSettings other{Selection(std::vector<std::string>{"ID"}, {}), schema::parse_edition("school-census@2026-summer")};
    rules::Validator validator(schema::Dictionary::built_in(), only({"SC1510"}));
    const auto check = [&](const rules::DocumentSettings* settings) {
        Validation sink;
        MemoryInput input(changed(census_document(), "L201203719000", "M201203719000"));
        sink.file = settings == nullptr ? validator.validate(input, sink) : validator.validate(input, sink, *settings);
        return sink;
    };
    CHECK(check(nullptr).codes() == "SC1510");
    CHECK(check(&structure).codes() == "");
    const Validation by_other = check(&other);
    CHECK(by_other.codes() == "ID105");
    CHECK(schema::edition_name(*by_other.file.edition) == "school-census@2026-summer");
    CHECK(check(nullptr).codes() == "SC1510");
    CHECK(validator.summary().rules.contains("XSD030"));
    CHECK_FALSE(validator.summary().rules.contains("HDR101"));
}

}  // namespace cbds::rules_selection_words_test
