/// @file
/// What tables cannot say of a part: which of its elements they hold, and facts about the rest.
#pragma once

#include "formats/extras.hpp"
#include "formats/table_layout.hpp"

#include <map>
#include <span>
#include <utility>
#include <vector>

namespace cbds::formats {

class IrregularPart {
public:
    IrregularPart(const TableLayout& layout, const ElementPlaces& places) : layout_(layout), places_(places) {}

    /// Whether tables say all about the part, without a fact.
    [[nodiscard]] bool is_regular(const xml::Part& part);

    /// Finds out which nodes the tables hold.
    /// @returns by node; valid until the next call
    [[nodiscard]] std::span<const char> kept(const xml::Part& part);

    /// Hands on the facts about the part that `kept` was asked about.
    void put_facts(const xml::Part& part, std::uint64_t record, RowSink& sink);

private:
    /// What is found out about one node.
    struct Seen {
        std::uint32_t place = 0;   ///< among the children of its parent
        std::uint32_t number = 1;  ///< among those of its element that are kept
        std::uint32_t children = 0;
        std::uint32_t kept_children = 0;
        schema::ElementId last = 0;  ///< of its kept children so far
        bool in_order = true;        ///< its kept children stand in the order of the dictionary
    };

    [[nodiscard]] bool has_children(const xml::Part& part, std::uint32_t node) const;
    [[nodiscard]] bool takes(const xml::Part& part, std::uint32_t node);
    [[nodiscard]] bool takes_rival(schema::ElementId element);
    void drop_empty_containers(const xml::Part& part);
    void see_order(const xml::Part& part);
    [[nodiscard]] std::string path_of(const xml::Part& part, std::uint32_t node) const;
    [[nodiscard]] std::string kept_names(const xml::Part& part, std::uint32_t parent) const;
    void put_facts_of(const xml::Part& part, std::uint32_t node, std::size_t& attribute, std::uint64_t record, RowSink& sink) const;

    const TableLayout& layout_;
    const ElementPlaces& places_;
    std::vector<schema::ElementId> last_;  ///< by node: the last of its children
    std::vector<Seen> seen_;
    std::vector<char> kept_;
    std::map<std::pair<std::uint32_t, schema::ElementId>, std::uint32_t> count_;  ///< kept children by parent and element
    std::vector<schema::ElementId> chosen_;  ///< by number of rivals
};

}  // namespace cbds::formats
