/// @file
/// The attendance of one pupil of a transfer file, put in the place of what stands there.
#pragma once

#include "cbds/attendance/transfer.hpp"
#include "cbds/schema/plan.hpp"
#include "cbds/xml/element.hpp"

#include <string>

namespace cbds::attendance {

/// A school as YearData names it.
struct TransferSchool {
    std::string authority;      ///< `201`
    std::string establishment;  ///< `3999`
    std::string name;           ///< may be empty
};

/// What writing a year came to.
struct WrittenYear {
    bool changed = false;
    bool fewer = false;  ///< more sessions were possible before
};

/// Writes one year into a record: what is unknown in an entry of that year and school stays.
[[nodiscard]] WrittenYear write_transfer_year(const schema::Plan& plan, xml::Element& record, const TransferYear& year,
                                              const TransferSchool& school);

}  // namespace cbds::attendance
