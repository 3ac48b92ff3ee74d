#include "formats/sql_reader.hpp"

#include "cbds/error.hpp"
#include "cbds/io/encoding.hpp"
#include "formats/sql_copy.hpp"
#include "formats/sql_schema.hpp"
#include "formats/sql_statement.hpp"
#include "io/ascii.hpp"

#include <algorithm>
#include <cstring>
#include <deque>
#include <vector>

namespace cbds::formats {
namespace {

constexpr std::size_t kLongestLine = 64 << 20;

/// The lines of a stream, without their line feeds.
class Lines {
public:
    explicit Lines(io::ByteStream& stream) : stream_(stream), block_(1 << 18) {}

    /// @returns false behind the last one
    bool next() {
        line_.clear();
        ++number_;
        while (true) {
            const char* start = block_.data() + position_;
            const auto* feed = static_cast<const char*>(std::memchr(start, '\n', length_ - position_));
            line_.append(start, feed == nullptr ? length_ - position_ : static_cast<std::size_t>(feed - start));
            if (line_.size() > kLongestLine) throw DocumentError("the line is too long");
            position_ = feed == nullptr ? length_ : static_cast<std::size_t>(feed - block_.data()) + 1;
            if (feed != nullptr || !fill()) break;
        }
        return position_ > 0 || !line_.empty();
    }

    [[nodiscard]] std::string_view line() const noexcept { return line_; }
    [[nodiscard]] std::uint64_t number() const noexcept { return number_; }

private:
    /// @returns false at the end of the stream
    bool fill() {
        position_ = 0;
        length_ = stream_.read(block_);
        return length_ > 0;
    }

    io::ByteStream& stream_;
    std::vector<char> block_;
    std::size_t position_ = 0;
    std::size_t length_ = 0;
    std::string line_;
    std::uint64_t number_ = 0;
};

/// Tables that the documents are not made of.
bool is_passed_over(std::string_view table) {
    return ascii::same_but_case(table, kInfoTable) || ascii::same_but_case(table.substr(0, kCodeTablePrefix.size()), kCodeTablePrefix);
}

class Reader {
public:
    Reader(io::ByteStream& stream, RowStore& store) : lines_(stream), store_(store) {}

    void read() {
        bool any = false;
        while (lines_.next()) {
            const auto statement = parse_copy(lines_.line());
            if (!statement) continue;
            any = true;
            read_block(*statement);
        }
        if (!any) throw DocumentError("no rows of tables: only COPY ... FROM stdin; is read, as cbds convert --to sql and pg_dump write it");
    }

    [[nodiscard]] std::uint64_t line() const noexcept { return lines_.number(); }

private:
    void read_block(const CopyStatement& statement) {
        const bool wanted = !is_passed_over(statement.table);
        if (wanted) store_.begin_table(statement.table, statement.columns);
        storage_.resize(std::max(storage_.size(), statement.columns.size()));
        while (lines_.next()) {
            if (lines_.line() == "\\.") return;
            if (wanted) read_row(statement);
        }
        throw DocumentError("the rows of " + statement.table + " end without a line \\. - the file is cut off");
    }

    void read_row(const CopyStatement& statement) {
        std::string_view rest = lines_.line();
        if (io::valid_utf8_prefix(rest) != rest.size()) throw DocumentError("the row is not UTF-8");
        cells_.clear();
        while (cells_.size() < statement.columns.size()) {
            const std::size_t tab = rest.find('\t');
            cells_.push_back(copy_value(rest.substr(0, tab), storage_[cells_.size()]));
            rest.remove_prefix(tab == std::string_view::npos ? rest.size() : tab + 1);
            if (tab == std::string_view::npos) break;
            if (cells_.size() == statement.columns.size()) throw DocumentError(wrong_count("more", statement));
        }
        if (cells_.size() < statement.columns.size()) throw DocumentError(wrong_count("fewer", statement));
        store_.row(cells_);
    }

    static std::string wrong_count(std::string_view how, const CopyStatement& statement) {
        return "the row has " + std::string(how) + " values than its COPY statement names columns, " + std::to_string(statement.columns.size()) +
               " of " + statement.table;
    }

    Lines lines_;
    RowStore& store_;
    std::vector<Cell> cells_;
    std::deque<std::string> storage_;  ///< of cells that were written with backslashes; its strings never move
};

}  // namespace

void read_sql(io::ByteStream& stream, const std::string& name, RowStore& store) {
    Reader reader(stream, store);
    try {
        reader.read();
    } catch (const DocumentError& error) {
        throw DocumentError(name + ": line " + std::to_string(reader.line()) + ": " + error.what());
    }
}

}  // namespace cbds::formats
