/// @file
/// The sections of a reconciliation, and the items in them, out of the dictionary.
#pragma once

#include "cbds/schema/dictionary.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace cbds::diff {

/// One section: header, school block, an element directly below a record, or the record itself for what stands directly in it.
struct LayoutSection {
    schema::ElementId row = schema::kNoElement;
    std::vector<schema::ElementId> items;  ///< that have a value, in document order
};

/// The sections of one collection, with the rows of another roll taken for those on roll.
class ReconciliationLayout {
public:
    /// The dictionary must outlive it.
    ReconciliationLayout(const schema::Dictionary& dictionary, schema::Collection collection);

    [[nodiscard]] const std::vector<LayoutSection>& sections() const noexcept { return sections_; }

    /// The row that stands for this one: that of the same path below a record that is on roll; itself where there is none.
    [[nodiscard]] schema::ElementId main_row(schema::ElementId row) const noexcept { return main_rows_[row]; }

    /// The row of the same item below a record of this kind; `kNoElement` where that roll does not have it.
    [[nodiscard]] schema::ElementId row_on(schema::ElementId record, schema::ElementId row) const;

    /// The row of an item at a path, though a record of that roll does not have it; `kNoElement` where no roll has it.
    [[nodiscard]] schema::ElementId item_at(std::string_view path) const;

    /// A path below a record of another roll as one below a record that is on roll; every other path as it is.
    [[nodiscard]] std::string main_path(std::string_view path) const;

    /// The path of the section that an unknown element or an attribute belongs to; it need not be one of `sections`.
    [[nodiscard]] std::string section_path(std::string_view path) const;

    /// Whether one of two editions has the section, on whatever roll.
    [[nodiscard]] bool is_in(const LayoutSection& section, schema::Edition before, schema::Edition after) const;

private:
    void find_records();
    void set_main_rows();
    void add_section(schema::ElementId row);
    void add_record_sections(schema::ElementId record);
    void add_items(schema::ElementId parent, LayoutSection& section) const;
    [[nodiscard]] LayoutSection& section(schema::ElementId row);
    [[nodiscard]] std::vector<schema::ElementId> children_of(schema::ElementId parent) const;
    [[nodiscard]] std::string_view record_of(std::string_view path) const noexcept;

    const schema::Dictionary& dictionary_;
    schema::Collection collection_;
    std::string_view root_path_;
    std::vector<schema::ElementId> records_;    ///< those on roll first
    std::vector<schema::ElementId> main_rows_;  ///< by row of the dictionary
    std::vector<LayoutSection> sections_;
};

}  // namespace cbds::diff
