#include "app/demoshop/catalogue/statefile.h"

#include <QDataStream>
#include <QElapsedTimer>
#include <QFile>
#include <QSaveFile>

#include <algorithm>

namespace DemoShop {

namespace {

constexpr quint32 magic = 0x53445348; // "SDSH"
constexpr quint32 formatVersion = 3;
constexpr quint32 oldestVersion = 2; ///< Options had no links yet.
constexpr int pauseMilliseconds = 1000;

// One description of each struct serves both directions: Archive is a stream to write to or to read from.

template <typename Archive>
void describe(OptionValue &value, Archive &archive);
template <typename Archive>
void describe(Option &option, Archive &archive);
template <typename Archive>
void describe(Level &level, Archive &archive);
template <typename Archive>
void describe(Metafield &field, Archive &archive);
template <typename Archive>
void describe(Medium &medium, Archive &archive);
template <typename Archive>
void describe(Variant &variant, Archive &archive);
template <typename Archive>
void describe(Product &product, Archive &archive);

class Writing
{
public:
    explicit Writing(QDataStream &stream)
        : m_stream(stream)
    { }
    template <typename Number>
    requires std::is_arithmetic_v<Number>
    void operator()(Number &number) { m_stream << number; }
    void operator()(std::string &text) { m_stream << QByteArray::fromRawData(text.data(), qsizetype(text.size())); }
    template <typename T>
    void operator()(std::optional<T> &value)
    {
        m_stream << value.has_value();
        if (value)
            (*this)(*value);
    }
    template <typename T>
    void operator()(std::vector<T> &list)
    {
        m_stream << quint32(list.size());
        for (T &each : list)
            (*this)(each);
    }
    template <typename T>
    requires requires(T &value, Writing &archive) { describe(value, archive); }
    void operator()(T &value) { describe(value, *this); }
    void since(quint32, auto &part) { (*this)(part); }

private:
    QDataStream &m_stream;
};

class Reading
{
public:
    Reading(QDataStream &stream, quint32 version)
        : m_stream(stream)
        , m_version(version)
    { }
    template <typename Number>
    requires std::is_arithmetic_v<Number>
    void operator()(Number &number) { m_stream >> number; }
    void operator()(std::string &text)
    {
        QByteArray bytes;
        m_stream >> bytes;
        text = bytes.toStdString();
    }
    template <typename T>
    void operator()(std::optional<T> &value)
    {
        bool has = false;
        m_stream >> has;
        if (has)
            (*this)(value.emplace());
    }
    template <typename T>
    void operator()(std::vector<T> &list)
    {
        quint32 size = 0;
        m_stream >> size;
        for (quint32 i = 0; i < size && m_stream.status() == QDataStream::Ok; ++i)
            (*this)(list.emplace_back());
    }
    template <typename T>
    requires requires(T &value, Reading &archive) { describe(value, archive); }
    void operator()(T &value) { describe(value, *this); }
    /// A part that files have from a version on.
    void since(quint32 version, auto &part)
    {
        if (m_version >= version)
            (*this)(part);
    }

private:
    QDataStream &m_stream;
    quint32 m_version;
};

template <typename Archive>
void each(Archive &archive, auto &...parts)
{
    (archive(parts), ...);
}

template <typename Archive>
void describe(OptionValue &value, Archive &archive)
{
    each(archive, value.id, value.name);
}

template <typename Archive>
void describe(Option &option, Archive &archive)
{
    each(archive, option.id, option.name, option.values);
    archive.since(3, option.linkedNamespace);
    archive.since(3, option.linkedKey);
}

template <typename Archive>
void describe(Level &level, Archive &archive)
{
    each(archive, level.location, level.available, level.committed, level.updatedAt, level.isStocked);
}

template <typename Archive>
void describe(Metafield &field, Archive &archive)
{
    each(archive, field.id, field.nameSpace, field.key, field.type, field.value, field.createdAt, field.updatedAt);
}

template <typename Archive>
void describe(Medium &medium, Archive &archive)
{
    each(archive, medium.id, medium.alt, medium.url, medium.width, medium.height, medium.type, medium.createdAt,
        medium.readyAt, medium.isBroken);
}

template <typename Archive>
void describe(Variant &variant, Archive &archive)
{
    each(archive, variant.id, variant.inventoryItemId, variant.optionValues, variant.sku, variant.barcode,
        variant.price, variant.compareAtPrice, variant.cost, variant.continuesSelling, variant.taxable, variant.tracked,
        variant.requiresShipping, variant.weight, variant.weightUnit, variant.levels, variant.metafields,
        variant.createdAt, variant.updatedAt);
}

template <typename Archive>
void describe(Product &product, Archive &archive)
{
    each(archive, product.id, product.title, product.handle, product.descriptionHtml, product.vendor,
        product.productType, product.status, product.tags, product.seoTitle, product.seoDescription,
        product.templateSuffix, product.options, product.variants, product.media, product.metafields, product.category,
        product.publications, product.publishedAt, product.createdAt, product.updatedAt);
}

} // namespace

StateFile::StateFile(QString path, Store &store)
    : m_path(std::move(path))
    , m_store(store)
{
    read();
    m_writtenRevision = m_store.revision();
    m_timer.setSingleShot(true);
    m_timer.setInterval(pauseMilliseconds);
    connect(&m_timer, &QTimer::timeout, this, &StateFile::write);
}

StateFile::~StateFile()
{
    write();
}

void StateFile::noteChange()
{
    if (!m_timer.isActive())
        m_timer.start();
}

void StateFile::read()
{
    QFile file(m_path);
    if (!file.open(QIODevice::ReadOnly))
        return;
    QDataStream stream(&file);
    quint32 seenMagic = 0;
    quint32 seenVersion = 0;
    qint64 products = 0;
    quint64 seed = 0;
    stream >> seenMagic >> seenVersion >> products >> seed;
    // Edits belong to the catalogue they were made in.
    if (seenMagic != magic || seenVersion < oldestVersion || seenVersion > formatVersion
        || products != m_store.setup().products || seed != m_store.setup().seed)
        return;
    QHash<qint64, qint64> nextIds;
    QList<qint64> deleted;
    quint32 edited = 0;
    QHash<qint64, QSet<qint64>> added;
    QHash<qint64, QSet<qint64>> removed;
    stream >> nextIds >> deleted >> added >> removed >> edited;
    std::vector<std::shared_ptr<const Product>> loaded;
    Reading archive(stream, seenVersion);
    for (quint32 i = 0; i < edited && stream.status() == QDataStream::Ok; ++i) {
        auto product = std::make_shared<Product>();
        describe(*product, archive);
        loaded.push_back(std::move(product));
    }
    std::vector<Medium> files;
    archive(files);
    if (stream.status() != QDataStream::Ok)
        return;
    m_store.setNextIds(nextIds);
    for (Collection &collection : m_store.editCollections()) {
        collection.added = added.value(collection.id);
        collection.removed = removed.value(collection.id);
    }
    for (auto &product : loaded)
        m_store.commit(std::move(product));
    for (Medium &kept : files)
        m_store.keepFile(std::move(kept));
    for (const qint64 id : deleted)
        m_store.remove(id);
}

void StateFile::write()
{
    if (m_writtenRevision == m_store.revision())
        return;
    QElapsedTimer elapsed;
    elapsed.start();
    QSaveFile file(m_path);
    if (!file.open(QIODevice::WriteOnly)) {
        qWarning("The shop's edits cannot be kept in %s: %s", qPrintable(m_path), qPrintable(file.errorString()));
        return;
    }
    QDataStream stream(&file);
    const Catalogue &catalogue = m_store.catalogue();
    QList<qint64> touched = catalogue.touched();
    std::sort(touched.begin(), touched.end());
    QHash<qint64, QSet<qint64>> added;
    QHash<qint64, QSet<qint64>> removed;
    for (const Collection &collection : m_store.collections()) {
        added.insert(collection.id, collection.added);
        removed.insert(collection.id, collection.removed);
    }
    stream << magic << formatVersion << m_store.setup().products << m_store.setup().seed << m_store.nextIds()
           << catalogue.deleted() << added << removed << quint32(touched.size());
    Writing archive(stream);
    for (const qint64 id : touched) {
        Product product = *catalogue.product(id);
        describe(product, archive);
    }
    std::vector<Medium> files = m_store.files();
    archive(files);
    if (stream.status() == QDataStream::Ok && file.commit())
        m_writtenRevision = m_store.revision();
    else
        qWarning("The shop's edits could not be kept in %s: %s", qPrintable(m_path), qPrintable(file.errorString()));
    // A big file must not take up the shop's time while it is being written to.
    m_timer.setInterval(std::max<int>(pauseMilliseconds, int(elapsed.elapsed()) * 20));
}

} // namespace DemoShop
