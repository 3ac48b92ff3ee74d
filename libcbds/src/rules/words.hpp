/// @file
/// Lists of words separated by spaces, as the tables write them.
#pragma once

#include <algorithm>
#include <string_view>

namespace cbds::rules {

/// Calls `use` with every word of the list.
template <typename Use>
void for_each_word(std::string_view list, Use use) {
    while (!list.empty()) {
        const std::size_t end = std::min(list.find(' '), list.size());
        if (end != 0) use(list.substr(0, end));
        list.remove_prefix(std::min(end + 1, list.size()));
    }
}

}  // namespace cbds::rules
