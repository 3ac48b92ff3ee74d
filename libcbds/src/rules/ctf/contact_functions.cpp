/// Rules of transfer files about the pupil's home and contacts. The comment of each function is the rule; its row has the
/// facts.

#include "cbds/identifiers/person_name.hpp"
#include "io/ascii.hpp"
#include "rules/ctf/subjects.hpp"

#include <algorithm>

namespace cbds::rules {
namespace {

/// One contact: the name as it is compared, and the address.
struct Person {
    NodeNumber surname;
    std::string name;
    std::string address;  ///< empty where there is none
};

/// The values of an address one after the other, as they are compared.
std::string address_key(const PartView& view, NodeNumber address) {
    std::string key;
    const auto end = static_cast<NodeNumber>(view.part().nodes.size());
    for (NodeNumber node = address + 1; address != 0 && node < end && view.is_below(node, address); ++node) {
        const std::string value = identifiers::name_key(view.text(node));
        if (!value.empty()) key.append(value).append("|");
    }
    return key;
}

/// The contacts: surname (item 0), forename (item 1), address (item 2).
std::vector<Person> people_of(const Items& items) {
    std::vector<Person> people;
    if (items.view().next(items.node(0)) == 0) return people;  // one alone has no namesake
    items.each(0, [&](NodeNumber surname) {
        const NodeNumber contact = items.view().node(surname).parent;
        people.push_back({surname, identifiers::name_key(items.view().text(surname)) + ' ' + identifiers::name_key(text_below(items, contact, 1)),
                          address_key(items.view(), items.below(contact, 2))});
    });
    return people;
}

bool have_different_homes(const Person& a, const Person& b) { return !a.address.empty() && !b.address.empty() && a.address != b.address; }

/// Reports every contact that has a namesake before it of whom `wrong` holds.
template <typename Wrong>
void report_namesakes(const Items& items, Wrong wrong, Failures& failures) {
    const std::vector<Person> people = people_of(items);
    for (std::size_t i = 1; i < people.size(); ++i)
        if (std::any_of(people.begin(), people.begin() + static_cast<std::ptrdiff_t>(i),
                        [&](const Person& earlier) { return earlier.name == people[i].name && wrong(earlier, people[i]); }))
            failures.at(people[i].surname);
}

/// CTF521: no two contacts have the same name and the same relationship (item 3), unless CTF522 tells of them.
void contacts_differ(const Items& items, Failures& failures) {
    const auto relationship = [&](const Person& person) { return text_below(items, items.view().node(person.surname).parent, 3); };
    report_namesakes(items, [&](const Person& a, const Person& b) { return !have_different_homes(a, b) && relationship(a) == relationship(b); }, failures);
}

/// CTF522: contacts of the same name have the same address.
void namesakes_live_together(const Items& items, Failures& failures) { report_namesakes(items, have_different_homes, failures); }

/// CTF525: the pupil's e-mail address (item 0) is none of a contact's (item 1).
void email_is_the_pupils(const Items& items, Failures& failures) {
    bool shared = false;
    items.each(1, [&](NodeNumber node) { shared |= ascii::same_but_case(items.view().text(node), items.text(0)); });
    if (shared && !items.text(0).empty()) failures.at(items.node(0));
}

bool is_about_missing_child(const Items& items) { return items.facts().file_kind == "CML" || items.facts().file_kind == "CMJ"; }

/// Nothing of the row's items is there in a file about a child who misses education.
void told_of_missing_child(const Items& items, Failures& failures) {
    if (!is_about_missing_child(items)) return;
    for (std::size_t item = 0; item < items.columns().size(); ++item)
        if (items.has(item)) return;
    failures.at(0);
}

/// CTF952: a file about a child who misses education names a parent.
void missing_child_has_contact(const Items& items, Failures& failures) { told_of_missing_child(items, failures); }

/// CTF953: it has a telephone number, of the pupil or of a contact.
void missing_child_has_telephone(const Items& items, Failures& failures) { told_of_missing_child(items, failures); }

/// CTF954: it has the address of the pupil.
void missing_child_has_address(const Items& items, Failures& failures) { told_of_missing_child(items, failures); }

constexpr FunctionRow kFunctions[] = {
    {"CTF521", contacts_differ},           {"CTF522", namesakes_live_together},     {"CTF525", email_is_the_pupils},
    {"CTF952", missing_child_has_contact}, {"CTF953", missing_child_has_telephone}, {"CTF954", missing_child_has_address},
};

}  // namespace

std::span<const FunctionRow> ctf_contact_functions() noexcept { return kFunctions; }

}  // namespace cbds::rules
