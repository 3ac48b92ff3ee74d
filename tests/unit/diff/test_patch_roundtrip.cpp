/// Random edits of documents: what the writer makes of them gives the new document, and taken back the old one.
#include "patch_documents.hpp"

#include <doctest/doctest.h>

#include <array>
#include <random>

namespace cbds::diff {
namespace {

using xml::Element;

constexpr std::array<std::string_view, 14> kPatchValues{"O'Neill", "\"Ann\"", "It's \"both\"", "a & b", "<b>", "]]>", " ", "  x ", "", "Zoë", "1", "line\nend", "tab\there", "back\rhere"};

/// Edits as nobody would make them, and as everybody does.
class RandomEdits {
public:
    explicit RandomEdits(std::uint32_t seed) : random_(seed) {}

    std::size_t below(std::size_t count) { return static_cast<std::size_t>(random_() % count); }

    void edit(Element& part, bool top) {
        std::vector<Element*> all;
        gather(part, all);
        edit_one(*all[top ? 0 : below(all.size())], all.front());
    }

private:
    static void gather(Element& element, std::vector<Element*>& all) {
        all.push_back(&element);
        for (Element& child : element.children) gather(child, all);
    }

    std::string value() { return std::string(kPatchValues[below(kPatchValues.size())]); }

    Element unknown() {
        Element made{schema::kNoElement, below(2) == 0 ? "Local" : "Extra", {}, {}, {}};
        made.text = value();
        if (below(3) == 0) made.attributes.push_back({"kind", value()});
        if (below(3) == 0) {
            if (ascii_blank(made.text)) made.text.clear();
            made.children.push_back({schema::kNoElement, "Part", value(), {}, {}});
            made.children.push_back({schema::kNoElement, "Part", value(), {}, {}});
        }
        return made;
    }

    static bool ascii_blank(std::string_view text) { return text.find_first_not_of(" \t\r\n") == std::string_view::npos; }

    static bool takes_text(const Element& element) {
        return element.id == schema::kNoElement || patch_dictionary().element(element.id).content == schema::Content::value;
    }

    void edit_one(Element& element, const Element* top) {
        switch (below(8)) {
        case 0:
        case 1:
            if (element.children.empty() && takes_text(element)) element.text = value();
            break;
        case 2:
            if (!element.children.empty()) element.children.erase(element.children.begin() + static_cast<std::ptrdiff_t>(below(element.children.size())));
            break;
        case 3: add_child(element, unknown()); break;
        case 4:
            if (!element.children.empty()) add_child(element, Element(element.children[below(element.children.size())]));
            break;
        case 5: std::shuffle(element.children.begin(), element.children.end(), random_); break;
        case 6:
            if (element.attributes.empty()) element.attributes.push_back({below(2) == 0 ? "note" : "n", value()});
            else if (below(2) == 0) element.attributes.front().value = value();
            else element.attributes.clear();
            break;
        default:
            if (&element != top && !element.children.empty()) element.children.clear();
        }
    }

    void add_child(Element& parent, Element child) {
        if (parent.children.empty() && !parent.text.empty() && parent.id != schema::kNoElement) return;
        parent.children.insert(parent.children.begin() + static_cast<std::ptrdiff_t>(below(parent.children.size() + 1)), std::move(child));
        if (ascii_blank(parent.text)) parent.text.clear();
    }

    std::mt19937 random_;
};

/// Most pupils, several times; the UPN may go too.
void edit_pupils(std::vector<PupilPair>& pupils, RandomEdits& edits) {
    for (PupilPair& pupil : pupils) {
        if (edits.below(3) == 0) continue;
        const std::size_t count = 1 + edits.below(4);
        for (std::size_t i = 0; i < count; ++i) edits.edit(*pupil.after, edits.below(6) == 0);
    }
}

Element with_records(Element outside, const std::vector<const Element*>& records) {
    if (is_frame(outside, patch_dictionary())) {
        for (const Element* const each : records)
            if (patch_dictionary().element(each->id).parent == outside.id) outside.children.push_back(*each);
        for (Element& child : outside.children)
            if (!is_record(child)) child = with_records(std::move(child), records);
    }
    return outside;
}

void check_round_trip(std::string_view edition_name, const std::string& phase, std::uint32_t seed) {
    const schema::Edition edition = patch_edition(edition_name);
    Element outside = tree_of(sample_document(edition, 4, seed, phase), edition);
    std::vector<PupilPair> pupils;
    for (Element& each : take_records(outside)) pupils.push_back({each, each});
    Element outside_after = outside;
    RandomEdits edits(seed);
    edit_pupils(pupils, edits);
    for (Element& child : outside_after.children)
        if (!is_frame(child, patch_dictionary()) && edits.below(2) == 0) edits.edit(child, false);
    if (edits.below(4) == 0) outside_after.attributes.push_back({"version", "1'\""});
    if (edits.below(4) == 0) outside_after.children.push_back({schema::kNoElement, "Supplier", "x", {}, {}});
    if (pupils.size() > 2 && edits.below(3) == 0) pupils[0].before.reset();
    if (pupils.size() > 2 && edits.below(3) == 0) pupils[1].after.reset();

    std::vector<const Element*> old_records;
    std::vector<const Element*> new_records;
    for (const PupilPair& each : pupils) {
        if (each.before) old_records.push_back(&*each.before);
        if (each.after) new_records.push_back(&*each.after);
    }
    const Element before = with_records(outside, old_records);
    const Element after = with_records(outside_after, new_records);
    CAPTURE(edition_name);
    CAPTURE(seed);
    const WrittenPatch patch = write_patch(outside, outside_after, pupils);
    CAPTURE(patch.text);
    REQUIRE(patch.unsaid.empty());
    const Patch read = patch_of(patch.text);
    const Patched there = apply_patch(read, document_of(before), 1 + seed % 3);
    for (const Conflict& each : there.result.conflicts) FAIL_CHECK(each.line << ' ' << each.path << ": " << each.message);
    CHECK(document_of(in_order(tree_of(there.text, edition))) == document_of(in_order(after)));
    const Patched back = apply_patch(read.reversed(), document_of(after));
    for (const Conflict& each : back.result.conflicts) FAIL_CHECK("back " << each.line << ' ' << each.path << ": " << each.message);
    CHECK(document_of(in_order(tree_of(back.text, edition))) == document_of(in_order(before)));
}

}  // namespace

TEST_CASE("patch: random edits of samples, there and back") {
    for (std::uint32_t seed = 1; seed <= 60; ++seed) {
        check_round_trip("ctf@26.0", "PS", seed);
        check_round_trip("school-census@2026-spring", "AT", seed);
    }
}

}  // namespace cbds::diff
