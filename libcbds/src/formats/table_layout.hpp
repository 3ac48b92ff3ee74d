/// @file
/// What the way to rows and the way back both ask of an element: whether it begins a row, which row it belongs to, and
/// which of several elements that share a column is meant where nothing is said.
#pragma once

#include "cbds/formats/tables.hpp"

#include <cstdint>
#include <vector>

namespace cbds::formats {

/// Whether an element stands for a row: it can be repeated, or is a part of the document.
[[nodiscard]] constexpr bool begins_row(const schema::ElementRow& element) noexcept {
    return element.part == schema::Part::inside ? element.max > 1 : element.part != schema::Part::frame;
}

/// One element of the dictionary, as the tables see it.
struct ElementPlace {
    schema::ElementId row = schema::kNoElement;  ///< the nearest element around it that begins a row; `kNoElement`: none
    bool begins_row = false;
    bool value = false;
    bool free = false;         ///< it may hold anything, or stands in what may: it goes to `extras` as it is
    bool preferred = true;     ///< of its rivals, the one that is meant where nothing is said
    std::uint16_t rivals = 0;  ///< elements of one row with one column, or of one row with rows of one table, have the same number; 0: it has none
};

/// The places of a collection's elements.
class ElementPlaces {
public:
    explicit ElementPlaces(const TableLayout& layout);

    [[nodiscard]] const ElementPlace& operator[](schema::ElementId element) const noexcept { return places_[element]; }

    /// The highest number of rivals.
    [[nodiscard]] std::uint16_t rivals() const noexcept { return rivals_; }

private:
    void find_rivals(const TableLayout& layout);

    std::vector<ElementPlace> places_;
    std::uint16_t rivals_ = 0;
};

}  // namespace cbds::formats
