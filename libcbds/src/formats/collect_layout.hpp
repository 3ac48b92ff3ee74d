/// @file
/// Which table and column of a COLLECT export an item goes to in one edition, and the keys that link the tables.
///
/// A row stands for an element that repeats (a period, an exclusion), for a record, the header or the school. Two
/// elements may share a table: learning aims stand in a programme or by themselves.
#pragma once

#include "cbds/schema/plan.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cbds::formats {

/// The columns that are keys: of the school, of the file that the return came from.
inline constexpr std::string_view kCollectNativeId = "NativeId";
inline constexpr std::string_view kCollectSourceId = "sourceid";

inline constexpr std::size_t kNoTable = SIZE_MAX;

/// An item that a column holds, and which of the item's columns it is: `reason2` is 1.
struct CollectItem {
    schema::ElementId element = schema::kNoElement;
    std::size_t place = 0;
};

struct CollectColumn {
    std::string name;
    std::vector<CollectItem> items;  ///< in the order of the dictionary
};

struct CollectTable {
    std::string name;           ///< in this edition
    std::string key_attribute;  ///< in which a key that has to be carried stands
    std::string order_attribute;
    std::vector<std::string> other_names;  ///< in the other terms
    std::vector<schema::ElementId> rows;   ///< elements that a row stands for
    std::vector<std::size_t> parents;      ///< tables that its rows may belong to
    std::vector<CollectColumn> columns;    ///< in the order of the dictionary
    std::vector<std::string_view> usual;   ///< columns that the edition's exports have, in their order

    [[nodiscard]] const CollectColumn* find(std::string_view column) const noexcept;
};

class CollectLayout {
public:
    /// The plan must outlive it.
    explicit CollectLayout(const schema::Plan& plan);

    [[nodiscard]] const schema::Plan& plan() const noexcept { return *plan_; }
    [[nodiscard]] std::span<const CollectTable> tables() const noexcept { return tables_; }

    /// By any of its names, letter case aside; `kNoTable` where there is none.
    [[nodiscard]] std::size_t find(std::string_view name) const noexcept;

    /// The table whose rows the element stands for; `kNoTable` for none.
    [[nodiscard]] std::size_t table_of(schema::ElementId row) const noexcept { return tables_of_[row]; }

    /// The element of the row in which a value stands: itself, or one that encloses it; `kNoElement` for none.
    [[nodiscard]] schema::ElementId row_of(schema::ElementId value) const noexcept { return rows_of_[value]; }

    /// The columns of an item in the order of the dictionary; none where COLLECT has none.
    [[nodiscard]] std::vector<std::string_view> columns_of(schema::ElementId value) const;

    /// Whether the edition has the element and all that encloses it.
    [[nodiscard]] bool collects(schema::ElementId element) const noexcept;

    /// The nearest element around it that stands for a row; the header's for a record and for the school.
    [[nodiscard]] schema::ElementId row_above(schema::ElementId row) const noexcept;

    /// The element for which a row of the table stands whose key leads to a row of `above`; `kNoElement` where there is none.
    [[nodiscard]] schema::ElementId row_below(std::size_t table, schema::ElementId above) const noexcept;

    /// The item that a column holds in rows of an element: the first that the edition has; `kNoElement` where it has none.
    [[nodiscard]] CollectItem item_of(const CollectColumn& column, schema::ElementId row) const noexcept;

    /// Whether a row is found by the key of the row above: what stands in a record. The rest is there once for a return.
    [[nodiscard]] bool is_linked(schema::ElementId row) const noexcept;

    [[nodiscard]] schema::ElementId header() const noexcept { return header_; }
    [[nodiscard]] schema::ElementId school() const noexcept { return school_; }

    /// Columns as this program writes a table that did not come from COLLECT: keys, usual columns, then those of `used`
    /// that are others - items in the order of the dictionary, then the rest as it comes.
    [[nodiscard]] std::vector<std::string> ordered_columns(std::size_t table, std::span<const std::string> used) const;

private:
    void find_rows();
    void add_tables();
    [[nodiscard]] std::size_t table_named(std::string_view words);
    void add_columns(CollectTable& table, schema::ElementId item) const;
    void link_tables();

    const schema::Plan* plan_;
    schema::ElementId header_ = schema::kNoElement;
    schema::ElementId school_ = schema::kNoElement;
    std::vector<schema::ElementId> rows_of_;  ///< by element
    std::vector<std::size_t> tables_of_;      ///< by element
    std::vector<CollectTable> tables_;
};

/// `pupilonrolltableid`, `pupilonrollorderseqcolumn`.
[[nodiscard]] std::string collect_key_column(std::string_view table);
[[nodiscard]] std::string collect_order_column(std::string_view table);

}  // namespace cbds::formats
