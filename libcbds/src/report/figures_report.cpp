#include "cbds/error.hpp"
#include "report/figures_writers.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace cbds::report {
namespace {

constexpr std::array<std::string_view, 6> kFiguresFormats{"text", "csv", "json", "ndjson", "xlsx", "html"};

}  // namespace

std::span<const std::string_view> figures_format_names() noexcept { return kFiguresFormats; }

std::optional<FiguresFormat> find_figures_format(std::string_view word) noexcept {
    const auto found = std::find(kFiguresFormats.begin(), kFiguresFormats.end(), word);
    if (found == kFiguresFormats.end()) return std::nullopt;
    return static_cast<FiguresFormat>(found - kFiguresFormats.begin());
}

void write_figures(const attendance::Figures& figures, const registers::Register& registers, FiguresFormat format,
                   const FiguresReportOptions& options, std::ostream& out) {
    const FiguresSource source{figures, registers, options};
    switch (format) {
        case FiguresFormat::text: return write_figures_text(source, out);
        case FiguresFormat::csv: return write_figures_csv(source, out);
        case FiguresFormat::json: return write_figures_json(source, out);
        case FiguresFormat::ndjson: return write_figures_ndjson(source, out);
        case FiguresFormat::html: return write_figures_html(source, out);
        case FiguresFormat::xlsx: break;
    }
    throw OutputError("xlsx is written to a file");
}

class FiguresFile::Target {
public:
    Target(FiguresFormat format, const std::string& path, const io::OutputOptions& output, std::ostream* standard_output) : format_(format) {
        if (format == FiguresFormat::xlsx) workbook_.emplace(path, output, standard_output);
        else file_.emplace(path, output, standard_output);
    }

    [[nodiscard]] bool is_workbook() const noexcept { return workbook_.has_value(); }

    void write(const FiguresSource& source) {
        if (workbook_) workbook_->write(source);
        else write_figures(source.figures, source.registers, format_, source.options, file_->stream());
    }

    void commit() {
        if (workbook_) workbook_->commit();
        else file_->commit();
    }

private:
    FiguresFormat format_;
    std::optional<io::OutputFile> file_;
    std::optional<FiguresWorkbook> workbook_;
};

FiguresFile::FiguresFile(FiguresFormat format, const std::string& path, const io::OutputOptions& output, std::ostream* standard_output)
    : target_(std::make_unique<Target>(format, path, output, standard_output)) {}
FiguresFile::FiguresFile(FiguresFile&&) noexcept = default;
FiguresFile& FiguresFile::operator=(FiguresFile&&) noexcept = default;
FiguresFile::~FiguresFile() = default;

void FiguresFile::write(const attendance::Figures& figures, const registers::Register& registers, const FiguresReportOptions& options) {
    target_->write({figures, registers, options});
}

/// A workbook is put together only when it is committed: what can fail for want of space comes first.
void FiguresFile::commit(std::span<FiguresFile> files) {
    for (FiguresFile& file : files)
        if (file.target_->is_workbook()) file.target_->commit();
    for (FiguresFile& file : files)
        if (!file.target_->is_workbook()) file.target_->commit();
}

}  // namespace cbds::report
