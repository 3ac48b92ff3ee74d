/// Turns a CSV table of facts into a C++ source: an array of rows whose members are the columns, as texts, in
/// the order of the file. A row type that wants numbers or codes has a constexpr constructor that reads them.
///
/// compile_table TABLE.csv OUTPUT.cpp HEADER ROW FUNCTION

#include <fstream>
#include <iostream>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

using Fields = std::vector<std::string>;

/// Reads one record of RFC 4180, which may span lines. Returns false at the end.
bool read_record(std::istream& in, Fields& fields) {
    fields.assign(1, "");
    bool quoted = false;
    bool any = false;
    for (char c; in.get(c);) {
        any = true;
        if (quoted) {
            if (c != '"') fields.back() += c;
            else if (in.peek() == '"') fields.back() += static_cast<char>(in.get());
            else quoted = false;
        } else if (c == '"') quoted = true;
        else if (c == ',') fields.emplace_back();
        else if (c == '\n') return true;
        else if (c != '\r') fields.back() += c;
    }
    if (quoted) throw std::runtime_error("a quotation mark is not closed");
    return any;
}

std::string literal(const std::string& text) {
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') out += '\\';
        if (c == '\n') out += "\\n";
        else out += c;
    }
    return out + '"';
}

void compile(std::istream& in, std::ostream& out, const std::string& header, const std::string& row, const std::string& function) {
    Fields names;
    Fields fields;
    if (!read_record(in, names)) throw std::runtime_error("no heading");
    const std::size_t cut = function.rfind("::");
    out << "// Made from a table of libcbds/data. Do not edit.\n#include \"" << header << "\"\n\n#include <span>\n\n"
        << "namespace " << function.substr(0, cut) << " {\nnamespace {\n\nconstexpr " << row << " kRows[] = {\n";
    for (std::size_t number = 2; read_record(in, fields); ++number) {
        if (fields.size() != names.size())
            throw std::runtime_error("row " + std::to_string(number) + " has " + std::to_string(fields.size()) +
                                     " fields, the heading " + std::to_string(names.size()));
        out << "    {";
        for (const std::string& field : fields) out << literal(field) << ", ";
        out << "},\n";
    }
    out << "};\n\n}  // namespace\n\nstd::span<const " << row << "> " << function.substr(cut + 2)
        << "() noexcept { return kRows; }\n\n}  // namespace " << function.substr(0, cut) << '\n';
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 6) {
        std::cerr << "usage: compile_table TABLE.csv OUTPUT.cpp HEADER ROW FUNCTION\n";
        return 2;
    }
    try {
        std::ifstream in(argv[1]);
        std::ofstream out(argv[2]);
        if (!in || !out) throw std::runtime_error("cannot be opened");
        compile(in, out, argv[3], argv[4], argv[5]);
        return out.flush() ? 0 : 2;
    } catch (const std::exception& error) {
        std::cerr << argv[1] << ": " << error.what() << '\n';
        return 2;
    }
}
