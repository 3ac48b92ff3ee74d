/// @file
/// Facts written as attributes: words of a fixed list, sets of words, numbers, ranges of editions.
#pragma once

#include "cbds/schema/edition.hpp"
#include "schema/words.hpp"
#include "schema/xsd_folder.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string_view>

namespace cbds::schema {

/// A whole number and nothing else.
[[nodiscard]] std::optional<std::int64_t> parse_number(std::string_view text) noexcept;

/// The facts that the attributes of one XML element state. Every function fails with the place of the element.
class Facts {
public:
    Facts(const XsdFolder& folder, pugi::xml_node node) : folder_(&folder), node_(node) {}

    [[nodiscard]] std::string_view text(const char* attribute) const { return node_.attribute(attribute).value(); }

    template <class T, std::size_t N>
    [[nodiscard]] T word(const char* attribute, const Words<N>& words, T otherwise) const {
        const std::string_view value = text(attribute);
        return node_.attribute(attribute) ? static_cast<T>(place_in(words, value, attribute)) : otherwise;
    }

    /// The sum of the bits of the words that are listed; `otherwise` where there is no such attribute.
    template <std::size_t N>
    [[nodiscard]] std::uint8_t bits(const char* attribute, const Words<N>& words, std::uint8_t otherwise) const {
        std::uint8_t sum = 0;
        for (const std::string_view word : words_of(text(attribute)))
            sum = static_cast<std::uint8_t>(sum | 1U << place_in(words, word, attribute));
        return sum != 0 ? sum : otherwise;
    }

    [[nodiscard]] std::int64_t number(const char* attribute, std::int64_t otherwise, std::int64_t least, std::int64_t most) const;

    /// An edition's date of a collection: `26.0`, `2026-spring`.
    [[nodiscard]] Ordinal date(Collection collection, std::string_view text) const;

    /// `cbds:since` and `cbds:until` of an element.
    [[nodiscard]] EditionRange range(Collection collection) const;

    [[noreturn]] void fail(const std::string& reason) const { folder_->fail(node_, reason); }

private:
    template <std::size_t N>
    [[nodiscard]] std::size_t place_in(const Words<N>& words, std::string_view word, const char* attribute) const {
        const auto found = std::find(words.begin(), words.end(), word);
        if (word.empty() || found == words.end())
            fail(std::string(attribute) + " cannot be " + quoted(word) + ", only one of " +
                 joined({words.begin() + (words[0].empty() ? 1 : 0), words.end()}));
        return static_cast<std::size_t>(found - words.begin());
    }

    const XsdFolder* folder_;
    pugi::xml_node node_;
};

}  // namespace cbds::schema
