#include "attendance/same_pupils.hpp"

#include <algorithm>
#include <functional>
#include <numeric>

namespace cbds::attendance {
namespace {

/// A UPN by a number that equal ones share.
struct HashedUpn {
    std::size_t hash;
    std::uint32_t enrolment;
};

std::vector<HashedUpn> hashed_upns(const Register& registers) {
    std::vector<HashedUpn> result;
    result.reserve(registers.enrolments.size());
    for (std::uint32_t i = 0; i < registers.enrolments.size(); ++i) {
        const std::string& upn = registers.enrolments[i].upn;
        if (!upn.empty()) result.push_back({std::hash<std::string_view>{}(upn), i});
    }
    const auto before = [](const HashedUpn& a, const HashedUpn& b) { return a.hash != b.hash ? a.hash < b.hash : a.enrolment < b.enrolment; };
    std::sort(result.begin(), result.end(), before);
    return result;
}

std::vector<std::uint32_t> each_its_own(std::size_t size) {
    std::vector<std::uint32_t> first(size);
    std::iota(first.begin(), first.end(), 0U);
    return first;
}

}  // namespace

SamePupils::SamePupils(const std::vector<std::uint32_t>& first) : members_(first.size()) {
    std::vector<std::uint32_t> sizes(first.size(), 0);
    for (const std::uint32_t each : first) ++sizes[each];
    std::vector<std::uint32_t> place(first.size(), 0);
    begins_.push_back(0);
    for (std::size_t i = 0; i < first.size(); ++i) {
        if (first[i] != i) continue;
        place[i] = begins_.back();
        begins_.push_back(begins_.back() + sizes[i]);
    }
    for (std::uint32_t i = 0; i < first.size(); ++i) members_[place[first[i]]++] = i;
}

SamePupils SamePupils::apart(const Register& registers) { return SamePupils(each_its_own(registers.enrolments.size())); }

SamePupils SamePupils::by_upn(const Register& registers) {
    std::vector<std::uint32_t> first = each_its_own(registers.enrolments.size());
    const std::vector<HashedUpn> upns = hashed_upns(registers);
    for (std::size_t i = 0; i < upns.size(); ++i) {
        // Among those before it with the same number, the first one that has the same text.
        std::size_t other = i;
        while (other > 0 && upns[other - 1].hash == upns[i].hash) --other;
        while (registers.enrolments[upns[other].enrolment].upn != registers.enrolments[upns[i].enrolment].upn) ++other;
        first[upns[i].enrolment] = upns[other].enrolment;
    }
    return SamePupils(first);
}

}  // namespace cbds::attendance
