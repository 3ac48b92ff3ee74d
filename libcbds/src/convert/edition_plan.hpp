/// @file
/// A change of edition compiled: what becomes of every element of the dictionary.
#pragma once

#include "cbds/schema/dictionary.hpp"
#include "convert/edition_rows.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cbds::convert {

/// What becomes of one element.
struct ElementChange {
    bool in_target = false;                          ///< and not replaced by another
    bool newly_required = false;                     ///< the target asks for it, the source did not
    bool codes_differ = false;                       ///< one of the two has a code that the other lacks
    schema::ElementId renamed = schema::kNoElement;  ///< the element that takes its place in the target
    schema::Confidence confidence = schema::Confidence::certain;  ///< of that
};

/// Single items that are within a structure beside them in some editions.
struct GroupChange {
    const EditionRow* row = nullptr;  ///< a list or a nest
    schema::ElementId container = schema::kNoElement;
    schema::ElementId single = schema::kNoElement;
    schema::ElementId group = schema::kNoElement;
    schema::ElementId inner = schema::kNoElement;
    bool into = false;  ///< the target has them in the group; otherwise beside it
};

/// A row that is about one item.
struct ItemChange {
    schema::ElementId item = schema::kNoElement;
    const EditionRow* row = nullptr;
};

class EditionPlan {
public:
    EditionPlan(const schema::Dictionary& dictionary, schema::Edition from, schema::Edition to);

    [[nodiscard]] const schema::Dictionary& dictionary() const noexcept { return dictionary_; }
    [[nodiscard]] schema::Edition from() const noexcept { return from_; }
    [[nodiscard]] schema::Edition to() const noexcept { return to_; }
    [[nodiscard]] const schema::ElementRow& row(schema::ElementId id) const noexcept { return dictionary_.element(id); }
    [[nodiscard]] const ElementChange& element(schema::ElementId id) const noexcept { return elements_[id - first_]; }

    /// Lists and nests of a container.
    [[nodiscard]] std::span<const GroupChange> groups(schema::ElementId container) const noexcept;
    [[nodiscard]] bool takes_groups_apart() const noexcept { return takes_groups_apart_; }

    /// Rows about the codes of an item, about stamps, and what is said of one.
    [[nodiscard]] std::span<const ItemChange> codes(schema::ElementId item) const noexcept { return of(codes_, item); }
    [[nodiscard]] std::span<const ItemChange> stamps(schema::ElementId item) const noexcept { return of(stamps_, item); }
    [[nodiscard]] std::span<const ItemChange> remarks(schema::ElementId item) const noexcept { return of(remarks_, item); }

    /// How often an element must be there in the target.
    [[nodiscard]] std::uint8_t minimum(schema::ElementId id) const noexcept { return dictionary_.minimum(row(id), to_.ordinal); }

    /// Whether an edition takes a code of an item.
    [[nodiscard]] bool accepts(schema::ElementId item, std::string_view code, schema::Edition edition) const noexcept;

    /// Why the target has no such element, in words.
    [[nodiscard]] std::string lack_of(schema::ElementId id) const;

private:
    static std::span<const ItemChange> of(const std::vector<ItemChange>& changes, schema::ElementId item) noexcept;

    void add_elements();
    void add_row(const EditionRow& row, schema::ElementId id);
    void add_rename(const EditionRow& row, schema::ElementId container);
    [[nodiscard]] bool is_newly_named(const EditionRow& row, schema::ElementId before, schema::ElementId after) const noexcept;
    void replace(schema::ElementId gone, schema::ElementId taken, schema::Confidence sure);
    void add_group(const EditionRow& row, schema::ElementId container);
    [[nodiscard]] bool is_remarked(const EditionRow& row) const;
    [[nodiscard]] bool codes_differ(const schema::ElementRow& row) const noexcept;
    [[nodiscard]] schema::ElementId child(schema::ElementId parent, std::string_view name) const noexcept;

    const schema::Dictionary& dictionary_;
    schema::Edition from_;
    schema::Edition to_;
    schema::ElementId first_ = 0;  ///< of the collection
    bool takes_groups_apart_ = false;
    std::vector<ElementChange> elements_;
    std::vector<GroupChange> groups_;
    std::vector<ItemChange> codes_;    ///< by item, as the next two
    std::vector<ItemChange> stamps_;
    std::vector<ItemChange> remarks_;
};

}  // namespace cbds::convert
