/// @file
/// The facts of a store, put in their places in a register. What another input has told there already stays.
#pragma once

#include "cbds/register/builder.hpp"
#include "register/store_facts.hpp"

#include <cstdint>

namespace cbds::registers {

void put_facts(const Facts& facts, School& school);

/// @throws DamagedBlob
void put_facts(const Facts& facts, std::uint32_t enrolment, RegisterBuilder& builder);

}  // namespace cbds::registers
