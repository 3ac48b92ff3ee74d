/// @file
/// Errors of the run: what stops the work although nothing need be wrong with the data.
///
/// What is wrong with the data is a finding, an ordinary value (cbds/rules/finding.hpp). These exceptions
/// are thrown by the library and caught in one place, the program's `main`, which prints the message and
/// ends with exit code 2. Messages are one line of plain English that name the file and say what to do.
#pragma once

#include <stdexcept>
#include <string>

namespace cbds {

/// The root of the hierarchy: catch this to catch every error of the run.
class Error : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// The caller asked for something that cannot be: an unknown edition, options that exclude each other.
class UsageError : public Error {
public:
    using Error::Error;
};

/// Bytes could not be read: no such file, no permission, a damaged archive, a limit on expansion exceeded.
class InputError : public Error {
public:
    using Error::Error;
};

/// Bytes were read, but they are no document of the format that they seem to be. What is wrong is with the data: in a
/// batch it counts as a finding of that file. The message names file, row and column.
class DocumentError : public Error {
public:
    using Error::Error;
};

/// An output could not be written: it exists already, the disk is full, the folder is missing.
class OutputError : public Error {
public:
    using Error::Error;
};

/// The dictionary (`--xsd-dir`) or a table given by the user is not what it must be.
class DictionaryError : public Error {
public:
    using Error::Error;
};

}  // namespace cbds
