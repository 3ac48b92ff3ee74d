/// @file
/// The events of a JSON file, as nlohmann's parser tells them, taken for elements. What the members of the outermost
/// object mean is left to the reader of JSON and to that of NDJSON.
#pragma once

#include "formats/json_elements.hpp"
#include "formats/json_source.hpp"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace cbds::formats {

class JsonEvents {
public:
    JsonEvents(JsonSource& source, const xml::Limits& limits) : source_(source), elements_(source, limits) {}
    virtual ~JsonEvents() = default;
    JsonEvents(const JsonEvents&) = delete;
    JsonEvents& operator=(const JsonEvents&) = delete;

    /// Reads one object. @param whole  nothing may stand behind it
    void read(bool whole);

    // As nlohmann's parser calls them.
    bool null();
    bool boolean(bool value) { return scalar(value ? "true" : "false"); }
    bool number_integer(std::int64_t value);
    bool number_unsigned(std::uint64_t value) { return scalar(std::to_string(value)); }
    bool number_float(double, const std::string& token) { return scalar(token); }
    bool string(const std::string& value) { return scalar(value); }
    bool binary(nlohmann::json::binary_t&) { return false; }
    bool start_object(std::size_t);
    bool key(std::string& name);
    bool end_object();
    bool start_array(std::size_t);
    bool end_array();
    bool parse_error(std::size_t, const std::string& token, const nlohmann::json::exception& error);

protected:
    [[nodiscard]] JsonElements& elements() noexcept { return elements_; }

    /// A member of the outermost object whose value is no element.
    [[nodiscard]] virtual bool is_fact(std::string_view name) const = 0;
    virtual void fact(std::string_view name, std::string_view value) = 0;

    /// A member whose value has the members of the outermost object.
    [[nodiscard]] virtual bool is_frame(std::string_view) const { return false; }
    virtual void begin_frame() {}

    virtual void begin_object() {}
    virtual void end_outermost() = 0;

    /// An element that is a member of the outermost object, or one of the list there.
    virtual void enter(std::string_view name) = 0;
    virtual void leave() { elements_.close(); }

private:
    struct Level {
        enum class Kind : std::uint8_t { outermost, element, list, content, entry } kind;
        std::string name = {};  ///< of the member that was told last; of the elements of a list
        bool top = false;       ///< a list: its elements are members of the outermost object
    };

    bool scalar(std::string_view value);
    void member_value(Level& level, std::string_view value);
    void open(const std::string& name, bool top);
    void close(bool top);
    [[nodiscard]] static bool is_special(const std::string& name) { return !name.empty() && (name[0] == '#' || name[0] == '@'); }

    JsonSource& source_;
    JsonElements elements_;
    std::vector<Level> levels_;
};

}  // namespace cbds::formats
