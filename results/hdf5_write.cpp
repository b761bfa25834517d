#include <hdf5.h>
#include <hdf5_hl.h>

#include <algorithm>
#include <cassert>
#include <numeric>
#include <utility>

#include "engine/error.hpp"
#include "results/characters.hpp"
#include "results/file_draft.hpp"
#include "results/hdf5_handle.hpp"
#include "results/hdf5_objects-inl.hpp"
#include "results/hdf5_pages-inl.hpp"
#include "results/hdf5_scales-inl.hpp"

namespace yuce::results {

QuietErrors::QuietErrors() {
    H5Eget_auto2(H5E_DEFAULT, &function_, &data_);
    H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
}

QuietErrors::~QuietErrors() { H5Eset_auto2(H5E_DEFAULT, function_, data_); }

namespace {

// To be kept longer than its files: HDF5 closes them by what is registered.
Handle register_driver() {
    const H5FD_class_t pages = page_driver();
    return owned(H5FDregister(&pages), H5FDunregister, "a file in memory");
}

Handle create_file(Gathering& to, const Handle& creation, const Handle& driver) {
    const Handle access = owned(H5Pcreate(H5P_FILE_ACCESS), H5Pclose, "the file's properties");
    Gathering* const info = &to;
    must(H5Pset_driver(access.get(), driver.get(), &info), "a file in memory");
    must(H5Pset_libver_bounds(access.get(), H5F_LIBVER_V18, H5F_LIBVER_V18), "a file of version 1.8");
    return owned(H5Fcreate("results", H5F_ACC_TRUNC, creation.get(), access.get()), H5Fclose, "a file in memory");
}

// Has HDF5 allot every chunk and notes where.
std::vector<std::uint64_t> allot_chunks(const Handle& set, const Dataset& dataset, Gathering& to) {
    const std::uint64_t length = chunk_of(dataset).back();
    const std::vector<unsigned char> nothing(length * bytes_of(dataset.streamed()->type));
    std::vector<hsize_t> at(dataset.shape.size(), 0);
    std::vector<std::uint64_t> places;
    to.skipped = nothing.data();
    while (at[0] < dataset.shape[0]) {
        to.skipped_at = HADDR_UNDEF;
        must(H5Dwrite_chunk(set.get(), H5P_DEFAULT, 0, at.data(), nothing.size(), nothing.data()), "dataset " + dataset.path);
        if (to.skipped_at == HADDR_UNDEF) throw Error(ErrorKind::internal, "HDF5 did not place a chunk of " + dataset.path);
        places.push_back(to.skipped_at);
        at.back() += length;
        for (std::size_t axis = at.size() - 1; axis > 0 && at[axis] >= dataset.shape[axis]; --axis) {
            at[axis] = 0;
            ++at[axis - 1];
        }
    }
    to.skipped = nullptr;
    return places;
}

std::string characters_path(const std::string& name) { return std::string(characters_group) + "/" + name; }

Dataset without_data(const std::string& name, std::vector<std::string> dimensions, std::vector<std::size_t> shape) {
    return {characters_path(name), std::move(dimensions), std::move(shape), std::vector<std::int64_t>{}, {}};
}

void write_attributes(const ObjectMaker& make, const Handle& object, const std::vector<Attribute>& attributes) {
    for (const Attribute& attribute : attributes) make.attribute(object.get(), attribute);
}

std::vector<Attribute> without(std::vector<Attribute> attributes, const std::vector<Attribute>& others) {
    std::erase_if(attributes, [&](const Attribute& attribute) {
        return std::any_of(others.begin(), others.end(), [&](const Attribute& other) { return other.name == attribute.name; });
    });
    return attributes;
}

}  // namespace

// Members are closed last to first: the file after all that lies in it, and what it writes into after the file.
struct FileDraft::Open {
    FileImage outline;
    Gathering to;
    std::map<std::string, std::vector<std::uint64_t>> chunks;
    ObjectMaker make;
    Handle driver;
    Handle file;
    std::vector<Handle> groups, datasets, characters;  // as in the outline; those of /characters, its group first
    Scales scales;
    explicit Open(FileImage of)
        : outline(std::move(of)), driver(register_driver()), file(create_file(to, make.file_creation(), driver)) {}
    void make_groups();
    void make_dataset(const Dataset& dataset);
    void make_characters();
    void own_dimension(const std::string& name, std::size_t length, std::int64_t first);
    void make_rows(const CharacterRows& rows, std::size_t width);
    void finish_groups(const FileImage& image);
    void finish_datasets(const FileImage& image);
    FileParts close();
};

void FileDraft::Open::make_groups() {
    for (const Group& group : outline.groups) {
        groups.push_back(group.path.empty() ? owned(H5Gopen2(file.get(), "/", H5P_DEFAULT), H5Gclose, "the root group")
                                            : make.group(file.get(), group.path));
        write_attributes(make, groups.back(), group.attributes);
    }
}

// Dimensions stand in the dataset's own group.
void FileDraft::Open::make_dataset(const Dataset& dataset) {
    Handle made = make.dataset(file.get(), dataset);
    if (dataset.streamed() != nullptr) chunks[dataset.path] = allot_chunks(made, dataset, to);
    if (const auto* texts = std::get_if<std::vector<std::string>>(&dataset.data)) make.write(made, *texts, dataset.path);
    if (dataset.is_dimension()) {
        scales.add(dataset.path, made, dataset.dimensions[0]);
    } else {
        const std::string group = group_of(dataset.path).empty() ? "" : group_of(dataset.path) + "/";
        std::vector<std::string> along;
        for (const std::string& dimension : dataset.dimensions) along.push_back(group + dimension);
        scales.attach(made, along);
    }
    write_attributes(make, made, dataset.attributes);
    datasets.push_back(std::move(made));
}

// A dimension of /characters itself: numbers from `first` on.
void FileDraft::Open::own_dimension(const std::string& name, std::size_t length, std::int64_t first) {
    const Dataset dataset = without_data(name, {name}, {length});
    std::vector<std::int64_t> numbers(length);
    std::iota(numbers.begin(), numbers.end(), first);
    Handle made = make.dataset(file.get(), dataset);
    make.write(made, numbers, dataset.path);
    scales.add(dataset.path, made, name);
    make.fixed_attribute(made.get(), "long_name", "number, from " + std::to_string(first));
    characters.push_back(std::move(made));
}

// They lie along the root's dimensions; netCDF finds no other group's, so that of the failures stands here again.
void FileDraft::Open::make_rows(const CharacterRows& rows, std::size_t width) {
    const std::size_t texts = rows.values.size() / width;
    std::string along = rows.dimension;
    if (!scales.holds(along)) {
        along = characters_path(rows.dimension);
        if (!scales.holds(along)) own_dimension(rows.dimension, texts, 1);
    }
    const Dataset dataset = without_data(rows.name, {rows.dimension, character_dimension}, {texts, width});
    const Handle type = character_type(1);
    Handle made = make.dataset(file.get(), dataset, type.get());
    must(H5Dwrite(made.get(), type.get(), H5S_ALL, H5S_ALL, H5P_DEFAULT, rows.values.data()), "dataset " + dataset.path);
    scales.attach(made, {along, characters_path(character_dimension)});
    make.fixed_attribute(made.get(), "long_name", rows.meaning);
    characters.push_back(std::move(made));
}

void FileDraft::Open::make_characters() {
    const Characters all = characters_of(outline);
    characters.push_back(make.group(file.get(), characters_group));
    for (const Attribute& a : all.attributes) {
        make.fixed_attribute(characters.front().get(), a.name, std::get<std::string>(a.value));
    }
    own_dimension(character_dimension, all.width, 0);
    for (const CharacterRows& rows : all.rows) make_rows(rows, all.width);
}

FileDraft::FileDraft(FileImage outline) {
    const QuietErrors quiet;
    auto draft = std::make_unique<Open>(std::move(outline));
    draft->make_groups();
    for (const Dataset& dataset : draft->outline.datasets) draft->make_dataset(dataset);
    draft->make_characters();
    draft->scales.finish();
    open_ = std::move(draft);
}

FileDraft::~FileDraft() {
    const QuietErrors quiet;
    open_.reset();
}

const FileImage& FileDraft::outline() const { return open_->outline; }
const std::map<std::string, std::vector<std::uint64_t>>& FileDraft::chunks() const { return open_->chunks; }

void FileDraft::Open::finish_groups(const FileImage& image) {
    for (std::size_t g = 0; g < groups.size(); ++g) {
        const std::vector<Attribute> late = without(image.groups[g].attributes, outline.groups[g].attributes);
        write_attributes(make, groups[g], late);
        if (!image.groups[g].path.empty()) continue;
        for (const Attribute& attribute : late) {
            const auto* text = std::get_if<std::string>(&attribute.value);
            if (text != nullptr) make.fixed_attribute(characters.front().get(), attribute.name, *text);
        }
    }
}

void FileDraft::Open::finish_datasets(const FileImage& image) {
    for (std::size_t d = 0; d < datasets.size(); ++d) {
        const Dataset& dataset = image.datasets[d];
        if (const auto* reals = std::get_if<std::vector<double>>(&dataset.data)) {
            make.write(datasets[d], *reals, dataset.path);
        } else if (const auto* wholes = std::get_if<std::vector<std::int64_t>>(&dataset.data)) {
            make.write(datasets[d], *wholes, dataset.path);
        }
        write_attributes(make, datasets[d], without(dataset.attributes, outline.datasets[d].attributes));
    }
}

// HDF5 writes what it holds back when the file is closed.
FileParts FileDraft::Open::close() {
    must(H5Fflush(file.get(), H5F_SCOPE_GLOBAL), "the file");
    for (std::vector<Handle>* handles : {&characters, &datasets, &groups}) handles->clear();
    file = Handle();
    return {std::move(to.pages), to.end, std::move(chunks)};
}

FileParts FileDraft::finish(const FileImage& image) {
    const QuietErrors quiet;
    assert(fits(image));
    open_->finish_groups(image);
    open_->finish_datasets(image);
    return open_->close();
}

FileParts hdf5_parts(const FileImage& image) { return FileDraft(outline_of(image)).finish(image); }

std::vector<unsigned char> hdf5_bytes(const FileImage& image) {
    const FileParts parts = hdf5_parts(image);
    std::vector<unsigned char> bytes(parts.length);
    parts.pages.read(0, bytes.data(), bytes.size());
    return bytes;
}

}  // namespace yuce::results
