/// @file
/// The placeholders of examples: days, birth dates and numbers that depend on the edition.
#pragma once

#include "cbds/identifiers/date.hpp"
#include "cbds/schema/edition.hpp"

#include <string>
#include <string_view>

namespace cbds::sample {

class ExampleWords {
public:
    explicit ExampleWords(schema::Edition edition) : edition_(edition) {}

    /// The school whose UPNs `{upn 1}` makes: its LA and establishment number.
    void set_school(std::string_view la, std::string_view estab) { school_ = std::string(la) + std::string(estab); }

    /// The text with every placeholder replaced.
    /// @throws DictionaryError for a placeholder that is none, or has no value in this edition
    [[nodiscard]] std::string expand(std::string_view text) const;

private:
    [[nodiscard]] std::string value(std::string_view word) const;
    [[nodiscard]] std::string fact(std::string_view name) const;
    [[nodiscard]] identifiers::Date day(std::string_view word) const;
    [[nodiscard]] identifiers::Date named_day(std::string_view name) const;
    [[nodiscard]] identifiers::Date window_day(std::string_view window, bool first) const;
    [[nodiscard]] identifiers::Date birth_date(std::string_view words) const;
    [[nodiscard]] std::string upn(std::string_view words) const;
    [[nodiscard]] int age_year() const;

    schema::Edition edition_;
    std::string school_ = "2013999";
};

}  // namespace cbds::sample
