/// @file
/// The selectors of a patch: the part of XPath that names one element, its text or one of its attributes by what is in it.
///
///     /CTfile/CTFpupilData/Pupil[UPN='A1']/BasicDetails/Forename[.='Ann']/text()
///
/// Steps are names as written. A condition compares the element itself (`.`), an element below it (`Address/PostCode`) or
/// an attribute (`@type`, `Address/@type`) with a text in quotes, or with `concat('…', "…")` where it has both kinds of them.
#pragma once

#include "cbds/xml/element.hpp"

#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace cbds::diff {

struct Condition {
    std::vector<std::string> path;  ///< of elements below; empty: the element itself
    std::string attribute;          ///< of that element; empty: its value
    std::string value;

    bool operator==(const Condition&) const = default;
};

struct Step {
    std::string name;
    std::vector<Condition> conditions;  ///< that all hold

    bool operator==(const Step&) const = default;
};

struct Selector {
    enum class Target : std::uint8_t { element, text, attribute };

    std::vector<Step> steps;  ///< from the root
    Target target = Target::element;
    std::string attribute;    ///< its name, where it is the target

    bool operator==(const Selector&) const = default;
};

/// Why a text is no selector that is understood: one clause without full stop.
class SelectorFault : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// Reads a selector; a first slash may be missing, as in RFC 5261. @throws SelectorFault
[[nodiscard]] Selector parse_selector(std::string_view text);

[[nodiscard]] std::string text_of(const Selector& selector);

/// The names alone: no keys, no values.
[[nodiscard]] std::string path_of(const Selector& selector);

/// The value that XPath gives an element: its text and that of all elements in it.
[[nodiscard]] std::string string_value(const xml::Element& element);

/// Whether an element has the name of a step, and all of its conditions hold.
[[nodiscard]] bool fits(const xml::Element& element, const Step& step);
[[nodiscard]] bool holds(const xml::Element& element, const Condition& condition);

/// The way down to an element: which child, level by level.
using Way = std::vector<std::size_t>;

/// All elements that the steps from `first` on find, the first of which is for `top` itself.
[[nodiscard]] std::vector<Way> find_all(const xml::Element& top, const Selector& selector, std::size_t first);

/// How many of the steps from `first` on some element fits.
[[nodiscard]] std::size_t depth_found(const xml::Element& top, const Selector& selector, std::size_t first);

[[nodiscard]] xml::Element& element_at(xml::Element& top, const Way& way);
[[nodiscard]] const xml::Element& element_at(const xml::Element& top, const Way& way);

}  // namespace cbds::diff
