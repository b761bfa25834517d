// A small plan in a folder of its own, on which the program is run.
#pragma once

#include <gtest/gtest.h>

#include <string>

#include "tests/cases/program_run.hpp"

namespace yuce::testing {

inline const char* const small_model = R"text(format = "yuce-model/1"
id = "small"
frequency = "quarterly"
equations = "demand = 0.5 * demand[-1] + 2.7 - 0.02 * tariff + world"
annual = "growth = mean(demand)"
exogenous.tariff = 0
shocks.world = { distribution = "student_t", df = 5, sd = 0.8 }
initial.demand = 5.7
)text";
inline const char* const small_batch = R"text(format = "yuce-batch/1"
id = "small"
model = "model.toml"
targets = "targets.csv"
first = "2025Q1"
last = "2025Q4"
paths = 20000
scenarios = ["baseline.toml", "tariff.toml"]
[[goals]]
id = "all"
targets = "*"
)text";

class Small : public ::testing::Test {
protected:
    Small() : at(::testing::UnitTest::GetInstance()->current_test_info()->name()) {
        at.write("model.toml", small_model);
        at.write("batch.toml", small_batch);
        at.write("targets.csv", "id,comparator,value,year\ngrowth,ge,5.5,2025\nprices,le,2,2025\n");
        at.write("baseline.toml", "format = \"yuce-scenario/1\"\nid = \"baseline\"\n");
        at.write("tariff.toml", "format = \"yuce-scenario/1\"\nid = \"tariff\"\nextends = \"baseline\"\nexogenous.tariff = 20\n");
    }
    Workplace at;
};

}  // namespace yuce::testing
