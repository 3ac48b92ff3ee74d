/// @file
/// A simple type cut down to one edition and compiled, so that a value is judged in a few nanoseconds.
#pragma once

#include "cbds/schema/dictionary.hpp"

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace cbds::schema {

/// Why a value is not of its type: the first reason that applies, in this order.
enum class ValueFault : std::uint8_t {
    none,
    empty,         ///< no characters where a date, a number or a code must stand
    wrong_type,    ///< not a date, number, boolean
    code,          ///< not in the code set
    code_edition,  ///< in the code set, but not in this edition
    too_long,
    too_short,
    range,       ///< a number below or above what is allowed
    digits,      ///< more decimal places than allowed
    pattern,     ///< not of the expected form
    identifier,  ///< a check digit or a part of an identifier is wrong, or raises a question
};

/// Judges values as XML Schema 1.0 does (blanks around dates, numbers and booleans do not count; a code set
/// is compared as it stands), and identifiers beyond it.
class ValueType {
public:
    /// @throws DictionaryError where the type's pattern cannot be read.
    ValueType(const Dictionary& dictionary, TypeId type, Edition edition);
    ValueType(ValueType&&) noexcept;
    ValueType& operator=(ValueType&&) noexcept;
    ~ValueType();

    /// The first fault of a value; `ValueFault::none` for a good one.
    [[nodiscard]] ValueFault check(std::string_view value) const noexcept;

    [[nodiscard]] const TypeRow& row() const noexcept { return *row_; }

private:
    /// Codes of up to eight bytes, as numbers in an open hash table: one multiplication and one comparison.
    struct CodeTable {
        std::vector<std::uint64_t> slots;
        std::vector<std::string_view> longer;
        std::uint64_t factor = 0;
        unsigned shift = 64;
        void fill(const std::vector<std::string_view>& codes);
        [[nodiscard]] bool holds(std::string_view code) const noexcept;
    };
    struct Compiled;

    [[nodiscard]] ValueFault check_text(std::string_view value) const noexcept;
    [[nodiscard]] ValueFault check_number(std::string_view value) const noexcept;
    [[nodiscard]] bool in_range(std::string_view whole, bool more, bool negative) const noexcept;
    [[nodiscard]] ValueFault check_form(std::string_view value) const noexcept;
    [[nodiscard]] ValueFault check_code(std::string_view value) const noexcept;

    const TypeRow* row_;
    CodeTable codes_;
    std::unique_ptr<const Compiled> compiled_;  ///< the pattern and the codes of other editions
};

}  // namespace cbds::schema
