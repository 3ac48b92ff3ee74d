#include "register/store_codes.hpp"

#include "cbds/register/codes.hpp"
#include "register/store_bytes.hpp"

#include <tuple>

namespace cbds::registers {
namespace {

/// N says that the reason is not known yet: another code, recorded at the same time, is the reason.
int rank_of_text(const std::string& text) {
    if (text.empty()) return 0;
    if (!find_code(text)) return 1;
    return text == "N" ? 2 : 3;
}

}  // namespace

StoreCodes::StoreCodes(formats::SqliteDatabase& database) : database_(database) {
    for (formats::SqliteStatement statement = database.prepare("SELECT number, code FROM code"); statement.step();)
        add(statement.number(0), std::string(statement.text(1)));
}

void StoreCodes::add(std::int64_t number, const std::string& text) {
    entries_[number] = {text, rank_of_text(text)};
    numbers_[text] = number;
}

std::int64_t StoreCodes::number(const std::string& text) {
    if (const auto known = numbers_.find(text); known != numbers_.end()) return known->second;
    const auto next = static_cast<std::int64_t>(numbers_.size()) + 1;
    formats::SqliteStatement statement = database_.prepare("INSERT INTO code VALUES (?, ?)");
    statement.bind(1, next);
    statement.bind(2, std::string_view(text));
    statement.run();
    add(next, text);
    return next;
}

const StoreCodes::Entry& StoreCodes::entry(std::int64_t number) const {
    const auto found = entries_.find(number);
    if (found == entries_.end()) throw DamagedBlob();
    return found->second;
}

bool StoreCodes::holds(const Observation& a, const Observation& b) const {
    const Entry& x = entry(a.code);
    const Entry& y = entry(b.code);
    return std::tie(a.last, x.rank, x.text) > std::tie(b.last, y.rank, y.text);
}

}  // namespace cbds::registers
