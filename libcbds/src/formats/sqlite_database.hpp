/// @file
/// SQLite's handles, which close themselves, and its errors as exceptions.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace cbds::formats {

/// What SQLite says is wrong, in its words, without the name of the file. Caught where that name is known.
class SqliteError : public std::runtime_error {
public:
    explicit SqliteError(const std::string& words, int code = 0) : std::runtime_error(words), code_(code) {}

    /// SQLite's number of it: SQLITE_BUSY ...
    [[nodiscard]] int code() const noexcept { return code_; }

private:
    int code_;
};

/// A statement that is run many times.
class SqliteStatement {
public:
    SqliteStatement(sqlite3* database, std::string_view sql);

    /// Parameters count from 1. Texts must stay until step() returns.
    void bind(int parameter, std::int64_t number);
    void bind(int parameter, std::string_view text);
    void bind_blob(int parameter, std::string_view bytes);
    void bind_null(int parameter);

    /// @returns whether there is a row
    bool step();

    /// Makes it ready for another run; parameters keep their values.
    void reset();

    /// Runs it to its end and makes it ready again.
    void run();

    /// A column of the row, from 0, as text; a null as an empty one. Valid until the next step.
    [[nodiscard]] std::string_view text(int column) const;
    [[nodiscard]] bool is_null(int column) const;

    /// The bytes of a column of the row. Valid until the next step.
    [[nodiscard]] std::string_view blob(int column) const;

    /// A column of the row as a whole number; 0 for what is none.
    [[nodiscard]] std::int64_t number(int column) const;

private:
    struct Finalizer {
        void operator()(sqlite3_stmt* statement) const noexcept;
    };
    std::unique_ptr<sqlite3_stmt, Finalizer> statement_;
};

class SqliteDatabase {
public:
    /// Opens a file that is there and nobody else uses, to write it from beginning to end: without a journal, since a
    /// database that is not complete is thrown away.
    [[nodiscard]] static SqliteDatabase build(const std::string& path);

    /// Opens one that is there to read it, and never writes.
    [[nodiscard]] static SqliteDatabase read(const std::string& path);

    /// The same for one that nobody changes meanwhile, without files beside it, as an open write-ahead log needs them.
    [[nodiscard]] static SqliteDatabase read_unchanging(const std::string& path);

    /// Opens one that is there to change it, while others read it.
    /// @param wait  for others, here and in what follows
    [[nodiscard]] static SqliteDatabase update(const std::string& path, std::chrono::milliseconds wait = std::chrono::seconds(10));

    /// How long to wait for others. With zero, and of a database that is opened to be read, an operation fails at once with SQLITE_BUSY.
    void wait_for_others(std::chrono::milliseconds time);

    /// An empty one in a temporary file without a name, which is gone with it.
    [[nodiscard]] static SqliteDatabase temporary();

    void execute(const std::string& sql);

    /// How many rows the last statement that changed any did change.
    [[nodiscard]] std::int64_t changes() const noexcept;
    [[nodiscard]] SqliteStatement prepare(std::string_view sql) { return {database_.get(), sql}; }

private:
    struct Closer {
        void operator()(sqlite3* database) const noexcept;
    };
    explicit SqliteDatabase(sqlite3* database) noexcept : database_(database) {}
    [[nodiscard]] static SqliteDatabase read_with(const std::string& name, int flags);

    std::unique_ptr<sqlite3, Closer> database_;
};

}  // namespace cbds::formats
