/// @file
/// What XML allows as names and characters, for elements that come from elsewhere.
#pragma once

#include "cbds/xml/part.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cbds::formats {

/// A name of XML 1.0 (fifth edition) with at most one prefix.
[[nodiscard]] bool is_xml_name(std::string_view name) noexcept;

/// Only characters that XML 1.0 has; the text is UTF-8.
[[nodiscard]] bool is_xml_text(std::string_view text) noexcept;

/// The namespace prefixes that are declared where an element stands.
class Prefixes {
public:
    /// Goes into an element. @returns what is wrong with its names; empty for nothing
    [[nodiscard]] std::string enter(std::string_view element, const std::vector<xml::ParsedAttribute>& attributes);
    void leave();

private:
    [[nodiscard]] bool declare(const xml::ParsedAttribute& attribute);
    [[nodiscard]] bool is_declared(std::string_view prefix) const noexcept;
    [[nodiscard]] std::string_view namespace_of(std::string_view prefix) const noexcept;

    struct Declaration {
        std::string prefix;
        std::string uri;
    };
    std::vector<Declaration> declared_;
    std::vector<std::size_t> counts_;  ///< by open element: how many were declared before it
};

}  // namespace cbds::formats
