#include <hdf5.h>
#include <hdf5_hl.h>

#include <algorithm>
#include <array>

#include "engine/error.hpp"
#include "engine/run.hpp"
#include "results/characters.hpp"
#include "results/file.hpp"
#include "results/file_image.hpp"
#include "results/hdf5_handle.hpp"
#include "results/hdf5_types-inl.hpp"
#include "results/kept_paths.hpp"

namespace yuce::results {
namespace {

// Set by HDF5 and netCDF themselves.
bool is_library_attribute(const std::string& name) {
    constexpr std::array<const char*, 5> names = {"CLASS", "NAME", "DIMENSION_LIST", "REFERENCE_LIST", "_FillValue"};
    return std::find(names.begin(), names.end(), name) != names.end() || name.rfind("_Netcdf4", 0) == 0 ||
           name.rfind("_NC", 0) == 0;
}

struct Damaged {
    std::string what;
};

Handle owned(hid_t id, Handle::Close close, const std::string& what) {
    if (id < 0) throw Damaged{what};
    return {id, close};
}

void must(bool holds, const std::string& what) {
    if (!holds) throw Damaged{what};
}

std::string name_of_member(hid_t group, hsize_t index) {
    const ssize_t length = H5Lget_name_by_idx(group, ".", H5_INDEX_NAME, H5_ITER_INC, index, nullptr, 0, H5P_DEFAULT);
    must(length > 0, "a name");
    std::vector<char> name(static_cast<std::size_t>(length) + 1);
    must(H5Lget_name_by_idx(group, ".", H5_INDEX_NAME, H5_ITER_INC, index, name.data(), name.size(), H5P_DEFAULT) > 0, "a name");
    return name.data();
}

// Texts as HDF5 allots them; given back when gone.
class Texts {
public:
    Texts(hid_t type, hid_t space, std::size_t n) : type_(type), space_(space), texts_(n, nullptr) {}
    ~Texts() { H5Dvlen_reclaim(type_, space_, H5P_DEFAULT, texts_.data()); }
    Texts(const Texts&) = delete;
    Texts& operator=(const Texts&) = delete;
    char** data() { return texts_.data(); }
    std::vector<std::string> strings() const {
        std::vector<std::string> all;
        for (const char* text : texts_) all.emplace_back(text == nullptr ? "" : text);
        return all;
    }

private:
    hid_t type_, space_;
    std::vector<char*> texts_;
};

Handle memory_text_type() {
    Handle type = owned(H5Tcopy(H5T_C_S1), H5Tclose, "a string type");
    must(H5Tset_size(type.get(), H5T_VARIABLE) >= 0 && H5Tset_cset(type.get(), H5T_CSET_UTF8) >= 0, "a string type");
    return type;
}

bool is_text(hid_t type) { return H5Tget_class(type) == H5T_STRING && H5Tis_variable_str(type) > 0; }

Attribute read_attribute(hid_t object, const std::string& name) {
    const Handle attribute = owned(H5Aopen(object, name.c_str(), H5P_DEFAULT), H5Aclose, "attribute " + name);
    const Handle type = owned(H5Aget_type(attribute.get()), H5Tclose, "attribute " + name);
    const Handle space = owned(H5Aget_space(attribute.get()), H5Sclose, "attribute " + name);
    must(H5Sget_simple_extent_npoints(space.get()) == 1, "attribute " + name);
    if (is_text(type.get())) {
        const Handle memory = memory_text_type();
        Texts texts(memory.get(), space.get(), 1);
        must(H5Aread(attribute.get(), memory.get(), texts.data()) >= 0, "attribute " + name);
        return {name, texts.strings()[0]};
    }
    if (H5Tget_class(type.get()) == H5T_FLOAT) {
        double value = 0;
        must(H5Aread(attribute.get(), H5T_NATIVE_DOUBLE, &value) >= 0, "attribute " + name);
        return {name, value};
    }
    must(H5Tget_class(type.get()) == H5T_INTEGER, "attribute " + name);
    if (H5Tget_sign(type.get()) == H5T_SGN_NONE) {
        std::uint64_t value = 0;
        must(H5Aread(attribute.get(), H5T_NATIVE_UINT64, &value) >= 0, "attribute " + name);
        return {name, value};
    }
    std::int64_t value = 0;
    must(H5Aread(attribute.get(), H5T_NATIVE_INT64, &value) >= 0, "attribute " + name);
    return {name, value};
}

std::vector<Attribute> read_attributes(hid_t object) {
    std::vector<std::string> names;
    const auto collect = [](hid_t, const char* name, const H5A_info_t*, void* to) -> herr_t {
        static_cast<std::vector<std::string>*>(to)->emplace_back(name);
        return 0;
    };
    hsize_t place = 0;
    must(H5Aiterate2(object, H5_INDEX_NAME, H5_ITER_INC, &place, collect, &names) >= 0, "attributes");
    std::vector<Attribute> attributes;
    for (const std::string& name : names) {
        if (is_library_attribute(name)) continue;
        attributes.push_back(read_attribute(object, name));
    }
    return attributes;
}

std::string dimension_of(hid_t dataset, unsigned axis, const std::string& path) {
    std::string name;
    const auto take_name = [](hid_t, unsigned, hid_t scale, void* to) -> herr_t {
        const ssize_t length = H5Iget_name(scale, nullptr, 0);
        if (length <= 0) return -1;
        std::vector<char> text(static_cast<std::size_t>(length) + 1);
        H5Iget_name(scale, text.data(), text.size());
        *static_cast<std::string*>(to) = leaf_of(text.data());
        return 1;
    };
    must(H5DSiterate_scales(dataset, axis, nullptr, take_name, &name) > 0, "dimensions of " + path);
    return name;
}

// How many bytes of values what is stored may be, at most: other tools compress it, to a thousandth at best.
std::size_t most_bytes(hid_t set) {
    const Handle made = owned(H5Dget_create_plist(set), H5Pclose, "a dataset");
    return H5Dget_storage_size(set) * (H5Pget_nfilters(made.get()) > 0 ? 1100 : 1);
}

void read_values(hid_t set, hid_t type, hid_t space, Dataset& dataset) {
    const std::size_t n = dataset.size();
    const auto numbers = [&](auto& values, hid_t memory) {
        // A damaged shape must not make us ask for endless memory.
        must(most_bytes(set) >= n * sizeof(values[0]), "dataset " + dataset.path);
        values.resize(n);
        must(H5Dread(set, memory, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()) >= 0, "dataset " + dataset.path);
    };
    if (is_text(type)) {
        must(most_bytes(set) >= n, "dataset " + dataset.path);
        const Handle memory = memory_text_type();
        Texts texts(memory.get(), space, n);
        must(H5Dread(set, memory.get(), H5S_ALL, H5S_ALL, H5P_DEFAULT, texts.data()) >= 0, "dataset " + dataset.path);
        dataset.data = texts.strings();
    } else if (H5Tget_class(type) == H5T_FLOAT) {
        numbers(dataset.data.emplace<std::vector<double>>(), H5T_NATIVE_DOUBLE);
    } else {
        must(H5Tget_class(type) == H5T_INTEGER, "dataset " + dataset.path);
        numbers(dataset.data.emplace<std::vector<std::int64_t>>(), H5T_NATIVE_INT64);
    }
}

Streamed::Type streamed_type_of(hid_t type) {
    if (H5Tget_class(type) == H5T_INTEGER) return H5Tget_size(type) == 1 ? Streamed::Type::int8 : Streamed::Type::int64;
    return H5Tget_size(type) == 4 ? Streamed::Type::float32 : Streamed::Type::float64;
}

// Kept paths have their own checksum and may be larger than the memory.
bool is_streamed(const Dataset& dataset) {
    return group_of(dataset.path) == "paths" && std::any_of(dataset.attributes.begin(), dataset.attributes.end(),
                                                            [](const Attribute& a) { return a.name == "sha256"; });
}

Dataset read_dataset(hid_t file, const std::string& path) {
    const Handle set = owned(H5Dopen2(file, path.c_str(), H5P_DEFAULT), H5Dclose, "dataset " + path);
    const Handle type = owned(H5Dget_type(set.get()), H5Tclose, "dataset " + path);
    const Handle space = owned(H5Dget_space(set.get()), H5Sclose, "dataset " + path);
    std::array<hsize_t, H5S_MAX_RANK> shape{};
    const int rank = H5Sget_simple_extent_ndims(space.get());
    must(rank >= 0 && H5Sget_simple_extent_dims(space.get(), shape.data(), nullptr) == rank, "dataset " + path);
    Dataset dataset{path, {}, {shape.begin(), shape.begin() + rank}, {}, {}};
    const bool scale = H5DSis_scale(set.get()) > 0;
    for (int axis = 0; axis < rank; ++axis) {
        dataset.dimensions.push_back(scale ? leaf_of(path) : dimension_of(set.get(), static_cast<unsigned>(axis), path));
    }
    dataset.attributes = read_attributes(set.get());
    if (is_streamed(dataset)) {
        dataset.data = Streamed{streamed_type_of(type.get())};
    } else {
        read_values(set.get(), type.get(), space.get(), dataset);
    }
    return dataset;
}

// Values [from, from + n) of a row; rows are counted in row order.
void read_piece(hid_t set, const Dataset& dataset, std::size_t row, hsize_t from, hsize_t n, hid_t memory, void* values) {
    std::vector<hsize_t> start(dataset.shape.size(), 0), count(dataset.shape.size(), 1);
    for (std::size_t axis = dataset.shape.size() - 1; axis-- > 0; row /= dataset.shape[axis])
        start[axis] = row % dataset.shape[axis];
    start.back() = from;
    count.back() = n;
    const Handle space = owned(H5Dget_space(set), H5Sclose, "dataset " + dataset.path);
    const Handle piece = owned(H5Screate_simple(1, &n, nullptr), H5Sclose, "dataset " + dataset.path);
    must(H5Sselect_hyperslab(space.get(), H5S_SELECT_SET, start.data(), nullptr, count.data(), nullptr) >= 0 &&
             H5Dread(set, memory, piece.get(), space.get(), H5P_DEFAULT, values) >= 0,
         "dataset " + dataset.path);
}

bool values_hold(hid_t file, const Dataset& dataset) {
    const Handle set = owned(H5Dopen2(file, dataset.path.c_str(), H5P_DEFAULT), H5Dclose, "dataset " + dataset.path);
    const Streamed::Type type = dataset.streamed()->type;
    const hsize_t length = dataset.shape.back();
    std::vector<unsigned char> values(engine::block_paths * bytes_of(type));
    std::vector<Sha256Bytes> pieces;
    for (std::size_t row = 0; row < dataset.size() / length; ++row) {
        for (hsize_t from = 0; from < length; from += engine::block_paths) {
            const hsize_t n = std::min<hsize_t>(engine::block_paths, length - from);
            read_piece(set.get(), dataset, row, from, n, memory_type(type), values.data());
            pieces.push_back(sha256_of_piece(values.data(), n * bytes_of(type)));
        }
    }
    const std::string sum = sha256_of_pieces(pieces);
    return std::any_of(dataset.attributes.begin(), dataset.attributes.end(),
                       [&](const Attribute& a) { return a.name == "sha256" && a.value == decltype(a.value)(sum); });
}

constexpr int deepest = 16;  // groups in groups

void read_group(hid_t file, const std::string& path, FileImage& image, int depth) {
    must(depth < deepest, "groups");
    const Handle group = owned(H5Gopen2(file, path.empty() ? "/" : path.c_str(), H5P_DEFAULT), H5Gclose, "group " + path);
    image.groups.push_back({path, read_attributes(group.get())});
    H5G_info_t info;
    must(H5Gget_info(group.get(), &info) >= 0, "group " + path);
    for (hsize_t k = 0; k < info.nlinks; ++k) {
        const std::string name = name_of_member(group.get(), k), member = path.empty() ? name : path + "/" + name;
        H5O_info_t object;
        if (member == characters_group) continue;
        must(H5Oget_info_by_name1(group.get(), name.c_str(), &object, H5P_DEFAULT) >= 0, member);
        if (object.type == H5O_TYPE_GROUP) {
            read_group(file, member, image, depth + 1);
        } else {
            image.datasets.push_back(read_dataset(file, member));
        }
    }
}

// use(file), HDF5's troubles turned into words.
template <class Use>
auto reading(const std::string& path, Use use) {
    refuse_unless_hdf5(path);
    const QuietErrors quiet;
    try {
        const Handle file = owned(H5Fopen(path.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT), H5Fclose, "the file");
        return use(file.get());
    } catch (const Damaged& damaged) {
        throw Error(ErrorKind::file, "'" + path + "' is damaged: " + damaged.what + " cannot be read",
                    "no figure in it can be relied on", "copy it again from where it came from, or run the batch again");
    }
}

}  // namespace

std::map<std::string, bool> kept_paths_hold(const std::string& path) {
    return reading(path, [&](hid_t file) {
        FileImage image;
        read_group(file, "", image, 0);
        std::map<std::string, bool> holds;
        for (const Dataset& dataset : image.datasets) {
            if (dataset.streamed() != nullptr) holds[dataset.path] = values_hold(file, dataset);
        }
        return holds;
    });
}

std::vector<double> read_kept_path(const std::string& path, const std::string& dataset, std::size_t first_row, std::size_t rows,
                                   std::uint64_t number) {
    return reading(path, [&](hid_t file) {
        const Dataset from = read_dataset(file, dataset);
        const Handle set = owned(H5Dopen2(file, dataset.c_str(), H5P_DEFAULT), H5Dclose, "dataset " + dataset);
        std::vector<double> values(rows);
        for (std::size_t row = 0; row < rows; ++row) {
            read_piece(set.get(), from, first_row + row, number, 1, H5T_NATIVE_DOUBLE, &values[row]);
        }
        return values;
    });
}

FileImage read_hdf5(const std::string& path) {
    return reading(path, [&](hid_t file) {
        FileImage image;
        read_group(file, "", image, 0);
        return image;
    });
}

}  // namespace yuce::results
