#include "attendance/same_pupils.hpp"

#include "io/hash_index.hpp"

#include <functional>
#include <numeric>

namespace cbds::attendance {
namespace {

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
    const std::vector<registers::Enrolment>& enrolments = registers.enrolments;
    std::vector<std::uint32_t> first = each_its_own(enrolments.size());
    io::HashIndex index(enrolments.size());
    for (std::uint32_t i = 0; i < enrolments.size(); ++i) {
        const std::string& upn = enrolments[i].upn;
        if (upn.empty()) continue;
        const std::size_t hash = std::hash<std::string_view>()(upn);
        if (const auto known = index.find(hash, [&](std::uint32_t other) { return enrolments[other].upn == upn; })) first[i] = *known;
        else index.add(hash, i);
    }
    return SamePupils(first);
}

}  // namespace cbds::attendance
