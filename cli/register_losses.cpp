#include "register_losses.hpp"

namespace cbds::cli {

using registers::Incident;

void RegisterLosses::add(const Incident& incident, bool conflicts_count) noexcept {
    without_session += incident.kind == Incident::Kind::unreadable_date ? 1 : 0;
    without_pupil += incident.kind == Incident::Kind::no_pupil ? 1 : 0;
    unknown_codes += incident.kind == Incident::Kind::unknown_code_id ? 1 : 0;
    conflicts += conflicts_count && incident.kind == Incident::Kind::conflict ? 1 : 0;
}

std::string RegisterLosses::in_words() const {
    std::string text;
    const auto append = [&](std::uint64_t count, const char* what) {
        if (count > 0) text.append(text.empty() ? "" : ", ").append(std::to_string(count)).append(" ").append(what);
    };
    append(without_session, "without a date or session that can be read");
    append(without_pupil, "without a pupil or school");
    append(unknown_codes, "with an id that the list of codes does not have");
    append(conflicts, "against another mark for the session");
    return "marks were left out: " + text + "; cbds validate names them";
}

}  // namespace cbds::cli
