/// @file
/// Rows of one part put together to its element again.
#pragma once

#include "cbds/xml/element.hpp"
#include "formats/store_source.hpp"
#include "formats/table_layout.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cbds::formats {

/// A row of `extras` as it was read.
struct StoredFact {
    std::string path;
    std::string kind;
    std::string name;
    std::string value;
    std::uint64_t place = 0;
};

/// The facts among the rows of a part, in the order in which they are applied, which is not that of their rows.
/// @throws DocumentError where a row is none
[[nodiscard]] std::vector<StoredFact> facts_in(PartData& data, std::size_t extras);

/// Applies what is left to be said to an element that the tables gave.
/// @throws DocumentError where it has no such element
void apply_fact(const StoredFact& fact, xml::Element& part, const schema::Dictionary& dictionary);

class PartBuilder {
public:
    explicit PartBuilder(const TableLayout& layout) : layout_(layout), places_(layout) {}

    /// Makes the element of a part from the rows of its tables; the part's own table must have one.
    /// @param facts  those about this part
    /// @throws DocumentError naming the table where a row belongs to nothing, or a fact is about nothing
    [[nodiscard]] xml::Element build(schema::ElementId part, PartData& data, const std::vector<StoredFact>& facts);

private:
    using Row = PartData::Row;

    void choose(schema::ElementId part, const StoredFact& fact);
    [[nodiscard]] bool is_chosen(schema::ElementId element) const;
    void fill(xml::Element& element, Row& row, bool own);
    void add_rows(xml::Element& parent, schema::ElementId child, Row& row, bool own);
    void check_used() const;

    const TableLayout& layout_;
    ElementPlaces places_;
    std::vector<schema::ElementId> chosen_;  ///< by number of rivals; `kNoElement`: as usual
    PartData* data_ = nullptr;
};

}  // namespace cbds::formats
