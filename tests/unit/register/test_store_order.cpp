#include "cbds/error.hpp"
#include "io/test_files.hpp"
#include "register/store_dump.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <random>

namespace cbds::register_store_order_test {

using namespace cbds;
using namespace cbds::registers;
using namespace cbds::registers::test;
using io::test::TestFolder;

namespace {

/// An extract, and when it is said to have been taken.
struct Taken {
    Register extract;
    std::int64_t at = 0;
};

/// Few pupils, sessions, codes and times, so that all of them meet often: with times of their own, with that of the extract, with
/// neither.
Taken invented_extract(std::mt19937& random) {
    const auto choose = [&](unsigned count) { return static_cast<int>(random() % count); };
    constexpr std::array<const char*, 7> kCodes{"/", "I", "N", "L", "J1", "-", "zz"};
    RegisterBuilder builder(ConflictPolicy::last, true);
    const int which = choose(5);
    const std::uint32_t school = which == 0 ? builder.school_at("2014001") : builder.school(which == 1 ? "100002" : "100001");
    if (which == 2) builder.school_at_index(school).laestab = "2014001";
    builder.school_at_index(school).name = choose(2) == 0 ? "" : "School " + std::to_string(choose(3));
    for (int i = 0; i < 6; ++i) {
        const int pupil = choose(3);
        const bool by_number = choose(3) == 0;
        const std::string id = by_number || choose(2) == 0 ? std::to_string(choose(9) == 0 ? 1 : pupil) : "";
        const std::uint32_t number = builder.enrolment(school, id, by_number ? "" : "P" + std::to_string(pupil));
        Enrolment& enrolment = builder.enrolment_at(number);
        if (choose(2) == 0) enrolment.surname = "Name " + std::to_string(choose(3));
        if (choose(3) == 0) enrolment.leaving = Date{2026, 12, static_cast<std::uint8_t>(1 + choose(20))};
        if (choose(3) == 0) enrolment.listed = enrolment.boarder = true;
        if (choose(4) == 0) enrolment.exclusions.push_back({2026, 11, static_cast<std::uint8_t>(1 + choose(3))});
        Characteristics row;
        if (choose(2) == 0) row.valid_from = Date{2026, 9, static_cast<std::uint8_t>(1 + choose(2))};
        row.sen = choose(2) == 0 ? "K" : "E";
        builder.characteristics(number, row);
        ReadMark mark;
        mark.session = at(choose(8), choose(2) == 0 ? Half::am : Half::pm);
        mark.code = builder.code(kCodes[static_cast<std::size_t>(choose(kCodes.size()))]);
        mark.detail.recorded_at = choose(2) == 0 ? 0 : hour(choose(10), 9);
        mark.detail.minutes_late = static_cast<std::uint16_t>(choose(3));
        builder.mark(number, mark);
    }
    return {builder.finish(), choose(2) == 0 ? 0 : hour(choose(10), 9)};
}

/// What stands in the store, and what is read of it.
std::multiset<std::string> store_of(const std::string& path, const std::vector<Taken>& extracts) {
    for (const Taken& taken : extracts) (void)update_store(path, taken.extract, taken_at(taken.at));
    std::multiset<std::string> all = dump(path);
    all.merge(reading_of(path));
    return all;
}

}  // namespace

TEST_CASE("store: any order of the same extracts gives the same store, however often each is taken") {
    std::mt19937 random(7);
    const TestFolder folder;
    int number = 0;
    for (int round = 0; round < 5; ++round) {
        std::vector<Taken> extracts;
        for (int i = 0; i < 6; ++i) extracts.push_back(invented_extract(random));
        const auto want = store_of(folder.at(std::to_string(++number)), extracts);
        for (int order = 0; order < 4; ++order) {
            std::shuffle(extracts.begin(), extracts.end(), random);
            CHECK(store_of(folder.at(std::to_string(++number)), extracts) == want);
        }
        extracts.push_back(extracts.front());
        extracts.insert(extracts.begin(), extracts[3]);
        CHECK(store_of(folder.at(std::to_string(++number)), extracts) == want);
    }
}

TEST_CASE("store: a code seen before and after another holds, whichever of the three comes last") {
    const TestFolder folder;
    std::vector<Taken> extracts;
    for (const auto& [code, time] : {std::pair{"/", 1}, {"N", 3}, {"/", 5}})
        extracts.push_back({extract_of({{"P1", at(0, Half::am), code}}), hour(time, 9)});
    const std::array<std::array<std::size_t, 3>, 6> orders{{{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}}};
    const auto want = store_of(folder.at("in order"), extracts);
    for (std::size_t i = 0; i < orders.size(); ++i) {
        const std::string path = folder.at(std::to_string(i));
        CHECK(store_of(path, {extracts[orders[i][0]], extracts[orders[i][1]], extracts[orders[i][2]]}) == want);
        CHECK(holding(path) == std::set<std::string>{"P1 2026-11-16 AM /"});
    }
}

TEST_CASE("store: a store taken into another gives what the extracts of both give, with times and history") {
    std::mt19937 random(11);
    const TestFolder folder;
    std::vector<Taken> extracts;
    for (int i = 0; i < 8; ++i) extracts.push_back(invented_extract(random));
    const auto want = store_of(folder.at("whole"), extracts);
    const std::vector<Taken> first(extracts.begin(), extracts.begin() + 4);
    const std::vector<Taken> second(extracts.begin() + 4, extracts.end());
    (void)store_of(folder.at("a"), first);
    (void)store_of(folder.at("b"), second);
    for (int again = 0; again < 2; ++again)
        (void)update_store(folder.at("a"), [&](const TakeExtract& take) { take({nullptr, folder.at("b")}); }, {});
    CHECK(store_of(folder.at("a"), {}) == want);
    const UpdateSummary summary =
        update_store(folder.at("c"), [&](const TakeExtract& take) { take({nullptr, folder.at("a")}); }, taken_at(hour(20, 9)));
    CHECK(summary.added > 0);
    CHECK(summary.without_time == 0);
    CHECK(store_of(folder.at("c"), {}) == want);
}

TEST_CASE("store: several extracts of one update are taken one after the other, and all of them or none") {
    const TestFolder folder;
    const std::string path = folder.at("store.db");
    const Register first = extract_of({{"P1", at(0, Half::am), "I", hour(0, 9)}});
    const Register second = extract_of({{"P1", at(0, Half::am), "/", hour(0, 15)}, {"P1", at(0, Half::pm), "\\", hour(0, 15)}});
    const UpdateSummary summary = update_store(
        path,
        [&](const TakeExtract& take) {
            take({&first, {}});
            take({&second, {}});
        },
        {});
    CHECK(summary.marks == 3);
    CHECK(summary.added == 2);
    CHECK(summary.changed == 1);
    CHECK(summary.enrolments_added == 1);
    (void)update_store(folder.at("runs"), first, {});
    (void)update_store(folder.at("runs"), second, {});
    CHECK(dump(path) == dump(folder.at("runs")));
    const auto before = dump(path);
    CHECK_THROWS_AS((void)update_store(
                        path,
                        [&](const TakeExtract& take) {
                            take({&first, {}});
                            const Register late = extract_of({{"P1", at(0, Half::am), "M", hour(3, 9)}});
                            take({&late, {}});
                            throw InputError("the third cannot be read");
                        },
                        {}),
                    InputError);
    CHECK(dump(path) == before);
}

TEST_CASE("store: a store that is read gives the marks of another") {
    const TestFolder folder;
    (void)update_store(folder.at("a"), extract_of({{"P1", at(0, Half::am), "N", hour(0, 9)}, {"P2", at(0, Half::am), "/", hour(0, 9)}}), {});
    (void)update_store(folder.at("b"), extract_of({{"P1", at(0, Half::am), "I", hour(0, 15)}, {"P1", at(0, Half::pm), "-", hour(0, 15)}}), {});
    RegisterBuilder builder(ConflictPolicy::last, true);
    read_store(folder.at("b"), nullptr, builder);
    (void)update_store(folder.at("a"), builder.finish(), {});
    CHECK(holding(folder.at("a")) == std::set<std::string>{"P1 2026-11-16 AM I", "P2 2026-11-16 AM /"});
}

}  // namespace cbds::register_store_order_test
