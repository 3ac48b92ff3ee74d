#include "formats/collect_cell.hpp"

#include "cbds/identifiers/date.hpp"
#include "io/ascii.hpp"

#include <algorithm>
#include <array>

namespace cbds::formats {
namespace {

using schema::Base;

constexpr std::array<std::string_view, 12> kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                   "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
constexpr std::string_view kMidnight = " 00:00:00";

/// `2024-10-16` -> `2024-Oct-16`; nothing where it is no date.
std::optional<std::string> with_month_name(std::string_view iso) {
    const auto date = identifiers::parse_date(iso);
    if (!date) return std::nullopt;
    std::string text(iso.substr(0, 5));
    return text.append(kMonths[date->month - 1U]).append(iso.substr(7));
}

/// The way back.
std::optional<std::string> with_month_number(std::string_view text) {
    if (text.size() != 11 || text[4] != '-' || text[7 + 1] != '-') return std::nullopt;
    const auto month = std::find(kMonths.begin(), kMonths.end(), text.substr(5, 3));
    if (month == kMonths.end()) return std::nullopt;
    const auto number = static_cast<char>(month - kMonths.begin() + 1);
    std::string iso(text.substr(0, 5));
    iso += static_cast<char>('0' + number / 10);
    iso += static_cast<char>('0' + number % 10);
    iso.append(text.substr(8));
    return identifiers::parse_date(iso) ? std::optional(iso) : std::nullopt;
}

bool is_clock(std::string_view text) {
    const auto pair = [&](std::size_t at, std::string_view most) {
        return ascii::all_digits(text.substr(at, 2)) && text.substr(at, 2) <= most;
    };
    return text.size() == 8 && text[2] == ':' && text[5] == ':' && pair(0, "23") && pair(3, "59") && pair(6, "59");
}

std::string cell_of_date_time(std::string_view value) {
    if (value.size() != 19 || value[10] != 'T' || !is_clock(value.substr(11))) return std::string(value);
    const auto date = with_month_name(value.substr(0, 10));
    return date ? *date + ' ' + std::string(value.substr(11)) : std::string(value);
}

std::string value_of_date_time(std::string_view cell) {
    if (cell.size() != 20 || cell[11] != ' ' || !is_clock(cell.substr(12))) return std::string(cell);
    const auto date = with_month_number(cell.substr(0, 11));
    return date ? *date + 'T' + std::string(cell.substr(12)) : std::string(cell);
}

std::string value_of_date(std::string_view cell) {
    if (!cell.ends_with(kMidnight)) return std::string(cell);
    return with_month_number(cell.substr(0, cell.size() - kMidnight.size())).value_or(std::string(cell));
}

/// A number without fraction by its form, whatever the base of its type: identifiers of digits are texts.
bool holds_whole_numbers(const schema::TypeRow& type) {
    using schema::Identifier;
    const bool number =
        type.identifier == Identifier::urn || type.identifier == Identifier::ukprn || type.identifier == Identifier::uprn;
    return type.base == Base::integer || number;
}

std::string_view name_of(Base base) {
    switch (base) {
        case Base::date: return "a date";
        case Base::date_time: return "a date and time";
        case Base::time: return "a time";
        case Base::boolean: return "true or false";
        case Base::integer: return "a whole number";
        case Base::decimal: return "a number";
        case Base::year: return "a year";
        default: return "a value of this item";
    }
}

}  // namespace

std::string collect_cell_of(std::string_view value, Base base) {
    if (base == Base::date_time) return cell_of_date_time(value);
    if (base == Base::date) {
        const auto date = with_month_name(value);
        return date ? *date + std::string(kMidnight) : std::string(value);
    }
    if (base == Base::boolean && value == "true") return "True";
    if (base == Base::boolean && value == "false") return "False";
    return std::string(value);
}

std::string value_of_collect_cell(std::string_view cell, Base base) {
    if (base == Base::date_time) return value_of_date_time(cell);
    if (base == Base::date) return value_of_date(cell);
    if (base == Base::boolean && cell == "True") return "true";
    if (base == Base::boolean && cell == "False") return "false";
    return std::string(cell);
}

std::optional<std::string> whole_number_of_collect_cell(std::string_view cell, const schema::TypeRow& type) {
    const std::size_t point = cell.find('.');
    if (!holds_whole_numbers(type) || point == std::string_view::npos) return std::nullopt;
    const std::string_view whole = cell.substr(0, point);
    const std::string_view fraction = cell.substr(point + 1);
    const std::string_view digits = whole.starts_with('-') ? whole.substr(1) : whole;
    if (digits.empty() || !ascii::all_digits(digits) || fraction.empty()) return std::nullopt;
    if (fraction.find_first_not_of('0') != std::string_view::npos) return std::nullopt;
    return std::string(whole);
}

std::string describe_collect_fault(schema::ValueFault fault, const schema::TypeRow& type) {
    using schema::ValueFault;
    switch (fault) {
        case ValueFault::none: return {};
        case ValueFault::empty: return "empty";
        case ValueFault::wrong_type: return "not " + std::string(name_of(type.base));
        case ValueFault::code: return "not in the code set";
        case ValueFault::code_edition: return "not in the code set of this edition";
        case ValueFault::too_long: return "too long";
        case ValueFault::too_short: return "too short";
        case ValueFault::range: return "out of range";
        case ValueFault::digits: return "too many decimal places";
        case ValueFault::pattern: return type.form.empty() ? "not of the form of the item" : "not " + std::string(type.form);
        case ValueFault::identifier: return "not a valid " + std::string(type.name);
    }
    return {};
}

}  // namespace cbds::formats
