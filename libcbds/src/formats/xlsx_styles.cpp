#include "formats/xlsx_styles.hpp"

#include "cbds/error.hpp"
#include "formats/xlsx_part.hpp"

#include <map>

namespace cbds::formats {
namespace {

/// More than this many styles Excel does not have either.
constexpr std::size_t kMostStyles = 100'000;

class StylesReader final : public PartReader {
public:
    StylesReader() : PartReader(kSteps) {}
    std::vector<NumberFormat> styles;

private:
    enum State : PartState { sheet = 1, formats, format, cells, cell };
    static constexpr PartStep kSteps[] = {{kOutside, "styleSheet", sheet}, {sheet, "numFmts", formats}, {formats, "numFmt", format},
                                          {sheet, "cellXfs", cells}, {cells, "xf", cell}};

    void enter(PartState state, PartAttributes attributes) override {
        if (styles.size() + codes_.size() > kMostStyles) throw DocumentError("the workbook has too many styles");
        if (state == format) codes_[number_attribute(attributes, "numFmtId", 0)] = read_number_format(attribute(attributes, "formatCode"));
        if (state == cell) styles.push_back(format_of(number_attribute(attributes, "numFmtId", 0)));
    }
    void leave(PartState) override {}

    [[nodiscard]] NumberFormat format_of(std::uint64_t number) const {
        const auto own = codes_.find(number);
        return own == codes_.end() ? built_in_format(static_cast<unsigned>(number)) : own->second;
    }

    std::map<std::uint64_t, NumberFormat> codes_;
};

}  // namespace

std::vector<NumberFormat> read_styles(const XlsxPackage& package, const XlsxContents& contents) {
    StylesReader reader;
    if (const auto part = package.open(contents.styles)) reader.read(*part, contents.styles);
    return std::move(reader.styles);
}

}  // namespace cbds::formats
