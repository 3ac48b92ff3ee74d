#include "cbds/schema/edition.hpp"

#include <doctest/doctest.h>

using namespace cbds::schema;

namespace {

std::string read(std::string_view text) {
    const auto edition = parse_edition(text);
    return edition ? edition_name(*edition) : "none";
}

}  // namespace

TEST_CASE("edition: a name is read and written") {
    CHECK(read("ctf@26.0") == "ctf@26.0");
    CHECK(read("ctf@26") == "ctf@26.0");
    CHECK(read("CTF@9") == "ctf@9.0");
    CHECK(read("school-census@2026-spring") == "school-census@2026-spring");
    CHECK(read("School-Census@2025-AUTUMN") == "school-census@2025-autumn");
    CHECK(read("school-census@2019-summer") == "school-census@2019-summer");
}

TEST_CASE("edition: what is no edition's name is refused") {
    for (const char* text : {"", "@", "ctf", "ctf@", "ctf@26.1", "ctf@.0", "ctf@0", "ctf@-1", "ctf@+26", "ctf@026", "ctf@26 ",
                             "ctf@26.0.0", "ctf@99999", "register@26.0", "school-census@2026", "school-census@2026-",
                             "school-census@2026-winter", "school-census@26-spring", "school-census@2026 spring",
                             "school-census@0026-spring", "school-census@2026-springs", "school-census@2026-spring@",
                             "schoolcensus@2026-spring"})
        CHECK_MESSAGE(read(text) == "none", text);
}

TEST_CASE("edition: ordinals follow the calendar") {
    const auto ordinal = [](std::string_view date) { return *parse_edition_date(Collection::school_census, date); };
    CHECK(ordinal("2026-spring") + 1 == ordinal("2026-summer"));
    CHECK(ordinal("2026-summer") + 1 == ordinal("2026-autumn"));
    CHECK(ordinal("2026-autumn") + 1 == ordinal("2027-spring"));
    CHECK(*parse_edition_date(Collection::ctf, "9") < *parse_edition_date(Collection::ctf, "10.0"));
    const Edition edition = census_edition(2027, Term::summer);
    CHECK(census_year(edition) == 2027);
    CHECK(census_term(edition) == Term::summer);
}

TEST_CASE("edition: a range includes both its ends") {
    const EditionRange range{22, 24};
    CHECK_FALSE(range.holds(21));
    CHECK(range.holds(22));
    CHECK(range.holds(24));
    CHECK_FALSE(range.holds(25));
    CHECK(EditionRange{}.holds(kEarliest));
    CHECK(EditionRange{}.holds(kLatest));
}

TEST_CASE("edition: collections have a name and a title") {
    for (const Collection collection : {Collection::ctf, Collection::school_census})
        CHECK(find_collection(collection_name(collection)) == collection);
    CHECK(find_collection("CTF") == Collection::ctf);
    CHECK_FALSE(find_collection("census"));
    CHECK(collection_title(Collection::school_census) == "School Census");
}
