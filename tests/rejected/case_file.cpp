#include "tests/rejected/case_file.hpp"

#include <fstream>
#include <sstream>
#include <stdexcept>
#include <vector>

#include "scenarios/run_plan.hpp"
#include "tests/cases/program_run.hpp"

namespace yuce::testing {
namespace {

namespace fs = std::filesystem;

class CurrentFolder {
public:
    explicit CurrentFolder(const fs::path& folder) : before_(fs::current_path()) { fs::current_path(folder); }
    ~CurrentFolder() { fs::current_path(before_); }

private:
    fs::path before_;
};

scenarios::Overrides overrides_of(std::istringstream& words) {
    scenarios::Overrides overrides;
    for (std::string option, value; words >> option >> value;) {
        if (option == "--set")
            overrides.settings.push_back(value);
        else if (option == "--freeze")
            overrides.freezes.push_back(value);
        else if (option == "--scenario")
            overrides.scenarios.push_back(value);
        else if (option == "--sampling")
            overrides.sampling = value;
        else if (option == "--paths")
            overrides.paths = std::stoull(value);
        else if (option == "--seed")
            overrides.seed = std::stoull(value);
        else
            throw std::runtime_error("unknown option in a case: " + option);
    }
    return overrides;
}

}  // namespace

RejectedCase read_case(const std::string& path) {
    RejectedCase rejected;
    std::istringstream lines(slurp(path));
    std::string* section = &rejected.words;
    for (std::string line; std::getline(lines, line);) {
        if (line.rfind("== ", 0) != 0) {
            *section += line + "\n";
            continue;
        }
        const std::string name = line.substr(3);
        section = name == "ask" ? &rejected.ask : name == "expect" ? &rejected.expect : &rejected.files[name];
        section->clear();
    }
    return rejected;
}

void accept_message(const std::string& path, const std::string& message) {
    std::string text = slurp(path);
    const std::size_t mark = text.find("== expect\n");
    if (mark != std::string::npos) text.erase(mark);
    std::ofstream(path, std::ios::binary) << text << "== expect\n" << message;
}

std::string answer(const RejectedCase& rejected) {
    const Workplace place("rejected");
    for (const auto& entry : fs::directory_iterator(fs::path(YUCE_SOURCE_DIR) / "tests/rejected/base")) {
        fs::copy_file(entry.path(), place.folder() / entry.path().filename());
    }
    for (const auto& [name, text] : rejected.files) {
        fs::create_directories((place.folder() / name).parent_path());
        place.write(name, text);
    }
    const CurrentFolder there(place.folder());
    std::istringstream words(rejected.ask);
    std::string verb, file;
    words >> verb >> file;
    Diagnostics diagnostics;
    if (verb == "check") {
        scenarios::check_file(file, diagnostics);
    } else if (verb == "load") {
        const auto plan = scenarios::load_batch(file, overrides_of(words), diagnostics);
        if (plan.has_value() == diagnostics.has_errors()) return "a plan must come exactly where there are no errors\n";
    } else {
        throw std::runtime_error("a case asks check or load, not " + verb);
    }
    return diagnostics.render();
}

}  // namespace yuce::testing
