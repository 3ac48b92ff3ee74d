#include "report/figures_calendar.hpp"

#include "attendance/row_marks.hpp"
#include "report/figures_words.hpp"
#include "report/markup.hpp"
#include "report/words.hpp"

#include <array>

namespace cbds::report {
namespace {

using registers::AttendanceCategory;
using registers::CodeId;
using registers::SessionNumber;

// Lengths in pixels.
constexpr int kWeekWidth = 18;  // a cell has 17
constexpr int kCellHeight = 13;
constexpr int kDayHeight = 29;  // two cells, 1 between them and 2 to the next day
constexpr int kLeft = 14;       // names of days
constexpr int kTop = 25;        // months and days of Mondays
constexpr int kSchoolDays = 5;
constexpr int kLetterDown = 10;
constexpr int kHeight = kTop + kSchoolDays * kDayHeight;

/// How a session is drawn: class and word of the key.
struct CellKind {
    char style = '\0';  // of the style sheet; none: nothing is drawn
    std::string_view word;
    std::string_view letter;  // of the key
};

constexpr std::array<CellKind, 8> kCellKinds{{{'p', "present", ""},
                                              {'a', "approved activity elsewhere: the code", "V"},
                                              {'b', "absent, authorised: the code", "I"},
                                              {'u', "absent, unauthorised: the code", "O"},
                                              {'n', "not required to attend: the code", "Y4"},
                                              {'x', "closed, or not on the roll yet", "#"},
                                              {'m', "no mark", "?"},
                                              {'o', "no code that counts", "!"}}};
constexpr std::size_t kUnknownKind = 7;

/// What is drawn of one kind in one block.
struct Layer {
    std::string lines;    ///< commands of a path: a line down each run of cells
    std::string letters;  ///< elements
};
using Layers = std::array<Layer, kCellKinds.size()>;

/// One session in the picture.
struct Cell {
    std::size_t kind = kCellKinds.size();  ///< past the end: nothing
    std::string letters;
};

/// The marks of a pupil that count, whatever the school, and the sessions in which one of the schools expects a mark.
class DrawnMarks {
public:
    DrawnMarks(const PupilRow& row, const SchoolWeeks& weeks) : weeks_(weeks) {
        const std::vector<std::uint32_t> enrolments = attendance::enrolments_of(row.figures);
        marks_ = room_.of(row.registers, enrolments, weeks.period());
        for (const std::uint32_t each : enrolments) {
            const registers::Enrolment& enrolment = row.registers.enrolments[each];
            schools_.push_back(enrolment.school);
            presences_.push_back(attendance::presence_of(enrolment));
        }
    }
    DrawnMarks(const DrawnMarks&) = delete;
    DrawnMarks& operator=(const DrawnMarks&) = delete;

    [[nodiscard]] CodeId at(SessionNumber session) const noexcept { return marks_.at(session); }

    /// Whether the pupil is on the roll, and somebody at the school has a mark.
    [[nodiscard]] bool is_expected(SessionNumber session) const {
        const registers::Date day = registers::date_of(session);
        for (std::size_t i = 0; i < schools_.size(); ++i)
            if (presences_[i].holds(day) && weeks_.has_marks(schools_[i], session)) return true;
        return false;
    }

    [[nodiscard]] const std::vector<std::uint32_t>& schools() const noexcept { return schools_; }

private:
    const SchoolWeeks& weeks_;
    attendance::RowMarks room_;
    attendance::MarksView marks_;
    std::vector<std::uint32_t> schools_;        ///< of each enrolment
    std::vector<registers::Period> presences_;  ///< the same
};

class BlockPicture {
public:
    BlockPicture(const DrawnMarks& marks, const std::vector<int>& block) : marks_(marks), block_(block) {}

    [[nodiscard]] std::string markup() {
        for (std::size_t column = 0; column < block_.size(); ++column) draw_week(column);
        const int width = kLeft + static_cast<int>(block_.size()) * kWeekWidth;
        std::string text = "<svg width=\"" + std::to_string(width) + "\" height=\"" + std::to_string(kHeight) + "\" viewBox=\"0 0 " +
                           std::to_string(width) + ' ' + std::to_string(kHeight) + "\">" + headings();
        for (std::size_t i = 0; i < layers_.size(); ++i) text += layer_markup(i);
        return text + "</svg>";
    }

private:
    [[nodiscard]] Cell cell_of(SessionNumber session) const;
    [[nodiscard]] std::string headings() const;
    [[nodiscard]] std::string layer_markup(std::size_t kind) const;
    void draw_week(std::size_t column);
    void draw_run(std::size_t kind, int x, int from, int count);

    const DrawnMarks& marks_;
    const std::vector<int>& block_;
    Layers layers_;
};

constexpr int top_of(int cell) { return kTop + cell / 2 * kDayHeight + cell % 2 * (kCellHeight + 1); }

std::string svg_text(int x, int y, std::string_view text) {
    return "<text x=\"" + std::to_string(x) + "\" y=\"" + std::to_string(y) + "\">" + markup_text(text) + "</text>";
}

std::string month_name(int x, int month) {
    return "<text class=\"s\" x=\"" + std::to_string(x) + "\" y=\"9\">" + std::string(month_word(month)) + "</text>";
}

/// Nothing is drawn where the pupil is not on the roll, or where nobody has a mark.
Cell BlockPicture::cell_of(SessionNumber session) const {
    const CodeId code = marks_.at(session);
    if (code == registers::kNoCode) return marks_.is_expected(session) ? Cell{static_cast<std::size_t>(AttendanceCategory::missing), "?"} : Cell();
    if (registers::is_other(code)) return {kUnknownKind, "!"};
    const std::string_view text = registers::code_text(code);
    const auto kind = static_cast<std::size_t>(registers::category_of(code, session));
    return {kind, text == "/" || text == "\\" ? std::string() : std::string(text)};
}

/// A line of dashes is a cell each: from a morning on they fall on the sessions.
void BlockPicture::draw_run(std::size_t kind, int x, int from, int count) {
    std::string& lines = layers_[kind].lines;
    const auto line = [&](int first, int cells) {
        const int top = top_of(first);
        lines += "M" + std::to_string(x) + ' ' + std::to_string(top) + "v" + std::to_string(top_of(first + cells - 1) + kCellHeight - top);
    };
    if (from % 2 == 1) {
        line(from++, 1);
        --count;
    }
    if (count > 0) line(from, count);
}

void BlockPicture::draw_week(std::size_t column) {
    const int x = kLeft + static_cast<int>(column) * kWeekWidth + kWeekWidth / 2;
    const SessionNumber monday = monday_of(block_[column]);
    std::size_t kind = kCellKinds.size();
    int from = 0;
    for (int cell = 0; cell <= 2 * kSchoolDays; ++cell) {
        const Cell next = cell == 2 * kSchoolDays ? Cell() : cell_of(monday + cell);
        if (!next.letters.empty()) layers_[next.kind].letters += svg_text(x, top_of(cell) + kLetterDown, next.letters);
        if (next.kind == kind) continue;
        if (kind < kCellKinds.size()) draw_run(kind, x, from, cell - from);
        kind = next.kind;
        from = cell;
    }
}

std::string BlockPicture::headings() const {
    std::string text = "<g class=\"h\">";
    int month = 0;
    for (std::size_t column = 0; column < block_.size(); ++column) {
        const int left = kLeft + static_cast<int>(column) * kWeekWidth;
        const registers::Date monday = registers::date_of(monday_of(block_[column]));
        const bool has_room = column + 1 == block_.size() || registers::date_of(monday_of(block_[column + 1])).month == monday.month;
        if (monday.month != month && has_room) text += month_name(left, monday.month);
        month = monday.month;
        text += svg_text(left + kWeekWidth / 2, kTop - 4, std::to_string(monday.day));
    }
    for (int day = 0; day < kSchoolDays; ++day)
        text += svg_text(kLeft / 2, top_of(2 * day) + kDayHeight / 2 + 3, weekday_word(day + 1).substr(0, 1));
    return text + "</g>";
}

std::string BlockPicture::layer_markup(std::size_t kind) const {
    const Layer& layer = layers_[kind];
    if (layer.lines.empty()) return {};
    return std::string("<g class=\"")
        .append(1, kCellKinds[kind].style)
        .append("\"><path d=\"")
        .append(layer.lines)
        .append("\"/>")
        .append(layer.letters)
        .append("</g>");
}

/// `130 sessions attended; absent 10 of I, 3 of U`.
std::string picture_words(const PupilRow& row) {
    const attendance::Sessions& sessions = row.figures.sessions;
    std::string text = "Marks";
    if (row.figures.first_day && row.figures.last_day)
        text += " from " + day_words(*row.figures.first_day) + " to " + day_words(*row.figures.last_day);
    text += ", a column a week, a row a session: " + count_of(sessions.attended(), "session", "sessions") + " attended, " +
            count_of(sessions.absent(), "session", "sessions") + " absent";
    if (sessions.missing != 0) text += ", " + std::to_string(sessions.missing) + " without a mark";
    return text + ". The absences are listed below it.";
}

}  // namespace

std::string calendar_picture(const PupilRow& row, const SchoolWeeks& weeks) {
    const DrawnMarks marks(row, weeks);
    const auto blocks = weeks.blocks(marks.schools());
    if (blocks.empty()) return {};
    std::string text = "<div class=\"calendar\" role=\"img\" aria-label=\"" + markup_text(picture_words(row)) + "\">";
    for (const std::vector<int>& block : blocks) text += BlockPicture(marks, block).markup();
    return text + "</div>\n";
}

std::string calendar_key() {
    std::string text = "<ul class=\"key\" aria-label=\"What colours and letters mean\">";
    const auto add = [&](char style, std::string_view letter, std::string_view word) {
        text += "<li><span class=\"swatch " + std::string(1, style) + "\" aria-hidden=\"true\">" +
                std::string(letter.empty() ? "&nbsp;" : letter) + "</span> " + std::string(word) + "</li>";
    };
    add('p', "", kCellKinds.front().word);
    add('p', "L", "late, before the register closed");
    for (std::size_t i = 1; i < kUnknownKind; ++i) add(kCellKinds[i].style, kCellKinds[i].letter, kCellKinds[i].word);
    return text + "</ul>\n";
}

std::string_view calendar_style() noexcept {
    return R"css(
.calendar { display: flex; flex-wrap: wrap; gap: 0.75rem; margin: 0.75rem 0; }
.calendar svg { display: block; flex: none; }
.calendar path { fill: none; stroke-width: 17; stroke-dasharray: 13 1 13 2; }
.calendar text { font: 600 10px/1 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
  text-anchor: middle; fill: #16191d; }
.calendar .h text { font-weight: 400; fill: #48525c; }
.calendar .h .s { text-anchor: start; font-weight: 600; }
.calendar .p path { stroke: #c4e5cd; } .calendar .a path { stroke: #bcd9f2; } .calendar .b path { stroke: #ffd873; }
.calendar .u path { stroke: #8c1d18; } .calendar .u text { fill: #fff; }
.calendar .n path { stroke: #dadfe4; } .calendar .x path { stroke: #eceff2; } .calendar .x text { fill: #48525c; }
.calendar .m path { stroke: #e4c9f2; } .calendar .o path { stroke: #e4c9f2; }
.key { list-style: none; display: flex; flex-wrap: wrap; gap: 0.25rem 1.25rem; margin: 0 0 1rem; padding: 0; font-size: 0.9375rem; }
.swatch { display: inline-block; width: 1.25rem; line-height: 1.125rem; height: 1.125rem; text-align: center; font-size: 0.75rem; font-weight: 600;
  vertical-align: 0.05em; color: #16191d; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
.swatch.p { background: #c4e5cd; } .swatch.a { background: #bcd9f2; } .swatch.b { background: #ffd873; }
.swatch.u { background: #8c1d18; color: #fff; } .swatch.n { background: #dadfe4; } .swatch.x { background: #eceff2; color: #48525c; }
.swatch.m { background: #e4c9f2; }
)css";
}

}  // namespace cbds::report
