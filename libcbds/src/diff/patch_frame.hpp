/// @file
/// What encloses the parts of a document, and unknown elements beside them, patched while they go by.
#pragma once

#include "cbds/formats/document_writer.hpp"
#include "diff/patch_account.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cbds::diff {

/// Takes a document in its order and hands on what the patch makes of it. One thread.
class PatchedFrame {
public:
    PatchedFrame(const PatchIndex& index, PatchAccount& account, formats::DocumentWriter& writer);

    void open(schema::ElementId element, std::string_view name, std::vector<xml::ParsedAttribute> attributes);
    void close();

    /// @returns false where the text stands beside elements, and would be lost
    [[nodiscard]] bool text(std::string_view text);

    /// A part, or what has become of it.
    void put(Outgoing element);

    /// Parts that nothing is done to are put out, by an encoder of the caller's.
    void parts_follow() { begin_content(); }

    /// Records that were put so far.
    [[nodiscard]] std::uint64_t records() const noexcept { return records_; }

    /// Has what is held taken by the writer.
    void flush();

private:
    /// An element that encloses parts, while it is open.
    struct Open {
        xml::Element tag;                  ///< without what is in it
        std::vector<Outgoing> first;       ///< what is to stand in it before all else
        std::vector<Outgoing> last;
        std::vector<Outgoing> behind;      ///< what is to stand behind it
        std::size_t removed = kNoOperation;  ///< the operation that takes it away
        bool empty = true;
    };

    [[nodiscard]] bool gathering() const noexcept { return !gathered_.empty(); }
    [[nodiscard]] schema::ElementId frame() const noexcept { return open_.empty() ? schema::kNoElement : open_.back().tag.id; }
    void open_frame(xml::Element tag, std::size_t behind);
    void try_one(std::size_t number, Open& open, std::vector<Outgoing>& before);
    [[nodiscard]] Outcome do_one(const Operation& operation, std::size_t number, Open& open, std::vector<Outgoing>& before);
    void close_frame();
    void begin_content();
    void put_all(std::vector<Outgoing> elements);
    void put_frame(Outgoing element);
    void write(const xml::Element& element);
    void report(std::size_t operation, Outcome outcome) { account_.add({operation, 0, {}, std::move(outcome)}); }

    const PatchIndex& index_;
    PatchAccount& account_;
    formats::DocumentWriter& writer_;
    std::unique_ptr<formats::PartEncoder> encoder_;
    bool holds_ = false;
    std::vector<Open> open_;
    std::optional<xml::Element> unknown_;        ///< an unknown element that is read
    std::vector<xml::Element*> gathered_;        ///< what is open of it
    std::uint64_t records_ = 0;
};

}  // namespace cbds::diff
