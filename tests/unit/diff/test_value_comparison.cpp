/// Values are compared as their types say.

#include "diff/value_comparison.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

namespace cbds::test::value_comparison {

using diff::ValueOptions;

namespace {

std::string canonical(std::string_view type, std::string_view value, const ValueOptions& options = {}) {
    const schema::Dictionary& dictionary = schema::Dictionary::built_in();
    const schema::TypeId id = type.empty() ? schema::kNoType : dictionary.find_type(type);
    REQUIRE((type.empty() || id != schema::kNoType));
    return diff::canonical_value(dictionary, id, value, options);
}

constexpr ValueOptions kNoCase{true, false, false};
constexpr ValueOptions kNoSpace{false, true, false};
constexpr ValueOptions kAsWritten{true, true, true};

}  // namespace

TEST_CASE("blanks at the ends of a value do not count, those in it do") {
    CHECK(canonical("PersonName", "\t Mary  Ann\r\n") == "Mary  Ann");
    CHECK(canonical("", " x ") == "x");
    CHECK(canonical("PersonName", " \n") == "");
}

TEST_CASE("numbers are compared as numbers") {
    CHECK(canonical("Count3", "007") == "7");
    CHECK(canonical("Count3", "+7") == "7");
    CHECK(canonical("Count3", "000") == "0");
    CHECK(canonical("WeeklyHours", "7.50") == "7.5");
    CHECK(canonical("WeeklyHours", "07.0") == "7");
    CHECK(canonical("WeeklyHours", ".5") == "0.5");
    CHECK(canonical("WeeklyHours", "-0.0") == "0");
    CHECK(canonical("WeeklyHours", "-01.50") == "-1.5");
    CHECK(canonical("WeeklyHours", "123456789012345678901234567890.10") == "123456789012345678901234567890.1");
}

TEST_CASE("what is not of its type stays as it is") {
    CHECK(canonical("Count3", "7.0") == "7.0");
    CHECK(canonical("WeeklyHours", "1.2.30") == "1.2.30");
    CHECK(canonical("WeeklyHours", ".") == ".");
    CHECK(canonical("WeeklyHours", "+") == "+");
    CHECK(canonical("WeeklyHours", "07 h") == "07 h");
    CHECK(canonical("WeeklyHours", "") == "");
    CHECK(canonical("Flag", "TRUE") == "TRUE");
    CHECK(canonical("Date", "2026-1-5") == "2026-1-5");
}

TEST_CASE("booleans have two forms each") {
    CHECK(canonical("Flag", "1") == "true");
    CHECK(canonical("Flag", " 0 ") == "false");
    CHECK(canonical("Flag", "true") == "true");
    CHECK(canonical("YesNo", "1") == "1");
}

TEST_CASE("a fraction of zeros of a second does not count") {
    CHECK(canonical("DateTime", "2026-01-15T14:05:00.000") == "2026-01-15T14:05:00");
    CHECK(canonical("DateTime", "2026-01-15T14:05:00.010") == "2026-01-15T14:05:00.010");
    CHECK(canonical("DateTime", "2026-01-15T14:05:00.") == "2026-01-15T14:05:00.");
}

TEST_CASE("codes and identifiers are texts, a UPRN is a number") {
    CHECK(canonical("EstabNumber", "0123") == "0123");
    CHECK(canonical("SchoolType", "01") == "01");
    CHECK(canonical("URN", "012345") == "012345");
    CHECK(canonical("UPN", "a201") == "a201");
    CHECK(canonical("UPRN", "000123") == "123");
}

TEST_CASE("letter case counts unless it is said not to, beyond ASCII too") {
    CHECK(canonical("PersonName", "ÉOWYN") != canonical("PersonName", "éowyn"));
    CHECK(canonical("PersonName", "ÉOWYN", kNoCase) == canonical("PersonName", "éowyn", kNoCase));
    CHECK(canonical("PersonName", "E\xCC\x81OWYN", kNoCase) == canonical("PersonName", "éowyn", kNoCase));
    CHECK(canonical("PersonName", "STRASSE", kNoCase) == canonical("PersonName", "straße", kNoCase));
    CHECK(canonical("PersonName", "ANN", kNoCase) == "ann");
    CHECK(canonical("PersonName", "\xC3(", kNoCase) == "\xC3(");
}

TEST_CASE("blanks in a value do not count where it is said so, nor other spaces") {
    CHECK(canonical("PostCode", "ZA1  2AB", kNoSpace) == "ZA12AB");
    CHECK(canonical("PersonName", "Mary\xC2\xA0" "Ann\xE2\x80\x89" "Lee", kNoSpace) == "MaryAnnLee");
    CHECK(canonical("Count3", "0 07", kNoSpace) == "7");
    CHECK(canonical("PersonName", "\xC2", kNoSpace) == "\xC2");
}

TEST_CASE("as written, everything counts") {
    CHECK(canonical("Count3", " 007", kAsWritten) == " 007");
    CHECK(canonical("PersonName", "Ann ", kAsWritten) == "Ann ");
    CHECK(canonical("Flag", "1", kAsWritten) == "1");
}

TEST_CASE("two values are the same where their forms are") {
    const schema::Dictionary& dictionary = schema::Dictionary::built_in();
    const schema::TypeId hours = dictionary.find_type("WeeklyHours");
    CHECK(diff::same_value(dictionary, hours, "15.0", "15", {}));
    CHECK_FALSE(diff::same_value(dictionary, hours, "15.0", "15.5", {}));
    CHECK_FALSE(diff::same_value(dictionary, hours, "15.0", "15", kAsWritten));
    CHECK(diff::same_value(dictionary, schema::kNoType, "x", "x", kAsWritten));
}

}  // namespace cbds::test::value_comparison
