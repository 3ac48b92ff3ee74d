#include "convert/edition_remarks.hpp"

#include "cbds/identifiers/date.hpp"
#include "cbds/reference/attendance_codes.hpp"

#include <algorithm>

namespace cbds::convert {
namespace {

using schema::Confidence;
using schema::ElementId;
using xml::Element;

/// What is not known of some marks of a transfer file.
struct Doubts {
    bool two_characters = false;  ///< one character stands for a code of two
    bool withdrawn = false;       ///< a code that was withdrawn, or the first character of one that took its place
};

Doubts doubts_of(std::string_view marks, identifiers::Date start) {
    constexpr std::string_view kPlain = "/\\#";
    Doubts doubts;
    for (std::size_t place = 0; place < marks.size(); ++place) {
        if (kPlain.find(marks[place]) != std::string_view::npos) continue;
        const identifiers::Date day = identifiers::add_days(start, static_cast<int>(place / 2));
        const reference::AttendanceCode* const code = reference::find_attendance_mark(marks[place], day);
        if (code == nullptr) continue;
        doubts.two_characters = doubts.two_characters || code->code.size() > 1;
        doubts.withdrawn = doubts.withdrawn || (!code->in_force(day) && !code->successor.empty() && code->code.size() == 1);
    }
    return doubts;
}

/// Marks mean what they mean on their days, whatever the edition: they are never changed.
void remark_on_marks(const Element& sessions, const EditionPlan& plan, ChangeTeller& teller) {
    const Element* const marks = sessions.child("AttendanceMarks");
    const auto start = identifiers::parse_date(sessions.value("AttendanceStartDate"));
    if (plan.to().collection != schema::Collection::ctf || marks == nullptr || !start || marks->id == schema::kNoElement) return;
    const Doubts doubts = doubts_of(marks->text, *start);
    if (doubts.two_characters)
        teller.tell(LossKind::note, marks->id, "how a mark stands for a code of two characters is not known for certain: the marks stay as they are",
                    Confidence::likely);
    if (doubts.withdrawn)
        teller.tell(LossKind::note, marks->id,
                    "a code withdrawn before the day of its session may stand for one that took its place: the marks stay as they are",
                    Confidence::likely);
}

void ask_for_children(const Element& parent, const EditionPlan& plan, ChangeTeller& teller) {
    const auto rows = plan.dictionary().children(parent.id);
    for (std::size_t place = 0; place < rows.size(); ++place) {
        const auto id = static_cast<ElementId>(plan.row(parent.id).first_child + place);
        if (!plan.element(id).newly_required) continue;
        const bool there = std::any_of(parent.children.begin(), parent.children.end(), [=](const Element& each) { return each.id == id; });
        if (!there)
            teller.tell(LossKind::missing, id, schema::edition_name(plan.to()) + " asks for it, and the document does not tell it",
                        std::min(rows[place].confidence, rows[place].occurrence_confidence));
    }
}

}  // namespace

void remark_on(const Element& part, const EditionPlan& plan, ChangeTeller& teller) {
    if (part.id == schema::kNoElement) return;
    for (const ItemChange& remark : plan.remarks(part.id))
        teller.tell(remark.row->rule == EditionRule::missing ? LossKind::missing : LossKind::note, part.id, std::string(remark.row->message),
                    remark.row->confidence);
    if (plan.row(part.id).name == "AttendSessions") remark_on_marks(part, plan, teller);
    ask_for_children(part, plan, teller);
    for (const Element& child : part.children) remark_on(child, plan, teller);
}

}  // namespace cbds::convert
