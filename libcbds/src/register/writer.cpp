#include "cbds/register/writer.hpp"

#include "cbds/io/output_path.hpp"
#include "register/written.hpp"

#include <algorithm>
#include <array>
#include <cassert>

namespace cbds::registers {
namespace {

constexpr std::array<std::string_view, 7> kWrittenForms{"marks-csv", "register-csv", "wide-csv", "ndjson", "json", "assembly-json", "xlsx"};

}  // namespace

std::optional<WrittenForm> find_written_form(std::string_view name) noexcept {
    const auto found = std::find(kWrittenForms.begin(), kWrittenForms.end(), name);
    if (found == kWrittenForms.end()) return std::nullopt;
    return static_cast<WrittenForm>(found - kWrittenForms.begin());
}

std::string_view written_form_name(WrittenForm form) noexcept { return kWrittenForms[static_cast<std::size_t>(form)]; }

void write_register(const Register& source, WrittenForm form, const RegisterWriteOptions& options, std::ostream& out) {
    switch (form) {
        case WrittenForm::marks_csv: return write_marks_csv(source, options, out);
        case WrittenForm::register_csv: return write_packed_csv(source, options, out);
        case WrittenForm::wide_csv: return write_wide_csv(source, options, out);
        case WrittenForm::ndjson: return write_register_objects(source, true, options, out);
        case WrittenForm::json: return write_register_objects(source, false, options, out);
        case WrittenForm::assembly_json: return write_assembly_json(source, options, out);
        case WrittenForm::xlsx: break;
    }
    assert(false && "a workbook is no text");
}

void write_register_file(const Register& source, WrittenForm form, const RegisterWriteOptions& options, const std::string& path,
                         const io::OutputOptions& output, std::ostream* standard_output) {
    if (form == WrittenForm::xlsx) return write_register_xlsx(source, options, io::OutputPath(path, output, {}, standard_output));
    io::OutputFile file(path, output, standard_output);
    write_register(source, form, options, file.stream());
    file.commit();
}

}  // namespace cbds::registers
