#include "attendance/own_school.hpp"

#include "cbds/formats/identify.hpp"
#include "io/ascii.hpp"

#include <algorithm>
#include <tuple>

namespace cbds::attendance {
namespace {

std::string header_text(const xml::Opening& opening, std::string_view of_transfer_file, std::string_view of_return) {
    const std::string_view value = opening.header_value(of_transfer_file);
    return std::string(ascii::trimmed(value.empty() ? opening.header_value(of_return) : value));
}

/// Whether the numbers that both have say that it is the school; nothing where they have none in common.
std::optional<bool> is_own(const registers::School& school, const OwnSchool& own) {
    if (!school.urn.empty() && !own.urn.empty()) return school.urn == own.urn;
    if (!school.laestab.empty() && !own.laestab.empty()) return school.laestab == own.laestab;
    return std::nullopt;
}

/// A number in a message, where what is no number must do no harm.
std::string in_words(std::string_view kind, std::string number) {
    if (number.empty()) return {};
    std::replace_if(number.begin(), number.end(), [](char c) { return c < ' ' || c > '~'; }, '?');
    return std::string(kind).append(" ").append(number);
}

}  // namespace

OwnSchool own_school(const xml::Opening& opening) {
    const formats::SourceSchool source = formats::source_school(opening);
    OwnSchool own;
    own.urn = header_text(opening, "Header/SourceSchool/URN", "Header/Source/URN");
    own.name = header_text(opening, "Header/SourceSchool/SchoolName", "Header/Source/SchoolName");
    if (!source.la.empty() && !source.estab.empty()) own.laestab.append(ascii::trimmed(source.la)).append(ascii::trimmed(source.estab));
    return own;
}

std::string urn_in_words(const std::string& urn) { return in_words("URN", urn); }
std::string laestab_in_words(const std::string& laestab) { return in_words("LAESTAB", laestab); }

std::string number_in_words(const registers::School& school) {
    return school.urn.empty() ? laestab_in_words(school.laestab) : urn_in_words(school.urn);
}

OwnSchools schools_of(const registers::Register& all, const OwnSchool& own) {
    OwnSchools found;
    for (const registers::School& school : all.schools) {
        const std::optional<bool> known = is_own(school, own);
        const std::string number = number_in_words(school);
        found.is_own.push_back(known.value_or(number.empty() || all.schools.size() == 1));
        if (!known && found.is_own.back()) found.taken = number;
    }
    return found;
}

bool goes_before(const registers::School& a, const registers::School& b) noexcept {
    if (a.urn.empty() != b.urn.empty()) return b.urn.empty();
    return std::tie(a.urn, a.laestab) < std::tie(b.urn, b.laestab);
}

EnrolmentsByUpn::EnrolmentsByUpn(const registers::Register& all, const std::vector<bool>* schools) {
    for (std::uint32_t place = 0; place < all.enrolments.size(); ++place) {
        const registers::Enrolment& enrolment = all.enrolments[place];
        if (enrolment.upn.empty() || (schools != nullptr && !(*schools)[enrolment.school])) continue;
        enrolments_[enrolment.upn].push_back(place);
    }
    const auto school_of = [&](std::uint32_t place) -> const registers::School& { return all.schools[all.enrolments[place].school]; };
    const auto by_school = [&](std::uint32_t a, std::uint32_t b) { return goes_before(school_of(a), school_of(b)); };
    for (auto& each : enrolments_)
        if (each.second.size() > 1) std::stable_sort(each.second.begin(), each.second.end(), by_school);
}

const std::vector<std::uint32_t>& EnrolmentsByUpn::find(const std::string& upn) const {
    static const std::vector<std::uint32_t> none;
    const auto found = enrolments_.find(upn);
    return found == enrolments_.end() ? none : found->second;
}

std::vector<std::uint32_t> EnrolmentsByUpn::find(const std::string& upn, const std::string& former) const {
    std::vector<std::uint32_t> both = find(upn);
    if (former == upn) return both;
    const std::vector<std::uint32_t>& earlier = find(former);
    both.insert(both.end(), earlier.begin(), earlier.end());
    return both;
}

}  // namespace cbds::attendance
