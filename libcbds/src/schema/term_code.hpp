/// @file
/// The terms as the header of a return writes them: SPR, SUM, AUT.
#pragma once

#include "cbds/schema/edition.hpp"
#include "io/ascii.hpp"

#include <optional>
#include <string_view>

namespace cbds::schema {

[[nodiscard]] constexpr std::string_view term_code(Term term) noexcept {
    return term == Term::spring ? "SPR" : term == Term::summer ? "SUM" : "AUT";
}

/// Letter case does not count. @returns nothing for any other text
[[nodiscard]] constexpr std::optional<Term> find_term_code(std::string_view text) noexcept {
    for (const Term term : {Term::spring, Term::summer, Term::autumn})
        if (ascii::same_but_case(text, term_code(term))) return term;
    return std::nullopt;
}

}  // namespace cbds::schema
