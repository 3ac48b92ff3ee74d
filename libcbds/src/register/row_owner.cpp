#include "register/row_owner.hpp"

#include "io/ascii.hpp"

#include <algorithm>
#include <iterator>

namespace cbds::registers {
namespace {

constexpr std::size_t kLaestabLength = 7;  // digits

}  // namespace

std::string plain_laestab(std::string_view text) {
    std::string digits;
    std::copy_if(text.begin(), text.end(), std::back_inserter(digits), ascii::is_digit);
    return digits.size() == kLaestabLength ? digits : std::string(text);
}

std::uint32_t school_of(RegisterBuilder& builder, std::string_view urn, std::string_view laestab) {
    urn = ascii::trimmed(urn);
    const std::string number = plain_laestab(ascii::trimmed(laestab));
    if (!number.empty() && !ascii::all_digits(urn)) urn = {};
    return builder.school(urn, number);
}

std::uint32_t enrolment_of(RegisterBuilder& builder, std::uint32_t school, std::string_view pupil_id, std::string_view upn) {
    return builder.enrolment(school, pupil_id, ascii::in_capitals(upn));
}

}  // namespace cbds::registers
