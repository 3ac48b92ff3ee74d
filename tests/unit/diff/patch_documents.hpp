/// Documents as trees, for tests of patches.
#pragma once

#include "cbds/diff/patch.hpp"
#include "cbds/formats/xml_document.hpp"
#include "cbds/io/memory_input.hpp"
#include "cbds/sample/sample.hpp"
#include "cbds/xml/writer.hpp"
#include "diff/patch_index.hpp"
#include "diff/patch_operation.hpp"
#include "diff/selector_maker.hpp"
#include "formats/extras.hpp"

#include <algorithm>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

namespace cbds::diff {

inline const schema::Dictionary& patch_dictionary() { return schema::Dictionary::built_in(); }

inline schema::Edition patch_edition(std::string_view name) { return schema::parse_edition(name).value(); }

/// A document as a tree, tied to the dictionary.
inline xml::Element tree_of(std::string_view text, schema::Edition edition) {
    if (text.starts_with("<?xml")) text.remove_prefix(text.find("?>") + 2);
    const schema::Plan plan(patch_dictionary(), edition);
    xml::Element root = formats::read_fragment(text, "test");
    root.id = plan.root();
    for (xml::Element& child : root.children) tie(child, root.id, plan);
    return root;
}

inline std::string document_of(const xml::Element& root) {
    std::string text(xml::xml_declaration());
    xml::append_element(root, 0, text);
    return text;
}

inline std::string sample_document(schema::Edition edition, std::uint64_t pupils, std::uint64_t seed, const std::string& phase) {
    std::ostringstream out;
    sample::write_sample(patch_dictionary(), {.edition = edition, .phase = phase, .pupils = pupils, .seed = seed}, out);
    return out.str();
}

inline bool is_record(const xml::Element& element) {
    return element.id != schema::kNoElement && patch_dictionary().element(element.id).part == schema::Part::record;
}

/// The records of a document; `outside` keeps the rest.
inline std::vector<xml::Element> take_records(xml::Element& outside) {
    std::vector<xml::Element> records;
    for (xml::Element& child : outside.children) {
        if (is_record(child)) {
            records.push_back(std::move(child));
        } else if (is_frame(child, patch_dictionary())) {
            std::vector<xml::Element> below = take_records(child);
            std::move(below.begin(), below.end(), std::back_inserter(records));
        }
    }
    std::erase_if(outside.children, [](const xml::Element& each) { return each.name.empty() || is_record(each); });
    return records;
}

/// Order of records, and of records among other elements, does not count.
inline xml::Element in_order(xml::Element root) {
    for (xml::Element& child : root.children)
        if (is_frame(child, patch_dictionary())) child = in_order(std::move(child));
    std::vector<xml::Element> records;
    for (xml::Element& each : root.children)
        if (is_record(each)) records.push_back(std::move(each));
    std::erase_if(root.children, [](const xml::Element& each) { return each.name.empty(); });
    std::sort(records.begin(), records.end(), [](const xml::Element& a, const xml::Element& b) { return formats::fragment_of(a) < formats::fragment_of(b); });
    std::move(records.begin(), records.end(), std::back_inserter(root.children));
    return root;
}

/// A pupil in two documents.
struct PupilPair {
    std::optional<xml::Element> before;
    std::optional<xml::Element> after;
};

struct WrittenPatch {
    std::string text;
    std::vector<Unsaid> unsaid;
};

/// The patch from what a comparison would tell.
inline WrittenPatch write_patch(const xml::Element& outside_before, const xml::Element& outside_after, const std::vector<PupilPair>& pupils) {
    std::ostringstream out;
    PatchWriter writer(patch_dictionary(), out);
    writer.begin_pair({}, {});
    RecordDifference outside;
    outside.outside = true;
    outside.before = &outside_before;
    outside.after = &outside_after;
    writer.record(outside);
    for (const bool only_new : {false, true}) {
        for (const PupilPair& each : pupils) {
            if (each.before.has_value() == only_new) continue;
            RecordDifference told;
            told.before = each.before ? &*each.before : nullptr;
            told.after = each.after ? &*each.after : nullptr;
            told.old_record = each.before ? 1 : 0;
            told.new_record = each.after ? 1 : 0;
            told.old_element = each.before ? each.before->id : schema::kNoElement;
            told.new_element = each.after ? each.after->id : schema::kNoElement;
            writer.record(told);
        }
    }
    writer.end_pair({}, {}, {});
    writer.end({});
    return {out.str(), writer.unsaid()};
}

inline Patch patch_of(std::string text) {
    io::MemoryInput input(std::move(text), "patch.xml");
    return Patch::read(input);
}

struct Patched {
    std::string text;
    PatchResult result;
};

inline Patched apply_patch(const Patch& patch, std::string document, unsigned jobs = 1) {
    std::ostringstream out;
    io::MemoryInput input(std::move(document));
    formats::XmlWriter writer(io::OutputFile("-", {.spooled = true}, &out));
    Patched made;
    made.result = patch.apply(patch_dictionary(), input, writer, {.edition = {}, .encoding = {}, .jobs = jobs});
    writer.commit();
    made.text = out.str();
    return made;
}

}  // namespace cbds::diff
