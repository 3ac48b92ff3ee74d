/// Rules of transfer files about who the pupil is. The comment of each function is the rule; its row has the facts.

#include "cbds/identifiers/local_authority.hpp"
#include "io/ascii.hpp"
#include "rules/census/year_groups.hpp"
#include "rules/ctf/names.hpp"
#include "rules/ctf/subjects.hpp"

namespace cbds::rules {
namespace {

constexpr std::size_t kUpnLength = 13;

bool is_temporary(std::string_view upn) { return upn.size() == kUpnLength && ascii::is_capital(upn.back()); }

/// CTF201: a former UPN (item 0) is not the UPN (item 1).
void former_upn_differs(const Items& items, Failures& failures) {
    if (!items.text(0).empty() && items.text(0) == items.text(1)) failures.at(0);
}

/// CTF204: the UPN is not a temporary one, unless a permanent one is told as the former (CTF205).
void upn_is_permanent(const Items& items, Failures& failures) {
    if (is_temporary(items.text(0)) && (items.text(1).empty() || is_temporary(items.text(1)))) failures.at(0);
}

/// CTF205: a temporary UPN (item 0) has not taken the place of a permanent one (item 1).
void upn_replaces_temporary(const Items& items, Failures& failures) {
    if (is_temporary(items.text(0)) && items.text(1).size() == kUpnLength && !is_temporary(items.text(1))) failures.at(0);
}

/// CTF206: the year of issue in the UPN (item 0) is not before the year of birth (item 1). UPNs began in 1997.
void issued_after_birth(const Items& items, Failures& failures) {
    const std::string_view upn = items.text(0);
    const auto born = items.date(1);
    if (upn.size() != kUpnLength || !born || !ascii::all_digits(upn.substr(8, 2))) return;
    const int digits = 10 * (upn[8] - '0') + (upn[9] - '0');
    if ((digits >= 97 ? 1900 : 2000) + digits < born->year) failures.at(0);
}

/// CTF208: a number of a local authority (each item) is known.
void authority_is_known(const Items& items, Failures& failures) {
    for (std::size_t item = 0; item < items.columns().size(); ++item)
        items.each(item, [&](NodeNumber node) {
            const std::string_view number = items.view().text(node);
            if (ascii::all_digits(number) && number.size() == 3 && identifiers::find_local_authority(number) == nullptr) failures.at(node);
        });
}

/// CTF304: on the day of the file the pupil is 1 to 20 years old.
void is_of_school_age(const Items& items, Failures& failures) {
    const auto born = items.date(0);
    const auto day = file_day(items);
    if (!born || !day || *born > *day) return;  // born later is told by CTF303
    const int age = identifiers::age_at(*born, *day);
    if (age < 1 || age > 20) failures.at(0);
}

/// CTF305: the year group (item 0) is one that pupils of the age (item 1) are taught in: up to two years above the usual
/// one and two below, any of the early ones for those under six.
void year_goes_with_age(const Items& items, Failures& failures) {
    const auto place = year_place(items.text(0));
    const auto born = items.date(1);
    const auto year = academic_year(items);
    if (!place || !born || !year) return;
    const int age = identifiers::age_at(*born, {static_cast<std::int16_t>(*year), 8, 31});
    if (age < 1 || age > 20) return;  // told by CTF304
    if (*place > age - 2 || (age >= 6 && *place < age - 6)) failures.at(0);
}

/// CTF309: a name (each item) has no blanks around it and single ones in it.
void names_have_no_stray_blanks(const Items& items, Failures& failures) {
    for (std::size_t item = 0; item < items.columns().size(); ++item)
        items.each(item, [&](NodeNumber node) {
            if (has_stray_blanks(items.view().node(node).value())) failures.at(node);
        });
}

/// CTF310: a name (each item) is not written in capitals alone. Told once for a pupil.
void names_have_small_letters(const Items& items, Failures& failures) {
    NodeNumber first = 0;
    for (std::size_t item = 0; item < items.columns().size(); ++item)
        items.each(item, [&](NodeNumber node) {
            if (first == 0 && is_in_capitals(items.view().text(node))) first = node;
        });
    if (first != 0) failures.at(first);
}

/// CTF311: a former name (items 0 and 2) is not the name of today (items 1 and 3).
void former_name_differs(const Items& items, Failures& failures) {
    const bool same_surname = !items.text(0).empty() && items.text(0) == items.text(1);
    const bool same_forename = items.text(2).empty() || items.text(2) == items.text(3);
    if (same_surname && same_forename) failures.at(items.node(0));
}

/// CTF313: one language (item 0) at most is the first one (type, item 1; F where it is not stated).
void one_first_language(const Items& items, Failures& failures) {
    int count = 0;
    items.each(0, [&](NodeNumber node) {
        const NodeNumber type = items.below(items.view().node(node).parent, 1);
        if ((type == 0 || items.view().text(type) == "F") && ++count > 1) failures.at(node);
    });
}

/// CTF314: "no disability" or "not collected" does not stand beside a disability.
void no_disability_stands_alone(const Items& items, Failures& failures) {
    NodeNumber none = 0;
    int others = 0;
    items.each(0, [&](NodeNumber node) {
        const std::string_view code = items.view().text(node);
        if (code == "NONE" || code == "NCOL") none = node;
        else ++others;
    });
    if (none != 0 && others != 0) failures.at(none);
}

constexpr FunctionRow kFunctions[] = {
    {"CTF201", former_upn_differs},       {"CTF204", upn_is_permanent},   {"CTF205", upn_replaces_temporary},
    {"CTF206", issued_after_birth},       {"CTF208", authority_is_known}, {"CTF304", is_of_school_age},
    {"CTF305", year_goes_with_age},       {"CTF309", names_have_no_stray_blanks},
    {"CTF310", names_have_small_letters}, {"CTF311", former_name_differs}, {"CTF313", one_first_language},
    {"CTF314", no_disability_stands_alone},
};

}  // namespace

std::span<const FunctionRow> ctf_person_functions() noexcept { return kFunctions; }

}  // namespace cbds::rules
