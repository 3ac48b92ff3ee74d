#include "info_register.hpp"

#include "cbds/error.hpp"
#include "cbds/report/escape.hpp"
#include "common_options.hpp"
#include "first_look.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <ostream>
#include <utility>

namespace cbds::cli {
namespace {

std::optional<registers::Form> form_of(io::Input& input) {
    if (!input.reopens()) return std::nullopt;
    const auto form = registers::look_at_register(first_look(input));
    const bool document = form == registers::Form::ctf || form == registers::Form::census;
    return document ? std::nullopt : form;
}

void count(const registers::Register& all, RegisterInventory& file) {
    file.schools = all.schools.size();
    file.enrolments = all.enrolments.size();
    std::optional<std::pair<registers::SessionNumber, registers::SessionNumber>> ends;
    for (const registers::Enrolment& enrolment : all.enrolments) {
        registers::SessionNumber session = enrolment.marks.first();
        for (const registers::CodeId code : enrolment.marks.codes()) {
            const registers::SessionNumber at = session++;
            if (code == registers::kNoCode) continue;
            ++file.marks;
            ends = ends ? std::pair(std::min(ends->first, at), std::max(ends->second, at)) : std::pair(at, at);
        }
    }
    if (!ends) return;
    file.first_day = registers::date_of(ends->first);
    file.last_day = registers::date_of(ends->second);
}

}  // namespace

std::optional<RegisterInventory> take_register_inventory(io::Input& input, const registers::RegisterInputOptions& options) {
    RegisterInventory file;
    file.name = input.name();
    try {
        const auto form = form_of(input);
        if (!form) return std::nullopt;
        file.form = *form;
        file.bytes = input.size().value_or(0);
        registers::RegisterInputOptions one = options;
        one.inputs.paths = {file.name};
        count(registers::read_registers(schema::Dictionary::built_in(), one), file);
    } catch (const DocumentError& error) {
        file.problem = error.what();
    } catch (const InputError& error) {
        if (file.bytes == 0) return std::nullopt;  // whoever reads it as a document tells why
        file.problem = error.what();
        file.unreadable = true;
    }
    return file;
}

void write_text(const RegisterInventory& file, std::ostream& out) {
    const auto line = [&](std::string_view label, const std::string& value) {
        out << "  " << label << std::string(12 - label.size(), ' ') << report::printable(value) << '\n';
    };
    out << report::printable(file.name) << '\n';
    line("collection", "attendance register (" + std::string(registers::form_name(file.form)) + ")");
    line("size", std::to_string(file.bytes) + " bytes");
    if (file.problem.empty()) {
        line("schools", std::to_string(file.schools));
        line("enrolments", std::to_string(file.enrolments));
        line("marks", std::to_string(file.marks));
    }
    if (file.first_day) line("days", identifiers::write_date(*file.first_day) + " to " + identifiers::write_date(*file.last_day));
    if (!file.problem.empty()) line("problem", file.problem);
}

nlohmann::ordered_json json_of(const RegisterInventory& file) {
    using Json = nlohmann::ordered_json;
    const auto day = [](const std::optional<registers::Date>& date) { return date ? Json(identifiers::write_date(*date)) : Json(); };
    return {{"path", file.name},
            {"collection", "register"},
            {"form", registers::form_name(file.form)},
            {"bytes", file.bytes},
            {"records", file.enrolments},
            {"schools", file.schools},
            {"marks", file.marks},
            {"first_day", day(file.first_day)},
            {"last_day", day(file.last_day)},
            {"problem", file.problem.empty() ? Json() : Json(file.problem)}};
}

}  // namespace cbds::cli
