/// @file
/// The items of a header as its checks see them.
#pragma once

#include "rules/draft.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace cbds::rules {

class HeaderItems {
public:
    explicit HeaderItems(FindingMaker& maker) : maker_(maker) {}

    /// One item. One whose value has a fault, which is told already, counts as not there.
    struct Item {
        std::uint32_t number = 0;  ///< of its node; 0: the header itself
        std::string_view value;
        bool there = false;
    };

    [[nodiscard]] Item item(std::string_view path) const;

    void report(std::string_view code, const Item& item, schema::Confidence confidence, Words words) const;

    /// Reports an item that is there and has another value.
    void compare(std::string_view code, const Item& item, std::string_view expected, std::string message) const;

private:
    FindingMaker& maker_;
};

}  // namespace cbds::rules
