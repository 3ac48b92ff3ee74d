/// @file
/// Rows of COLLECT's tables as elements of a document.
#pragma once

#include "cbds/formats/collect.hpp"
#include "cbds/xml/element.hpp"
#include "formats/collect_layout.hpp"
#include "formats/collect_store.hpp"

#include <map>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace cbds::formats {

/// A file of a set: its name for messages, its table, its columns.
struct CollectSource {
    std::string file;
    std::size_t table = 0;
    std::string table_name;  ///< as the file's name has it, in small letters
    std::vector<std::string> columns;
};

/// Tells what had to be decided.
class CollectNotes {
public:
    explicit CollectNotes(const CollectReadOptions& options) : options_(&options) {}

    void tell(std::string file, std::uint64_t row, std::string column, std::string message) const;

    /// The same note for the same file and column only once.
    void tell_once(const std::string& file, const std::string& column, const std::string& message);

private:
    const CollectReadOptions* options_;
    std::unordered_set<std::string> told_;
};

class CollectBuilder {
public:
    CollectBuilder(const CollectLayout& layout, const std::vector<CollectSource>& sources, const CollectReadOptions& options,
                   CollectNotes& notes)
        : layout_(&layout),
          sources_(&sources),
          options_(&options),
          notes_(&notes) {}

    /// The element of a row with its values, and with what no item holds as attributes.
    [[nodiscard]] xml::Element build(const CollectRow& row, schema::ElementId element);

    /// An element of the dictionary without anything in it.
    [[nodiscard]] xml::Element empty(schema::ElementId element) const;

    /// Puts the element of a row below the one of another, with what stands between them.
    /// @returns where it is
    xml::Element& place(xml::Element& above, xml::Element row) const;

private:
    /// What becomes of a column in rows of one element.
    struct Binding {
        std::size_t column = 0;
        schema::ElementId item = schema::kNoElement;  ///< `kNoElement`: an attribute
        std::size_t place = 0;                        ///< among the columns of the item
        std::string attribute;
    };

    [[nodiscard]] const std::vector<Binding>& bindings(std::size_t source, schema::ElementId row);
    [[nodiscard]] Binding bind(const CollectSource& source, std::size_t column, schema::ElementId row);
    void carry(xml::Element& element, const CollectSource& source, const Binding& binding, std::string_view cell);
    void add_value(xml::Element& row_element, const CollectSource& source, const CollectRow& row, const Binding& binding,
                   std::string_view cell);
    void set_value(xml::Element& value, const CollectSource& source, const CollectRow& row, const Binding& binding,
                   std::string_view cell);
    xml::Element& descend(xml::Element& from, schema::ElementId to) const;

    const CollectLayout* layout_;
    const std::vector<CollectSource>* sources_;
    const CollectReadOptions* options_;
    CollectNotes* notes_;
    std::map<std::pair<std::size_t, schema::ElementId>, std::vector<Binding>> bindings_;
};

/// Whether a column of a table is one that COLLECT adds: a key, an order, a mark of its own.
[[nodiscard]] bool is_collect_own(std::string_view table, std::string_view column);

}  // namespace cbds::formats
