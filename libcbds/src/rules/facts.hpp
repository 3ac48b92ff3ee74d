/// @file
/// What header and school block say, kept for the rules that judge records by it.
#pragma once

#include "cbds/schema/plan.hpp"
#include "cbds/xml/part.hpp"

#include <string>
#include <string_view>

namespace cbds::rules {

/// Values as they stand in the document; empty where they are missing.
struct DocumentFacts {
    std::string estab;
    std::string phase;
    schema::PhaseSet phase_bit = schema::kAllPhases;  ///< of `phase`; all where it is missing or unknown

    /// Takes what this part says.
    void take(const xml::Part& part, const schema::Plan& plan);
};

}  // namespace cbds::rules
