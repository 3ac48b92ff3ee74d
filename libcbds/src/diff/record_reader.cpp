#include "diff/record_reader.hpp"

#include "cbds/identifiers/person_name.hpp"
#include "diff/hash.hpp"
#include "diff/record_items.hpp"
#include "io/ascii.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace cbds::diff {
namespace {

constexpr std::size_t kLongIdentifier = 16;

/// Letter case does not count. Of those of usual length nothing is allocated: there are three to a record.
std::uint64_t identifier_hash(std::string_view value) {
    const std::string_view identifier = ascii::trimmed(value);
    if (identifier.empty()) return 0;
    if (identifier.size() > kLongIdentifier) return hash_of(ascii::lowered(identifier));
    std::array<char, kLongIdentifier> small{};
    std::transform(identifier.begin(), identifier.end(), small.begin(), ascii::lower);
    return hash_of({small.data(), identifier.size()});
}

}  // namespace

RecordReader::RecordReader(const schema::Dictionary& dictionary, schema::Collection collection) : roles_(dictionary.elements().size()) {
    for (const RecordItems& items : record_items(dictionary, collection)) {
        set_role(items.upn, Role::upn);
        set_role(items.former_upn, Role::former_upn);
        set_role(items.uln, Role::uln);
        set_role(items.surname, Role::surname);
        set_role(items.forename, Role::forename);
        set_role(items.birth_date, Role::birth_date);
    }
}

void RecordReader::set_role(schema::ElementId item, Role role) {
    if (item != schema::kNoElement) roles_[item] = role;
}

RecordEntry RecordReader::entry(const xml::Part& part) const {
    RecordEntry entry;
    entry.element = part.element();
    entry.by_bytes = !part.bytes.empty();
    entry.content = entry.by_bytes ? hash_of(part.bytes) : hash_of_elements(part);
    entry.offset = part.nodes.front().offset;
    entry.length = part.end - part.nodes.front().offset;
    identify(part, entry);
    return entry;
}

/// Of an item that stands there twice the first one with a value counts.
void RecordReader::identify(const xml::Part& part, RecordEntry& entry) const {
    std::string_view surname;
    std::string_view forename;
    std::string_view birth_date;
    for (const xml::Node& node : part.nodes) {
        const Role role = node.element == schema::kNoElement ? Role::none : roles_[node.element];
        switch (role) {
        case Role::none: break;
        case Role::upn: set(entry.upn, node); break;
        case Role::former_upn: set(entry.former_upn, node); break;
        case Role::uln: set(entry.uln, node); break;
        case Role::surname: surname = node.value(); break;
        case Role::forename: forename = node.value(); break;
        case Role::birth_date: birth_date = ascii::trimmed(node.value()); break;
        }
    }
    if (surname.empty() || forename.empty() || birth_date.empty()) return;
    std::string person = identifiers::name_key(surname);
    person.append(1, '\0').append(identifiers::name_key(forename)).append(1, '\0').append(birth_date);
    entry.person = hash_of(person);
}

void RecordReader::set(std::uint64_t& hash, const xml::Node& node) {
    if (hash == 0) hash = identifier_hash(node.value());
}

std::uint64_t hash_of_elements(const xml::Part& part) {
    std::string form;
    const auto add_number = [&](std::uint64_t number) {
        for (int i = 0; i < 8; ++i) form += static_cast<char>(number >> 8 * i & 0xFF);
    };
    const auto add_text = [&](std::string_view text) {
        add_number(text.size());
        form += text;
    };
    for (std::size_t i = 0; i < part.nodes.size(); ++i) {
        add_number(part.nodes[i].element | (i - part.nodes[i].parent) << 16);
        add_text(part.nodes[i].value());
    }
    for (const xml::WrittenName& name : part.names) {
        add_number(name.node);
        add_text(name.name);
    }
    for (const xml::Attribute& attribute : part.attributes) {
        add_number(attribute.node);
        add_text(attribute.name);
        add_text(attribute.value);
    }
    return hash_of(form);
}

}  // namespace cbds::diff
