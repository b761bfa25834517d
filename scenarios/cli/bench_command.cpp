// `yuce bench`: how fast, on how many threads, and whether the bytes are the same.

#include <fmt/core.h>

#include <cstdlib>
#include <filesystem>
#include <sstream>
#include <string>
#include <thread>

#include "engine/diagnostics.hpp"
#include "engine/error.hpp"
#include "scenarios/bench.hpp"
#include "scenarios/bench_text.hpp"
#include "scenarios/cli/commands.hpp"
#include "scenarios/cli/machine.hpp"
#include "scenarios/cli/overrides.hpp"
#include "scenarios/cli/terminal.hpp"

namespace yuce::cli {
namespace {

namespace fs = std::filesystem;

// A folder of its own for the results, removed with them.
class TemporaryFolder {
public:
    TemporaryFolder() {
        std::string name = (fs::temp_directory_path() / "yuce-bench-XXXXXX").string();
        if (mkdtemp(name.data()) == nullptr) {
            throw Error(ErrorKind::file, fmt::format("no folder can be made in {}", fs::temp_directory_path().string()),
                        "each run's results are written there and removed", "make room there, or set TMPDIR");
        }
        path_ = name;
    }
    ~TemporaryFolder() {
        std::error_code ignored;
        fs::remove_all(path_, ignored);
    }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    const fs::path& path() const { return path_; }

private:
    fs::path path_;
};

std::vector<unsigned> parse_threads(const std::string& text) {
    constexpr std::uint64_t most = 4096;
    std::vector<unsigned> threads;
    std::istringstream parts(text);
    for (std::string part; std::getline(parts, part, ',');) {
        const std::uint64_t number = parse_count("--threads", part);
        if (number == 0 || number > most) {
            throw Error(ErrorKind::input, fmt::format("--threads {}: each number is from 1 to {}", text, most), "",
                        "for example --threads 1,2,4");
        }
        threads.push_back(static_cast<unsigned>(number));
    }
    return threads;
}

scenarios::Machine this_machine(engine::Isa isa) {
    scenarios::Machine machine;
    machine.processor = processor_name();
    machine.hardware_threads = std::thread::hardware_concurrency();
    machine.instruction_set = engine::isa_name(isa == engine::Isa::best ? engine::available_isas().front() : isa);
#if defined(__clang__)
    machine.compiler = "Clang " __clang_version__;
#else
    machine.compiler = "GCC " __VERSION__;
#endif
    return machine;
}

void print_answer(const BenchCommand& command, const scenarios::BenchAnswer& answer, const scenarios::Machine& machine) {
    if (command.json) {
        fmt::print("{}\n", scenarios::bench_json(answer, machine));
    } else if (!command.quiet) {
        const auto language = command.language == "zh" ? results::Language::zh : results::Language::en;
        fmt::print("{}", scenarios::bench_table(answer, machine, language));
    }
}

}  // namespace

int bench(const BenchCommand& command) {
    scenarios::BenchOptions options;
    options.threads = parse_threads(command.threads);
    if (command.repeat == 0 || command.repeat > 1000) {
        throw Error(ErrorKind::input, fmt::format("--repeat {}: from 1 to 1000", command.repeat));
    }
    options.repeat = command.repeat;
    options.isa = isa_from(command.isa);
    options.memory_limit = command.memory.empty() ? 0 : parse_memory(command.memory);
    options.stop = &stop_on_signal();
    const scenarios::Overrides overrides = overrides_of(command);
    Diagnostics diagnostics;
    const bool good = scenarios::load_batch(command.batch, overrides, diagnostics).has_value() && !diagnostics.has_errors();
    if (!command.quiet || !good) fmt::print(stderr, "{}", diagnostics.render());
    if (!good) {
        fmt::print(stderr, "{} mistake{}; nothing was run\n", diagnostics.error_count(),
                   diagnostics.error_count() == 1 ? "" : "s");
        return 2;
    }
    const TemporaryFolder folder;
    options.output = (folder.path() / "results.h5").string();
    Progress progress(!command.quiet);
    options.progress = [&progress](std::uint64_t done, std::uint64_t total) { progress.update(done, total); };
    const scenarios::BenchAnswer answer = scenarios::bench(command.batch, overrides, options);
    progress.clear();
    print_answer(command, answer, this_machine(options.isa));
    for (const scenarios::BenchRun& run : answer.runs) {
        if (run.same_bytes) continue;
        throw Error(
            ErrorKind::internal,
            fmt::format("with {} threads the results differ from those with {}", run.threads, answer.runs.front().threads),
            "results must not depend on the number of threads", "please report this as a bug");
    }
    return 0;
}

}  // namespace yuce::cli
