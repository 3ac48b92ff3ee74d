#include "schema/xsd_facts.hpp"

#include <charconv>

namespace cbds::schema {

std::optional<std::int64_t> parse_number(std::string_view text) noexcept {
    std::int64_t number = 0;
    const char* end = text.data() + text.size();
    const auto [stop, fault] = std::from_chars(text.data(), end, number);
    if (fault != std::errc{} || stop != end) return std::nullopt;
    return number;
}

std::int64_t Facts::number(const char* attribute, std::int64_t otherwise, std::int64_t least, std::int64_t most) const {
    if (!node_.attribute(attribute)) return otherwise;
    const std::optional<std::int64_t> number = parse_number(text(attribute));
    if (!number || *number < least || *number > most)
        fail(std::string(attribute) + " must be a whole number from " + std::to_string(least) + " to " + std::to_string(most) +
             ", not " + quoted(text(attribute)));
    return *number;
}

Ordinal Facts::date(Collection collection, std::string_view date_text) const {
    const std::optional<Ordinal> date = parse_edition_date(collection, date_text);
    if (!date) fail(quoted(date_text) + " is no edition of " + std::string(collection_name(collection)));
    return *date;
}

EditionRange Facts::range(Collection collection) const {
    EditionRange range;
    if (!text("cbds:since").empty()) range.since = date(collection, text("cbds:since"));
    if (!text("cbds:until").empty()) range.until = date(collection, text("cbds:until"));
    if (range.since > range.until) fail("cbds:since is later than cbds:until");
    return range;
}

}  // namespace cbds::schema
