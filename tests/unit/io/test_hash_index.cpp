#include "io/hash_index.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace cbds::io_hash_index_test {

TEST_CASE("numbers are found again by their hash, whatever the table has to go through") {
    io::HashIndex index;
    CHECK_FALSE(index.find(17, [](std::uint32_t) { return true; }));
    for (std::uint32_t i = 0; i < 1000; ++i) index.add(i % 100, i);
    for (std::uint32_t i = 0; i < 1000; ++i) {
        REQUIRE(index.find(i % 100, [=](std::uint32_t number) { return number == i; }));
        CHECK(*index.find(i % 100, [](std::uint32_t) { return true; }) == i % 100);  // the one that was added first
    }
    CHECK_FALSE(index.find(100, [](std::uint32_t) { return true; }));
    CHECK_FALSE(index.find(17, [](std::uint32_t) { return false; }));
}

TEST_CASE("those of one hash stay in their order, at the end of the table too") {
    io::HashIndex index;
    const std::uint64_t last = 0xFFFFFFFF;
    for (std::uint32_t i = 0; i < 100; ++i) index.add(last, i);
    std::vector<std::uint32_t> seen;
    CHECK_FALSE(index.find(last, [&](std::uint32_t number) {
        seen.push_back(number);
        return false;
    }));
    REQUIRE(seen.size() == 100);
    for (std::uint32_t i = 0; i < 100; ++i) CHECK(seen[i] == i);
}

}  // namespace cbds::io_hash_index_test
