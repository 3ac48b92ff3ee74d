#include "register/side_tables.hpp"

#include "cbds/error.hpp"
#include "cbds/io/inputs.hpp"

namespace cbds::registers {

void read_side_file(const std::string& path, const std::function<void(io::ByteStream&, const std::string& name)>& use) {
    io::InputOptions one;
    one.paths = {path};
    io::Inputs inputs(one);
    const auto input = inputs.next();
    if (!input || inputs.files() != 1) throw InputError(path + ": a table is one file; name it");
    const auto stream = input->open();
    use(*stream, input->name());
}

void read_pupils(const std::string& path, const ReaderContext& context, RegisterBuilder& builder) {
    read_side_file(path, [&](io::ByteStream& stream, const std::string& name) { read_pupils_table(stream, name, context, builder); });
}

void read_calendar(const std::string& path, const ReaderContext& context, RegisterBuilder& builder) {
    read_side_file(path, [&](io::ByteStream& stream, const std::string& name) { read_calendar_table(stream, name, context, builder); });
}

}  // namespace cbds::registers
