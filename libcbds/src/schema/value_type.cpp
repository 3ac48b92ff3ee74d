#include "cbds/schema/value_type.hpp"

#include "cbds/identifiers/date.hpp"
#include "io/ascii.hpp"
#include "schema/identifier_check.hpp"
#include "schema/pattern.hpp"

#include <algorithm>
#include <bit>
#include <charconv>
#include <cstring>
#include <optional>
#include <string>

namespace cbds::schema {
namespace {

/// The number that two digits write; 100 where they are none.
unsigned two_digits(const char* p) {
    return ascii::is_digit(p[0]) && ascii::is_digit(p[1]) ? static_cast<unsigned>((p[0] - '0') * 10 + (p[1] - '0')) : 100;
}

/// YYYY-MM-DD of the calendar, the only form in which the collections write a date.
bool is_date(std::string_view text) { return identifiers::check_date(text) == identifiers::DateFault::none; }

/// hh:mm:ss of one day; 24:00:00 is its end, as in XML Schema.
bool is_time(std::string_view text) {
    if (text.size() != 8 || text[2] != ':' || text[5] != ':') return false;
    if (text == "24:00:00") return true;
    return two_digits(text.data()) < 24 && two_digits(text.data() + 3) < 60 && two_digits(text.data() + 6) < 60;
}

bool is_date_time(std::string_view text) {
    return text.size() == 19 && text[10] == 'T' && is_date(text.substr(0, 10)) && is_time(text.substr(11));
}

bool is_boolean(std::string_view text) { return text == "true" || text == "false" || text == "1" || text == "0"; }

bool is_year(std::string_view text) {
    return text.size() == 4 && std::all_of(text.begin(), text.end(), ascii::is_digit) && text != "0000";
}

std::string_view without_sign(std::string_view text) {
    if (!text.empty() && (text[0] == '-' || text[0] == '+')) text.remove_prefix(1);
    return text;
}

/// The digits before and behind the point of a decimal; nothing where the text is none.
std::optional<std::pair<std::string_view, std::string_view>> split_decimal(std::string_view text) {
    const std::string_view digits = without_sign(text);
    const std::size_t point = std::min(digits.find('.'), digits.size());
    const std::string_view whole = digits.substr(0, point);
    const std::string_view fraction = digits.substr(std::min(point + 1, digits.size()));
    if ((whole.empty() && fraction.empty()) || !ascii::all_digits(whole) || !ascii::all_digits(fraction)) return std::nullopt;
    return std::pair{whole, fraction};
}

std::size_t characters(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return (c & '\xC0') != '\x80'; }));
}

/// A code of up to eight bytes as a number. The switch lets every copy have a constant length.
std::uint64_t key_of(std::string_view code) {
    std::uint64_t key = 0;
    switch (code.size()) {
        case 1: std::memcpy(&key, code.data(), 1); break;
        case 2: std::memcpy(&key, code.data(), 2); break;
        case 3: std::memcpy(&key, code.data(), 3); break;
        case 4: std::memcpy(&key, code.data(), 4); break;
        case 5: std::memcpy(&key, code.data(), 5); break;
        case 6: std::memcpy(&key, code.data(), 6); break;
        case 7: std::memcpy(&key, code.data(), 7); break;
        case 8: std::memcpy(&key, code.data(), 8); break;
        default: break;
    }
    return key;
}

}  // namespace

struct ValueType::Compiled {
    std::optional<Pattern> pattern;
    std::vector<std::string_view> other_editions;  ///< codes of the set that this edition does not have
};

void ValueType::CodeTable::fill(const std::vector<std::string_view>& codes) {
    if (codes.empty()) return;
    const std::size_t size = std::bit_ceil(codes.size() * 2);
    shift = 64 - static_cast<unsigned>(std::countr_zero(size));
    factor = 0x9E3779B97F4A7C15;
    slots.assign(size, 0);
    for (const std::string_view code : codes) {
        if (code.empty() || code.size() > 8) {
            longer.push_back(code);
            continue;
        }
        const std::uint64_t key = key_of(code);
        std::size_t slot = (key * factor) >> shift;
        while (slots[slot] != 0) slot = (slot + 1) & (size - 1);
        slots[slot] = key;
    }
}

bool ValueType::CodeTable::holds(std::string_view code) const noexcept {
    if (code.empty() || code.size() > 8) return std::find(longer.begin(), longer.end(), code) != longer.end();
    if (slots.empty()) return false;
    const std::uint64_t key = key_of(code);
    std::size_t slot = (key * factor) >> shift;
    while (slots[slot] != 0) {
        if (slots[slot] == key) return true;
        slot = (slot + 1) & (slots.size() - 1);
    }
    return false;
}

ValueType::ValueType(const Dictionary& dictionary, TypeId type, Edition edition) : row_(&dictionary.type(type)) {
    Compiled compiled;
    if (!row_->pattern.empty()) compiled.pattern.emplace(row_->pattern);
    const auto place = static_cast<std::size_t>(edition.collection);
    std::vector<std::string_view> codes;
    for (const CodeRow& code : dictionary.codes(*row_))
        (code.editions[place].holds(edition.ordinal) ? codes : compiled.other_editions).push_back(code.code);
    // A code may have several rows, for several spans of editions: in force in one is in force.
    std::erase_if(compiled.other_editions, [&](std::string_view c) { return std::find(codes.begin(), codes.end(), c) != codes.end(); });
    codes_.fill(codes);
    compiled_ = std::make_unique<const Compiled>(std::move(compiled));
}

ValueType::ValueType(ValueType&&) noexcept = default;
ValueType& ValueType::operator=(ValueType&&) noexcept = default;
ValueType::~ValueType() = default;

ValueFault ValueType::check_code(std::string_view value) const noexcept {
    if (codes_.holds(value)) return ValueFault::none;
    if (value.empty()) return ValueFault::empty;
    const auto& others = compiled_->other_editions;
    return std::find(others.begin(), others.end(), value) != others.end() ? ValueFault::code_edition : ValueFault::code;
}

ValueFault ValueType::check_form(std::string_view value) const noexcept {
    if (compiled_->pattern && !compiled_->pattern->matches(value)) return ValueFault::pattern;
    if (row_->identifier != Identifier::none && !identifier_is_valid(row_->identifier, value)) return ValueFault::identifier;
    return ValueFault::none;
}

ValueFault ValueType::check_text(std::string_view value) const noexcept {
    // A text of no more bytes than characters are allowed cannot be too long.
    if (value.size() > row_->max_length && characters(value) > row_->max_length) return ValueFault::too_long;
    if (value.size() < row_->min_length || (row_->min_length > 1 && characters(value) < row_->min_length))
        return value.empty() ? ValueFault::empty : ValueFault::too_short;
    return check_form(value);
}

ValueFault ValueType::check_number(std::string_view value) const noexcept {
    // Nearly every number in a return is a short row of digits.
    if (value.size() <= 9 && ascii::all_digits(value)) {
        std::int64_t number = 0;
        for (const char c : value) number = number * 10 + (c - '0');
        if (number < row_->min_value || number > row_->max_value) return ValueFault::range;
        return check_form(value);
    }
    const auto parts = split_decimal(value);
    if (!parts || (row_->base == Base::integer && value.find('.') != std::string_view::npos)) return ValueFault::wrong_type;
    auto [whole, fraction] = *parts;
    while (!fraction.empty() && fraction.back() == '0') fraction.remove_suffix(1);
    if (!in_range(whole, !fraction.empty(), value[0] == '-')) return ValueFault::range;
    if (fraction.size() > row_->fraction_digits) return ValueFault::digits;
    return check_form(value);
}

/// Whether a number lies within the type's bounds, which are whole. `more`: it has a fraction beside its whole part.
bool ValueType::in_range(std::string_view whole, bool more, bool negative) const noexcept {
    std::int64_t number = 0;
    const auto error = std::from_chars(whole.data(), whole.data() + whole.size(), number).ec;
    if (error == std::errc::result_out_of_range) return false;
    if (negative) number = -number;
    const bool low = number < row_->min_value || (number == row_->min_value && more && negative);
    const bool high = number > row_->max_value || (number == row_->max_value && more && !negative);
    return !low && !high;
}

ValueFault ValueType::check(std::string_view value) const noexcept {
    if (row_->code_count != 0) return check_code(row_->base == Base::text ? value : ascii::trimmed(value));
    if (row_->base == Base::text) return check_text(value);
    value = ascii::trimmed(value);
    if (row_->base == Base::token) return check_text(value);
    if (value.empty()) return ValueFault::empty;
    bool good = false;
    switch (row_->base) {
        case Base::date: good = is_date(value); break;
        case Base::date_time: good = is_date_time(value); break;
        case Base::time: good = is_time(value); break;
        case Base::boolean: good = is_boolean(value); break;
        case Base::year: good = is_year(value); break;
        default: return check_number(value);
    }
    if (!good) return ValueFault::wrong_type;
    // The forms of dates and times leave a pattern nothing to say.
    return row_->base == Base::boolean ? check_form(value) : ValueFault::none;
}

}  // namespace cbds::schema
