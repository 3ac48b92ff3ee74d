/// Any bytes are read as a register of the form that they look like. It does not depend on the number of threads what is read, and
/// what is read is the same when it is written and read again.

#include "cbds/error.hpp"
#include "cbds/io/memory_input.hpp"
#include "cbds/register/writer.hpp"
#include "register/look.hpp"

#include <algorithm>
#include <cstdint>
#include <iostream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace cbds;
using registers::InputKind;
using registers::Register;

Register read(std::string_view text, InputKind kind, unsigned jobs) {
    registers::RegisterInputOptions options;
    options.jobs = jobs;
    options.keep_details = true;
    const registers::ColumnNames names;
    const registers::ReaderContext context{options, names, schema::Dictionary::built_in()};
    registers::RegisterBuilder builder(options.conflicts, options.keep_details);
    io::MemoryStream stream(text);
    if (kind == InputKind::marks_csv) read_marks_csv(stream, "register", context, builder);
    else if (kind == InputKind::register_csv) read_register_csv(stream, "register", context, builder);
    else read_register_json(stream, "register", kind == InputKind::ndjson, context, builder);
    return builder.finish();
}

std::string written(const Register& all, registers::WrittenForm form) {
    std::ostringstream out;
    write_register(all, form, {}, out);
    return out.str();
}

/// The marks as sorted rows.
std::vector<std::string> rows_of(const Register& all) {
    std::istringstream text(written(all, registers::WrittenForm::marks_csv));
    std::vector<std::string> rows;
    for (std::string row; std::getline(text, row);) rows.push_back(row);
    std::sort(rows.begin(), rows.end());
    return rows;
}

void compare(const Register& one, const Register& other, const char* how) {
    if (rows_of(one) == rows_of(other)) return;
    for (const Register* each : {&one, &other}) std::cerr << written(*each, registers::WrittenForm::marks_csv) << '\n';
    throw std::logic_error(how);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const InputKind kind = registers::look_at_input(text.substr(0, registers::kFirstBytes), {}, std::nullopt);
    if (kind != InputKind::marks_csv && kind != InputKind::register_csv && kind != InputKind::json && kind != InputKind::ndjson) return 0;
    try {
        const Register all = read(text, kind, 1);
        const Register by_threads = read(text, kind, 3);
        compare(all, by_threads, "depends on the number of threads");
        if (all.incidents.size() != by_threads.incidents.size()) throw std::logic_error("incidents depend on the number of threads");
        compare(all, read(written(all, registers::WrittenForm::marks_csv), InputKind::marks_csv, 1), "not the same as marks");
        compare(all, read(written(all, registers::WrittenForm::ndjson), InputKind::ndjson, 1), "not the same as NDJSON");
    } catch (const DocumentError&) {
        return 0;  // the reason is for whoever made the file
    }
    return 0;
}
