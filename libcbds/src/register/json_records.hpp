/// @file
/// The records of a JSON file one at a time, whatever encloses them: a list, an envelope whose member "data" is a list, lines
/// with an object each. No more than one record is held.
#pragma once

#include "formats/json_source.hpp"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cbds::registers {

/// A value of a record: `"date":"2026-09-07"`, or of an object in it: `"codes":{"H801200001001":"/"}`. Lists, and what stands in
/// objects further inside, are left out.
struct JsonMember {
    std::string group;  ///< name of the object in the record that it stands in; empty: in the record itself
    std::string name;
    std::string value;  ///< as text; empty for null
};

struct JsonRecord {
    std::vector<JsonMember> members;  ///< in the order of the file
    std::uint32_t line = 0;           ///< on which it begins

    /// The value of that name in the record itself, letter case apart; null where there is none.
    [[nodiscard]] const JsonMember* find(std::string_view name) const noexcept;
};

class JsonRecords {
public:
    /// Takes a record. @param envelope  what stood beside the list before it; without members where there is no envelope
    using Take = std::function<void(const JsonRecord& record, const JsonRecord& envelope)>;

    JsonRecords(io::ByteStream& stream, const std::string& name, Take take);

    /// Reads the file. @param lines  it has any number of values one after the other, else one
    /// @throws DocumentError, InputError
    void read(bool lines);

    /// @throws DocumentError that names the place where reading stands
    [[noreturn]] void fail(const std::string& what) const { source_.fail({}, what); }

    // As nlohmann's parser calls them.
    bool null() { return value({}); }
    bool boolean(bool truth) { return value(truth ? "true" : "false"); }
    bool number_integer(std::int64_t number) { return value(std::to_string(number)); }
    bool number_unsigned(std::uint64_t number) { return value(std::to_string(number)); }
    bool number_float(double, const std::string& token) { return value(token); }
    bool string(const std::string& text) { return value(text); }
    bool binary(nlohmann::json::binary_t&) { return false; }
    bool start_object(std::size_t);
    bool key(std::string& name);
    bool end_object();
    bool start_array(std::size_t);
    bool end_array();
    bool parse_error(std::size_t, const std::string& token, const nlohmann::json::exception& error);

private:
    enum class Level : std::uint8_t { list, envelope, record, group, skipped };

    bool value(std::string_view text);
    void begin_record(Level level);
    void add(std::string_view text);
    [[nodiscard]] bool is_list_of_envelope() const;
    [[nodiscard]] bool skips() const noexcept { return !levels_.empty() && levels_.back() == Level::skipped; }

    formats::JsonSource source_;
    Take take_;
    std::vector<Level> levels_;
    std::uint32_t line_ = 1;
    std::string name_;       ///< of the member that was told last in the record or envelope
    std::string inner_name_; ///< and in an object of it
    JsonRecord envelope_;    ///< the outermost object: a record, unless it has a list
    JsonRecord record_;      ///< of a list
    bool has_list_ = false;  ///< the outermost object is an envelope
};

}  // namespace cbds::registers
