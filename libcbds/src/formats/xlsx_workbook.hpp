/// @file
/// A workbook that is being written with libxlsxwriter, and the formats of its cells.
#pragma once

#include "cbds/io/output_path.hpp"

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

struct lxw_workbook;
struct lxw_worksheet;
struct lxw_format;

namespace cbds::formats {

class Workbook {
public:
    /// @throws OutputError
    explicit Workbook(io::OutputPath file);
    Workbook(const Workbook&) = delete;
    Workbook& operator=(const Workbook&) = delete;
    ~Workbook();

    /// Sheets stand in the order in which they are added, and can be written side by side.
    [[nodiscard]] lxw_worksheet& add_sheet(const std::string& name);

    [[nodiscard]] lxw_format& header() const noexcept { return *header_; }
    [[nodiscard]] lxw_format& text() const noexcept { return *text_; }
    [[nodiscard]] lxw_format& empty_text() const noexcept { return *empty_text_; }
    [[nodiscard]] lxw_format& date() const noexcept { return *date_; }

    /// Shows a number with so many decimals: 15 at most.
    [[nodiscard]] lxw_format& number(unsigned decimals);

    /// The file's name, for messages.
    [[nodiscard]] const std::string& name() const noexcept { return file_.name(); }

    /// Writes the file, looks whether it is all there, and puts it in its place.
    /// @param cells  how many the sheets have together
    /// @throws OutputError
    void commit(std::uint64_t cells);

    /// @throws OutputError where an answer of libxlsxwriter is not "no error"
    void check(int answer) const;

private:
    struct FreeWorkbook {
        void operator()(lxw_workbook* workbook) const noexcept;
    };

    void add_formats();
    void set_properties();
    void check_temporary_files() const;

    io::OutputPath file_;
    std::vector<lxw_worksheet*> sheets_;  ///< belong to the workbook
    std::unique_ptr<lxw_workbook, FreeWorkbook> workbook_;
    lxw_format* header_ = nullptr;
    lxw_format* text_ = nullptr;
    lxw_format* empty_text_ = nullptr;
    lxw_format* date_ = nullptr;
    std::array<lxw_format*, 16> numbers_{};
};

}  // namespace cbds::formats
