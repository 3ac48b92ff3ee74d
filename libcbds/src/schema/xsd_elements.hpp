/// @file
/// The elements of one collection made into rows: shared complex types are expanded, level by level.
#pragma once

#include "schema/rows.hpp"
#include "schema/xsd_facts.hpp"
#include "schema/xsd_folder.hpp"
#include "schema/xsd_types.hpp"

#include <map>
#include <string_view>
#include <vector>

namespace cbds::schema {

class ElementCompiler {
public:
    ElementCompiler(const XsdFolder& folder, const TypeCompiler& types, Rows& rows, Collection collection)
        : folder_(&folder), types_(&types), rows_(&rows), collection_(collection) {}

    /// Adds the rows of the collection whose file and inclusions these are.
    void compile(const std::vector<pugi::xml_node>& schemas);

private:
    /// What encloses an element in its content model.
    struct Place {
        ElementId parent = kNoElement;
        std::uint8_t choice = 0;
        bool choice_required = false;
        bool in_all = false;
    };

    void note_complex_types(pugi::xml_node schema);
    void compile_collection(pugi::xml_node schema);
    void add_element(pugi::xml_node node, const Place& place);
    void add_choice(pugi::xml_node choice, Place place);
    void expand(ElementId id);
    void expand_sequence(pugi::xml_node sequence, Place place);
    void expand_any(pugi::xml_node any, ElementId parent);

    void read_facts(ElementRow& row, pugi::xml_node node) const;
    void read_occurrence(ElementRow& row, pugi::xml_node node, const Place& place);
    void read_minimums(ElementRow& row, const Facts& facts);
    [[nodiscard]] OccurrenceRow read_minimum(const Facts& facts, std::string_view text) const;
    [[nodiscard]] pugi::xml_node read_type(ElementRow& row, pugi::xml_node node) const;
    void check_not_inside_itself(ElementId parent, pugi::xml_node complex_type, pugi::xml_node node) const;
    void check_children(ElementId parent, pugi::xml_node complex_type) const;
    void check_keys() const;
    [[nodiscard]] bool has_below(ElementId id, std::string_view path) const;

    const XsdFolder* folder_;
    const TypeCompiler* types_;
    Rows* rows_;
    Collection collection_;
    ElementId first_ = 0;  ///< of the collection
    std::map<std::string_view, pugi::xml_node> complex_types_;
    std::vector<pugi::xml_node> declarations_;  ///< by element, from `first_`: where it is declared
    std::vector<pugi::xml_node> expansions_;    ///< and its complex type, null for a value
};

}  // namespace cbds::schema
