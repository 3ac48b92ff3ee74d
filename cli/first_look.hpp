/// @file
/// The first bytes of an input, by which a command finds out what it is given.
#pragma once

#include "cbds/io/stream.hpp"

#include <cstddef>
#include <string>

namespace cbds::cli {

/// As much as a register needs: a year of sessions makes a long heading. An input that can be opened once only is used up.
/// @throws InputError
[[nodiscard]] inline std::string first_look(io::Input& input) {
    std::string first(std::size_t{64} << 10, '\0');
    first.resize(input.open()->read(first));
    return first;
}

}  // namespace cbds::cli
