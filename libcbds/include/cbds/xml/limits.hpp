/// @file
/// Limits beyond which a document is not read: generous for any real one, and small enough that a hostile
/// one can neither crash the program nor swell it.
#pragma once

#include <cstddef>

namespace cbds::xml {

struct Limits {
    std::size_t depth = 256;                ///< elements inside each other, the root counted (XML080)
    std::size_t name = 1000;                ///< bytes of the name of an element or attribute (XML081)
    std::size_t value = 1 << 20;            ///< bytes of a value (XML082)
    std::size_t part = 32 << 20;            ///< bytes of a header, a school block or a record (XML083)
    std::size_t part_elements = 50'000;     ///< elements of one part (XML083)
    std::size_t frame_elements = 10'000;    ///< unknown elements around the parts (XML083)
};

}  // namespace cbds::xml
