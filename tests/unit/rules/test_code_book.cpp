#include "rules/code_book.hpp"

#include "cbds/error.hpp"

#include <doctest/doctest.h>

namespace cbds::rules_code_book_test {

using namespace cbds;
using namespace cbds::rules;
using schema::census_edition;
using schema::Collection;
using schema::Term;

namespace {

const schema::Dictionary& dictionary() { return schema::Dictionary::built_in(); }

const schema::Plan& spring() {
    static const schema::Plan plan(dictionary(), census_edition(2026, Term::spring));
    return plan;
}

const std::string kOnRoll = "Message/Pupils/PupilsOnRoll/PupilOnRoll";

schema::ElementId census(const std::string& path) { return dictionary().find(Collection::school_census, path); }
schema::ElementId ctf(const std::string& path) { return dictionary().find(Collection::ctf, path); }

std::string_view code_of(const Rule* rule) { return rule == nullptr ? "" : rule->code; }

}  // namespace

TEST_CASE("code book: a rule belongs to its collection, editions and terms") {
    Rule rule;
    CHECK(applies(rule, schema::ctf_edition(26)));
    CHECK(applies(rule, census_edition(2026, Term::spring)));
    rule.of_census = true;
    CHECK_FALSE(applies(rule, schema::ctf_edition(26)));
    rule.terms = 5;
    CHECK(applies(rule, census_edition(2026, Term::spring)));
    CHECK_FALSE(applies(rule, census_edition(2026, Term::summer)));
    rule.editions.since = census_edition(2026, Term::autumn).ordinal;
    CHECK_FALSE(applies(rule, census_edition(2026, Term::spring)));
    CHECK(applies(rule, census_edition(2026, Term::autumn)));
    Rule transfer;
    transfer.of_ctf = true;
    CHECK(applies(transfer, schema::ctf_edition(26)));
    CHECK_FALSE(applies(transfer, census_edition(2026, Term::spring)));
}

TEST_CASE("code book: the codes that the dictionary names for what is missing and what is not valid") {
    const CodeBook codes(spring());
    const schema::ElementId surname = census(kOnRoll + "/PupilIdentifiers/Surname");
    CHECK(code_of(codes.missing(surname)) == "SC1580");
    CHECK(code_of(codes.missing(census(kOnRoll + "/PupilIdentifiers/Sex"))) == "SC1610");
    CHECK(code_of(codes.invalid(census(kOnRoll + "/PupilIdentifiers/Sex"))) == "SC1610");
    CHECK(codes.missing(census(kOnRoll + "/PupilIdentifiers/MiddleNames")) == nullptr);
}

TEST_CASE("code book: a code that is named in the dictionary is one of the table") {
    for (const schema::ElementRow& row : dictionary().elements()) {
        CAPTURE(row.path);
        if (row.collection != Collection::school_census) continue;
        CHECK((row.missing.empty() || find_rule(row.missing) != nullptr));
        CHECK((row.invalid.empty() || find_rule(row.invalid) != nullptr));
    }
}

TEST_CASE("code book: the collection's own rule for a general one, at its items only") {
    const CodeBook codes(spring());
    const Rule& check_letter = CodeBook::known("ID105");
    CHECK(code_of(codes.special(check_letter, census(kOnRoll + "/PupilIdentifiers/UPN"))) == "SC1510");
    CHECK(code_of(codes.special(check_letter, census(kOnRoll + "/PupilIdentifiers/FormerUPN"))) == "SC1510");
    CHECK(codes.special(check_letter, census(kOnRoll + "/PupilIdentifiers/Surname")) == nullptr);
    CHECK(code_of(codes.special(CodeBook::known("ID101"), census(kOnRoll + "/PupilIdentifiers/UPN"))) == "SC1550");
    CHECK(code_of(codes.special(CodeBook::known("ID110"), census(kOnRoll + "/PupilIdentifiers/UPN"))) == "SC1520");
    CHECK(codes.special(CodeBook::known("ID110"), census(kOnRoll + "/PupilIdentifiers/FormerUPN")) == nullptr);
    CHECK(code_of(codes.special(CodeBook::known("HDR101"), census("Message/Header/CollectionDetails/ReferenceDate"))) == "SC100");
    const schema::Plan transfer(dictionary(), schema::ctf_edition(26));
    CHECK(CodeBook(transfer).special(check_letter, ctf("CTfile/CTFpupilData/Pupil/UPN")) == nullptr);
}

TEST_CASE("code book: records are found by their UPN") {
    const CodeBook codes(spring());
    CHECK(codes.key_of(census(kOnRoll)) == census(kOnRoll + "/PupilIdentifiers/UPN"));
    const schema::Plan transfer(dictionary(), schema::ctf_edition(26));
    CHECK(CodeBook(transfer).key_of(ctf("CTfile/CTFpupilData/Pupil")) == ctf("CTfile/CTFpupilData/Pupil/UPN"));
    CHECK(codes.key_of(census("Message/Header")) == schema::kNoElement);
}

TEST_CASE("code book: items are paths below a part") {
    CHECK(CodeBook::item_below(spring(), census(kOnRoll), "PupilIdentifiers/UPN") == census(kOnRoll + "/PupilIdentifiers/UPN"));
    CHECK(CodeBook::item_below(spring(), census(kOnRoll), "PupilIdentifiers/Gender") == schema::kNoElement);  // of earlier editions
    CHECK(CodeBook::item_below(spring(), census(kOnRoll), "UPN") == schema::kNoElement);
    CHECK(CodeBook::item_below(spring(), census(kOnRoll), "PupilIdentifiers//UPN") == schema::kNoElement);
}

TEST_CASE("code book: a code that is not in the table is an error of the build") {
    CHECK(CodeBook::known("XML001").code == "XML001");
    CHECK_THROWS_AS((void)CodeBook::known("XML999"), DictionaryError);
}

}  // namespace cbds::rules_code_book_test
