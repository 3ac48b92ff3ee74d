/// @file
/// Plants a known fault in a record that is otherwise right.
#pragma once

#include "cbds/sample/sample.hpp"
#include "sample/random.hpp"
#include "sample/record.hpp"

#include <optional>
#include <string>

namespace cbds::sample {

class FaultPlanter {
public:
    FaultPlanter(double rate, FaultKinds kinds, std::uint64_t seed);

    /// Gives the record a fault, if it is its turn. The record's number is left for the caller to fill in.
    std::optional<PlantedFault> plant(Record& record, std::uint64_t number);

private:
    std::uint64_t threshold_;  ///< of 2^32
    FaultKinds kinds_;
    std::uint64_t seed_;
    std::string previous_upn_;  ///< of the record before, for a number that stands twice
};

}  // namespace cbds::sample
