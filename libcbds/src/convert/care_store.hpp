/// @file
/// Elements that wait in a temporary file until they are wanted, in any order.
#pragma once

#include "cbds/xml/element.hpp"
#include "io/descriptor.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace cbds::convert {

class ElementStore {
public:
    /// @throws InputError where there is no place for a temporary file
    ElementStore();

    /// @returns where the element is. @throws InputError
    std::uint64_t put(const xml::Element& element);
    [[nodiscard]] xml::Element get(std::uint64_t place);

private:
    void flush();

    io::Descriptor file_;
    std::string waiting_;
    std::uint64_t flushed_ = 0;
};

}  // namespace cbds::convert
