#include "diff/record_match.hpp"

#include <doctest/doctest.h>

namespace cbds::diff_record_match_test {

using namespace cbds::diff;

RecordEntry entry(std::uint64_t upn, std::uint64_t content, std::uint64_t former_upn = 0, std::uint64_t uln = 0, std::uint64_t person = 0) {
    RecordEntry made;
    made.upn = upn;
    made.content = content;
    made.former_upn = former_upn;
    made.uln = uln;
    made.person = person;
    made.element = 1;
    return made;
}

TEST_CASE("the UPN comes before everything else") {
    const std::vector<RecordEntry> before{entry(1, 10, 0, 5, 7), entry(2, 20)};
    const std::vector<RecordEntry> after{entry(2, 21, 0, 5, 7), entry(1, 11)};
    const RecordMatches matches = match_records(before, after);
    CHECK_EQ(matches.partner, std::vector<RecordIndex>{1, 0});
    CHECK_EQ(matches.new_partner, std::vector<RecordIndex>{1, 0});
    CHECK(matches.ambiguous.empty());
}

TEST_CASE("what is left over is matched by the former UPN of either, the ULN, name and birth date") {
    const std::vector<RecordEntry> before{entry(1, 10), entry(2, 20, 92), entry(3, 30, 0, 5), entry(4, 40, 0, 0, 7), entry(5, 50)};
    const std::vector<RecordEntry> after{entry(94, 1, 0, 0, 7), entry(93, 2, 0, 5), entry(92, 3), entry(91, 4, 1), entry(95, 5)};
    const RecordMatches matches = match_records(before, after);
    CHECK_EQ(matches.partner, std::vector<RecordIndex>{3, 2, 1, 0, kNoRecord});
    CHECK_EQ(matches.by[0], MatchedBy::former_upn);
    CHECK_EQ(matches.by[1], MatchedBy::former_upn);
    CHECK_EQ(matches.by[2], MatchedBy::uln);
    CHECK_EQ(matches.by[3], MatchedBy::name_and_birth_date);
    CHECK_EQ(matches.new_partner[4], kNoRecord);
}

TEST_CASE("a group that is ambiguous by one item is not looked at by the next") {
    const std::vector<RecordEntry> before{entry(1, 10, 0, 5, 7)};
    const std::vector<RecordEntry> after{entry(91, 1, 0, 5, 7), entry(92, 2, 0, 5)};
    const RecordMatches matches = match_records(before, after);
    CHECK_EQ(matches.partner, std::vector<RecordIndex>{kAmbiguousRecord});
    CHECK_EQ(matches.new_partner, std::vector<RecordIndex>{kAmbiguousRecord, kAmbiguousRecord});
    REQUIRE_EQ(matches.ambiguous.size(), 1);
    CHECK_EQ(matches.ambiguous[0].by, MatchedBy::uln);
}

TEST_CASE("records that are known to have the same bytes are each other, once, and only with a UPN") {
    const std::vector<RecordEntry> before{entry(1, 10), entry(1, 10), entry(0, 30)};
    const std::vector<RecordEntry> after{entry(1, 10), entry(1, 10), entry(0, 30)};
    const std::vector<RecordIndex> same{1, 1, 2};
    const RecordMatches matches = match_records(before, after, same);
    CHECK_EQ(matches.partner, std::vector<RecordIndex>{1, 0, 2});
    CHECK_EQ(matches.by[2], MatchedBy::name_and_birth_date);
    CHECK(matches.ambiguous.empty());
}

TEST_CASE("records without a key are each other where they are equal, as many as there are") {
    const std::vector<RecordEntry> before{entry(0, 1), entry(0, 1), entry(0, 2)};
    const RecordMatches matches = match_records(before, std::vector{entry(0, 3), entry(0, 1)});
    CHECK_EQ(matches.partner, std::vector<RecordIndex>{1, kNoRecord, kNoRecord});
    CHECK_EQ(matches.new_partner, std::vector<RecordIndex>{kNoRecord, 0});
    CHECK(matches.ambiguous.empty());
}

TEST_CASE("many records of one key take no more than their number of steps") {
    std::vector<RecordEntry> many;
    for (std::uint64_t i = 0; i < 200'000; ++i) many.push_back(entry(1, i));
    const RecordMatches matches = match_records(many, many);
    CHECK_EQ(matches.partner[123'456], 123'456);
    CHECK(matches.ambiguous.empty());
}

}  // namespace cbds::diff_record_match_test
