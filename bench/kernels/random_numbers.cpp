#include <Eigen/Dense>
#include <random>

#include "bench/kernels/kernels.hpp"
#include "engine/graph.hpp"
#include "engine/math_rows.hpp"
#include "engine/run.hpp"

namespace yuce::bench {
namespace {

constexpr int shocks = 24;

// A lower triangular factor without zeros.
double weight(int row, int column) { return row == column ? 0.8 : 0.6 / static_cast<double>(1 + row + column); }

class Nobody : public engine::BlockObserver {
    struct Sink : engine::BlockSink {
        void begin(std::uint64_t, std::size_t) override {}
        void take(const engine::StripView&) override {}
        std::unique_ptr<engine::BlockSummary> finish() override { return std::make_unique<engine::BlockSummary>(); }
    };
    std::unique_ptr<engine::BlockSink> sink() override { return std::make_unique<Sink>(); }
    std::unique_ptr<engine::BlockSummary> summarise(const engine::BlockView&) override {
        return std::make_unique<engine::BlockSummary>();
    }
    void merge(std::uint64_t, std::unique_ptr<engine::BlockSummary>) override {}
};

enum class Correlated { no, yes };

// A program that draws 24 uniforms and, if wanted, correlates them.
engine::Program drawing(Correlated correlated) {
    engine::Graph graph;
    std::vector<engine::NodeId> drawn;
    engine::ScenarioOutputs outputs;
    for (int row = 0; row < shocks; ++row) {
        drawn.push_back(graph.uniform({engine::stream_of("shock/e" + std::to_string(row)), 0, 0}));
        engine::NodeId sum = graph.apply(engine::Op::mul, graph.constant(weight(row, 0)), drawn[0]);
        for (int k = 1; k <= row; ++k) {
            sum = graph.apply(engine::Op::fma, graph.constant(weight(row, k)), drawn[static_cast<std::size_t>(k)], sum);
        }
        outputs.outputs.push_back(correlated == Correlated::yes ? sum : drawn.back());
    }
    return engine::Program::lower(graph, {std::move(outputs)});
}

void add_program(const std::string& name, Correlated correlated) {
    const auto program = std::make_shared<engine::Program>(drawing(correlated));
    add(name, shocks * row_values, [program] {
        Nobody nobody;
        engine::RunOptions options;
        options.paths = row_values;
        options.threads = 1;
        engine::run(*program, options, nobody);
    });
}

void add_eigen() {
    using Matrix = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
    const auto factor = std::make_shared<Matrix>(Matrix::Zero(shocks, shocks));
    for (int row = 0; row < shocks; ++row) {
        for (int k = 0; k <= row; ++k) (*factor)(row, k) = weight(row, k);
    }
    const auto normals = std::make_shared<Matrix>(Matrix::Random(shocks, row_values));
    const auto out = std::make_shared<Matrix>(shocks, row_values);
    add("drawing and correlating 24 uniforms/Eigen, correlating alone", shocks * row_values,
        [=] { out->noalias() = factor->triangularView<Eigen::Lower>() * *normals; });
}

}  // namespace

void add_random_numbers() {
    static const Row out;
    const auto uniform = engine::math_rows(engine::Isa::best).uniform;
    const engine::DrawKey key{engine::stream_of("shock/e0"), 1, 0};
    add("uniform/yuce", row_values, [uniform, key] { uniform(out.data(), 42, 0, key, row_values); });
    static std::mt19937_64 twister(42);
    add("uniform/mt19937_64", row_values, [] {
        for (std::size_t k = 0; k < row_values; ++k) out[k] = (static_cast<double>(twister() >> 12) + 0.5) * 0x1p-52;
    });
    add_program("drawing 24 uniforms/yuce", Correlated::no);
    add_program("drawing and correlating 24 uniforms/yuce", Correlated::yes);
    add_eigen();
}

}  // namespace yuce::bench
