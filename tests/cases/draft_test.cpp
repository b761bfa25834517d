// Results files begun beside their run.

#include <gtest/gtest.h>

#include "results/file_draft.hpp"
#include "scenarios/draft_beside.hpp"
#include "tests/cases/case_run.hpp"
#include "tests/cases/program_run.hpp"

namespace yuce::testing {
namespace {

scenarios::RunPlan plan() {
    scenarios::Overrides overrides;
    overrides.paths = 3000;
    overrides.scenarios = {"baseline", "nev_boom"};
    return load("scenarios/chongqing-2025/batch.toml", overrides);
}

TEST(DraftBeside, FitsTheResultsOfItsRun) {
    const scenarios::RunPlan batch = plan();
    scenarios::DraftBeside draft(batch, 2);
    scenarios::ExecutionOptions options;
    options.threads = 2;
    options.begun = [&] { draft.begin(); };
    const results::ResultSet results = scenarios::run_batch(batch, options);
    const auto drafted = draft.get();
    ASSERT_NE(drafted, nullptr);
    EXPECT_TRUE(drafted->fits(results::image_of(results)));
    EXPECT_EQ(draft.get(), nullptr) << "it is used once";
}

TEST(DraftBeside, IsLeftToTheWriterOnOneThread) {
    const scenarios::RunPlan batch = plan();
    scenarios::DraftBeside alone(batch, 1);
    alone.begin();
    EXPECT_EQ(alone.get(), nullptr);
}

TEST(DraftBeside, WhatCannotBeDraftedIsLeftToTheWriter) {
    scenarios::RunPlan batch = plan();
    batch.layout.batch_name.en = std::string("a\0b", 3);
    scenarios::DraftBeside draft(batch, 2);
    draft.begin();
    EXPECT_EQ(draft.get(), nullptr);
}

// Memory that was given back is overwritten at once here.
TEST(DraftBeside, NothingIsUsedAfterItWasGivenBack) {
    const Workplace at("given_back");
    for (const std::string threads : {"1", "2"}) {
        const Outcome run = at.shell("MALLOC_PERTURB_=17 yuce run " YUCE_SOURCE_DIR "/tests/cases/klein/batch.toml --paths 100 " +
                                     ("--threads " + threads) + " -o a.h5 && yuce show a.h5");
        EXPECT_EQ(run.code, 0) << run.err;
    }
}

}  // namespace
}  // namespace yuce::testing
