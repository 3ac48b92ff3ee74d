/// @file
/// The rows of one table of COLLECT's, kept until it is known which columns it has.
#pragma once

#include "formats/collect_store.hpp"
#include "io/descriptor.hpp"

#include <ostream>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace cbds::formats {

class CollectTableFile {
public:
    using Cells = std::vector<std::pair<std::string, std::string>>;  ///< column and text

    /// Of two cells of one column the first counts. @throws OutputError
    void add(const Cells& cells);

    [[nodiscard]] bool empty() const noexcept { return rows_ == 0; }

    /// Columns that have been used, in the order of their first use.
    [[nodiscard]] const std::vector<std::string>& used() const noexcept { return used_; }

    /// Writes heading and rows; a column that was used and is not among these comes behind them, unless one differs from
    /// it by letter case only.
    void write(std::vector<std::string> columns, std::ostream& out);

private:
    void flush();
    [[nodiscard]] std::vector<std::size_t> places_in(std::vector<std::string>& columns) const;

    std::vector<std::string> used_;
    std::unordered_map<std::string, std::size_t> numbers_;
    std::uint64_t rows_ = 0;
    std::string waiting_;
    io::Descriptor spool_;
};

}  // namespace cbds::formats
