// Reads a batch file (format yuce-batch/1): form and ranges; what needs a model is kept with its place.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "models/model_spec.hpp"
#include "results/result_set.hpp"
#include "scenarios/input_files.hpp"

namespace yuce::scenarios {

// [[sweep]]: one number changed at a time.
struct SweepSpec {
    CitedText of;
    std::vector<double> values;
    std::vector<CitedText> written;            // the values as they stand in the file
    std::optional<std::vector<CitedText>> on;  // absent: every scenario
    Place place;
};

struct GoalSpec {
    std::string id;
    Place place;
    models::Label name;
    std::vector<CitedText> targets;  // ids, or one "*" or condition
    bool list = false;               // written as a list: ids only
};

enum class StoredVariables { declared, all, none, listed };

struct BatchFile {
    Document document;
    std::string path;
    std::string id;
    models::Label name;
    std::optional<CitedText> model, baseline, targets, history, reference;
    std::optional<TomlValue> first, last;  // strings; periods once the frequency is known
    std::uint64_t paths = 100000;
    std::uint64_t seed = 1;
    std::string sampling = "random";
    results::Quantiles quantiles = results::Quantiles::exact;
    Place sampling_place;
    StoredVariables variables = StoredVariables::declared;
    std::vector<CitedText> listed_variables;
    std::optional<std::vector<CitedText>> scenarios;  // file names and patterns; absent: one scenario, `baseline`
    double approx_tolerance = 0.3;
    double max_failed = 0.001;
    std::vector<SweepSpec> sweeps;
    std::vector<GoalSpec> goals;
};

inline constexpr double most_paths = 1e10;

// Returned with what could be read; mistakes are in diagnostics. Nothing if the file is no batch at all.
std::optional<BatchFile> read_batch_file(const std::string& path, Diagnostics& diagnostics, const TextSource& texts = disk());

// The range of paths and the sampling designs, for the file and for the command line.
bool check_paths(double paths, const Place& place, Diagnostics& diagnostics);
bool check_sampling(const std::string& sampling, const Place& place, Diagnostics& diagnostics);

bool is_pattern(const std::string& name);
// The files a pattern such as "scenarios/*.toml" means, beside the batch file, in byte order of their names; hidden ones are left
// out.
std::vector<std::string> matching_files(const std::string& batch_path, const std::string& pattern);

}  // namespace yuce::scenarios
