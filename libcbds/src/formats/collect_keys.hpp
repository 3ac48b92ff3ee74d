/// @file
/// Keys that this program makes for rows that have none, always the same for the same document. They need not be carried:
/// where keys that are read are those that would be made, they are left away.
#pragma once

#include "cbds/xml/element.hpp"
#include "formats/collect_layout.hpp"

#include <cstdint>
#include <map>
#include <string>

namespace cbds::formats {

/// Counts the rows of a document's header and school, or of one record.
class CollectKeys {
public:
    /// @param record  its number from 1; 0 outside records
    explicit CollectKeys(std::uint64_t record) : record_(record) {}

    struct Made {
        std::string key;    ///< `cbds-17` of a record, `cbds-17.3` of the third row of a table in it, `cbds-0.1` of the header
        std::string order;  ///< `17`, `3`
    };
    [[nodiscard]] Made next(std::size_t table, bool is_record);

    /// Takes away the keys below an element, and its own, that would be made anyhow.
    /// @param key_above  of the row that it belongs to
    void strip(xml::Element& element, const CollectLayout& layout, const std::string& key_above);

private:
    std::string strip_row(xml::Element& element, std::size_t table, const CollectLayout& layout, const std::string& key_above);
    static void strip_link(xml::Element& element, const CollectLayout& layout, const std::string& key_above);

    std::uint64_t record_;
    std::map<std::size_t, std::uint64_t> counts_;
};

/// The key that an element's attributes give its row; nothing where there is none.
[[nodiscard]] const std::string* carried_key(const xml::Element& element, const CollectTable& table) noexcept;

}  // namespace cbds::formats
