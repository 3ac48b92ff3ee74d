/// @file
/// The frame of a document: its root and what encloses its parts. The parts stand in it as single nodes
/// without content, and a run of records of one kind as one node, so that it stays small.
#pragma once

#include "cbds/xml/part.hpp"
#include "cbds/xml/place.hpp"

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace cbds::xml {

class Frame {
public:
    /// An element opens in the frame. Its parent is the one that is open.
    void open(schema::ElementId element, schema::NameMatch match, std::string_view name, const Place& place);

    /// A part stands here, read and handed on.
    void part(schema::ElementId element, schema::NameMatch match, std::string_view name, const Place& place);

    /// An attribute of the element that was opened last.
    void attribute(std::string_view name, std::string_view value);

    /// Text, not blank, in the element that is open.
    void text(const Place& place);

    void close() { open_.pop_back(); }

    /// How many elements are open.
    [[nodiscard]] std::size_t depth() const noexcept { return open_.size(); }

    /// The element that is open; `kNoElement` before the root and behind it, or for an unknown one.
    [[nodiscard]] schema::ElementId current() const noexcept {
        return open_.empty() ? schema::kNoElement : tree_.nodes[open_.back()].element;
    }

    /// The nodes. Their offsets mean nothing: `place` has the places.
    [[nodiscard]] const Part& tree() const noexcept { return tree_; }
    [[nodiscard]] const Place& place(std::uint32_t node) const noexcept { return places_[node]; }
    [[nodiscard]] const Place& misplaced_place(std::size_t entry) const noexcept { return misplaced_places_[entry]; }

private:
    std::uint32_t add(schema::ElementId element, schema::NameMatch match, std::string_view name, const Place& place);
    std::string_view keep(std::string_view text);

    Part tree_;
    std::vector<Place> places_;
    std::vector<Place> misplaced_places_;
    std::vector<std::uint32_t> open_;
    std::deque<std::string> texts_;
};

}  // namespace cbds::xml
