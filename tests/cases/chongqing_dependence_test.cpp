// Correlations and tails of the Chongqing model's structural shocks, and what more paths change.

#include <gtest/gtest.h>

#include <cmath>
#include <map>

#include "engine/law.hpp"
#include "scenarios/model_file.hpp"
#include "tests/cases/chongqing_experiments.hpp"

namespace yuce::testing {
namespace {

using Draws = std::map<std::string, std::vector<double>>;  // by shock: every path of every quarter

Draws draws_of(const scenarios::RunPlan& plan, std::size_t paths) {
    const PathValues values = simulate_paths(plan, scenario_of(plan, "baseline").assumptions, paths);
    Draws draws;
    for (const std::string& id : structural_shocks()) {
        for (const auto& quarter : values.variables.at(id)) draws[id].insert(draws[id].end(), quarter.begin(), quarter.end());
    }
    return draws;
}

// The plan with every shock on its own scale: without the common mixture a draw gives back its underlying normal exactly.
scenarios::RunPlan without_mixture() {
    auto plan = load("scenarios/chongqing-2025/batch.toml");
    Diagnostics diagnostics;
    auto file = scenarios::read_model_file(source_path("models/library/chongqing.toml"), {}, diagnostics);
    if (!file) throw std::runtime_error(diagnostics.render());
    file->spec.mixtures.clear();
    auto model = models::Model::bind(std::move(file->spec), &plan.baseline, diagnostics);
    if (!model) throw std::runtime_error(diagnostics.render());
    plan.model = std::move(*model);
    return plan;
}

Draws underlying_normals(std::size_t paths) {
    Draws draws = draws_of(without_mixture(), paths);
    engine::Law normal;
    normal.kind = engine::LawKind::normal;
    normal.numbers = {0, 1};
    for (const models::ShockSpec& shock : chongqing().model.spec().shocks) {
        const auto found = draws.find(shock.id);
        if (found == draws.end()) continue;
        for (double& x : found->second) x = engine::law_quantile(normal, engine::law_cdf(shock.law, x));
    }
    return draws;
}

double correlation(const std::vector<double>& x, const std::vector<double>& y) {
    const double mx = mean_of(x), my = mean_of(y);
    double sxy = 0, sxx = 0, syy = 0;
    for (std::size_t k = 0; k < x.size(); ++k) {
        sxy += (x[k] - mx) * (y[k] - my);
        sxx += (x[k] - mx) * (x[k] - mx);
        syy += (y[k] - my) * (y[k] - my);
    }
    return sxy / std::sqrt(sxx * syy);
}

double stated_correlation(const std::string& a, const std::string& b) {
    for (const models::CorrelationSpec& pair : chongqing().model.spec().correlations) {
        if ((pair.a == a && pair.b == b) || (pair.a == b && pair.b == a)) return pair.value;
    }
    return 0;
}

// A listed pair within 3 standard errors. Of the other 95 pairs, within 4: together false alarms once in 14 seeds.
TEST(ChongqingDependence, SimulatedCorrelationsAreTheStatedOnes) {
    const auto ids = structural_shocks();
    ASSERT_EQ(ids.size(), 16U);
    ASSERT_EQ(chongqing().model.spec().correlations.size(), 25U);
    const Draws normals = underlying_normals(20000);
    for (std::size_t i = 0; i < ids.size(); ++i) {
        for (std::size_t j = i + 1; j < ids.size(); ++j) {
            const double stated = stated_correlation(ids[i], ids[j]);
            const double error = (1 - stated * stated) / std::sqrt(static_cast<double>(normals.at(ids[i]).size()));
            EXPECT_NEAR(correlation(normals.at(ids[i]), normals.at(ids[j])), stated, (stated != 0 ? 3 : 4) * error) << ids[i] << " and " << ids[j];
        }
    }
}

// Lower triangle of Cholesky's factor, row by row; false if the matrix is not positive definite.
bool has_cholesky_factor(std::vector<std::vector<double>> matrix) {
    for (std::size_t i = 0; i < matrix.size(); ++i) {
        for (std::size_t j = 0; j <= i; ++j) {
            double sum = matrix[i][j];
            for (std::size_t k = 0; k < j; ++k) sum -= matrix[i][k] * matrix[j][k];
            if (i == j && sum <= 0) return false;
            matrix[i][j] = i == j ? std::sqrt(sum) : sum / matrix[j][j];
        }
    }
    return true;
}

TEST(ChongqingDependence, CorrelationMatrixIsPositiveDefinite) {
    const auto ids = structural_shocks();
    std::vector<std::vector<double>> matrix(ids.size(), std::vector<double>(ids.size(), 1.0));
    for (std::size_t i = 0; i < ids.size(); ++i) {
        for (std::size_t j = 0; j < ids.size(); ++j) {
            if (i != j) matrix[i][j] = stated_correlation(ids[i], ids[j]);
        }
    }
    EXPECT_TRUE(has_cholesky_factor(matrix));
}

TEST(ChongqingDependence, TailsAreAtLeastFiveTimesGaussian) {
    const double gaussian = std::erfc(4 / std::sqrt(2.0));
    const Draws draws = draws_of(chongqing(), 50000);
    for (const auto& [id, values] : draws) {
        double squares = 0;
        for (const double x : values) squares += x * x;
        const auto n = static_cast<double>(values.size());
        const double limit = 4 * std::sqrt(squares / n);
        double beyond = 0;
        for (const double x : values) beyond += std::abs(x) > limit ? 1 : 0;
        EXPECT_GE(beyond / n, 5 * gaussian) << id;
    }
}

TEST(ChongqingDependence, BadQuartersComeTogether) {
    const Draws draws = draws_of(chongqing(), 20000);
    const auto& world = draws.at("world_shock");
    const auto& food = draws.at("food_shock");  // uncorrelated: what joins them is the common tail
    std::vector<double> a(world.size()), b(world.size());
    for (std::size_t k = 0; k < world.size(); ++k) {
        a[k] = world[k] * world[k];
        b[k] = food[k] * food[k];
    }
    EXPECT_GT(correlation(a, b), 0.03);
}

TEST(ChongqingConvergence, TwiceThePathsMovesNoProbabilityByFourStandardErrors) {
    const auto run = [](std::uint64_t paths) {
        scenarios::Overrides overrides;
        overrides.paths = paths;
        overrides.scenarios = {"baseline"};
        return run_case("scenarios/chongqing-2025/batch.toml", overrides);
    };
    const double n = 50000;
    const auto once = run(50000), twice = run(100000);
    for (const auto& target : twice.layout.targets) {
        const double p = probability(twice, "baseline", target.id);
        // The first half of the paths is the same, so the difference has half the variance of one run.
        const double error = std::sqrt(p * (1 - p) / (2 * n));
        EXPECT_LE(std::abs(probability(once, "baseline", target.id) - p), 4 * error) << target.id;
    }
}

}  // namespace
}  // namespace yuce::testing
