#include "formats/xlsx_strings.hpp"

#include "cbds/error.hpp"
#include "formats/xlsx_cells.hpp"
#include "formats/xlsx_part.hpp"
#include "io/spool.hpp"

#include <unistd.h>

#include <cerrno>

namespace cbds::formats {
namespace {

constexpr std::size_t kBlock = 256 * 1024;

/// Far more than a cell can have.
constexpr std::size_t kLongestText = 16 << 20;

[[noreturn]] void fail(std::string_view what) {
    throw InputError("the workbook's texts: no temporary file for them can be " + std::string(what) + ": " + io::error_text(errno));
}

class StringsReader final : public PartReader {
public:
    explicit StringsReader(SpooledTexts& texts) : PartReader(kSteps), texts_(texts) {}

private:
    enum State : PartState { list = 1, item, run, plain };
    static constexpr PartStep kSteps[] = {{kOutside, "sst", list}, {list, "si", item}, {item, "t", plain}, {item, "r", run}, {run, "t", plain}};

    void enter(PartState state, PartAttributes) override {
        if (state == item) text_.clear();
    }
    void characters(PartState state, std::string_view characters) override {
        if (state != plain) return;
        if (text_.size() + characters.size() > kLongestText) throw DocumentError("the workbook is damaged: a text has more characters than a cell can have");
        text_ += characters;
    }
    void leave(PartState state) override {
        if (state == item) texts_.append(unescape_cell_text(text_));
    }

    SpooledTexts& texts_;
    std::string text_;
};

}  // namespace

void SpooledTexts::Spool::write(std::string_view bytes) {
    waiting_ += bytes;
    if (waiting_.size() >= kBlock) flush();
}

void SpooledTexts::Spool::flush() {
    if (!file_) file_ = io::nameless_file();
    if (!file_) fail("made");
    if (!io::write_fully(file_.get(), waiting_)) fail("written");
    waiting_.clear();
}

void SpooledTexts::Spool::read(std::uint64_t at, char* to, std::size_t size) const {
    while (size != 0) {
        const ssize_t got = ::pread(file_.get(), to, size, static_cast<off_t>(at));
        if (got == 0 || (got < 0 && errno != EINTR)) fail("read");
        if (got < 0) continue;
        to += got;
        at += static_cast<std::uint64_t>(got);
        size -= static_cast<std::size_t>(got);
    }
}

void SpooledTexts::append(std::string_view text) {
    texts_.write(text);
    end_ += text.size();
    ends_.write({reinterpret_cast<const char*>(&end_), sizeof end_});
    ++count_;
}

void SpooledTexts::finish() {
    texts_.flush();
    ends_.flush();
}

bool SpooledTexts::get(std::uint64_t number, std::string& text) const {
    if (number >= count_) return false;
    std::uint64_t ends[2] = {0, 0};  // of the text before, of this one
    const bool first = number == 0;
    char* to = reinterpret_cast<char*>(ends + (first ? 1 : 0));
    ends_.read(first ? 0 : (number - 1) * sizeof end_, to, (first ? 1 : 2) * sizeof end_);
    text.resize(ends[1] - ends[0]);
    texts_.read(ends[0], text.data(), text.size());
    return true;
}

SpooledTexts read_shared_strings(const XlsxPackage& package, const XlsxContents& contents) {
    SpooledTexts texts;
    const auto part = contents.shared_strings.empty() ? nullptr : package.open(contents.shared_strings);
    if (!part) return texts;
    StringsReader(texts).read(*part, contents.shared_strings);
    texts.finish();
    return texts;
}

}  // namespace cbds::formats
