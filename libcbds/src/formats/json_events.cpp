#include "formats/json_events.hpp"

namespace cbds::formats {

void JsonEvents::read(bool whole) {
    nlohmann::json::sax_parse(JsonCharacters(source_), JsonCharacters(), this, nlohmann::json::input_format_t::json, whole);
}

void JsonEvents::open(const std::string& name, bool top) {
    source_.begin_value();
    if (top) enter(name);
    else elements_.open(name);
}

void JsonEvents::close(bool top) {
    if (top) leave();
    else elements_.close();
}

bool JsonEvents::null() {
    if (levels_.empty()) elements_.fail("there is no object");
    return true;
}

/// The parser tells a whole number without its text; only -0 is not written as it was read.
bool JsonEvents::number_integer(std::int64_t value) { return scalar(value == 0 ? "-0" : std::to_string(value)); }

bool JsonEvents::scalar(std::string_view value) {
    source_.begin_value();
    if (levels_.empty()) elements_.fail("there is a value where an object is expected");
    Level& level = levels_.back();
    if (level.kind == Level::Kind::content) elements_.fail("\"#content\" is a list of objects");
    if (level.kind == Level::Kind::outermost && is_fact(level.name)) fact(level.name, value);
    else member_value(level, value);
    return true;
}

void JsonEvents::member_value(Level& level, std::string_view value) {
    const bool top = level.kind == Level::Kind::outermost || level.top;
    if (level.kind == Level::Kind::element && level.name == "#text") return elements_.text(value);
    if (level.kind == Level::Kind::element && level.name.starts_with('@')) return elements_.attribute(std::string_view(level.name).substr(1), value);
    open(level.name, top);
    elements_.text(value);
    close(top);
}

bool JsonEvents::start_object(std::size_t) {
    if (levels_.empty()) {
        levels_.push_back({Level::Kind::outermost});
        begin_object();
        return true;
    }
    const Level& level = levels_.back();
    const bool top = level.kind == Level::Kind::outermost || level.top;
    if (level.kind == Level::Kind::content) {
        levels_.push_back({Level::Kind::entry});
    } else if (level.kind == Level::Kind::outermost && is_frame(level.name)) {
        begin_frame();
        levels_.push_back({Level::Kind::outermost});
    } else {
        if (is_special(level.name) || (top && is_fact(level.name))) elements_.fail("the value of a member that is no element is an object");
        open(level.name, top);
        levels_.push_back({Level::Kind::element});
    }
    return true;
}

bool JsonEvents::key(std::string& name) {
    source_.begin_value();
    levels_.back().name = std::move(name);
    return true;
}

bool JsonEvents::end_object() {
    const Level::Kind kind = levels_.back().kind;
    levels_.pop_back();
    if (kind == Level::Kind::element) close(levels_.back().kind == Level::Kind::outermost || levels_.back().top);
    else if (levels_.empty()) end_outermost();
    return true;
}

bool JsonEvents::start_array(std::size_t) {
    if (levels_.empty()) elements_.fail("there is a list where an object is expected: a file has one document");
    const Level& level = levels_.back();
    if (level.kind == Level::Kind::list || level.kind == Level::Kind::content) elements_.fail("a list stands in a list");
    const bool top = level.kind == Level::Kind::outermost;
    if (level.kind == Level::Kind::element && level.name == "#content") {
        levels_.push_back({Level::Kind::content});
        return true;
    }
    if (is_special(level.name) || (top && (is_fact(level.name) || is_frame(level.name))))
        elements_.fail("the value of a member that is no element is a list");
    levels_.push_back({Level::Kind::list, level.name, top});
    return true;
}

bool JsonEvents::end_array() {
    levels_.pop_back();
    return true;
}

bool JsonEvents::parse_error(std::size_t, const std::string&, const nlohmann::json::exception& error) {
    elements_.fail("no JSON: " + json_fault(error.what()));
}

}  // namespace cbds::formats
