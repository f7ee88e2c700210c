#include "models/products/productsexport.h"

#include "models/format/delimited.h"
#include "models/paging/answer.h"
#include "models/products/productsmodel.h"

namespace Models {
namespace {

constexpr qsizetype rowsPerRead = 1'000;

QStringList keysOf(const QList<ProductColumn> &columns)
{
    QStringList keys;
    for (const ProductColumn &column : columns)
        keys += column.key;
    return keys;
}

QStringList valuesOf(const QList<ProductColumn> &columns, const Sync::ProductRow &row)
{
    QStringList values;
    for (const ProductColumn &column : columns)
        values += column.exactText(row);
    return values;
}

} // namespace

ProductsExport::ProductsExport(Sync::Reader &reader, QString path, ExportFormat format, QObject *parent)
    : QObject(parent)
    , m_reader(reader)
    , m_file(std::move(path))
    , m_format(format)
{ }

void ProductsExport::startAll(const Sync::ProductQuery &query)
{
    if (begin())
        whenAnswered(m_reader.productOrder(query), this,
            [this](const Sync::Result<QList<qint64>> &answer) { orderArrived(answer); });
}

void ProductsExport::startChosen(const QList<qint64> &ids)
{
    if (begin())
        orderArrived(ids);
}

bool ProductsExport::begin()
{
    const bool opened = m_file.open(QIODevice::WriteOnly);
    const bool written
        = opened && (m_format != ExportFormat::Csv || m_file.write(csvHeader(keysOf(productColumns()))) >= 0);
    // finished() comes after the caller has returned, as every other end does.
    if (!written)
        QMetaObject::invokeMethod(
            this, [this] { fail(diskFailure()); }, Qt::QueuedConnection);
    return written;
}

void ProductsExport::orderArrived(const Sync::Result<QList<qint64>> &answer)
{
    if (m_over)
        return;
    if (!answer) {
        fail(answer.failure());
        return;
    }
    m_ids = *answer;
    QMetaObject::invokeMethod(this, &ProductsExport::readNext, Qt::QueuedConnection);
}

void ProductsExport::readNext()
{
    if (m_over)
        return;
    if (m_next >= m_ids.size()) {
        end();
        return;
    }
    const QList<qint64> ids = m_ids.mid(m_next, rowsPerRead);
    m_next += ids.size();
    whenAnswered(m_reader.productRows(ids), this,
        [this](const Sync::Result<QList<Sync::ProductRow>> &answer) { rowsArrived(answer); });
}

void ProductsExport::rowsArrived(const Sync::Result<QList<Sync::ProductRow>> &answer)
{
    if (m_over)
        return;
    if (!answer) {
        fail(answer.failure());
        return;
    }
    const QList<ProductColumn> columns = productColumns();
    const QStringList keys = keysOf(columns);
    QByteArray lines;
    for (const Sync::ProductRow &row : *answer) {
        const QStringList values = valuesOf(columns, row);
        lines += m_format == ExportFormat::Csv ? csvLine(keys, values) : jsonLine(keys, values);
    }
    if (m_file.write(lines) != lines.size()) {
        fail(diskFailure());
        return;
    }
    m_written += answer->size();
    Q_EMIT progressed(m_written, m_ids.size());
    readNext();
}

void ProductsExport::end()
{
    // commit() of Qt 6.4 does not notice when what is still in the buffer cannot be written.
    if (!m_file.flush() || !m_file.commit()) {
        fail(diskFailure());
        return;
    }
    m_over = true;
    Q_EMIT finished(m_written);
}

void ProductsExport::cancel()
{
    fail(Sync::stopped());
}

void ProductsExport::fail(const Sync::Failure &failure)
{
    if (std::exchange(m_over, true))
        return;
    m_file.cancelWriting();
    Q_EMIT finished(failure);
}

Sync::Failure ProductsExport::diskFailure() const
{
    return {Sync::FailureKind::LocalDisk, tr("The export could not be written: %1.").arg(m_file.errorString()),
        tr("There is no file; nothing else has changed."), tr("Choose another folder, or free some space."),
        m_file.fileName()};
}

} // namespace Models

#include "moc_productsexport.cpp"
