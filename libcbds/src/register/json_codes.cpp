#include "register/json_codes.hpp"

#include "cbds/error.hpp"
#include "cbds/io/csv.hpp"
#include "cbds/io/memory_input.hpp"
#include "io/ascii.hpp"
#include "register/json_records.hpp"

#include <algorithm>
#include <array>

namespace cbds::registers {
namespace {

constexpr std::size_t kLongestList = std::size_t{16} << 20;  // bytes; a real one has a few thousand

constexpr std::array<std::string_view, 3> kIdNames{"id", "attendance_code_id", "code_id"};
constexpr std::array<std::string_view, 4> kCodeNames{"code", "attendance_mark", "attendance_code", "mark"};

template <std::size_t kSize>
bool is_one_of(std::string_view name, const std::array<std::string_view, kSize>& names) {
    return std::any_of(names.begin(), names.end(), [&](std::string_view each) { return ascii::same_but_case(each, ascii::trimmed(name)); });
}

template <std::size_t kSize>
const JsonMember* find_one_of(const JsonRecord& record, const std::array<std::string_view, kSize>& names) {
    for (const std::string_view name : names)
        if (const JsonMember* const found = record.find(name)) return found;
    return nullptr;
}

/// @param path  `-` is not read: the marks may come from there
std::string whole_file(const std::string& path) {
    io::Inputs inputs({{path}, path, {}});
    const auto input = inputs.next();
    if (!input) throw InputError(path + ": no list of codes is there");
    const auto stream = input->open();
    std::string text(kLongestList, '\0');
    text.resize(stream->read(text));
    if (text.size() == kLongestList) throw DocumentError(path + ": is no list of codes: it is longer than 16 MB");
    return text;
}

}  // namespace

CodesById CodesById::load(const std::string& path) {
    const std::string text = whole_file(path);
    io::MemoryStream stream(text);
    CodesById codes;
    const std::size_t first = text.find_first_of("{[,;\n");
    if (first != std::string::npos && (text[first] == '{' || text[first] == '[')) read_json(stream, path, codes);
    else read_csv(stream, path, codes);
    if (codes.empty()) throw DocumentError(path + ": no code is in there: a list of codes has the columns, or members, id and code");
    return codes;
}

void CodesById::read_csv(io::ByteStream& stream, const std::string& path, CodesById& codes) {
    io::CsvReader rows(stream, path, {.delimiter = io::kDetectDelimiter});
    if (!rows.next()) return;
    const auto& heading = rows.heading();
    const auto id = std::find_if(heading.begin(), heading.end(), [](const std::string& name) { return is_one_of(name, kIdNames); }) - heading.begin();
    const auto code = std::find_if(heading.begin(), heading.end(), [](const std::string& name) { return is_one_of(name, kCodeNames); }) - heading.begin();
    const auto columns = static_cast<std::ptrdiff_t>(heading.size());
    if (id == columns || code == columns) rows.fail("a list of codes has the columns id and code");
    while (rows.next()) {
        const auto cells = rows.cells();
        const io::CsvCell& key = cells[static_cast<std::size_t>(id)];
        if (key) codes.codes_[std::string(ascii::trimmed(*key))] = cells[static_cast<std::size_t>(code)].value_or("");
    }
}

void CodesById::read_json(io::ByteStream& stream, const std::string& path, CodesById& codes) {
    JsonRecords records(stream, path, [&](const JsonRecord& record, const JsonRecord&) {
        const JsonMember* const id = find_one_of(record, kIdNames);
        const JsonMember* const code = find_one_of(record, kCodeNames);
        if (id != nullptr && code != nullptr) {
            codes.codes_[id->value] = code->value;
            return;
        }
        for (const JsonMember& member : record.members)
            if (member.group.empty()) codes.codes_[member.name] = member.value;
    });
    records.read(true);
}

std::optional<std::string_view> CodesById::find(std::string_view id) const {
    const auto found = codes_.find(id);
    return found == codes_.end() ? std::nullopt : std::optional<std::string_view>(found->second);
}

}  // namespace cbds::registers
