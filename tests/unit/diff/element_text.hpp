/// @file
/// Elements written down as XML, and changes as lines, for the tests of comparing.
#pragma once

#include "cbds/diff/difference.hpp"
#include "cbds/schema/plan.hpp"
#include "diff/element_comparison.hpp"

#include <libxml/parser.h>
#include <libxml/tree.h>

#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace cbds::test {

inline const schema::Plan& plan_of(schema::Collection collection) {
    static const schema::Plan ctf(schema::Dictionary::built_in(), schema::ctf_edition(26));
    static const schema::Plan census(schema::Dictionary::built_in(), schema::census_edition(2026, schema::Term::spring));
    return collection == schema::Collection::ctf ? ctf : census;
}

inline std::string text_of(const xmlChar* text) { return text == nullptr ? std::string() : reinterpret_cast<const char*>(text); }

/// An element as the readers make it: blank text beside children is layout.
inline xml::Element element_of_node(const xmlNode& node, schema::ElementId id, const schema::Plan& plan) {
    xml::Element element{id, text_of(node.name), {}, {}, {}};
    for (const xmlAttr* each = node.properties; each != nullptr; each = each->next)
        element.attributes.push_back({text_of(each->name), each->children == nullptr ? std::string() : text_of(each->children->content)});
    for (const xmlNode* each = node.children; each != nullptr; each = each->next) {
        if (each->type == XML_TEXT_NODE && element.children.empty()) element.text += text_of(each->content);
        if (each->type != XML_ELEMENT_NODE) continue;
        const bool known = id != schema::kNoElement;
        const schema::ElementId child = known ? plan.find_child(id, text_of(each->name)).element : schema::kNoElement;
        element.children.push_back(element_of_node(*each, child, plan));
    }
    const bool layout = !element.children.empty() && element.text.find_first_not_of(" \t\r\n") == std::string::npos;
    if (layout) element.text.clear();
    return element;
}

/// @param path  of the row of the outermost element; a path that the dictionary does not have makes all of it unknown
inline xml::Element element_at(std::string_view path, std::string_view text) {
    const auto collection = path.substr(0, 6) == "CTfile" ? schema::Collection::ctf : schema::Collection::school_census;
    const std::unique_ptr<xmlDoc, void (*)(xmlDocPtr)> document(
        xmlReadMemory(text.data(), static_cast<int>(text.size()), "test", nullptr, XML_PARSE_NOERROR | XML_PARSE_NONET), xmlFreeDoc);
    if (document == nullptr) throw std::logic_error("no XML: " + std::string(text));
    const schema::Plan& plan = plan_of(collection);
    return element_of_node(*xmlDocGetRootElement(document.get()), plan.dictionary().find(collection, path), plan);
}

inline xml::Element ctf_pupil(const std::string& contents) { return element_at("CTfile/CTFpupilData/Pupil", "<Pupil>" + contents + "</Pupil>"); }

inline xml::Element pupil_on_roll(const std::string& contents) {
    return element_at("Message/Pupils/PupilsOnRoll/PupilOnRoll", "<PupilOnRoll>" + contents + "</PupilOnRoll>");
}

inline xml::Element pupil_who_left(const std::string& contents) {
    return element_at("Message/Pupils/PupilsNoLongerOnRoll/PupilNoLongerOnRoll", "<PupilNoLongerOnRoll>" + contents + "</PupilNoLongerOnRoll>");
}

inline xml::Element census_outside(const std::string& contents) { return element_at("Message", "<Message>" + contents + "</Message>"); }

inline std::vector<diff::ItemChange> changes_of(const xml::Element& before, const xml::Element& after, const diff::ValueOptions& options = {}) {
    std::vector<diff::ItemChange> changes;
    diff::ElementComparison(schema::Dictionary::built_in(), options).compare(before, after, changes);
    return changes;
}

/// `item-changed SENneeds/SENneed/SENtype [SENtypeRank 1] SPLD -> MLD`, a line a change; paths from below the outermost element.
inline std::string told(const xml::Element& before, const xml::Element& after, const diff::ValueOptions& options = {}) {
    std::string lines;
    for (const diff::ItemChange& change : changes_of(before, after, options)) {
        const bool old = change.kind == diff::ChangeKind::item_removed;
        const xml::Element& root = old ? before : after;
        const std::size_t start = root.id == schema::kNoElement ? root.name.size() : schema::Dictionary::built_in().element(root.id).path.size();
        lines += std::string(change_kind_name(change.kind)) + ' ' + change.path.substr(std::min(start + 1, change.path.size()));
        for (const diff::EntryKey& key : change.entries) lines += " [" + key.item + ' ' + key.value + ']';
        lines += ' ' + change.before + " -> " + change.after + '\n';
    }
    return lines;
}

}  // namespace cbds::test
