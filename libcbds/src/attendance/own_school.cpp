#include "attendance/own_school.hpp"

#include "cbds/formats/identify.hpp"
#include "io/ascii.hpp"

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

}  // namespace

OwnSchool own_school(const xml::Opening& opening) {
    const formats::SourceSchool source = formats::source_school(opening);
    OwnSchool own;
    own.urn = header_text(opening, "Header/SourceSchool/URN", "Header/Source/URN");
    own.name = header_text(opening, "Header/SourceSchool/SchoolName", "Header/Source/SchoolName");
    if (!source.la.empty() && !source.estab.empty()) own.laestab.append(ascii::trimmed(source.la)).append(ascii::trimmed(source.estab));
    return own;
}

std::vector<bool> schools_of(const registers::Register& all, const OwnSchool& own) {
    std::vector<bool> is_it;
    for (const registers::School& school : all.schools) is_it.push_back(is_own(school, own).value_or(all.schools.size() == 1));
    return is_it;
}

EnrolmentsByUpn::EnrolmentsByUpn(const registers::Register& all, const std::vector<bool>* schools) {
    for (std::uint32_t place = 0; place < all.enrolments.size(); ++place) {
        const registers::Enrolment& enrolment = all.enrolments[place];
        if (enrolment.upn.empty() || (schools != nullptr && !(*schools)[enrolment.school])) continue;
        enrolments_[enrolment.upn].push_back(place);
    }
}

const std::vector<std::uint32_t>& EnrolmentsByUpn::find(const std::string& upn) const {
    static const std::vector<std::uint32_t> none;
    const auto found = enrolments_.find(upn);
    return found == enrolments_.end() ? none : found->second;
}

}  // namespace cbds::attendance
