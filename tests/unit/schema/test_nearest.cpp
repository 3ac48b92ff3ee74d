#include "cbds/schema/nearest.hpp"

#include <doctest/doctest.h>

#include <array>

using cbds::schema::did_you_mean;
using cbds::schema::nearest_word;

namespace {

constexpr std::array<std::string_view, 5> kWords{"attendance", "address", "sen", "SC1510", "fail-on"};

}  // namespace

TEST_CASE("nearest: a slip of the pen, two in a long word, or another letter case") {
    CHECK(nearest_word("atendance", kWords) == "attendance");
    CHECK(nearest_word("attendnace", kWords) == "attendance");
    CHECK(nearest_word("atendanse", kWords) == "attendance");
    CHECK(nearest_word("Attendance", kWords) == "attendance");
    CHECK(nearest_word("sne", kWords) == "sen");
    CHECK(nearest_word("SEN", kWords) == "sen");
    CHECK(nearest_word("sc1510", kWords) == "SC1510");
    CHECK(nearest_word("fial-on", kWords) == "fail-on");
    CHECK(nearest_word("failon", kWords) == "fail-on");
}

TEST_CASE("nearest: what is too far from everything has no neighbour") {
    CHECK(nearest_word("", kWords) == "");
    CHECK(nearest_word("xy", kWords) == "");
    CHECK(nearest_word("atdnce", kWords) == "");
    CHECK(nearest_word("sxy", kWords) == "");
    CHECK(nearest_word("SC1", kWords) == "");
    CHECK(nearest_word("attendance", {}) == "");
}

TEST_CASE("nearest: of several the nearest, and of these the first") {
    constexpr std::array<std::string_view, 3> kCodes{"SC1610", "SC1511", "SC1510"};
    CHECK(nearest_word("SC1510", kCodes) == "SC1510");
    CHECK(nearest_word("SC1500", kCodes) == "SC1510");
    CHECK(nearest_word("SC1512", kCodes) == "SC1511");
}

TEST_CASE("nearest: the words of a message") {
    CHECK(did_you_mean("adress", kWords) == "; did you mean address?");
    CHECK(did_you_mean("dress code", kWords) == "");
}
