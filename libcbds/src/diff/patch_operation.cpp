#include "diff/patch_operation.hpp"

#include <algorithm>
#include <array>

namespace cbds::diff {
namespace {

constexpr std::array<std::string_view, 4> kPositions{"append", "prepend", "before", "after"};

}  // namespace

std::string_view position_name(Position position) noexcept { return kPositions[static_cast<std::size_t>(position)]; }

std::optional<Position> find_position(std::string_view name) noexcept {
    const auto found = std::find(kPositions.begin() + 1, kPositions.end(), name);
    if (found == kPositions.end()) return std::nullopt;
    return static_cast<Position>(found - kPositions.begin());
}

bool same_attributes(const xml::Element& a, const xml::Element& b) {
    const auto in_b = [&](const xml::ParsedAttribute& wanted) {
        return std::any_of(b.attributes.begin(), b.attributes.end(),
                           [&](const xml::ParsedAttribute& each) { return each.name == wanted.name && each.value == wanted.value; });
    };
    return a.attributes.size() == b.attributes.size() && std::all_of(a.attributes.begin(), a.attributes.end(), in_b);
}

bool same_tree(const xml::Element& a, const xml::Element& b) {
    return a.name == b.name && a.text == b.text && same_attributes(a, b) &&
           std::equal(a.children.begin(), a.children.end(), b.children.begin(), b.children.end(), same_tree);
}

}  // namespace cbds::diff
