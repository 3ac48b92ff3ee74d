#include "cbds/error.hpp"
#include "report/figures_writers.hpp"

#include <algorithm>
#include <array>

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

void write_figures_file(const attendance::Figures& figures, const registers::Register& registers, FiguresFormat format,
                        const FiguresReportOptions& options, const std::string& path, const io::OutputOptions& output,
                        std::ostream* standard_output) {
    if (format == FiguresFormat::xlsx) return write_figures_xlsx({figures, registers, options}, path, output, standard_output);
    io::OutputFile file(path, output, standard_output);
    write_figures(figures, registers, format, options, file.stream());
    file.commit();
}

}  // namespace cbds::report
