#include "rules/items.hpp"

#include "cbds/schema/value_type.hpp"
#include "io/ascii.hpp"

#include <charconv>

namespace cbds::rules {

std::string_view Items::text(std::size_t item) const noexcept {
    const xml::Node* found = node(item);
    return found == nullptr || found->fault != schema::ValueFault::none ? std::string_view{} : ascii::trimmed(found->value());
}

std::optional<int> Items::number(std::size_t item) const noexcept {
    const std::string_view digits = text(item);
    int value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (digits.empty() || error != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
    return value;
}

}  // namespace cbds::rules
