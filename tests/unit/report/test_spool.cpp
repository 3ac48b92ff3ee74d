#include "report/spool.hpp"

#include <doctest/doctest.h>

#include <array>

#include <array>
#include <sstream>
#include <vector>

namespace cbds::report_spool_test {

using namespace cbds::report;

namespace {

std::string copied(const Spool& spool, Stretch stretch) {
    std::ostringstream out;
    spool.copy(stretch, out);
    return out.str();
}

std::string line(int number) { return "line " + std::to_string(number) + " of a text that takes some room in the end\n"; }

}  // namespace

TEST_CASE("a spool gives back what it was given, in memory, on the disk and across both") {
    Spool spool;
    const Stretch first = spool.append("first");
    CHECK(copied(spool, first) == "first");
    std::string all = "first";
    std::vector<Stretch> stretches;
    for (int i = 0; i < 60'000; ++i) {
        stretches.push_back(spool.append(line(i)));
        all += line(i);
    }
    CHECK(spool.size() == all.size());
    CHECK(all.size() > 2'500'000);
    CHECK(copied(spool, first) == "first");
    for (const int i : {0, 1, 20'000, 30'000, 59'999}) CHECK(copied(spool, stretches[static_cast<std::size_t>(i)]) == line(i));
    CHECK((copied(spool, {0, spool.size()}) == all));
    CHECK(copied(spool, {5, 0}).empty());
}

TEST_CASE("a grouped spool gives back group by group, in the order of coming") {
    GroupedSpool spool;
    std::array<std::string, 3> groups;
    for (int i = 0; i < 60'000; ++i) {
        const std::size_t group = static_cast<std::size_t>(i) % 7 % 3;
        spool.append(group, line(i));
        groups[group] += line(i);
    }
    for (std::size_t group = 0; group < groups.size(); ++group) {
        std::ostringstream out;
        spool.copy(group, out);
        CHECK((out.str() == groups[group]));
    }
    std::ostringstream out;
    spool.copy(3, out);
    CHECK(out.str().empty());
}

}  // namespace cbds::report_spool_test
