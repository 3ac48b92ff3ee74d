/// @file
/// The tables beside registers, out of a stream: what is known of pupils, of schools, of the days of the calendar.
#pragma once

#include "register/readers.hpp"

#include <functional>
#include <string>

namespace cbds::registers {

void read_pupils_table(io::ByteStream& stream, const std::string& name, const ReaderContext& context, RegisterBuilder& builder);

/// @returns whether it is an extract of Get Information about Schools: a list of far more schools than anybody asked for
bool read_schools_table(io::ByteStream& stream, const std::string& name, const ReaderContext& context, RegisterBuilder& builder);

void read_calendar_table(io::ByteStream& stream, const std::string& name, const ReaderContext& context, RegisterBuilder& builder);

/// Reads the file at a path, which may be packed, with `use`. @throws InputError
void read_side_file(const std::string& path, const std::function<void(io::ByteStream&, const std::string& name)>& use);

}  // namespace cbds::registers
