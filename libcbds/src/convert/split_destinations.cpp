#include "cbds/error.hpp"
#include "convert/split_key.hpp"
#include "io/ascii.hpp"
#include "reference/csv_list.hpp"

#include <array>

namespace cbds::convert {
namespace {

constexpr std::array<std::string_view, 1> kUpn{"UPN"};
constexpr std::array<std::string_view, 2> kLa{"LEA", "LA"};
constexpr std::array<std::string_view, 1> kEstab{"Estab"};
constexpr std::array<std::string_view, 1> kUrn{"URN"};

bool is_number(std::string_view text, std::size_t digits) { return text.size() == digits && ascii::all_digits(text); }

bool has_good_numbers(const School& school) {
    if (school.la == "XXX" || school.la == "MMM") return school.estab == std::string(4, school.la.front()) && school.urn.empty();
    const bool estab = is_number(school.estab, 4) || school.estab == "LLLL";
    return is_number(school.la, 3) && estab && (school.urn.empty() || is_number(school.urn, 6));
}

/// The year group of a record, wherever its collection has it.
std::string_view year_group(const xml::Element& record) {
    for (const char* const path : {"BasicDetails/NCyearActual", "PupilStatus/NCyearActual", "PupilStatus/NCyearLeaving"})
        if (const std::string_view year = ascii::trimmed(record.value(path)); !year.empty()) return year;
    return {};
}

std::string number_of(const xml::Element* school) {
    if (school == nullptr) return {};
    return std::string(ascii::trimmed(school->value("LEA"))).append(ascii::trimmed(school->value("Estab")));
}

}  // namespace

Destinations read_destinations(const std::string& path) {
    Destinations destinations;
    reference::read_list(path, [&](io::ByteStream& stream, const std::string& name) {
        reference::CsvList list(stream, name);
        const std::size_t upn = list.needed_column(kUpn);
        const std::size_t la = list.needed_column(kLa);
        const std::size_t estab = list.needed_column(kEstab);
        const auto urn = list.column(kUrn);
        while (list.next()) {
            const School school{std::string(list.value(la)), std::string(list.value(estab)), std::string(list.value(urn))};
            if (list.value(upn).empty()) list.fail("no UPN");
            if (!has_good_numbers(school)) list.fail("no school: LEA should have three digits, Estab four, URN six or none");
            if (!destinations.emplace(list.value(upn), school).second) list.fail("this UPN has been there already");
        }
    });
    return destinations;
}

const xml::Element* last_school(const xml::Element& pupil) {
    const xml::Element* const history = pupil.child("SchoolHistory");
    const xml::Element* last = nullptr;
    if (history == nullptr) return nullptr;
    for (const xml::Element& school : history->children) {
        if (school.name != "School") continue;
        const std::string_view marked = ascii::trimmed(school.value("LastSchool"));
        if (marked == "true" || marked == "1") return &school;
        if (last == nullptr || school.value("EntryDate") >= last->value("EntryDate")) last = &school;
    }
    return last;
}

std::optional<School> destination_of(const xml::Element& record, const schema::Dictionary& dictionary, const Destinations& destinations) {
    const auto found = destinations.find(ascii::trimmed(key_of(record, dictionary)));
    return found == destinations.end() ? std::nullopt : std::optional(found->second);
}

std::string split_key(const xml::Element& record, const schema::Dictionary& dictionary, SplitBy by, const Destinations* destinations) {
    if (by == SplitBy::year_group) return std::string(year_group(record));
    if (by == SplitBy::pupil) return std::string(ascii::trimmed(key_of(record, dictionary)));
    if (destinations == nullptr) return number_of(last_school(record));
    const auto school = destination_of(record, dictionary, *destinations);
    return school ? school->la + school->estab : std::string();
}

}  // namespace cbds::convert
