/// @file
/// Rows of COLLECT's tables, kept in a temporary SQLite database: they may come in any order and be many.
#pragma once

#include "formats/collect_layout.hpp"
#include "formats/sqlite_database.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cbds::formats {

/// The cells of a row that are not empty, by the number of their column.
class CollectCells {
public:
    CollectCells() = default;
    explicit CollectCells(std::string bytes) : bytes_(std::move(bytes)) {}

    void add(std::size_t column, std::string_view text);
    void clear() noexcept { bytes_.clear(); }
    [[nodiscard]] std::vector<std::pair<std::size_t, std::string_view>> all() const;
    [[nodiscard]] const std::string& bytes() const noexcept { return bytes_; }

private:
    std::string bytes_;
};

struct CollectRow {
    std::size_t table = 0;
    std::size_t source = 0;    ///< file that it stands in
    std::uint64_t number = 0;  ///< of the row in its file
    std::string key;           ///< empty: none
    std::size_t parent_table = kNoTable;
    std::string parent;  ///< key of the row that it belongs to
    std::int64_t order = 0;
    bool repeats_key = false;  ///< an earlier row has its key
    CollectCells cells;
};

/// What belongs to one return: the key of its header, where there are several; nothing: whatever belongs to none of them.
struct CollectReturn {
    bool all = true;
    std::optional<std::string> header;
};

class CollectStore {
public:
    CollectStore();

    void add(const CollectRow& row);

    /// All rows are in: what follows is fast.
    void complete();

    using Visit = std::function<void(CollectRow&)>;

    /// The rows of a table, in the order of their files, that belong to the return.
    void for_each(std::size_t table, const CollectReturn& of, const Visit& visit);

    /// The rows that belong to another: by table, then by their order, then as they come.
    [[nodiscard]] std::vector<CollectRow> children(std::size_t parent_table, const std::string& parent);

    /// Tables and keys that rows refer to, but that no row has, in the order in which they are first named.
    void for_each_missing(const std::function<void(std::size_t table, const std::string& key)>& visit);

private:
    [[nodiscard]] CollectRow row_of(const SqliteStatement& statement) const;
    void find_repeats();
    [[nodiscard]] SqliteStatement top_rows(const CollectReturn& of);

    SqliteDatabase database_;
    std::optional<SqliteStatement> insert_;
    std::optional<SqliteStatement> children_;
    std::vector<std::int64_t> repeats_;  ///< rows whose key an earlier one has, sorted
};

}  // namespace cbds::formats
