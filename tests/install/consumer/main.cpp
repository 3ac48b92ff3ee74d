/// A program of someone else: reads the installed dictionary and looks an item up.
///
/// consumer FOLDER-OF-XSD

#include <cbds/error.hpp>
#include <cbds/schema/dictionary.hpp>
#include <cbds/version.hpp>

#include <iostream>

int main(int argc, char** argv) {
    if (argc != 2) return 2;
    try {
        const auto dictionary = cbds::schema::Dictionary::load(argv[1]);
        const auto id = dictionary.find(cbds::schema::Collection::ctf, "CTfile/CTFpupilData/Pupil/UPN");
        if (id == cbds::schema::kNoElement) return 1;
        std::cout << cbds::version() << ' ' << dictionary.element(id).name << '\n';
        return 0;
    } catch (const cbds::Error& error) {
        std::cerr << error.what() << '\n';
        return 2;
    }
}
