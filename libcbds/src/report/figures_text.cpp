#include "cbds/report/escape.hpp"
#include "report/figures_words.hpp"
#include "report/figures_writers.hpp"
#include "report/output.hpp"
#include "report/words.hpp"

#include <utf8proc.h>

#include <algorithm>
#include <array>

namespace cbds::report {
namespace {

using attendance::PupilFigures;

constexpr std::size_t kDaysTold = 5;
constexpr std::string_view kBold = "\033[1m";
constexpr std::string_view kPlain = "\033[0m";

/// Columns of a terminal that a text takes.
std::size_t terminal_width(std::string_view text) {
    std::size_t width = 0;
    while (!text.empty()) {
        utf8proc_int32_t character = 0;
        const auto length =
            utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()), static_cast<utf8proc_ssize_t>(text.size()), &character);
        width += static_cast<std::size_t>(length > 0 ? utf8proc_charwidth(character) : 1);
        text.remove_prefix(length > 0 ? static_cast<std::size_t>(length) : 1);
    }
    return width;
}

/// Columns side by side, as wide as what stands in them; those of numbers end in one line. Empty columns are left out.
class TextTable {
public:
    /// @param columns  that of a number begins with `#`
    TextTable(std::initializer_list<std::string_view> columns) {
        for (const std::string_view column : columns) {
            numbers_.push_back(column.starts_with('#'));
            headings_.emplace_back(column.substr(numbers_.back() ? 1 : 0));
        }
    }

    /// @param below  lines under the row
    void add(std::vector<std::string> cells, std::vector<std::string> below = {}) { rows_.push_back({std::move(cells), std::move(below)}); }
    [[nodiscard]] bool empty() const noexcept { return rows_.empty(); }

    [[nodiscard]] std::string text() const {
        const std::vector<std::size_t> widths = this->widths();
        std::string text = line(headings_, widths);
        for (const Row& row : rows_) {
            text += line(row.cells, widths);
            for (const std::string& below : row.below) text += "    " + below + '\n';
        }
        return text;
    }

private:
    struct Row {
        std::vector<std::string> cells;
        std::vector<std::string> below;
    };

    [[nodiscard]] std::vector<std::size_t> widths() const {
        std::vector<std::size_t> widths(headings_.size(), 0);
        for (const Row& row : rows_)
            for (std::size_t i = 0; i < row.cells.size(); ++i) widths[i] = std::max(widths[i], terminal_width(row.cells[i]));
        for (std::size_t i = 0; i < widths.size(); ++i)
            if (widths[i] != 0) widths[i] = std::max(widths[i], headings_[i].size());
        return widths;
    }

    [[nodiscard]] std::string line(const std::vector<std::string>& cells, const std::vector<std::size_t>& widths) const {
        std::string line;
        for (std::size_t i = 0; i < cells.size(); ++i) {
            if (widths[i] == 0) continue;
            const std::string blanks(widths[i] - std::min(widths[i], terminal_width(cells[i])), ' ');
            line += (line.empty() ? "" : "  ") + (numbers_[i] ? blanks + cells[i] : cells[i] + blanks);
        }
        line.erase(line.find_last_not_of(' ') + 1);
        return line + '\n';
    }

    std::vector<std::string> headings_;
    std::vector<bool> numbers_;
    std::vector<Row> rows_;
};

std::string status_words(const PupilFigures& pupil) {
    const std::string crossed = pupil.crossed ? ", crossed" : "";
    if (pupil.sessions.severe()) return "severe" + crossed;
    return pupil.sessions.persistent() ? "persistent" + crossed : "";
}

/// The day on which the pupil came to the threshold that stands beside it.
std::string since_words(const PupilFigures& pupil) {
    const auto& since = pupil.sessions.severe() ? pupil.severe_since : pupil.persistent_since;
    return since ? identifiers::write_date(*since) : std::string();
}

/// What is below the row of a pupil: what goes on, what calls for attention.
std::vector<std::string> lines_below(const PupilRow& row) {
    std::vector<std::string> lines;
    const PupilFigures& pupil = row.figures;
    if (const attendance::Spell* spell = open_spell(pupil))
        lines.push_back("absent since " + session_text(spell->first) + ": " + count_of(spell->sessions, "session", "sessions") + " (" +
                        printable(codes_words(spell->codes, row.registers)) + ")");
    for (const attendance::Alert& alert : pupil.alerts) {
        const std::string count = alert_count(alert);
        lines.push_back(std::string(alert_label(alert.kind)) + ", since " + identifiers::write_date(alert.day) +
                        (count.empty() ? "" : ": " + count));
    }
    return lines;
}

class FiguresText {
public:
    FiguresText(const FiguresSource& source, std::ostream& out) : source_(source), out_(out) {}

    void write() {
        const auto pupils = listed_pupils(source_.figures, source_.registers, source_.options, PupilOrder::absence);
        TextTable first = pupil_table_text();
        TextTable rest = pupil_table_text();
        for (const PupilFigures* pupil : pupils) add_pupil(needs_attention(*pupil) ? first : rest, *pupil);
        const auto attention =
            static_cast<std::uint64_t>(std::count_if(pupils.begin(), pupils.end(), [](const PupilFigures* p) { return needs_attention(*p); }));
        const std::string rows(rows_word(source_.options));
        section(rows + (source_.options.by_pupil ? " who" : " that") + " need attention: " + std::to_string(attention), first);
        section((attention == 0 ? rows : "other " + rows) + ": " + std::to_string(pupils.size() - attention), rest);
        if (source_.options.quiet) return;
        write_days();
        write_totals(pupils.size());
    }

private:
    static TextTable pupil_table_text() {
        return {"school",  "pupil", "year",     "#possible", "#attended", "#auth",
                "#unauth", "#late", "#absence", "status",    "since",     "sessions to threshold"};
    }

    void add_pupil(TextTable& table, const PupilFigures& pupil) const {
        const PupilRow row{source_.registers, pupil, source_.options.redact};
        const attendance::Sessions& s = pupil.sessions;
        const std::string school = source_.registers.schools.size() > 1 ? school_number(row.school()) : "";
        table.add({printable(school), printable(row.name()), printable(row.year_group()), std::to_string(s.possible),
                   std::to_string(s.attended()), std::to_string(s.authorised), std::to_string(s.unauthorised), std::to_string(s.late),
                   rate_words(s.absent(), s.possible), status_words(pupil), since_words(pupil), threshold_words(pupil)},
                  lines_below(row));
    }

    void section(const std::string& title, const TextTable& table) {
        if (table.empty()) return;
        begin_group();
        put(out_, (source_.options.colour ? std::string(kBold).append(title).append(kPlain) : title) + "\n\n" + table.text());
    }

    void write_days() {
        const auto& days = source_.figures.days;
        if (days.empty()) return;
        TextTable table{"day", "#pupils", "#absent", "#the day before too", "#and the day before that"};
        for (std::size_t i = days.size() - std::min(days.size(), kDaysTold); i < days.size(); ++i)
            table.add({identifiers::write_date(days[i].day), std::to_string(days[i].pupils), std::to_string(days[i].absent),
                       std::to_string(days[i].day_before), std::to_string(days[i].two_days_before)});
        section("pupils absent, the last days", table);
    }

    void write_totals(std::size_t shown) {
        const auto& figures = source_.figures;
        const attendance::Sessions& s = figures.total;
        begin_group();
        std::string text = count_of_rows(figures.pupils.size(), source_.options) + ", " + std::to_string(figures.with_possible) +
                           " with a possible session";
        if (const auto period = told_period(figures, source_.options))
            text += ", " + identifiers::write_date(period->from) + " to " + identifiers::write_date(period->until);
        if (shown != figures.pupils.size()) text += "; " + std::to_string(shown) + " listed";
        text += "\npersistently absent: " + std::to_string(figures.persistent) + " (" + rate_words(figures.persistent, figures.with_possible) +
                "), severely: " + std::to_string(figures.severe) + " (" + rate_words(figures.severe, figures.with_possible) + ")\n";
        text += "sessions: " + std::to_string(s.possible) + " possible, " + std::to_string(s.attended()) + " attended, " +
                std::to_string(s.authorised) + " authorised, " + std::to_string(s.unauthorised) + " unauthorised, " + std::to_string(s.late) +
                " late, " + std::to_string(s.missing) + " missing\nabsence: " + rate_words(s.absent(), s.possible) + '\n';
        if (s.off_roll != 0) text += off_roll_words(s.off_roll) + '\n';
        put(out_, text);
    }

    /// A blank line stands between two groups.
    void begin_group() {
        if (anything_) put(out_, "\n");
        anything_ = true;
    }

    const FiguresSource& source_;
    std::ostream& out_;
    bool anything_ = false;
};

void write_sums_text(const FiguresSource& source, std::ostream& out) {
    const FigureSums all = all_sums(source);
    const std::string rows = "#" + std::string(rows_word(source.options));
    TextTable table{"phase", rows, "#possible", "#attended", "#auth", "#unauth", "#late", "#absence", "#persistent", "", "#severe", ""};
    const auto add = [&](const std::string& phase, const FigureSums& f) {
        const attendance::Sessions& s = f.sessions;
        table.add({printable(phase), std::to_string(f.enrolments), std::to_string(s.possible), std::to_string(s.attended()),
                   std::to_string(s.authorised), std::to_string(s.unauthorised), std::to_string(s.late), rate_words(s.absent(), s.possible),
                   std::to_string(f.persistent), rate_words(f.persistent, f.with_possible), std::to_string(f.severe),
                   rate_words(f.severe, f.with_possible)});
    };
    for (const auto& [phase, sums] : sums_by_phase(source)) add(phase, sums);
    add("all", all);
    put(out, table.text());
    if (source.options.quiet) return;
    const std::string off_roll = off_roll_words(all.sessions.off_roll);
    put(out, "\n" + (off_roll.empty() ? off_roll : off_roll + '\n') + std::string(kSumsNote) + '\n');
}

}  // namespace

void write_figures_text(const FiguresSource& source, std::ostream& out) {
    if (source.options.sums_only) write_sums_text(source, out);
    else FiguresText(source, out).write();
}

}  // namespace cbds::report
