// A small batch in a folder of its own, whose files tests replace one by one.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <optional>
#include <stdexcept>
#include <string>

#include "scenarios/run_plan.hpp"

namespace yuce::testing {

class SmallBatch {
public:
    SmallBatch()
        : folder_(std::filesystem::temp_directory_path() /
                  (std::string("yuce_") + ::testing::UnitTest::GetInstance()->current_test_info()->name() + "_" +
                   std::to_string(::getpid()))) {
        std::filesystem::create_directories(folder_);
        write("model.toml", R"(format = "yuce-model/1"
id = "small"
frequency = "quarterly"
equations = "demand = rho * demand[-1] + trend - 0.02 * tariff + 0 * (rain + slope) + world + cost - heat - storm"
annual = '''
growth = mean(demand)
total = sum(demand)
'''
[parameters]
rho = 0.5
trend = { value = 2.7, assumption = true, note = "half of 5.4" }
slope = { distribution = "normal", mean = 0.12, sd = 0.03, group = "judgement" }
[exogenous]
tariff = { value = [1, 2, 3, 4, 5, 6, 7, 8], name = { en = "Tariff", zh = "关税" } }
rain = 7
[shocks]
world = { distribution = "normal", sd = 0.8, group = "noise" }
cost = { distribution = "normal", sd = 0.3 }
[events]
heat = { probability = 0.3, periods = ["Q3"], severity = 0.5, lasts = 2 }
storm = { probability = 0.1 }
[initial]
demand = "base.growth"
[variables.demand]
name = "Demand"
unit = "percent"
[indicators.growth]
unit = "percent"
)");
        write("baseline.csv", "id,value,unit\ngrowth,5.7,percent\nempty,,percent\n");
        write("baseline.toml", "format = \"yuce-scenario/1\"\nid = \"baseline\"\n");
        batch("");
    }
    ~SmallBatch() { std::filesystem::remove_all(folder_); }
    SmallBatch(const SmallBatch&) = delete;
    SmallBatch& operator=(const SmallBatch&) = delete;

    void write(const std::string& name, const std::string& text) const {
        std::ofstream(folder_ / name, std::ios::binary) << text;
    }
    // 2025Q1 to 2026Q4 unless `last` says otherwise; `rest` goes below.
    void batch(const std::string& rest, const std::string& last = "2026Q4") const {
        write("batch.toml",
              "format = \"yuce-batch/1\"\nid = \"small\"\nmodel = \"model.toml\"\nbaseline = \"baseline.csv\"\nfirst = "
              "\"2025Q1\"\nlast = \"" +
                  last + "\"\n" + rest);
    }
    // One scenario beside the baseline, as the batch's second.
    void scenario(const std::string& body, const std::string& last = "2026Q4") const {
        write("other.toml", "format = \"yuce-scenario/1\"\nid = \"other\"\n" + body);
        batch("scenarios = [\"baseline.toml\", \"other.toml\"]\n", last);
    }
    std::string path(const std::string& name = "batch.toml") const { return (folder_ / name).string(); }

    scenarios::RunPlan load(const scenarios::Overrides& overrides = {}) const {
        Diagnostics diagnostics;
        auto plan = scenarios::load_batch(path(), overrides, diagnostics);
        if (!plan || diagnostics.has_errors()) throw std::runtime_error(diagnostics.render());
        return std::move(*plan);
    }
    std::string mistakes(const scenarios::Overrides& overrides = {}) const {
        Diagnostics diagnostics;
        const auto plan = scenarios::load_batch(path(), overrides, diagnostics);
        EXPECT_EQ(plan.has_value(), !diagnostics.has_errors());
        return diagnostics.render();
    }

private:
    std::filesystem::path folder_;
};

inline std::vector<std::string> scenario_ids(const scenarios::RunPlan& plan) {
    std::vector<std::string> ids;
    for (const auto& scenario : plan.scenarios) ids.push_back(scenario.item.id);
    return ids;
}

inline bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace yuce::testing
