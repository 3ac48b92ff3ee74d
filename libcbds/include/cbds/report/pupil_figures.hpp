/// @file
/// Figures of pupils as tables and as a page: one row an enrolment, or a pupil where they were counted so, with the columns of
/// cbds-attendance(1).
///
/// For readers who may see sums only there is a row a phase instead, without the name or number of a school or a pupil.
#pragma once

#include "cbds/attendance/figures.hpp"
#include "cbds/io/output.hpp"
#include "cbds/report/report.hpp"

#include <cstddef>
#include <cstdint>
#include <iosfwd>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cbds::report {

enum class FiguresFormat { text, csv, json, ndjson, xlsx, html };

[[nodiscard]] std::span<const std::string_view> figures_format_names() noexcept;
[[nodiscard]] std::optional<FiguresFormat> find_figures_format(std::string_view word) noexcept;

/// The lists on which pupils stand who draw attention. Who is on one of the first four needs it.
enum class PupilList : std::uint8_t { persistent, severe, crossed, alerts, open_spell, no_marks };

inline constexpr std::size_t kPupilLists = 6;
[[nodiscard]] std::span<const std::string_view> pupil_list_names() noexcept;  ///< `persistent` ... `open-spell`, `no-marks`
[[nodiscard]] std::optional<PupilList> find_pupil_list(std::string_view word) noexcept;
[[nodiscard]] bool is_on_list(const attendance::PupilFigures& pupil, PupilList list) noexcept;
[[nodiscard]] bool needs_attention(const attendance::PupilFigures& pupil) noexcept;

/// In which order pupils are listed; those who are equal stand as in the registers.
enum class PupilOrder : std::uint8_t {
    registers,     ///< `register`: by school, as they came
    absence,       ///< `absence`: the highest rate first
    unauthorised,  ///< `unauthorised`: most sessions first
    threshold,     ///< `threshold`: who is nearest to persistent absence from below first
    year_group,    ///< `year-group`
    upn,           ///< `upn`
};

[[nodiscard]] std::span<const std::string_view> pupil_order_names() noexcept;
[[nodiscard]] std::optional<PupilOrder> find_pupil_order(std::string_view word) noexcept;

struct FiguresReportOptions {
    Redact redact = Redact::direct;
    bool colour = false;
    bool sums_only = false;                        ///< scope `national`: one row a phase and one for all, without schools and pupils
    bool quiet = false;                            ///< text: rows only, no totals
    std::string title = {};                        ///< of the page; empty: a plain one
    std::optional<registers::Period> period = {};  ///< what was asked for, to be told; nothing: that of the marks
    std::optional<registers::Date> since = {};     ///< the same
    std::vector<PupilList> only = {};              ///< pupils on one of these lists; empty: all. Totals stay those of all
    unsigned jobs = 1;                             ///< threads, for CSV
    std::optional<PupilOrder> order = {};          ///< nothing: by absence on text and page, else as in the registers
    bool by_pupil = false;                         ///< the rows are pupils, and are called so: with FigureOptions::by_pupil, or of one school
};

/// Figures of these year groups alone: totals and days too. A pupil is in the year group of the last day with a mark.
/// @param all     of the same registers, counted with the same options
/// @param groups  `R`, `7` ...
[[nodiscard]] attendance::Figures only_year_groups(attendance::Figures all, const registers::Register& registers,
                                                   const attendance::FigureOptions& options, std::span<const std::string> groups);

/// Writes figures in any format but xlsx. @throws OutputError
void write_figures(const attendance::Figures& figures, const registers::Register& registers, FiguresFormat format,
                   const FiguresReportOptions& options, std::ostream& out);

/// Figures as a file, in any format: whole or not at all. Of several files all are opened before the first is written, and committed
/// when the last is, so that none is made where one cannot be.
class FiguresFile {
public:
    /// @param path  as for io::OutputFile
    /// @throws OutputError where the file exists already and must not be replaced, or cannot be made
    FiguresFile(FiguresFormat format, const std::string& path, const io::OutputOptions& output, std::ostream* standard_output);
    FiguresFile(FiguresFile&&) noexcept;
    FiguresFile& operator=(FiguresFile&&) noexcept;

    /// Removes what was not committed.
    ~FiguresFile();

    /// @throws OutputError
    void write(const attendance::Figures& figures, const registers::Register& registers, const FiguresReportOptions& options);

    /// Puts files in their places. @throws OutputError; then the file that could not be put there is not made, nor those after it
    static void commit(std::span<FiguresFile> files);

private:
    class Target;
    std::unique_ptr<Target> target_;
};

}  // namespace cbds::report
