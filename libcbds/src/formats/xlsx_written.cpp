#include "formats/xlsx_written.hpp"

#include "cbds/error.hpp"
#include "formats/xlsx_package.hpp"

#include <limits>

namespace cbds::formats {
namespace {

constexpr std::string_view kEnd = "</worksheet>";
constexpr std::string_view kCell = "<c ";

/// Counts a word in a text that comes in blocks, and keeps its end.
class Scan {
public:
    void add(std::string_view block) {
        // What may be the beginning of a word goes before the next block.
        rest_ += block;
        std::size_t at = 0;
        while ((at = rest_.find(kCell, at)) != std::string::npos) {
            ++cells_;
            at += kCell.size();
        }
        end_ += block.substr(block.size() - std::min(block.size(), kEnd.size()));
        end_.erase(0, end_.size() - std::min(end_.size(), kEnd.size()));
        rest_.erase(0, rest_.size() - std::min(rest_.size(), kCell.size() - 1));
    }

    [[nodiscard]] bool is_whole() const { return end_ == kEnd; }
    [[nodiscard]] std::uint64_t cells() const noexcept { return cells_; }

private:
    std::string rest_;
    std::string end_;
    std::uint64_t cells_ = 0;
};

/// Text between tags has no `<`, so that every `<c ` is a cell.
std::uint64_t cells_of(io::ByteStream& sheet, bool& whole) {
    Scan scan;
    std::vector<char> block(256 * 1024);
    for (std::size_t length = block.size(); length == block.size();) {
        length = sheet.read(block);
        scan.add({block.data(), length});
    }
    whole = whole && scan.is_whole();
    return scan.cells();
}

/// Our own file may expand as far as it likes.
io::Limits no_limits() {
    constexpr std::uint64_t kAny = std::numeric_limits<std::uint64_t>::max();
    return {kAny, kAny, kAny, kAny};
}

}  // namespace

void check_written_workbook(const std::string& path, const std::string& name, std::uint64_t cells) {
    bool whole = true;
    std::uint64_t found = 0;
    try {
        const XlsxPackage package(io::open_to_read(path), name, no_limits());
        for (const std::string& part : package.parts())
            if (part.starts_with("xl/worksheets/")) found += cells_of(*package.open(part), whole);
    } catch (const Error&) {
        whole = false;
    }
    if (!whole || found != cells)
        throw OutputError(name + ": cannot be written whole; is there space left, here and in the folder for temporary files (TMPDIR)?");
}

}  // namespace cbds::formats
