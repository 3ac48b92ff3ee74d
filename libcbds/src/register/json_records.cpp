#include "register/json_records.hpp"

#include "io/ascii.hpp"
#include "register/columns.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace cbds::registers {
namespace {

constexpr std::string_view kList = "data";

bool names_school(std::string_view member) {
    const auto column = find_column(member);
    return column == Column::urn || column == Column::laestab;
}

/// The characters of a source as nlohmann's parser takes them, their lines counted.
class CountedCharacters {
public:
    using iterator_category = std::input_iterator_tag;
    using value_type = char;
    using difference_type = std::ptrdiff_t;
    using pointer = const char*;
    using reference = char;

    CountedCharacters() = default;  ///< the end
    CountedCharacters(formats::JsonSource& source, std::uint32_t& line) : source_(&source), line_(&line) {}

    char operator*() const noexcept { return source_->current(); }
    CountedCharacters& operator++() noexcept {
        if (source_->current() == '\n') ++*line_;
        source_->advance();
        return *this;
    }
    CountedCharacters operator++(int) noexcept {
        const CountedCharacters before = *this;
        ++*this;
        return before;
    }
    friend bool operator==(const CountedCharacters& a, const CountedCharacters&) { return a.source_ == nullptr || a.source_->at_end(); }

private:
    formats::JsonSource* source_ = nullptr;
    std::uint32_t* line_ = nullptr;
};

}  // namespace

const JsonMember* JsonRecord::find(std::string_view name) const noexcept {
    const auto found = std::find_if(members.begin(), members.end(),
                                    [&](const JsonMember& each) { return each.group.empty() && ascii::same_but_case(each.name, name); });
    return found == members.end() ? nullptr : &*found;
}

JsonRecords::JsonRecords(io::ByteStream& stream, const std::string& name, Take take) : source_(stream, name, {}), take_(std::move(take)) {}

void JsonRecords::read(bool lines) {
    const auto parse = [&] {
        nlohmann::json::sax_parse(CountedCharacters(source_, line_), CountedCharacters(), this, nlohmann::json::input_format_t::json, !lines);
    };
    if (!lines) return parse();
    CountedCharacters at(source_, line_);
    const auto skip_blanks = [&] {
        while (!source_.at_end() && ascii::is_blank(*at)) ++at;
        return !source_.at_end();
    };
    while (skip_blanks()) parse();
}

/// A member of the record, or of an object in it.
void JsonRecords::add(std::string_view text) {
    const bool in_group = levels_.back() == Level::group;
    const bool in_record = std::find(levels_.begin(), levels_.end(), Level::record) != levels_.end();
    if (!in_record && has_list_ && names_school(name_)) fail("the number of the school stands behind the list of its records; it has to stand before");
    JsonRecord& record = in_record ? record_ : envelope_;
    record.members.push_back({in_group ? name_ : std::string(), in_group ? inner_name_ : name_, std::string(text)});
}

bool JsonRecords::value(std::string_view text) {
    source_.begin_value();
    if (levels_.empty() || levels_.back() == Level::list) fail("there is a value where an object is expected: a register is an object, or a list of objects");
    if (!skips()) add(text);
    return true;
}

void JsonRecords::begin_record(Level level) {
    JsonRecord& record = level == Level::envelope ? envelope_ : record_;
    record.members.clear();
    record.line = line_;
    if (level == Level::envelope) has_list_ = false;
    levels_.push_back(level);
}

/// What follows is the list of the envelope, or its one record.
bool JsonRecords::is_list_of_envelope() const { return levels_.size() == 1 && levels_.back() == Level::envelope && ascii::same_but_case(name_, kList); }

bool JsonRecords::start_object(std::size_t) {
    source_.begin_value();
    if (levels_.empty()) {
        begin_record(Level::envelope);
    } else if (levels_.back() == Level::list) {
        begin_record(Level::record);
    } else if (is_list_of_envelope()) {
        has_list_ = true;
        begin_record(Level::record);
    } else {
        levels_.push_back(levels_.back() == Level::record || levels_.back() == Level::envelope ? Level::group : Level::skipped);
    }
    return true;
}

bool JsonRecords::key(std::string& name) {
    source_.begin_value();
    if (skips()) return true;
    (levels_.back() == Level::group ? inner_name_ : name_) = name;
    return true;
}

bool JsonRecords::end_object() {
    const Level level = levels_.back();
    levels_.pop_back();
    if (level == Level::record) take_(record_, envelope_);
    else if (level == Level::envelope && !has_list_) take_(envelope_, {});
    return true;
}

bool JsonRecords::start_array(std::size_t) {
    source_.begin_value();
    if (levels_.empty()) {
        envelope_.members.clear();
        has_list_ = true;
        levels_.push_back(Level::list);
    } else if (levels_.back() == Level::list) {
        fail("a list stands in a list where an object is expected");
    } else if (is_list_of_envelope()) {
        has_list_ = true;
        levels_.push_back(Level::list);
    } else {
        levels_.push_back(Level::skipped);
    }
    return true;
}

bool JsonRecords::end_array() {
    levels_.pop_back();
    return true;
}

bool JsonRecords::parse_error(std::size_t, const std::string&, const nlohmann::json::exception& error) {
    fail("no JSON: " + formats::json_fault(error.what()));
}

}  // namespace cbds::registers
