/// @file
/// The outside lists of tests: invented schools, those of the examples among them, and invented qualifications.
#pragma once

#include "cbds/rules/outside_lists.hpp"
#include "cbds/io/memory_input.hpp"

namespace cbds::test {

/// 999034 is what 999033 was before it became an academy. The examples call schools of every phase 999033.
inline constexpr std::string_view kSchools =
    "URN,LA (code),LA (name),EstablishmentNumber,EstablishmentName,OpenDate,CloseDate\n"
    "999033,201,City of London,3999,St Merrin Primary School,01-09-2018,\n"
    "999034,201,City of London,3999,St Merrin Infant School,01-09-1990,31-08-2018\n"
    "999033,201,City of London,1040,St Merrin Nursery School,,\n"
    "999033,201,City of London,4300,St Merrin Academy,,\n"
    "999033,201,City of London,4100,St Merrin Middle School,,\n"
    "999033,201,City of London,2900,St Merrin Middle School,,\n"
    "999033,201,City of London,4600,St Merrin All-through Academy,,\n"
    "999033,201,City of London,7040,St Merrin Special School,,\n"
    "999033,201,City of London,1110,St Merrin Pupil Referral Unit,,\n"
    "999101,202,Camden,3101,Oakendale Junior School,,31-08-2010\n";

inline constexpr std::string_view kQualifications =
    "QN,Last Certification Date\n"
    "99000010,\n"
    "99000020,10/09/2026\n"
    "99000030,31/08/2018\n";

template <typename List>
List read_list(std::string_view text) {
    io::MemoryInput input(std::string(text), "list.csv");
    const auto stream = input.open();
    return List::read(*stream, input.name());
}

inline rules::OutsideLists lists() {
    static const auto schools = read_list<reference::Schools>(kSchools);
    static const auto qualifications = read_list<reference::Qualifications>(kQualifications);
    return {&schools, &qualifications};
}

}  // namespace cbds::test
