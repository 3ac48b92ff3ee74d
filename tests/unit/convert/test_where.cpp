#include "cbds/convert/where.hpp"

#include "cbds/error.hpp"
#include "formats/conversion.hpp"

#include <doctest/doctest.h>

using namespace cbds;

namespace {

/// How many of the records of a census are kept.
std::uint64_t kept(const std::string& text, const std::string& where) {
    convert::ConversionOptions options;
    options.where = where;
    convert::ConversionResult result;
    static_cast<void>(test::as_xml(text, std::move(options), &result));
    return result.written;
}

void refuse(const std::string& where, const std::string& part) {
    CAPTURE(where);
    try {
        convert::Where(where, schema::Dictionary::built_in(), schema::Collection::school_census);
        FAIL("not refused");
    } catch (const UsageError& error) {
        CHECK(std::string(error.what()).find(part) != std::string::npos);
    }
}

}  // namespace

TEST_CASE("comparisons keep the records that fit") {
    std::string pupils(test::kCensusPupil);
    pupils += test::changed(test::changed(pupils, "<NCyearActual>6", "<NCyearActual>10"), "<Surname>Sallowbrook", "<Surname>O'Brien");
    pupils += test::changed(test::changed(std::string(test::kCensusPupil), "<Sex>F", "<Sex>M"), "<Language>ENG</Language>", "");
    const std::string text = test::census_document(pupils);
    CHECK(kept(text, "") == 3);
    CHECK(kept(text, "Sex=F") == 2);
    CHECK(kept(text, "sex=F") == 2);
    CHECK(kept(text, "Sex=f") == 0);
    CHECK(kept(text, "NCyearActual<10") == 2);
    CHECK(kept(text, "NCyearActual >= 6") == 3);
    CHECK(kept(text, "NCyearActual>6") == 1);
    CHECK(kept(text, "NCyearActual<=6") == 2);
    CHECK(kept(text, "Surname=\"O'Brien\"") == 1);
    CHECK(kept(text, "Sex=M or NCyearActual=10") == 2);
    CHECK(kept(text, "Sex=M and NCyearActual=10") == 0);
    CHECK(kept(text, "Sex=M and NCyearActual=6 or Surname!=Sallowbrook") == 2);
    CHECK(kept(text, "Language=''") == 1);
    CHECK(kept(text, "Language!=''") == 2);
    CHECK(kept(text, "Language!=ENG") == 1);
    CHECK(kept(text, "DOB<2016-01-01") == 3);
    CHECK(kept(text, "TermlyAttendance/SessionsPossible=146") == 3);
}

TEST_CASE("what is no comparison is refused, and said why") {
    refuse("Sex", "expected =");
    refuse("Sex=F and", "an item is missing");
    refuse("Sex=F xor Sex=M", "expected `and` or `or`");
    refuse("Surname='O", "not closed");
    refuse("Surnam=X", "did you mean Surname?");
    refuse("=F", "an item is missing");
    refuse("SchoolName=x", "no record has the item");
}
