#include "cbds/register/writer.hpp"

#include "cbds/error.hpp"
#include "register/csv_reading.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace cbds::register_register_writer_test {

using namespace cbds;
using namespace cbds::registers;
using namespace cbds::registers::test;

namespace {

constexpr std::string_view kSource = "school_urn,upn,pupil_id,session_date,session,code,minutes_late,recorded_at\n"
                                     "900101,A900101120001,17,2026-09-07,AM,L,12,2026-09-07T08:55:00Z\n"
                                     "900101,A900101120001,17,2026-09-07,PM,\\,,2026-09-07T13:00:00Z\n"
                                     "900101,A900101120001,17,2026-09-11,PM,C1,,\n"
                                     "900101,A900101120001,17,2026-09-12,AM,/,,\n"
                                     "900101,,18,2026-09-07,AM,-,,2026-09-07T08:56:00Z\n"
                                     "900101,,18,2026-09-08,PM,\"X,Y Z\",,\n"
                                     "900101,ODD,,2026-09-07,AM,/,,\n"
                                     "900102,A900101120001,,2026-09-07,AM,D,,\n";

RegisterInputOptions with_details() {
    RegisterInputOptions options;
    options.keep_details = true;
    return options;
}

Register source_register() { return read_csv(read_marks_csv, kSource, {}, with_details()).read; }

std::string written(const Register& source, WrittenForm form, const RegisterWriteOptions& options = {}) {
    std::ostringstream out;
    write_register(source, form, options, out);
    return out.str();
}

void read_json_lines(io::ByteStream& stream, const std::string& name, const ReaderContext& context, RegisterBuilder& builder) {
    read_register_json(stream, name, true, context, builder);
}

/// The marks as sorted rows: what has to be equal when a register is read back.
std::vector<std::string> rows_of(const Register& all) {
    std::istringstream text(written(all, WrittenForm::marks_csv));
    std::vector<std::string> rows;
    for (std::string row; std::getline(text, row);) rows.push_back(row);
    std::sort(rows.begin(), rows.end());
    return rows;
}

}  // namespace

TEST_CASE("marks.csv is written as it is read") {
    CHECK(written(source_register(), WrittenForm::marks_csv) == kSource);
    const Register plain = read_csv(read_marks_csv, "upn,date,session,code\nA1,2026-09-07,AM,/\n").read;
    CHECK(written(plain, WrittenForm::marks_csv) == "school_urn,upn,session_date,session,code\n,A1,2026-09-07,AM,/\n");
}

TEST_CASE("registers in JSON read back equal, details too") {
    const Register source = source_register();
    for (const WrittenForm form : {WrittenForm::ndjson, WrittenForm::json, WrittenForm::assembly_json}) {
        CAPTURE(written_form_name(form));
        const std::string text = written(source, form);
        const Register back = read_csv(read_json_lines, text, {}, with_details()).read;
        CHECK(back.incidents.empty());
        // Assembly's records have one number of a pupil, which a UPN that looks like none becomes.
        if (form != WrittenForm::assembly_json) CHECK(rows_of(back) == rows_of(source));
        else CHECK(back.marks_read == 8);
    }
}

TEST_CASE("registers in rows of pupils read back equal but for details") {
    Register source = source_register();
    for (const WrittenForm form : {WrittenForm::register_csv, WrittenForm::wide_csv}) {
        CAPTURE(written_form_name(form));
        const Register back = read_csv(read_register_csv, written(source, form)).read;
        CHECK(back.incidents.empty());
        CHECK(marks_of(back, 0) == "07L\\ 11-C1 12/-");
        CHECK(marks_of(back, 1) == (form == WrittenForm::wide_csv ? "08-X,Y Z" : "08-X?Y?Z"));
        CHECK(back.enrolments[0].pupil_id == "17");
        CHECK(back.enrolments.size() == 4);
        CHECK(written(back, form) == written(read_csv(read_register_csv, written(back, form)).read, form));
    }
}

TEST_CASE("register.csv: packed marks, weekends beside them") {
    CHECK(written(source_register(), WrittenForm::register_csv) ==
          "school_urn,upn,pupil_id,start_date,marks,2026-09-12 AM\n"
          "900101,A900101120001,17,2026-09-07,\"L\\ -- -- -- -,C1\",/\n"
          "900101,,18,2026-09-07,\"'-- -,X?Y?Z\",\n"
          "900101,ODD,,2026-09-07,/-,\n"
          "900102,A900101120001,,2026-09-07,D-,\n");
}

TEST_CASE("register.csv: more marks than a row takes") {
    RegisterBuilder builder;
    const std::uint32_t enrolment = builder.enrolment(builder.school("1"), "p", {});
    const SessionNumber first = session_number({2020, 9, 7}, Half::am);
    for (SessionNumber session = first; session < first + 2 * 2'500; ++session) builder.mark(enrolment, {session, *find_code("I"), {}});
    for (SessionNumber session = first + 2 * 2'500; session < first + 2 * 2'190 * 2; ++session) builder.mark(enrolment, {session, *find_code("N"), {}});
    const Register source = builder.finish();
    const std::string text = written(source, WrittenForm::register_csv);
    const Register back = read_csv(read_register_csv, text).read;
    CHECK(rows_of(back) == rows_of(source));
}

TEST_CASE("a period cuts what is written") {
    RegisterWriteOptions options;
    options.period = Period{{2026, 9, 8}, {2026, 9, 11}};
    CHECK(written(source_register(), WrittenForm::ndjson, options) ==
          "{\"urn\":\"900101\",\"date\":\"2026-09-08\",\"session\":\"PM\",\"codes\":{\"18\":\"X,Y Z\"}}\n"
          "{\"urn\":\"900101\",\"date\":\"2026-09-11\",\"session\":\"PM\",\"codes\":{\"A900101120001\":\"C1\"},\"pupil_ids\":{\"A900101120001\":\"17\"}}\n");
    CHECK(written(Register(), WrittenForm::json) == "[]\n");
    CHECK(written(Register(), WrittenForm::assembly_json) == "{\"data\":[]}\n");
    CHECK(written(Register(), WrittenForm::wide_csv) == "school_urn,pupil_id\n");
}

TEST_CASE("schools without URN are written by their other number") {
    RegisterBuilder builder;
    const std::uint32_t enrolment = builder.enrolment(builder.school_at("2013999"), {}, "A900101120001");
    builder.mark(enrolment, {session_number({2026, 9, 7}, Half::am), *find_code("/"), {}});
    const Register source = builder.finish();
    CHECK(written(source, WrittenForm::marks_csv) == "laestab,upn,session_date,session,code\n2013999,A900101120001,2026-09-07,AM,/\n");
    const Register back = read_csv(read_json_lines, written(source, WrittenForm::ndjson)).read;
    CHECK(written(back, WrittenForm::marks_csv) == written(source, WrittenForm::marks_csv));
}

TEST_CASE("tables of pupils and schools read back equal") {
    const std::string text = "school_urn,upn,surname,forename,valid_from,dob,sex,nc_year,ethnicity,fsm,fsm6,sen,lac,prev_lac,cin,cpp,admission_date,leaving_date,"
                             "boarder,dual_reg_main\n"
                             "900101,A900101120001,Low,Ann,,2015-02-28,F,6,WBRI,Y,Y,K,N,N,Y,N,2022-09-01,,N,Y\n"
                             "900101,A900101120001,Low,Ann,2026-11-01,2015-02-28,F,6,WBRI,N,Y,E,N,N,Y,N,2022-09-01,,N,Y\n"
                             "900101,A900101120002,,,,,,,,,,,,,,,,2026-10-01,Y,\n";
    std::ostringstream out;
    write_pupils(read_csv(read_pupils_table, text).read, out);
    CHECK(out.str() == text);

    Register source;
    source.schools.push_back({"900101", "2013999", "Elm, School", "201", "Primary", "7", "Elms", Date{2001, 9, 1}, std::nullopt, 4, 11});
    source.schools.emplace_back();
    std::ostringstream schools;
    write_schools(source, schools);
    CHECK(schools.str() == "school_urn,laestab,name,la_code,phase,trust_id,trust_name,open_date,close_date,low_age,high_age\n"
                           "900101,2013999,\"Elm, School\",201,Primary,7,Elms,2001-09-01,,4,11\n");
}

TEST_CASE("a register as a file: whole or absent") {
    const auto path = std::filesystem::temp_directory_path() / "cbds-test-register-writer.xlsx";
    std::filesystem::remove(path);
    write_register_file(source_register(), WrittenForm::xlsx, {}, path.string(), {}, nullptr);
    std::ifstream file(path, std::ios::binary);
    std::string begin(2, '\0');
    file.read(begin.data(), 2);
    CHECK(begin == "PK");
    CHECK((std::filesystem::status(path).permissions() & std::filesystem::perms::others_read) == std::filesystem::perms::none);
    CHECK_THROWS_AS(write_register_file(source_register(), WrittenForm::marks_csv, {}, path.string(), {}, nullptr), OutputError);
    std::filesystem::remove(path);
}

TEST_CASE("written forms by name") {
    for (const char* name : {"marks-csv", "register-csv", "wide-csv", "ndjson", "json", "assembly-json", "xlsx"}) CHECK(written_form_name(*find_written_form(name)) == name);
    CHECK_FALSE(find_written_form("xml").has_value());
}

}  // namespace cbds::register_register_writer_test
